import MarginEngine

/// The sizes of an account's positions, read back from what is open now, execution by execution.
struct PositionSizes {
    private struct Place: Hashable {
        let instrument: InstrumentID
        let side: PositionSide
    }

    private let account: MarginAccountID
    private var sizes: [Place: Quantity] = [:]

    init(of account: MarginAccountID) {
        self.account = account
    }

    /// Undoes the newest execution that is not undone yet.
    /// - Returns: what was there, before it, of the side that it may have opened, and what it left of the other.
    mutating func undo(
        _ execution: Execution, _ engine: borrowing Engine
    ) -> (openedBefore: Quantity, closedAfter: Quantity) {
        let side: PositionSide = execution.order.side == .buy ? .long : .short
        let opened = Place(instrument: execution.order.instrument, side: side)
        let closed = Place(instrument: execution.order.instrument, side: side.opposite)
        let openedAfter = size(opened, engine)
        let closedAfter = size(closed, engine)
        let openedBefore = max(openedAfter - (execution.quantity - execution.closedQuantity), .zero)
        sizes[opened] = openedBefore
        sizes[closed] = closedAfter + execution.closedQuantity
        return (openedBefore, closedAfter)
    }

    private func size(_ place: Place, _ engine: borrowing Engine) -> Quantity {
        sizes[place] ?? engine.holding(account, place.instrument)[place.side].size
    }
}

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
            let left = sizes.undo(execution, engine).closedAfter
            guard execution.order.origin == .liquidation, ended.insert(execution.order.id).inserted else { continue }
            if left > .zero { orders.insert(execution.order.id) }
        }
    }

    func contains(_ order: Order) -> Bool { orders.contains(order.id) }
}
