import Desks
import Dialects
import MarginEngine
import Wire

extension Orders {
    /// Reversal: https://www.bitget.com/api-doc/contract/trade/Reversal
    ///
    /// Closes at market and opens as much of the other side, or neither. In one-way mode the whole position is closed,
    /// whatever it opens, and neither `side` nor `tradeSide` counts.
    static func reverse(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let parameters = call.parameters
            let contract = try parameters.marginedContract(in: desk.engine)
            let holding = desk.engine.holding(login.marginAccount, contract.id)
            let side = try parameters.reversedSide(of: holding)
            let held = holding[side].size
            guard held > .zero else { throw .noPositionToClose }
            let most = try parameters.text("size") == nil ? held : try parameters.quantity("size", of: contract)
            let reversal = try Reversal(
                of: holding, side, by: min(most, held), clientOrderID: try parameters.clientOrderID())
            let kind = RefusedCommand.reversal(reversal.opening, on: contract.instrument)
            let room = reversal.closing.map { desk.engine.cancellations(before: $0) } ?? []
            let id = try desk.applyTogether(room + reversal.commands).placedOrder(kind)
            return .object { $0.members(of: OrderName(id, reversal.opening.clientOrderID)) }
        }
    }
}

/// The orders that reverse a position. In one-way mode the one that opens closes as well.
private struct Reversal {
    private(set) var closing: NewOrder?
    private(set) var opening: NewOrder

    init(
        of holding: Holding, _ side: PositionSide, by size: Quantity, clientOrderID: InlineText
    ) throws(Failure) {
        opening = NewOrder(
            marginAccount: holding.marginAccount, instrument: holding.instrument, side: side.closing, kind: .market,
            timeInForce: .immediateOrCancel, quantity: size, clientOrderID: clientOrderID)
        guard holding.positionMode == .hedge else {
            let (units, overflows) = holding[side].size.units.addingReportingOverflow(size.units)
            guard !overflows else { throw .quantityTooLarge }
            opening.quantity = Quantity(units: units)
            return
        }
        var closing = opening
        closing.target = side.target(in: .hedge)
        closing.reduceOnly = true
        closing.clientOrderID = .empty
        self.closing = closing
        opening.target = side.opposite.target(in: .hedge)
    }

    var commands: [Command] { [closing, opening].compactMap { $0 }.map { .placeOrder($0) } }
}

extension Parameters {
    fileprivate func reversedSide(of holding: Holding) throws(Failure) -> PositionSide {
        let named: PositionSide = try requiredChoice("side", ["buy": .long, "sell": .short])
        guard holding.positionMode == .hedge else { return holding.long.isOpen ? .long : .short }
        guard try text("tradeSide") != nil else { throw .unilateralOnly }
        return named
    }
}
