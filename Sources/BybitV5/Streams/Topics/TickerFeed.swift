import Desks
import Dialects
import MarginEngine
import Wire

/// `tickers.{symbol}`: a snapshot, then the members that changed.
/// https://bybit-exchange.github.io/docs/v5/websocket/public/ticker
struct TickerFeed: Feed {
    private let place: FeedPlace
    private var direction = TickDirection()
    /// What was told last; nil before anybody joined.
    private var told: [(name: StaticString, value: String)]?

    init(_ place: FeedPlace) {
        self.place = place
    }

    var key: String { place.key }
    var subject: FeedSubject { place.subject }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] {
        let members = told ?? members(desk)
        told = members
        return [message("snapshot", members, desk)]
    }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        guard let told else { return [] }
        let members = members(desk)
        self.told = members
        let changed = zip(told, members).filter { $0.value != $1.value }.map(\.1)
        guard !changed.isEmpty else { return [] }
        return [message("delta", changed, desk)]
    }

    private mutating func members(_ desk: borrowing Desk) -> [(name: StaticString, value: String)] {
        direction.take(desk.engine[place.instrument].last)
        return TickerRow(place.instrument, on: desk).members + [("tickDirection", direction.wireName)]
    }

    private func message(
        _ type: String, _ members: [(name: StaticString, value: String)], _ desk: borrowing Desk
    ) -> [UInt8] {
        let data = JSONWriter.bytes { json in
            json.object { data in
                // Clients find the ticker by its symbol, which never changes.
                if type == "delta" { data.member("symbol", place.symbol) }
                for (name, value) in members { data.member(name, value) }
            }
        }
        let sequence = desk.engine[place.instrument].bookVersion
        return place.message(type, desk, data: data) { $0.member("cs", sequence) }
    }
}

/// `tickDirection`: how a price compares with the one before. https://bybit-exchange.github.io/docs/v5/enum#tickdirection
struct TickDirection: Sendable {
    private var last: Price?
    private(set) var wireName = "ZeroPlusTick"

    mutating func take(_ price: Price) {
        defer { last = price }
        guard let last else { return }
        if price > last {
            wireName = "PlusTick"
        } else if price < last {
            wireName = "MinusTick"
        } else if wireName == "PlusTick" {
            wireName = "ZeroPlusTick"
        } else if wireName == "MinusTick" {
            wireName = "ZeroMinusTick"
        }
    }
}
