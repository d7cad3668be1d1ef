import Desks
import Dialects
import MarginEngine

extension Plans {
    /// Cancel Trigger Order: https://www.bitget.com/api-doc/contract/plan/Cancel-Plan-Order
    ///
    /// Without a list all of the type, `normal_plan` unless it says another; of a list those named, of the type if one
    /// is given.
    static func cancel(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contracts = try call.parameters.namedContracts(in: desk.engine)
            let types = try call.parameters.planTypes()
            var lists = BatchLists()
            if let rows = try call.parameters.list("orderIdList") {
                guard rows.count <= 50 else { throw .outOfRange("orderIdList", 1...50) }
                var names: [OrderName] = []
                for row in rows { names.append(try OrderName(row)) }
                for name in names {
                    guard let order = name.planOrder(of: login.marginAccount, in: desk.engine),
                        contracts.contains(order.instrument), types?.contains(order.planType) ?? true
                    else {
                        lists.failures.append((name, .planNotFound))
                        continue
                    }
                    lists.cancel(order, &desk)
                }
                return lists.payload
            }
            let meant = desk.engine.pendingOrders(of: login.marginAccount).filter { order in
                order.status == .untriggered && contracts.contains(order.instrument)
                    && (types ?? [.normal]).contains(order.planType)
            }
            guard !meant.isEmpty else { throw .noOrderToCancel }
            for order in meant { lists.cancel(order, &desk) }
            return lists.payload
        }
    }
}
