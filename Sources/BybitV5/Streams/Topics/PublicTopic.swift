import Desks
import Dialects
import MarginEngine
import Wire

/// A topic of a public stream: `kind.parameter.symbol`, or `kind.symbol` where there is no parameter.
struct PublicTopic {
    /// 500 levels were a topic until 2025; clients still name it.
    private static let depths = [1, 50, 200, 500, 1_000]

    let name: String
    private let kind: Substring
    private let parameter: Substring
    private let symbol: Substring

    /// Nil for a text that names no topic.
    init?(_ name: String) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard let kind = parts.first, let symbol = parts.last, (2...3).contains(parts.count) else { return nil }
        self.name = name
        self.kind = kind
        self.symbol = symbol
        parameter = parts.count == 3 ? parts[1] : ""
    }

    /// What the topic tells; nil when there is no such topic or no such symbol.
    func feed(_ category: Category, _ engine: borrowing Engine) -> (any Feed)? {
        let key = Self.key(name, category)
        guard category.payoff != nil else { return UnlistedFeed(self, key: key) }
        if let feed = InsuranceFeed(name, key: key) { return feed }
        guard let instrument = try? engine.contract(String(symbol), category) else { return nil }
        let place = FeedPlace(
            topic: name, key: key, symbol: String(symbol), instrument: instrument)
        switch kind {
        case "orderbook":
            guard let depth else { return nil }
            return OrderBookFeed(place, depth: depth)
        case "kline":
            guard let interval = CandleLength(interval: String(parameter)) else { return nil }
            return KlineFeed(place, interval, named: String(parameter))
        case "tickers" where parameter.isEmpty: return TickerFeed(place)
        case "publicTrade" where parameter.isEmpty: return TradeFeed(place)
        case "priceLimit" where parameter.isEmpty: return PriceLimitFeed(place)
        case "allLiquidation" where parameter.isEmpty: return LiquidationFeed(place)
        default: return nil
        }
    }

    /// The depth of a book; nil for a topic that is no book.
    var depth: Int? { kind == "orderbook" ? Int(parameter).flatMap { Self.depths.contains($0) ? $0 : nil } : nil }

    /// What it is about.
    var symbolText: String { String(symbol) }

    /// True for a topic that contracts and spot have in common.
    var isOfSpot: Bool {
        switch kind {
        case "orderbook": depth != nil
        case "kline": CandleLength(interval: String(parameter)) != nil
        case "tickers", "publicTrade", "priceLimit": parameter.isEmpty
        default: false
        }
    }

    /// What tells the feeds of all categories apart.
    static func key(_ name: String, _ category: Category) -> String { "bybit/\(category.rawValue)/\(name)" }
}

/// Where a public feed belongs.
struct FeedPlace: Sendable {
    /// As clients subscribe to it.
    let topic: String
    let key: String
    let symbol: String
    let instrument: InstrumentID

    var subject: FeedSubject { .instrument(instrument) }

    /// A message of the topic.
    func message(
        _ type: String, _ desk: borrowing Desk, data: [UInt8], _ more: (inout JSONWriter) -> Void = { _ in }
    ) -> [UInt8] {
        let timeMs = desk.wallMs
        return JSONWriter.bytes { json in
            json.object { json in
                json.member("topic", topic)
                json.member("type", type)
                json.member("ts", timeMs)
                json.memberRaw("data", data)
                more(&json)
            }
        }
    }
}
