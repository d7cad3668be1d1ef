import Desks
import Dialects
import MarginEngine
import Wire

/// `orderbook.{depth}.{symbol}`: a snapshot, then what changed; of depth 1 always a snapshot, at least every 3 seconds.
/// https://bybit-exchange.github.io/docs/v5/websocket/public/orderbook
struct OrderBookFeed: Feed {
    private static let repetitionMs: Int64 = 3_000

    private let place: FeedPlace
    private let depth: Int
    /// What was told last; nil before anybody joined.
    private var told: BookSides?
    /// When that was, by the wall clock.
    private var toldMs: Int64 = 0

    init(_ place: FeedPlace, depth: Int) {
        self.place = place
        self.depth = depth
    }

    var key: String { place.key }
    var subject: FeedSubject { place.subject }
    var nextDueMs: Int64? { depth == 1 ? toldMs + Self.repetitionMs : nil }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] {
        let book = told ?? BookSides(place.instrument, depth, desk.engine)
        told = book
        toldMs = desk.wallMs
        return [message("snapshot", book, desk)]
    }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        let book = BookSides(place.instrument, depth, desk.engine)
        guard let told else { return [] }
        let changes = book.changes(since: told)
        let isRepetition = nextDueMs.map { $0 <= desk.wallMs } ?? false
        guard !changes.isEmpty || isRepetition else { return [] }
        self.told = book
        toldMs = desk.wallMs
        return depth == 1 ? [message("snapshot", book, desk)] : [message("delta", changes, desk)]
    }

    private func message(_ type: String, _ book: BookSides, _ desk: borrowing Desk) -> [UInt8] {
        let version = desk.engine[place.instrument].bookVersion
        let data = JSONWriter.bytes { json in
            json.object { data in
                data.member("s", place.symbol)
                data.member("b", book.bids)
                data.member("a", book.asks)
                data.member("u", version)
                data.member("seq", version)
            }
        }
        let matchedMs = desk.engine.timeMs
        return place.message(type, desk, data: data) { $0.member("cts", matchedMs) }
    }
}
