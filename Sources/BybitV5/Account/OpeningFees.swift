import Desks
import MarginEngine

extension Desk {
    /// The opening fees of what each order closed, funding left out, as far as the history goes back.
    func openingFees(of account: Account, _ marginAccount: MarginAccountID) -> [OrderID: Money] {
        var carried: [OpenPosition: Money] = [:]
        var fees: [OrderID: Money] = [:]
        for row in ledger(of: account, marginAccount).reversed() {
            guard case .execution(let execution) = row.entry else { continue }
            let side: PositionSide = execution.order.side == .buy ? .long : .short
            let opened = execution.quantity - execution.closedQuantity
            if execution.closedQuantity > .zero {
                // An order that also opened had closed all there was.
                let left = opened > .zero ? .zero : row.size.magnitude
                let position = OpenPosition(instrument: execution.order.instrument, side: side.opposite)
                let part = (carried[position] ?? .zero)
                    .part(execution.closedQuantity, of: execution.closedQuantity + left, .up)
                carried[position, default: .zero] -= part
                fees[execution.order.id, default: .zero] += part
            }
            if opened > .zero {
                let position = OpenPosition(instrument: execution.order.instrument, side: side)
                carried[position, default: .zero] += execution.fee.part(opened, of: execution.quantity, .up)
            }
        }
        return fees
    }
}

private struct OpenPosition: Hashable {
    let instrument: InstrumentID
    let side: PositionSide
}

extension Quantity {
    fileprivate var magnitude: Quantity { self < .zero ? .zero - self : self }
}
