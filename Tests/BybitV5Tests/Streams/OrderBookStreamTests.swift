import Desks
import Dialects
import MarginEngine
import TestSupport
import Testing
import Wire

/// A book kept from the stream is the book: https://bybit-exchange.github.io/docs/v5/websocket/public/orderbook
@Suite struct OrderBookStreamTests {
    private static let depths = [50, 1_000]
    private static let updates = 10_000

    private let venue = TestVenue()

    @Test("Snapshot and deltas of 10,000 random updates make the REST book, byte for byte")
    func randomUpdates() throws {
        let client = try #require(StreamClient(venue, "/v5/public/linear"))
        var crowd = Crowd(venue)
        for _ in 0..<200 { _ = crowd.act(venue) }
        var books: [String: LocalBook] = [:]
        for depth in Self.depths {
            let topic = "orderbook.\(depth).BTCUSDT"
            let opening = client.send(#"{"op":"subscribe","args":["\#(topic)"]}"#).last
            books[topic] = LocalBook(try #require(opening))
        }
        var applied = 0
        while applied < Self.updates {
            // What happens in one round of the venue is told in one message.
            for _ in 0..<crowd.roundLength() where crowd.act(venue) { applied += 1 }
            for message in client.news() { books[message.text("topic") ?? ""]?.take(message) }
        }
        for depth in Self.depths {
            let book = try #require(books["orderbook.\(depth).BTCUSDT"])
            let rest = venue.get("/v5/market/orderbook", "category=linear&symbol=BTCUSDT&limit=\(depth)")
            #expect(rest.text.contains(book.text), "orderbook.\(depth)")
            #expect(book.faults == [])
            #expect(book.levelCount > 90)
            #expect(book.updateID == rest.result?.number("u"))
        }
    }
}

/// Accounts that place, move, cancel and take at random, always in the same way.
private struct Crowd {
    private let accounts: [MarginAccountID]
    private let instrument: InstrumentID
    private var orders: [(account: MarginAccountID, id: OrderID)] = []
    private var random = SplitMix64(seed: 2_026)

    init(_ venue: TestVenue) {
        instrument = venue.instrument("BTCUSDT")
        accounts = (1...64).map { venue.open(.classic, uid: $0, usdt: "1000000000").account.main }
    }

    mutating func roundLength() -> Int { Int.random(in: 1...12, using: &random) }

    /// One more thing that changes the book or is refused; true when it was not.
    mutating func act(_ venue: TestVenue) -> Bool {
        let account = accounts.randomElement(using: &random) ?? accounts[0]
        let place = orders.indices.randomElement(using: &random)
        switch (Int.random(in: 0..<100, using: &random), place) {
        case (0..<25, let place?):
            let order = orders.remove(at: place)
            return apply(.cancelOrder(order.account, order.id), venue) != nil
        case (25..<45, let place?):
            let order = orders[place]
            let change = Command.amendOrder(
                order.account, order.id, price: price(), quantity: quantity(), trigger: nil)
            return apply(change, venue) != nil
        case (45..<50, _):
            return apply(.placeOrder(order(account, .market, .immediateOrCancel)), venue) != nil
        default:
            guard case .placed(let id) = apply(.placeOrder(order(account, .limit, .goodTillCancelled)), venue) else {
                return false
            }
            orders.append((account, id))
            return true
        }
    }

    private func apply(_ command: Command, _ venue: TestVenue) -> Outcome? {
        let outcome = venue.withDesk { $0.apply(command) }
        if case .refused = outcome { return nil }
        return outcome
    }

    private mutating func order(_ account: MarginAccountID, _ kind: OrderKind, _ lifetime: TimeInForce) -> NewOrder {
        let side: Side = Bool.random(using: &random) ? .buy : .sell
        return NewOrder(
            marginAccount: account, instrument: instrument, side: side, kind: kind, timeInForce: lifetime,
            quantity: quantity(), price: kind == .market ? .zero : price(side))
    }

    /// Up to 20 dollars on the order's own side of 60,000, at times on the other.
    private mutating func price(_ side: Side? = nil) -> Price {
        let ticks = Int64.random(in: -5...200, using: &random)
        let isAbove = side.map { $0 == .sell } ?? Bool.random(using: &random)
        return Price(units: 6_000_000_000_000 + (isAbove ? ticks : -ticks) * 10_000_000)
    }

    private mutating func quantity() -> Quantity {
        Quantity(units: Int64.random(in: 1...50, using: &random) * 100_000)
    }
}

/// A client's book: texts as they came, put in order by their value.
private struct LocalBook {
    private var sides: [String: [String: String]] = ["b": [:], "a": [:]]
    private(set) var updateID: Int64 = 0
    /// What a client would stumble over.
    private(set) var faults: [String] = []

    init(_ snapshot: JSON) {
        if snapshot.text("type") != "snapshot" { faults.append("does not open with a snapshot") }
        take(snapshot)
    }

    var levelCount: Int { sides.values.reduce(0) { $0 + $1.count } }

    mutating func take(_ message: JSON) {
        guard let data = message["data"], let id = data.number("u") else {
            faults.append("a message without data")
            return
        }
        if id < updateID { faults.append("update \(id) after \(updateID)") }
        updateID = id
        for side in ["b", "a"] {
            for level in data[side]?.elements ?? [] {
                let texts = level.elements?.compactMap(\.string) ?? []
                guard texts.count == 2 else {
                    faults.append("a level that is no pair")
                    continue
                }
                set(side, price: texts[0], quantity: texts[1])
            }
        }
    }

    private mutating func set(_ side: String, price: String, quantity: String) {
        guard quantity == "0" else {
            sides[side]?[price] = quantity
            return
        }
        if sides[side]?.removeValue(forKey: price) == nil { faults.append("\(price) is deleted and was not there") }
    }

    /// As the REST book writes its levels.
    var text: String {
        let (bids, asks) = (list("b", isRising: false), list("a", isRising: true))
        return #""b":[\#(bids)],"a":[\#(asks)]"#
    }

    private func list(_ side: String, isRising: Bool) -> String {
        let levels = (sides[side] ?? [:]).map {
            (price: Price($0.key) ?? .zero, text: #"["\#($0.key)","\#($0.value)"]"#)
        }
        return levels.sorted { isRising ? $0.price < $1.price : $0.price > $1.price }.map(\.text).joined(separator: ",")
    }
}
