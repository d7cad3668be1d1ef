import Desks
import Dialects
import MarginEngine

extension Desk {
    /// The opening fees of what each order closed, funding left out, as far as the history goes back.
    func openingFees(of account: Account, _ marginAccount: MarginAccountID) -> [OrderID: Money] {
        var carried: [PositionPlace: Money] = [:]
        var fees: [OrderID: Money] = [:]
        for row in ledger(of: account, marginAccount).reversed() {
            guard case .execution(let execution) = row.entry else { continue }
            let opened = execution.quantity - execution.closedQuantity
            if execution.closedQuantity > .zero {
                // An order that also opened had closed all there was.
                let left = opened > .zero ? .zero : row.size.magnitude
                let part = (carried[execution.reduced] ?? .zero)
                    .part(execution.closedQuantity, of: execution.closedQuantity + left, .up)
                carried[execution.reduced, default: .zero] -= part
                fees[execution.order.id, default: .zero] += part
            }
            if opened > .zero {
                carried[execution.increased, default: .zero] += execution.fee.part(opened, of: execution.quantity, .up)
            }
        }
        return fees
    }
}

extension Quantity {
    fileprivate var magnitude: Quantity { self < .zero ? .zero - self : self }
}
