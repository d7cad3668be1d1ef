/// Of one holding, whole and partial ones together.
let maxAttached: Int32 = 20

/// What the guards of a position's stops look at.
private struct StopSetting {
    let position: Position
    let side: PositionSide
    let instrument: Instrument
    let stop: PositionStop
    let isProfit: Bool
    let watched: Price
    let attached: Int32

    static let rules = RuleBook<StopSetting>([
        Guard(.triggerPriceInvalid) { _, plan in plan.instrument.offers(plan.stop.price) },
        Guard(.priceOffTick) { _, plan in plan.stop.limit == .zero || plan.instrument.offers(plan.stop.limit) },
        Guard(.stopOnWrongSide) { _, plan in
            (plan.isProfit == (plan.side == .long)) ? plan.stop.price > plan.watched : plan.stop.price < plan.watched
        },
        Guard(.stopQuantityInvalid) { _, plan in
            plan.stop.quantity == .zero
                || (plan.stop.quantity.isMultiple(of: plan.instrument.step) && plan.stop.quantity > .zero
                    && plan.stop.quantity <= plan.position.size)
        },
        Guard(.tooManyConditionalOrders) { _, plan in plan.attached < maxAttached },
    ])
}

extension Engine {
    /// Attaches to, replaces at or removes from a position what closes it at a price. Both changes or none.
    mutating func setPositionStops(
        _ account: MarginAccountID, _ instrument: InstrumentID, _ side: PositionSide, _ takeProfit: StopChange,
        _ stopLoss: StopChange, _ trailing: TrailingStopChange
    ) -> Outcome {
        if let refusal = state.refusal(account, instrument) { return .refused(refusal) }
        guard state.holding(account, instrument)[side].isOpen else { return .refused(.noPosition) }
        for (change, isProfit) in [(takeProfit, true), (stopLoss, false)] {
            if let refusal = refusal(change, isProfit, account, instrument, side) { return .refused(refusal) }
        }
        if let refusal = state.refusal(trailing, account, instrument, side) { return .refused(refusal) }
        guard
            changes(takeProfit, .takeProfit, account, instrument, side)
                || changes(stopLoss, .stopLoss, account, instrument, side)
                || state.changes(trailing, account, instrument, side)
        else { return .refused(.stopsUnchanged) }
        let handle = state.materialize(account, instrument)
        apply(takeProfit, isProfit: true, handle, side)
        apply(stopLoss, isProfit: false, handle, side)
        apply(trailing, handle, side)
        return .accepted
    }

    private func refusal(
        _ change: StopChange, _ isProfit: Bool, _ account: MarginAccountID, _ instrument: InstrumentID,
        _ side: PositionSide
    ) -> Refusal? {
        guard case .set(let stop) = change else { return nil }
        let holding = state.holding(account, instrument)
        return StopSetting.rules.firstRefusal(
            state,
            StopSetting(
                position: holding[side], side: side, instrument: state[instrument], stop: stop, isProfit: isProfit,
                watched: state.price(stop.kind, of: instrument), attached: holding.attachedCount))
    }

    /// True when a change would make a difference.
    private func changes(
        _ change: StopChange, _ purpose: Purpose, _ account: MarginAccountID, _ instrument: InstrumentID,
        _ side: PositionSide
    ) -> Bool {
        let present = state.wholeStop(state.holding(account, instrument), side, purpose).map { state.orders[$0] }
        switch change {
        case .keep: return false
        case .remove: return present != nil
        case .set(let stop):
            return stop.quantity > .zero || present?.price != stop.limit || present?.trigger?.price != stop.price
                || present?.trigger?.kind != stop.kind
        }
    }

    private mutating func apply(_ change: StopChange, isProfit: Bool, _ handle: Handle<Holding>, _ side: PositionSide) {
        let whole: Purpose = isProfit ? .takeProfit : .stopLoss
        switch change {
        case .keep: break
        case .remove: removeWholeStop(handle, side, whole, .byUser)
        case .set(let stop):
            if stop.quantity == .zero { removeWholeStop(handle, side, whole, .positionClosed) }
            attach(stop, isProfit: isProfit, handle, side)
        }
    }

    mutating func removeWholeStop(
        _ handle: Handle<Holding>, _ side: PositionSide, _ purpose: Purpose, _ cause: CancelCause
    ) {
        guard let stop = state.wholeStop(state.holdings[handle], side, purpose) else { return }
        endConditional(stop, cause)
    }

    private mutating func attach(_ stop: PositionStop, isProfit: Bool, _ handle: Handle<Holding>, _ side: PositionSide)
    {
        let holding = state.holdings[handle]
        let isWhole = stop.quantity == .zero
        var order = NewOrder(
            marginAccount: holding.marginAccount, instrument: holding.instrument, side: side.closing,
            target: side.target(in: holding.positionMode),
            kind: stop.limit == .zero ? .market : .limit,
            timeInForce: stop.limit == .zero ? .immediateOrCancel : .goodTillCancelled,
            quantity: isWhole ? holding[side].size : stop.quantity, price: stop.limit, reduceOnly: true,
            trigger: Trigger(
                price: stop.price, kind: stop.kind, direction: isProfit == (side == .long) ? .rising : .falling))
        order.purpose =
            isProfit ? (isWhole ? .takeProfit : .partialTakeProfit) : (isWhole ? .stopLoss : .partialStopLoss)
        watch(order)
    }

    /// Attaches what an order brought along to the position it opened, replacing what was there for the whole of it; for
    /// a part of it once, by the fill that makes the order that large.
    mutating func attachStops(of order: Order, filledNow: Quantity) {
        let side = order.target.position(order.side)
        for (stop, isProfit) in [(order.takeProfit, true), (order.stopLoss, false)] {
            guard let stop, refusal(.set(stop), isProfit, order.marginAccount, order.instrument, side) == nil else {
                continue
            }
            let isDue =
                stop.quantity > .zero
                ? order.filled >= stop.quantity && order.filled - filledNow < stop.quantity
                : changes(
                    .set(stop), isProfit ? .takeProfit : .stopLoss, order.marginAccount, order.instrument, side)
            guard isDue else { continue }
            apply(.set(stop), isProfit: isProfit, order.holding, side)
        }
    }

    /// Ends what is attached to positions that are gone.
    mutating func endAttached(_ holding: Handle<Holding>) {
        var handle = state.holdings[holding].newestConditional
        while !handle.isNone {
            let order = state.orders[handle]
            let closed = order.side.closes
            if order.purpose.isAttached, !state.holdings[holding][closed].isOpen {
                endConditional(handle, .positionClosed)
            }
            handle = order.nextInHolding
        }
    }
}

extension State {
    /// The take-profit, stop-loss or trailing stop of a whole position.
    func wholeStop(_ holding: Holding, _ side: PositionSide, _ purpose: Purpose) -> Handle<Order>? {
        guard holding.attachedCount > 0 else { return nil }
        var found: Handle<Order>?
        forEachConditional(of: holding) { handle, order in
            if order.purpose == purpose, order.side == side.closing { found = handle }
        }
        return found
    }
}
