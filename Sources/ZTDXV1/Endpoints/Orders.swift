import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// Orders. https://docs.p99.world/futures/usdt-margined/trades-rest/new-order and the pages beside it.
enum Orders {
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

    static func cancel(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        let name = try OrderName(call.parameters)
        return .desk { desk throws(Failure) in
            let instrument = try desk.engine.tradedInstrument(symbol)
            guard let open = name.openOrder(of: login.account.main, in: instrument, desk.engine) else {
                throw .unknownOrder
            }
            if case .refused(let refusal) = desk.apply(.cancelOrder(login.account.main, open.id)) {
                throw Failure(refusal)
            }
            let order = try desk.order(open.id, of: login, or: .unknownOrder)
            return .object { $0.write(order, symbol) }
        }
    }

    static func cancelAll(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        return .desk { desk throws(Failure) in
            let instrument = try desk.engine.tradedInstrument(symbol)
            if case .refused(let refusal) = desk.apply(.cancelAllOrders(login.account.main, .instrument(instrument))) {
                throw Failure(refusal)
            }
            return .object { body in
                body.member("code", 200)
                body.member("msg", "The operation of cancel all open order is done.")
            }
        }
    }

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

extension Engine {
    /// The instrument of a symbol that the venue's accounts trade.
    func tradedInstrument(_ symbol: String) throws(Failure) -> InstrumentID {
        guard let instrument = instrument(named: symbol), terms(instrument, .ztdx) != nil else { throw .invalidSymbol }
        return instrument
    }
}

extension Desk {
    /// Places an order and gives it as it is then.
    mutating func place(_ order: NewOrder, of login: Login) throws(Failure) -> Order {
        switch apply(.placeOrder(order)) {
        case .refused(let refusal): throw Failure(refusal)
        case .accepted: throw .unknownOrder
        case .placed(let id):
            let placed = try self.order(id, of: login, or: .unknownOrder)
            if placed.cause == .wouldTake { throw .postOnlyWouldTake }
            return placed
        }
    }

    /// Attaches a stop to the open position and gives the order that it is.
    fileprivate mutating func attach(
        _ request: StopRequest, to instrument: InstrumentID, of login: Login
    ) throws(Failure) -> Order {
        let account = login.account.main
        let change = StopChange.set(request.stop)
        let command = Command.setPositionStops(
            account, instrument, request.closed, takeProfit: request.isProfit ? change : .keep,
            stopLoss: request.isProfit ? .keep : change)
        switch apply(command) {
        case .accepted, .placed, .refused(.stopsUnchanged): break
        case .refused(let refusal): throw Failure(refusal)
        }
        let purpose: Purpose = request.isProfit ? .takeProfit : .stopLoss
        let attached = engine.pendingOrders(of: account).last { $0.instrument == instrument && $0.purpose == purpose }
        guard let attached else { throw .unknownOrder }
        return attached
    }

    /// An order of the caller's, open or ended.
    fileprivate func order(_ id: OrderID, of login: Login, or failure: Failure) throws(Failure) -> Order {
        if let open = engine.openOrder(id), open.marginAccount == login.account.main { return open }
        guard let ended = history.orders(of: login.accountID).first(where: { $0.id == id }) else { throw failure }
        return ended
    }
}
