extension Engine {
    /// Does what the plan in `scratch` found. It cannot fail.
    /// - Parameter filledBefore: the order that it takes the place of, under the same number.
    mutating func commit(_ admission: OrderAdmission, id: OrderID, createdMs: Int64, filledBefore: Order? = nil) {
        let plan = scratch.order
        let handle = materializeHolding(for: admission.order)
        var order = makeOrder(admission.order, id, handle, createdMs: createdMs)
        order.quantity = admission.quantity
        if let filledBefore {
            order.quantity += filledBefore.filled
            order.filled = filledBefore.filled
            order.filledValue = filledBefore.filledValue
            order.fee = filledBefore.fee
            order.status = filledBefore.status
            order.lastPriceOnCreated = filledBefore.lastPriceOnCreated
            order.markOnCreated = filledBefore.markOnCreated
        }
        events.append(.order(order))
        for (handle, cause) in plan.ended { end(handle, cause) }
        for match in plan.matches { trade(&order, with: match.maker, match.quantity) }
        finish(&order, plan.cause)
    }

    /// The row of the holding that an order is for, which takes over the margin mode that the order asks for.
    mutating func materializeHolding(for order: NewOrder) -> Handle<Holding> {
        let handle = state.materialize(order.marginAccount, order.instrument)
        let holding = state.holdings[handle]
        guard let mode = state.adoptedMode(order, holding) else { return handle }
        let (account, settle) = (holding.marginAccount, state[holding.instrument].settle)
        let before = state.poolFigures(account, settle, as: state[account].mode)
        state.holdings[handle].ownMode = mode
        touch(handle)
        let after = state.poolFigures(account, settle, as: state[account].mode)
        events.append(
            .marginMode(
                ModeSwitch(
                    marginAccount: account, instrument: holding.instrument, from: holding.ownMode, to: mode,
                    before: ModeSwitch.Figures(before), after: ModeSwitch.Figures(after), timeMs: state.timeMs)))
        return handle
    }

    /// A new order under the settings in force.
    func makeOrder(
        _ new: NewOrder, _ id: OrderID, _ handle: Handle<Holding>, createdMs: Int64, origin: OrderOrigin = .user
    ) -> Order {
        let holding = state.holdings[handle]
        let mode = state.mode(of: holding)
        return Order(
            id: id, clientOrderID: new.clientOrderID, marginAccount: new.marginAccount, instrument: new.instrument,
            side: new.side, target: new.target, kind: new.kind, timeInForce: new.timeInForce, origin: origin,
            reduceOnly: new.reduceOnly, trigger: new.trigger, triggeredMs: new.triggeredMs, trail: new.trail,
            purpose: new.purpose, selfTrade: new.selfTrade,
            takeProfit: new.takeProfit, stopLoss: new.stopLoss, price: new.price, quantity: new.quantity,
            filled: .zero, filledValue: .zero, fee: .zero, status: .new, cause: .none, createdMs: createdMs,
            updatedMs: state.timeMs, lastPriceOnCreated: state[new.instrument].last,
            markOnCreated: state[new.instrument].mark,
            note: new.note,
            leverage: holding.leverage(new.target.position(new.side), in: mode), marginMode: mode, holding: handle,
            level: .none, nextAtLevel: .none, previousAtLevel: .none, nextInHolding: .none)
    }

    /// Rests what is left of an order, or ends it.
    private mutating func finish(_ order: inout Order, _ cause: CancelCause) {
        guard order.isOpen else { return }
        let reducible = state.holdings[order.holding][order.side.closes].size
        let ending = cause == .none && order.onlyCloses && reducible == .zero ? .reduceOnly : cause
        guard ending == .none else {
            order.status = .cancelled
            order.cause = ending
            order.updatedMs = state.timeMs
            events.append(.order(order))
            return
        }
        state.rest(state.orders.add(order))
        scratch.note(changed: order.instrument)
    }
}

extension State {
    /// The holding an order is for. A symbol without position and orders takes over the mode the order asks for.
    /// ORDER-30.
    func holding(for order: NewOrder) -> Holding {
        var holding = holding(order.marginAccount, order.instrument)
        if let mode = adoptedMode(order, holding) { holding.ownMode = mode }
        return holding
    }

    /// The other margin mode that a holding takes over from an order; nil where it keeps its own.
    fileprivate func adoptedMode(_ order: NewOrder, _ holding: Holding) -> MarginMode? {
        guard let mode = order.marginMode, mode != .portfolio, mode != holding.ownMode, !holding.isBusy,
            self[order.marginAccount].regime == .perSymbol, mode != .cross || terms(of: holding).offersCross
        else { return nil }
        return mode
    }
}
