import Desks
import MarginEngine

extension SignedCall {
    /// Cancel Trigger Order: https://www.bitget.com/api-doc/contract/plan/Cancel-Plan-Order
    ///
    /// Without a list all of the type, `normal_plan` unless it says another; of a list those named, of the type if one
    /// is given.
    func cancelPlanOrders(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contracts = try parameters.namedContracts(in: desk.engine)
        let types = try parameters.planTypes()
        var lists = BatchLists()
        if let rows = try parameters.list("orderIdList") {
            guard rows.count <= 50 else { throw .outOfRange("orderIdList", 1...50) }
            var names: [OrderName] = []
            for row in rows { names.append(try OrderName(row)) }
            for name in names {
                guard let order = name.planOrder(of: account, in: desk.engine), contracts.contains(order.instrument),
                    types?.contains(order.planType) ?? true
                else {
                    lists.failures.append((name, .planNotFound))
                    continue
                }
                cancel(order, &desk, &lists)
            }
            return lists.payload
        }
        let meant = desk.engine.pendingOrders(of: account).filter { order in
            order.status == .untriggered && contracts.contains(order.instrument)
                && (types ?? [.normal]).contains(order.planType)
        }
        guard !meant.isEmpty else { throw .noOrderToCancel }
        for order in meant { cancel(order, &desk, &lists) }
        return lists.payload
    }

    private func cancel(_ order: Order, _ desk: inout Desk, _ lists: inout BatchLists) {
        switch desk.apply(.cancelOrder(account, order.id)) {
        case .accepted, .placed: lists.successes.append(OrderName(order))
        case .refused(let refusal): lists.failures.append((OrderName(order), Failure(cancel: refusal)))
        }
    }
}
