import Desks
import Dialects
import MarginEngine
import Wire

/// The latest trades of a symbol, the newest first.
enum RecentTrades {
    static func list(_ call: Call) throws(Failure) -> Answer {
        let limit = try call.parameters.count("limit", 1...MarketHistory.Kept.trades, default: 100)
        return try .aboutSymbol(of: call) { body, instrument, desk in
            body.memberArray("trades") { list in
                for trade in desk.market.trades(of: instrument).prefix(limit) {
                    list.object { row in
                        row.member("id", String(trade.number))
                        row.member("price", trade.price.text)
                        row.member("amount", trade.quantity.text)
                        row.member("side", trade.takerSide == .buy ? "buy" : "sell")
                        row.member("timestamp", trade.timeMs)
                    }
                }
            }
        }
    }
}
