import Desks
import Dialects
import MarginEngine

extension Plans {
    /// Cancel Trigger Order: https://www.bitget.com/api-doc/contract/plan/Cancel-Plan-Order
    ///
    /// Of the type only, `normal_plan` unless it says another (BITGET-CALL-5): without a list all of it, of a list those
    /// named, which wants a symbol (BITGET-CALL-4).
    static func cancel(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contracts = try call.parameters.namedContracts(in: desk.engine)
            let types = try call.parameters.planTypes() ?? [.normal]
            var lists = BatchLists()
            if let names = try call.parameters.listedNames() {
                for name in names {
                    guard let order = name.planOrder(of: login.marginAccount, in: desk.engine),
                        contracts.contains(order.instrument), types.contains(order.planType)
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
                    && types.contains(order.planType)
            }
            guard !meant.isEmpty else { throw .noOrderToCancel }
            for order in meant { lists.cancel(order, &desk) }
            return lists.payload
        }
    }
}
