/// On what terms the insurance fund takes over a part of a position. MARGIN-32.
///
/// The holder loses what was allotted, closing fee included; the fund's entry value is the exact remainder, so that no
/// unit appears or disappears. A share of a debt that no price above zero can bring in goes over at mark: what is still
/// owed is a debt of the account.
struct Takeover {
    let quantity: Quantity
    /// The bankruptcy price, or mark where there is none.
    let price: Price
    /// For closing at the bankruptcy price.
    let fee: Money
    /// What the holder loses besides the fee.
    let loss: Money
    /// What the holder closes for, and the fund opens for.
    let value: Value

    init(
        of quantity: Quantity, from position: Position, _ side: PositionSide, allotted: Money, _ margin: MarginTerms
    ) {
        let instrument = margin.instrument
        let part = Position(size: quantity, entryValue: position.entryValue(of: quantity, side, instrument))
        let bankruptcy = margin.bankruptcyPrice(side, part, margin: allotted)
        let isBeyondZero = instrument.exitValue(side, from: part.entryValue, profit: -allotted) < .zero
        self.quantity = quantity
        price = bankruptcy ?? instrument.mark
        fee = bankruptcy.map { instrument.exactValue(of: quantity, at: $0).times(margin.terms.takerFee, .up) } ?? .zero
        loss = isBeyondZero ? -margin.unrealised(side, part, at: price) : allotted - fee
        value = instrument.exitValue(side, from: part.entryValue, profit: -loss)
    }
}

extension Engine {
    /// Closes up to a quantity on the book at prices no worse than the bankruptcy price of what is allotted to the
    /// position; returns how much was closed. `whole` closes all of it or nothing.
    mutating func reduceOnBook(
        _ handle: Handle<Holding>, _ side: PositionSide, _ quantity: Quantity, allotted: Money, _ solvency: Solvency,
        whole: Bool
    ) -> Quantity {
        let holding = state.holdings[handle]
        guard let margin = state.marginTerms(of: holding) else {
            return .zero
        }
        guard let limit = margin.bankruptcyPrice(side, holding[side], margin: allotted) else { return .zero }
        var order = closingOrder(handle, side, quantity, limit: limit, .liquidation)
        var plan = scratch.order
        plan.begin(replacing: nil)
        plan.match(
            NewOrder(
                marginAccount: holding.marginAccount, instrument: holding.instrument, side: order.side,
                target: order.target, kind: .limit, timeInForce: whole ? .fillOrKill : .immediateOrCancel,
                quantity: quantity, price: limit, selfTrade: order.selfTrade), quantity, in: state)
        scratch.order = plan
        guard plan.filled > .zero else { return .zero }
        execute(plan, &order)
        tell(
            .reduced, of: handle, on: side, quantity: plan.filled, at: limit, amount: order.filledAmount, solvency)
        return plan.filled
    }

    /// Does the trades that a plan found.
    mutating func execute(_ plan: OrderPlan, _ order: inout Order) {
        events.append(.order(order))
        for (handle, cause) in plan.ended { end(handle, cause) }
        for match in plan.matches { trade(&order, with: match.maker, match.quantity) }
        if order.filled != plan.filled {
            state.distrust("order \(order.id.number) traded another quantity than planned")
        }
        guard order.isOpen else { return }
        order.status = .cancelled
        order.cause = .noLiquidity
        events.append(.order(order))
    }

    /// MARGIN-32: hands a quantity over to the insurance fund.
    /// - Parameter allotted: what the quantity may lose, closing fee included.
    mutating func takeOver(
        _ handle: Handle<Holding>, _ side: PositionSide, _ quantity: Quantity, allotted: Money, _ solvency: Solvency
    ) {
        let holding = state.holdings[handle]
        guard quantity > .zero, let margin = state.marginTerms(of: holding)
        else { return }
        let takeover = Takeover(of: quantity, from: holding[side], side, allotted: allotted, margin)
        state.lastTrade += 1
        let id = TakeoverID(trade: state.lastTrade, marginAccount: holding.marginAccount)
        settle(
            Closing(
                kind: .takeover, holding: handle, side: side, quantity: quantity, value: takeover.value,
                price: takeover.price, fee: takeover.fee, feeRate: margin.terms.takerFee))
        inherit(takeover, side, holding.instrument)
        tell(
            .takenOver, of: handle, on: side, quantity: quantity, at: takeover.price,
            amount: takeover.loss + takeover.fee, solvency, takeover: id)
        closeInventory(holding.instrument, after: id)
    }

    /// The fund opens, for the same value, what the holder closed; its own opposite position is closed by it first.
    private mutating func inherit(_ takeover: Takeover, _ side: PositionSide, _ id: InstrumentID) {
        let instrument = state[id]
        let fund = state.materialize(state.insurance, id)
        let fill = Fill(side.opening, .net, takeover.quantity, value: takeover.value, fee: .zero)
        let realisation = state.book(fill, on: fund, instrument, isolatedBy: nil)
        change(state.insurance, instrument.settle, by: realisation.profit, .liquidation)
        watchAgain(state.insurance)
    }
}
