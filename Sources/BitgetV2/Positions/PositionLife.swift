import MarginEngine

/// What an open position has realised and paid since it was opened, funding left out.
struct PositionLife {
    /// Profit of partial closes, fees not deducted.
    private(set) var achieved = Money.zero
    /// Fees of its fills.
    private(set) var fees = Money.zero

    /// - Parameter executions: those of its instrument, the newest first. They are read back to the fill that opened
    ///   the position; what is older belongs to its predecessors.
    init(of position: Position, _ side: PositionSide, in executions: [Execution]) {
        var size = position.size
        for execution in executions where execution.order.concerns(side) && size > .zero {
            if execution.order.side == side.opening {
                let opened = min(execution.quantity - execution.closedQuantity, size)
                size -= opened
                fees += execution.fee.part(opened, of: execution.quantity, .up)
            } else {
                size += execution.closedQuantity
                achieved += execution.realised
                fees += execution.fee
            }
        }
    }
}
