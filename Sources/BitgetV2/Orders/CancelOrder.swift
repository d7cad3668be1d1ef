import Desks
import MarginEngine
import Wire

extension SignedCall {
    /// Cancel Order: https://www.bitget.com/api-doc/contract/trade/Cancel-Order
    func cancelOrder(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contract = try parameters.contract(in: desk.engine)
        let name = try cancel(try OrderName(parameters), &desk) { $0.instrument == contract.id }
        return Payload.object { $0.members(of: name) }
    }

    /// Batch Cancel Orders: https://www.bitget.com/api-doc/contract/trade/Batch-Cancel-Orders
    ///
    /// Without a list all orders of the symbol, without a symbol all of the product type. Nothing to cancel is no
    /// error.
    func batchCancelOrders(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contracts = try parameters.namedContracts(in: desk.engine)
        guard let rows = try parameters.list("orderIdList") else { return cancelAll(of: contracts, &desk) }
        guard rows.count <= 50 else { throw .outOfRange("orderIdList", 1...50) }
        var names: [OrderName] = []
        for row in rows { names.append(try OrderName(row)) }

        var lists = BatchLists()
        for name in names {
            do {
                lists.successes.append(try cancel(name, &desk) { order in contracts.contains(order.instrument) })
            } catch {
                lists.failures.append((name, error))
            }
        }
        return lists.payload
    }

    /// Cancel All Orders: https://www.bitget.com/api-doc/contract/trade/Cancel-All-Orders
    func cancelAllOrders(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let type = try parameters.productType()
        let coin = try parameters.text("marginCoin")?.uppercased()
        try parameters.requireInWindow(timeMs)
        let contracts = desk.engine.contracts(of: type).filter { coin == nil || $0.marginCoin == coin }
        return cancelAll(of: contracts.map(\.id), &desk)
    }

    private func cancelAll(of contracts: [InstrumentID], _ desk: inout Desk) -> [UInt8] {
        var lists = BatchLists()
        for order in desk.engine.openOrders(of: account) where contracts.contains(order.instrument) {
            switch desk.apply(.cancelOrder(account, order.id)) {
            case .accepted, .placed: lists.successes.append(OrderName(order))
            case .refused(let refusal): lists.failures.append((OrderName(order), Failure(cancel: refusal)))
            }
        }
        return lists.payload
    }

    /// Cancels one open order of the account that is among those meant.
    private func cancel(
        _ name: OrderName, _ desk: inout Desk, among isMeant: (Order) -> Bool
    ) throws(Failure) -> OrderName {
        guard let order = name.openOrder(of: account, in: desk.engine), isMeant(order) else { throw .orderNotFound }
        if case .refused(let refusal) = desk.apply(.cancelOrder(account, order.id)) {
            throw Failure(cancel: refusal)
        }
        return OrderName(order)
    }
}

extension Parameters {
    /// The contract of `symbol`, or all of the product type.
    func namedContracts(in engine: borrowing Engine) throws(Failure) -> [InstrumentID] {
        guard try text("symbol") == nil else { return [try contract(in: engine).id] }
        return engine.contracts(of: try productType()).map(\.id)
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
