import Desks
import Dialects
import MarginEngine
import Wire

extension Orders {
    /// Cancel Order: https://www.bitget.com/api-doc/contract/trade/Cancel-Order
    static func cancel(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.contract(in: desk.engine)
            try call.parameters.requireOwnMarginCoin(of: contract)
            let name = try OrderName(call.parameters)
            let order = try desk.cancel(name, of: login.marginAccount, among: [contract.id])
            return .object { $0.members(of: OrderName(order)) }
        }
    }

    /// Batch Cancel Orders: https://www.bitget.com/api-doc/contract/trade/Batch-Cancel-Orders
    ///
    /// Without a list all orders of the symbol, without a symbol all of the product type. A list wants a symbol:
    /// BITGET-CALL-4. Nothing to cancel is no error.
    static func cancelBatch(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contracts = try call.parameters.namedContracts(in: desk.engine)
            guard let names = try call.parameters.listedNames() else {
                return desk.cancelAll(of: login.marginAccount, on: contracts)
            }
            var lists = BatchLists()
            for name in names {
                do throws(Failure) {
                    let order = try desk.cancel(name, of: login.marginAccount, among: contracts)
                    lists.successes.append(OrderName(order))
                } catch {
                    lists.failures.append((name, error))
                }
            }
            return lists.payload
        }
    }

    /// Cancel All Orders: https://www.bitget.com/api-doc/contract/trade/Cancel-All-Orders
    static func cancelAll(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contracts = try call.parameters.contractsOfCoin(in: desk.engine)
            try call.parameters.requireInWindow(call.timeMs)
            return desk.cancelAll(of: login.marginAccount, on: contracts)
        }
    }
}

extension BatchLists {
    /// Cancels an order and notes what became of it.
    mutating func cancel(_ order: Order, _ desk: inout Desk) {
        do throws(Failure) {
            try desk.carryOut(.cancelOrder(order.marginAccount, order.id), .cancellation)
            successes.append(OrderName(order))
        } catch {
            failures.append((OrderName(order), error))
        }
    }
}

extension Desk {
    fileprivate mutating func cancelAll(of account: MarginAccountID, on contracts: [InstrumentID]) -> Payload {
        var lists = BatchLists()
        for order in engine.openOrders(of: account) where contracts.contains(order.instrument) {
            lists.cancel(order, &self)
        }
        return lists.payload
    }

    /// Cancels one open order of the account that is on one of the contracts meant.
    fileprivate mutating func cancel(
        _ name: OrderName, of account: MarginAccountID, among contracts: [InstrumentID]
    ) throws(Failure) -> Order {
        guard let order = name.openOrder(of: account, in: engine), contracts.contains(order.instrument) else {
            throw .orderNotFound
        }
        try carryOut(.cancelOrder(account, order.id), .cancellation)
        return order
    }
}

extension Parameters {
    /// The contract of `symbol`, or all of the product type, of the margin coin if one is given.
    func namedContracts(in engine: borrowing Engine) throws(Failure) -> [InstrumentID] {
        guard try text("symbol") != nil else { return try contractsOfCoin(in: engine) }
        let contract = try contract(in: engine)
        try requireOwnMarginCoin(of: contract)
        return [contract.id]
    }

    /// All contracts of the product type, of the margin coin if one is given.
    fileprivate func contractsOfCoin(in engine: borrowing Engine) throws(Failure) -> [InstrumentID] {
        let coin = try text("marginCoin")?.uppercased()
        return engine.contracts(of: try productType()).filter { coin == nil || $0.marginCoin == coin }.map(\.id)
    }

    /// Refuses another margin coin than the contract's, where it may be left out: BITGET-CALL-4.
    fileprivate func requireOwnMarginCoin(of contract: Contract) throws(Failure) {
        if try text("marginCoin") != nil { try require(marginCoinOf: contract) }
    }

    /// The orders of `orderIdList`, at most 50, which wants a symbol beside it; nil when there is no list.
    func listedNames() throws(Failure) -> [OrderName]? {
        guard let rows = try list("orderIdList") else { return nil }
        _ = try required("symbol")
        guard rows.count <= 50 else { throw .outOfRange("orderIdList", 1...50) }
        var names: [OrderName] = []
        for row in rows { names.append(try OrderName(row)) }
        return names
    }

    /// Refuses a request that came later than it says it may. Without `receiveWindow` it may at any time.
    fileprivate func requireInWindow(_ timeMs: Int64) throws(Failure) {
        let sentMs = try instantMs("requestTime")
        guard let windowMs = try instantMs("receiveWindow") else { return }
        guard windowMs < 60_000 else { throw .receiveWindowTooLong }
        guard let sentMs else { throw .empty("requestTime") }
        let (distance, overflows) = timeMs.subtractingReportingOverflow(sentMs)
        guard !overflows, distance.magnitude <= windowMs.magnitude else { throw .outsideReceiveWindow }
    }
}
