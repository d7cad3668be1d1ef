import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/market/open-interest`: what it was at each full interval, the newest first.
/// https://bybit-exchange.github.io/docs/v5/market/open-interest
struct OpenInterests: PublicCall {
    private let category: Category
    private let symbol: String
    private let intervalMs: Int64
    private let span: ClosedRange<Int64>
    private let limit: Int
    private let cursor: UInt64?

    init(_ parameters: Parameters) throws(ReturnCode) {
        category = try parameters.contractCategory()
        symbol = try parameters.required("symbol")
        intervalMs = 60_000 * (try Self.minutes(of: "intervalTime", parameters))
        span = try parameters.span()
        limit = try parameters.limit(upTo: 200, default: 50)
        cursor = try parameters.cursor()
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let instrument = try desk.engine.contract(symbol, category)
        let times = times(upTo: desk.venueTimeMs)
        let page = times.prefix(limit)
        let nextCursor = times.count > limit ? page.last.map { "\($0)" } ?? "" : ""
        let single = page.map { desk.market.openInterest(of: instrument, atMs: $0) }
        return Answer { result in
            result.member("symbol", symbol)
            result.member("category", category.rawValue)
            result.memberArray("list") { list in
                for (timeMs, openInterest) in zip(page, single) {
                    list.object { row in
                        row.member("openInterest", (openInterest + openInterest).text)
                        row.member("singleOpenInterest", openInterest.text)
                        row.member("timestamp", "\(timeMs)")
                    }
                }
            }
            result.member("nextPageCursor", nextCursor)
        }
    }

    /// https://bybit-exchange.github.io/docs/v5/enum#intervaltime
    static func minutes(of name: String, _ parameters: Parameters) throws(ReturnCode) -> Int64 {
        switch try parameters.required(name) {
        case "5min": 5
        case "15min": 15
        case "30min": 30
        case "1h": 60
        case "4h": 240
        case "1d": 1_440
        default: throw .invalid(name)
        }
    }

    /// The full intervals of the page, the newest first, and one more if there is one.
    private func times(upTo nowMs: Int64) -> [Int64] {
        var lastMs = min(span.upperBound, nowMs)
        if let cursor { lastMs = min(lastMs, Int64(clamping: cursor) - 1) }
        var timeMs = lastMs - lastMs % intervalMs
        var times: [Int64] = []
        while timeMs > 0, timeMs >= span.lowerBound, times.count <= limit {
            times.append(timeMs)
            timeMs -= intervalMs
        }
        return times
    }
}
