import Desks
import Dialects
import MarginEngine
import Wire

/// Orders of `/fapi`. https://docs.p99.world/futures/usdt-margined/trades-rest/new-order
enum PlaceOrder {
    static func place(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        let request = try OrderRequest(call.parameters)
        return .desk { desk throws(Failure) in
            let instrument = try desk.engine.tradedInstrument(symbol)
            let order =
                switch request {
                case .order(let terms): try desk.place(terms.order(instrument, login.account.main), of: login)
                case .stop(let stop): try desk.attach(stop, to: instrument, of: login)
                }
            return .object { $0.write(order, symbol) }
        }
    }
}

extension Desk {
    /// Places an order and gives it as it is then.
    mutating func place(_ order: NewOrder, of login: Login) throws(Failure) -> Order {
        guard case .placed(let id) = try carryOut(.placeOrder(order), .order) else { throw .unknownOrder }
        let placed = try self.order(id, of: login, or: .unknownOrder)
        if placed.cause == .wouldTake { throw .postOnlyWouldTake }
        return placed
    }

    /// Attaches a stop to the open position and gives the order that it is.
    fileprivate mutating func attach(
        _ request: StopRequest, to instrument: InstrumentID, of login: Login
    ) throws(Failure) -> Order {
        let account = login.account.main
        let change = StopChange.set(request.stop)
        let command = Command.setPositionStops(
            account, instrument, request.closed, takeProfit: request.isProfit ? change : .keep,
            stopLoss: request.isProfit ? .keep : change,
            clientOrderIDs: StopClientOrderIDs(takeProfit: request.clientOrderID, stopLoss: request.clientOrderID))
        switch apply(command) {
        case .accepted, .placed, .refused(.stopsUnchanged): break
        case .refused(let refusal): throw Failure(refusal, of: .order)
        }
        let purpose: Purpose = request.isProfit ? .takeProfit : .stopLoss
        let attached = engine.pendingOrders(of: account).last { $0.instrument == instrument && $0.purpose == purpose }
        guard let attached else { throw .unknownOrder }
        return attached
    }
}
