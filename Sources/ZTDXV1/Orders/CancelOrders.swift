import Desks
import Dialects
import MarginEngine
import Wire

/// Cancels one order or those of a symbol. https://docs.p99.world/futures/usdt-margined/trades-rest/cancel-order
enum CancelOrders {
    static func one(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        let name = try OrderName(call.parameters)
        return .desk { desk throws(Failure) in
            let instrument = try desk.engine.tradedInstrument(symbol)
            guard let open = name.openOrder(of: login.account.main, in: instrument, desk.engine) else {
                throw .unknownOrder
            }
            try desk.carryOut(.cancelOrder(login.account.main, open.id), .order)
            let order = try desk.order(open.id, of: login, or: .unknownOrder)
            return .object { $0.write(order, symbol) }
        }
    }

    static func all(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        return .desk { desk throws(Failure) in
            let instrument = try desk.engine.tradedInstrument(symbol)
            try desk.carryOut(.cancelAllOrders(login.account.main, .instrument(instrument)), .order)
            return .done("The operation of cancel all open order is done.")
        }
    }
}
