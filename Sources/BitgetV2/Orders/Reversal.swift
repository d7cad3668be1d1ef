import Desks
import MarginEngine
import Wire

extension SignedCall {
    /// Reversal: https://www.bitget.com/api-doc/contract/trade/Reversal
    ///
    /// Closes at market and opens as much of the other side, or neither. In one-way mode the whole position is closed,
    /// whatever it opens, and neither `side` nor `tradeSide` counts.
    func reverse(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contract = try parameters.marginedContract(in: desk.engine)
        let holding = desk.engine.holding(account, contract.id)
        let side = try reversedSide(holding)
        let held = holding[side].size
        guard held > .zero else { throw .noPositionToClose }
        let most = try parameters.text("size") == nil ? held : try parameters.quantity("size", of: contract)
        let orders = try reversal(
            contract, side, held, by: min(most, held), holding.positionMode, try parameters.clientOrderID())
        switch desk.applyTogether(orders.map { .placeOrder($0) }) {
        case .refused(let refusal): throw Failure(reversal: refusal, orders[orders.count - 1], on: contract.instrument)
        case .accepted: throw .systemAbnormal
        case .placed(let id):
            return Payload.object { $0.members(of: OrderName(id, orders[orders.count - 1].clientOrderID)) }
        }
    }

    private func reversedSide(_ holding: Holding) throws(Failure) -> PositionSide {
        let named: PositionSide = try parameters.requiredChoice("side", ["buy": .long, "sell": .short])
        guard holding.positionMode == .hedge else { return holding.long.isOpen ? .long : .short }
        guard try parameters.text("tradeSide") != nil else { throw .unilateralOnly }
        return named
    }

    /// The orders of a reversal; the last one opens.
    private func reversal(
        _ contract: Contract, _ side: PositionSide, _ held: Quantity, by size: Quantity, _ mode: PositionMode,
        _ clientOrderID: InlineText
    ) throws(Failure) -> [NewOrder] {
        var opening = NewOrder(
            marginAccount: account, instrument: contract.id, side: side.closing, kind: .market,
            timeInForce: .immediateOrCancel, quantity: size, clientOrderID: clientOrderID)
        guard mode == .hedge else {
            let (units, overflows) = held.units.addingReportingOverflow(size.units)
            guard !overflows else { throw .quantityTooLarge }
            opening.quantity = Quantity(units: units)
            return [opening]
        }
        var closing = opening
        closing.target = side.target(in: .hedge)
        closing.reduceOnly = true
        closing.clientOrderID = .empty
        opening.target = side.opposite.target(in: .hedge)
        return [closing, opening]
    }
}
