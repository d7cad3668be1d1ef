import Desks
import Dialects
import MarginEngine

/// The liquidation orders that left some of the position, which the venue has another word for.
struct PartialLiquidations {
    private var orders: Set<OrderID> = []

    /// None.
    init() {}

    /// - Parameter executions: the newest first.
    init(of account: MarginAccountID, _ executions: [Execution], _ engine: borrowing Engine) {
        guard executions.contains(where: { $0.order.origin == .liquidation }) else { return }
        var sizes = PositionSizes(of: account)
        var ended: Set<OrderID> = []
        for execution in executions {
            let left = sizes.size(execution.reduced, engine)
            sizes.undo(execution, engine)
            guard execution.order.origin == .liquidation, ended.insert(execution.order.id).inserted else { continue }
            if left > .zero { orders.insert(execution.order.id) }
        }
    }

    func contains(_ order: Order) -> Bool { orders.contains(order.id) }
}

extension Desk {
    func partialLiquidations(of login: Login) -> PartialLiquidations {
        PartialLiquidations(of: login.marginAccount, history.executions(of: login.accountID), engine)
    }
}
