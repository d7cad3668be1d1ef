import Desks
import Dialects
import MarginEngine
import Wire

/// `publicTrade.{symbol}`. https://bybit-exchange.github.io/docs/v5/websocket/public/trade
struct TradeFeed: Feed {
    /// https://bybit-exchange.github.io/docs/v5/websocket/public/trade: what exceeds it comes in further messages.
    private static let maxRows = 1_024

    private let place: FeedPlace
    private var direction = TickDirection()

    init(_ place: FeedPlace) {
        self.place = place
    }

    var key: String { place.key }
    var subject: FeedSubject { place.subject }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] {
        direction.take(desk.engine[place.instrument].last)
        return []
    }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        var trades = Tape.trades(in: events, on: place.instrument)[...]
        var messages: [[UInt8]] = []
        while !trades.isEmpty {
            let data = JSONWriter.bytes { json in
                json.array { list in
                    for trade in trades.prefix(Self.maxRows) { list.object { write(trade, to: &$0) } }
                }
            }
            trades = trades.dropFirst(Self.maxRows)
            messages.append(place.message("snapshot", desk, data: data))
        }
        return messages
    }

    private mutating func write(_ trade: Execution, to row: inout JSONWriter) {
        direction.take(trade.price)
        row.member("T", trade.timeMs)
        row.member("s", place.symbol)
        row.member("S", trade.takerSide.wireName)
        row.member("v", trade.quantity.text)
        row.member("p", trade.price.text)
        row.member("L", direction.wireName)
        row.member("i", Identifiers.text(ofTrade: trade.trade))
        row.member("BT", false)
        row.member("RPI", false)
        row.member("seq", trade.trade)
    }
}
