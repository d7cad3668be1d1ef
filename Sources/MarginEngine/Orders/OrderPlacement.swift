extension Engine {
    mutating func placeOrder(_ order: NewOrder) -> Outcome {
        if let refusal = state.refusal(order.marginAccount, order.instrument) { return .refused(refusal) }
        if let refusal = plan(order, replacing: nil) { return .refused(refusal) }
        state.lastOrder += 1
        let id = OrderID(number: state.lastOrder)
        commit(order, id: id, createdMs: state.timeMs, filledBefore: nil)
        return .placed(id)
    }

    mutating func amendOrder(
        _ account: MarginAccountID, _ id: OrderID, _ price: Price?, _ quantity: Quantity?
    ) -> Outcome {
        guard let handle = state.orderIndex[id], state.orders[handle].marginAccount == account else {
            return .refused(.unknownOrder)
        }
        let order = state.orders[handle]
        guard (price ?? order.price) != order.price || (quantity ?? order.quantity) != order.quantity else {
            return .refused(.orderUnchanged)
        }
        guard (quantity ?? order.quantity) > order.filled else { return .refused(.quantityNotAboveFilled) }
        var replacement = NewOrder(
            marginAccount: account, instrument: order.instrument, side: order.side, target: order.target,
            kind: order.kind, timeInForce: order.timeInForce, quantity: (quantity ?? order.quantity) - order.filled,
            price: price ?? order.price, reduceOnly: order.reduceOnly, clientOrderID: order.clientOrderID)
        if let refusal = plan(replacement, replacing: handle) { return .refused(refusal) }
        if replacement.price == order.price, replacement.quantity < order.remaining {
            shrink(handle, to: replacement.quantity)
            return .placed(id)
        }
        state.unrest(handle)
        replacement.quantity += order.filled
        commit(replacement, id: id, createdMs: order.createdMs, filledBefore: order)
        return .placed(id)
    }

    /// A smaller order keeps its time priority.
    private mutating func shrink(_ handle: Handle<Order>, to remaining: Quantity) {
        state.reduceLevel(of: handle, by: state.orders[handle].remaining - remaining)
        state.orders[handle].quantity = state.orders[handle].filled + remaining
        state.orders[handle].updatedMs = state.timeMs
        events.append(.order(state.orders[handle]))
    }

    // MARK: Plan

    /// Finds what the order would do, into `scratch`; the refusal when it may not.
    private mutating func plan(_ order: NewOrder, replacing replaced: Handle<Order>?) -> Refusal? {
        let holding = state.holding(for: order)
        guard let terms = state.terms(order.instrument, state[order.marginAccount].family) else {
            return .notTradedByFamily
        }
        let isReducing = order.reduceOnly || order.target.closes(order.side)
        // In hedge mode an order that opens its position has nothing to reduce, however large the other one is.
        let opensInHedge = order.target != .net && !order.target.closes(order.side)
        let reducible = opensInHedge ? .zero : holding[order.side == .buy ? .short : .long].size
        var admission = OrderAdmission(
            order: order, holding: holding, instrument: state[order.instrument], terms: terms,
            mode: state.mode(of: holding), quantity: isReducing ? min(order.quantity, reducible) : order.quantity,
            replaced: replaced.map { state.orders[$0] })
        if let refusal = OrderAdmission.entry.firstRefusal(state, admission) { return refusal }
        scratch.order.begin(replacing: replaced)
        scratch.order.match(order, admission.quantity, in: state)
        suppose(&admission)
        if let refusal = OrderAdmission.funding.firstRefusal(state, admission) { return refusal }
        let refusesTaking = MarginPolicy.of(state[order.marginAccount].family).refusesTakingPostOnly
        return scratch.order.cause == .wouldTake && refusesTaking ? .postOnlyWouldTake : nil
    }

    /// The account as it would be after the matches that were found.
    private func suppose(_ admission: inout OrderAdmission) {
        let plan = scratch.order
        let order = admission.order
        let margin = state.marginTerms(order.instrument, state[order.marginAccount].family)
        var after = Supposition(holding: admission.holding)
        for match in plan.matches {
            let fill = Fill(
                order.side, order.target, match.quantity, at: match.price, admission.instrument,
                admission.terms.takerFee)
            let realisation = after.holding.apply(
                fill, admission.instrument, isolatedBy: admission.mode == .isolated ? margin : nil,
                timeMs: state.timeMs)
            after.walletChange += realisation.profit - fill.fee
        }
        let remaining = admission.quantity - plan.filled
        if plan.cause == .none, order.kind == .limit, remaining > .zero, !order.reduceOnly {
            after.order = Supposition.RestingOrder(
                side: order.side, target: order.target, price: order.price, remaining: remaining)
        }
        admission.resting = after.order
        admission.after = after
        admission.ignored = plan.ignored
    }

    // MARK: Commit

    /// Does what the plan in `scratch` found. It cannot fail.
    private mutating func commit(_ new: NewOrder, id: OrderID, createdMs: Int64, filledBefore: Order?) {
        let plan = scratch.order
        let adopted = state.holding(for: new).ownMode
        let handle = state.materialize(new.marginAccount, new.instrument)
        adopt(adopted, handle)
        let holding = state.holdings[handle]
        let mode = state.mode(of: holding)
        var order = Order(
            id: id, clientOrderID: new.clientOrderID, marginAccount: new.marginAccount, instrument: new.instrument,
            side: new.side, target: new.target, kind: new.kind, timeInForce: new.timeInForce,
            reduceOnly: new.reduceOnly, price: new.price, quantity: new.quantity,
            filled: filledBefore?.filled ?? .zero, filledValue: filledBefore?.filledValue ?? .zero,
            fee: filledBefore?.fee ?? .zero, status: filledBefore?.status ?? .new, cause: .none, createdMs: createdMs,
            updatedMs: state.timeMs, lastPriceOnCreated: filledBefore?.lastPriceOnCreated ?? state[new.instrument].last,
            leverage: holding.leverage(new.side == .buy ? .long : .short, in: mode), marginMode: mode, holding: handle,
            level: .none, nextAtLevel: .none, previousAtLevel: .none, nextInHolding: .none)
        if order.reduceOnly || order.isClosingInHedge {
            let reducible = holding[new.side == .buy ? .short : .long].size
            order.quantity = min(order.quantity, order.filled + reducible)
        }
        events.append(.order(order))
        for (handle, cause) in plan.ended { end(handle, cause) }
        var consumedHouse = false
        for match in plan.matches {
            consumedHouse = consumedHouse || state.orders[match.maker].marginAccount == state.house
            trade(&order, with: match.maker, match.quantity)
        }
        finish(&order, plan.cause)
        if consumedHouse { renewHouse(new.instrument) }
    }

    /// Takes over the mode an order asked for.
    private mutating func adopt(_ mode: MarginMode, _ handle: Handle<Holding>) {
        let before = state.holdings[handle]
        guard before.ownMode != mode else { return }
        state.holdings[handle].ownMode = mode
        events.append(.marginMode(before.marginAccount, from: before.ownMode, to: mode))
        touch(handle)
    }

    /// Rests what is left of an order, or ends it.
    private mutating func finish(_ order: inout Order, _ cause: CancelCause) {
        guard order.isOpen else { return }
        let closes = order.reduceOnly || order.isClosingInHedge
        let reducible = state.holdings[order.holding][order.side == .buy ? .short : .long].size
        let ending = cause == .none && closes && reducible == .zero ? .reduceOnly : cause
        guard ending == .none else {
            order.status = .cancelled
            order.cause = ending
            order.updatedMs = state.timeMs
            events.append(.order(order))
            return
        }
        state.rest(state.orders.add(order))
    }
}

extension State {
    /// The holding an order is for. A symbol without position and orders takes over the mode the order asks for.
    /// BITGET-MODE.
    fileprivate func holding(for order: NewOrder) -> Holding {
        var holding = holding(order.marginAccount, order.instrument)
        if let mode = order.marginMode, mode != .portfolio, self[order.marginAccount].regime == .perSymbol,
            !holding.hasPosition, holding.orderCount == 0
        {
            holding.ownMode = mode
        }
        return holding
    }
}
