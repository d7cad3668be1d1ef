import Desks
import Dialects
import MarginEngine
import Wire

/// `priceLimit.{symbol}`: whenever it changes.
/// https://bybit-exchange.github.io/docs/v5/websocket/public/order-price-limit
struct PriceLimitFeed: Feed {
    private let place: FeedPlace
    /// What was told last; nil before anybody joined.
    private var told: PriceLimit?

    init(_ place: FeedPlace) {
        self.place = place
    }

    var key: String { place.key }
    var subject: FeedSubject { place.subject }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] {
        let limit = told ?? PriceLimit(desk.engine[place.instrument])
        told = limit
        return [message(limit, desk)]
    }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        let limit = PriceLimit(desk.engine[place.instrument])
        guard let told, limit != told else { return [] }
        self.told = limit
        return [message(limit, desk)]
    }

    private func message(_ limit: PriceLimit, _ desk: borrowing Desk) -> [UInt8] {
        let timeMs = desk.wallMs
        return JSONWriter.bytes { json in
            json.object { json in
                json.member("topic", place.topic)
                json.memberObject("data") { limit.write(to: &$0) }
                json.member("ts", timeMs)
            }
        }
    }
}
