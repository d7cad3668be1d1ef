import Desks
import Dialects
import MarginEngine
import Wire

/// Orders as they are. https://docs.p99.world/futures/usdt-margined/trades-rest/open-orders and
/// https://docs.p99.world/futures/usdt-margined/trades-rest/query-open-order
enum OrderQueries {
    static func read(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        let name = try OrderName(call.parameters)
        return .desk { desk throws(Failure) in
            let instrument = try desk.engine.tradedInstrument(symbol)
            let open = name.openOrder(of: login.account.main, in: instrument, desk.engine)
            let ended = desk.history.orders(of: login.accountID).first { $0.instrument == instrument && name.names($0) }
            guard let order = open ?? ended else { throw .orderDoesNotExist }
            return .object { $0.write(order, symbol) }
        }
    }

    static func readOpen(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        let name = try OrderName(call.parameters)
        return .desk { desk throws(Failure) in
            let instrument = try desk.engine.tradedInstrument(symbol)
            guard let order = name.openOrder(of: login.account.main, in: instrument, desk.engine) else {
                throw .orderDoesNotExist
            }
            return .object { $0.write(order, symbol) }
        }
    }

    static func listOpen(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = call.parameters["symbol"]
        return .desk { desk throws(Failure) in
            var instrument: InstrumentID?
            if let symbol { instrument = try desk.engine.tradedInstrument(symbol) }
            let orders = desk.engine.pendingOrders(of: login.account.main)
                .filter { instrument == nil || $0.instrument == instrument }
            return .array { list in
                for order in orders {
                    list.object { $0.write(order, desk.engine[order.instrument].symbol.text) }
                }
            }
        }
    }
}

extension Desk {
    /// An order of the caller's, open or ended.
    func order(_ id: OrderID, of login: Login, or failure: Failure) throws(Failure) -> Order {
        if let open = engine.openOrder(id), open.marginAccount == login.account.main { return open }
        guard let ended = history.orders(of: login.accountID).first(where: { $0.id == id }) else { throw failure }
        return ended
    }
}
