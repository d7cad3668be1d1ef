/// A quantity of a position that is closed outside the book.
struct Closing {
    let kind: Execution.Kind
    let holding: Handle<Holding>
    let side: PositionSide
    let quantity: Quantity
    /// What it is closed for, in the settle asset.
    let value: Value
    /// What is told as its price; the value counts.
    let price: Price
    let fee: Money
    let feeRate: Rate

    var cause: BalanceChange.Cause { kind == .deleveraging ? .deleveraging : .takeover }
    var origin: OrderOrigin { kind == .deleveraging ? .deleveraging : .liquidation }
}

extension Engine {
    /// Closes what a closing says, for the value that it says.
    mutating func settle(_ closing: Closing) {
        let holding = state.holdings[closing.holding]
        let instrument = state[holding.instrument]
        let target = closing.side.target(in: holding.positionMode)
        let fill = Fill(closing.side.closing, target, closing.quantity, value: closing.value, fee: closing.fee)
        let realisation = state.book(fill, on: closing.holding, instrument, isolatedBy: nil)
        scratch.note(changed: holding.instrument)
        state[instrument.settle].fees += closing.fee
        if realisation.closed != closing.quantity || closing.value < .zero {
            state.distrust(
                "\(closing.kind) \(state.lastTrade) closed \(realisation.closed.text) of \(closing.quantity.text)")
        }
        change(holding.marginAccount, instrument.settle, by: realisation.profit - closing.fee, closing.cause)
        tell(closing, fill, realisation)
        endReduceOnly(closing.holding)
        touch(closing.holding)
    }

    /// Tells of a closing as of an order of the venue that was filled at once.
    private mutating func tell(_ closing: Closing, _ fill: Fill, _ realisation: Realisation) {
        guard !state.isVenueOwned(state.holdings[closing.holding].marginAccount) else { return }
        var order = closingOrder(
            closing.holding, closing.side, closing.quantity, limit: closing.price, closing.origin)
        order.filled = fill.quantity
        order.filledValue = fill.value
        order.fee = fill.fee
        order.status = .filled
        tell(
            closing.kind, order, fill, realisation, at: closing.price, feeRate: closing.feeRate, isMaker: false)
        events.append(.order(order))
    }

    /// An order of the venue that closes a position.
    mutating func closingOrder(
        _ handle: Handle<Holding>, _ side: PositionSide, _ quantity: Quantity, limit: Price, _ origin: OrderOrigin
    ) -> Order {
        let holding = state.holdings[handle]
        let mode = state.mode(of: holding)
        if !state.isVenueOwned(holding.marginAccount) { state.lastOrder += 1 }
        return Order(
            id: OrderID(number: state.lastOrder), clientOrderID: .empty, marginAccount: holding.marginAccount,
            instrument: holding.instrument, side: side.closing,
            target: side.target(in: holding.positionMode), kind: .limit,
            timeInForce: .immediateOrCancel, origin: origin, reduceOnly: true, trigger: nil,
            triggeredMs: nil, trail: nil, purpose: .none, selfTrade: .cancelMaker, takeProfit: nil, stopLoss: nil,
            price: limit, quantity: quantity,
            filled: .zero, filledValue: .zero, fee: .zero, status: .new, cause: .none, createdMs: state.timeMs,
            updatedMs: state.timeMs, lastPriceOnCreated: state[holding.instrument].last,
            markOnCreated: state[holding.instrument].mark, note: 0,
            leverage: holding.leverage(side, in: mode), marginMode: mode, holding: handle, level: .none,
            nextAtLevel: .none, previousAtLevel: .none, nextInHolding: .none)
    }
}
