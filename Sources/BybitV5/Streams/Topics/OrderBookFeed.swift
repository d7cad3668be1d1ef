import Desks
import MarginEngine
import Wire

/// `orderbook.{depth}.{symbol}`: a snapshot, then what changed; of depth 1 always a snapshot.
/// https://bybit-exchange.github.io/docs/v5/websocket/public/orderbook
struct OrderBookFeed: Feed {
    private let place: FeedPlace
    private let depth: Int
    /// What was told last; nil before anybody joined.
    private var told: BookSides?

    init(_ place: FeedPlace, depth: Int) {
        self.place = place
        self.depth = depth
    }

    var key: String { place.key }
    var subject: FeedSubject { place.subject }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] {
        let book = told ?? BookSides(place.instrument, depth, desk.engine)
        told = book
        return [message("snapshot", book, desk)]
    }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        let book = BookSides(place.instrument, depth, desk.engine)
        guard let told else { return [] }
        let changes = book.changes(since: told)
        guard !changes.isEmpty else { return [] }
        self.told = book
        return depth == 1 ? [message("snapshot", book, desk)] : [message("delta", changes, desk)]
    }

    private func message(_ type: String, _ book: BookSides, _ desk: borrowing Desk) -> [UInt8] {
        let version = desk.engine[place.instrument].bookVersion
        let data = JSONWriter.bytes { json in
            json.object { data in
                data.member("s", place.symbol)
                data.memberArray("b") { Self.write(book.bids, to: &$0) }
                data.memberArray("a") { Self.write(book.asks, to: &$0) }
                data.member("u", version)
                data.member("seq", version)
            }
        }
        let matchedMs = desk.engine.timeMs
        return place.message(type, desk, data: data) { $0.member("cts", matchedMs) }
    }

    private static func write(_ levels: [BookSides.Level], to list: inout JSONWriter) {
        for level in levels {
            list.array { row in
                row.value(level.price.text)
                row.value(level.quantity.text)
            }
        }
    }
}

/// Some levels of both sides of a book, the best first.
struct BookSides: Sendable {
    struct Level: Sendable, Equatable {
        let price: Price
        /// Zero in a list of changes: the level is gone.
        let quantity: Quantity
    }

    let bids: [Level]
    let asks: [Level]

    init(_ instrument: InstrumentID, _ depth: Int, _ engine: borrowing Engine) {
        bids = engine.depth(instrument, .buy, limit: depth).map { Level(price: $0.price, quantity: $0.quantity) }
        asks = engine.depth(instrument, .sell, limit: depth).map { Level(price: $0.price, quantity: $0.quantity) }
    }

    private init(bids: [Level], asks: [Level]) {
        self.bids = bids
        self.asks = asks
    }

    var isEmpty: Bool { bids.isEmpty && asks.isEmpty }

    /// What makes `earlier` into these: levels that are new or differ, and those that are gone with quantity zero.
    func changes(since earlier: BookSides) -> BookSides {
        BookSides(
            bids: Self.changes(from: earlier.bids, to: bids) { $0 > $1 },
            asks: Self.changes(from: earlier.asks, to: asks) { $0 < $1 })
    }

    /// Both lists are in the order of `isBetter`, and so is the result.
    private static func changes(
        from old: [Level], to new: [Level], isBetter: (Price, Price) -> Bool
    ) -> [Level] {
        var changes: [Level] = []
        var (next, gone) = (new[...], old[...])
        while let level = next.first ?? gone.first {
            if let lost = gone.first, next.isEmpty || isBetter(lost.price, level.price) {
                changes.append(Level(price: lost.price, quantity: .zero))
                gone.removeFirst()
                continue
            }
            if let known = gone.first, known.price == level.price {
                if known != level { changes.append(level) }
                gone.removeFirst()
            } else {
                changes.append(level)
            }
            next.removeFirst()
        }
        return changes
    }
}
