import Desks
import Dialects
import MarginEngine
import Wire

/// What an account traded, in the shape of Binance's futures API.
/// https://docs.p99.world/futures/usdt-margined/account/order-history
enum UserTrades {
    static func list(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        let span = try Span(call.parameters, standard: 500)
        let orderID = call.parameters["orderId"]
        let fromID = try call.parameters.ordinal("fromId")
        return .desk { desk throws(Failure) in
            let instrument = try desk.engine.tradedInstrument(symbol)
            let meant = desk.history.executions(of: login.accountID).filter { row in
                row.order.instrument == instrument && span.contains(row.timeMs)
                    && (orderID.map { Identifier.order($0) == row.order.id } ?? true)
                    && (fromID.map { row.trade >= $0 } ?? true)
            }
            return .array { list in
                for row in span.page(of: meant, goesForward: fromID != nil) { list.object { $0.write(row, symbol) } }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ row: Execution, _ symbol: String) {
        member("symbol", symbol)
        member("id", row.trade)
        member("orderId", Identifier.text(row.order.id))
        member("side", row.order.sideText)
        member("positionSide", "BOTH")
        member("price", row.price.text)
        member("qty", row.quantity.text)
        member("quoteQty", row.amount.text)
        member("realizedPnl", row.realised.text)
        member("commission", row.fee.text)
        member("commissionAsset", "USDT")
        member("buyer", row.order.side == .buy)
        member("maker", row.isMaker)
        member("time", row.timeMs)
    }
}
