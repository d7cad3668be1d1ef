extension Engine {
    mutating func placeOrder(_ order: NewOrder) -> Outcome {
        if let refusal = state.refusal(order.marginAccount, order.instrument) { return .refused(refusal) }
        if let trigger = order.trigger { return placeConditional(order, trigger) }
        if let refusal = plan(order, replacing: nil) { return .refused(refusal) }
        state.lastOrder += 1
        let id = OrderID(number: state.lastOrder)
        commit(order, id: id, createdMs: state.timeMs, filledBefore: nil)
        return .placed(id)
    }

    mutating func amendOrder(
        _ account: MarginAccountID, _ id: OrderID, _ price: Price?, _ quantity: Quantity?, _ trigger: Price?,
        _ takeProfit: StopChange, _ stopLoss: StopChange
    ) -> Outcome {
        guard let handle = state.orderIndex[id], state.orders[handle].marginAccount == account else {
            return .refused(.unknownOrder)
        }
        let order = state.orders[handle]
        let stops = (profit: takeProfit.changed(order.takeProfit), loss: stopLoss.changed(order.stopLoss))
        if order.status == .untriggered { return amendConditional(handle, price, quantity, trigger, stops) }
        let isSameTrade = (price ?? order.price) == order.price && (quantity ?? order.quantity) == order.quantity
        guard !isSameTrade || stops != (order.takeProfit, order.stopLoss) else { return .refused(.orderUnchanged) }
        guard (quantity ?? order.quantity) > order.filled else { return .refused(.quantityNotAboveFilled) }
        guard !isSameTrade else {
            setStops(stops, of: handle)
            events.append(.order(state.orders[handle]))
            return .placed(id)
        }
        var replacement = NewOrder(
            marginAccount: account, instrument: order.instrument, side: order.side, target: order.target,
            kind: order.kind, timeInForce: order.timeInForce, quantity: (quantity ?? order.quantity) - order.filled,
            price: price ?? order.price, reduceOnly: order.reduceOnly, clientOrderID: order.clientOrderID,
            selfTrade: order.selfTrade,
            takeProfit: stops.profit, stopLoss: stops.loss)
        replacement.purpose = order.purpose
        replacement.trigger = order.trigger
        replacement.triggeredMs = order.triggeredMs
        if let refusal = plan(replacement, replacing: handle) { return .refused(refusal) }
        if replacement.price == order.price, replacement.quantity < order.remaining {
            setStops(stops, of: handle)
            shrink(handle, to: replacement.quantity)
            return .placed(id)
        }
        state.unrest(handle)
        replacement.quantity += order.filled
        commit(replacement, id: id, createdMs: order.createdMs, filledBefore: order)
        return .placed(id)
    }

    /// An order that was not triggered yet changes in place.
    private mutating func amendConditional(
        _ handle: Handle<Order>, _ price: Price?, _ quantity: Quantity?, _ trigger: Price?,
        _ stops: (profit: PositionStop?, loss: PositionStop?)
    ) -> Outcome {
        var order = state.orders[handle]
        order.takeProfit = stops.profit
        order.stopLoss = stops.loss
        let instrument = state[order.instrument]
        if let price, price != order.price {
            guard order.kind == .limit, instrument.offers(price) else { return .refused(.priceOffTick) }
            order.price = price
        }
        if let quantity, quantity != order.quantity {
            guard quantity > .zero, quantity.isMultiple(of: instrument.step) else { return .refused(.quantityOffStep) }
            order.quantity = quantity
        }
        // A stop that follows the price has its trigger from it alone.
        guard trigger == nil || order.trail == nil else { return .refused(.triggerPriceInvalid) }
        if let trigger, let old = order.trigger, trigger != old.price {
            guard instrument.offers(trigger) else { return .refused(.triggerPriceInvalid) }
            let new = Trigger(price: trigger, kind: old.kind, direction: old.direction)
            guard !new.isMet(at: state.price(old.kind, of: order.instrument)) else {
                return .refused(.triggerAlreadyMet)
            }
            order.trigger = new
        }
        let before = state.orders[handle]
        guard
            order.price != before.price || order.quantity != before.quantity || order.trigger != before.trigger
                || stops != (before.takeProfit, before.stopLoss)
        else { return .refused(.orderUnchanged) }
        order.updatedMs = state.timeMs
        state.orders[handle] = order
        events.append(.order(order))
        return .placed(order.id)
    }

    private mutating func setStops(_ stops: (profit: PositionStop?, loss: PositionStop?), of handle: Handle<Order>) {
        state.orders[handle].takeProfit = stops.profit
        state.orders[handle].stopLoss = stops.loss
        state.orders[handle].updatedMs = state.timeMs
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
    mutating func plan(_ order: NewOrder, replacing replaced: Handle<Order>?) -> Refusal? {
        guard var admission = state.admission(of: order, replacing: replaced) else { return .notTradedByFamily }
        if let refusal = OrderAdmission.entry.firstRefusal(state, admission) { return refusal }
        find(&admission, replacing: replaced)
        return OrderAdmission.funding.firstRefusal(state, admission)
    }

    /// Every refusal of a new order; what it would cost is judged only when nothing else is wrong with it.
    mutating func allRefusals(of order: NewOrder) -> [Refusal] {
        guard var admission = state.admission(of: order, replacing: nil) else { return [.notTradedByFamily] }
        let refusals = OrderAdmission.entry.allRefusals(state, admission)
        guard refusals.isEmpty else { return refusals }
        find(&admission, replacing: nil)
        return OrderAdmission.funding.allRefusals(state, admission)
    }

    /// Places an order that only lacks margin, on a copy that shows what would be.
    mutating func commitUnfunded(_ order: NewOrder) {
        guard var admission = state.admission(of: order, replacing: nil) else { return }
        find(&admission, replacing: nil)
        state.lastOrder += 1
        commit(order, id: OrderID(number: state.lastOrder), createdMs: state.timeMs, filledBefore: nil)
    }

    private mutating func find(_ admission: inout OrderAdmission, replacing replaced: Handle<Order>?) {
        scratch.order.begin(replacing: replaced)
        scratch.order.match(admission.order, admission.quantity, in: state)
        suppose(&admission)
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
            if state.orders[match.maker].marginAccount == state.house { admission.takenFromHouse += match.quantity }
        }
        let remaining = admission.quantity - plan.filled
        if plan.cause == .none, order.kind == .limit { admission.rests = remaining }
        if admission.rests > .zero, !order.reduceOnly {
            after.order = Supposition.RestingOrder(
                side: order.side, target: order.target, price: order.price, remaining: remaining)
        }
        admission.after = after
        admission.ignored = plan.ignored
        admission.wouldTake = plan.cause == .wouldTake
    }

    // MARK: Commit

    /// Does what the plan in `scratch` found. It cannot fail.
    mutating func commit(_ new: NewOrder, id: OrderID, createdMs: Int64, filledBefore: Order?) {
        let plan = scratch.order
        let adopted = state.holding(for: new).ownMode
        let handle = state.materialize(new.marginAccount, new.instrument)
        adopt(adopted, handle)
        let holding = state.holdings[handle]
        var order = makeOrder(new, id, handle, createdMs: createdMs)
        if let filledBefore {
            order.filled = filledBefore.filled
            order.filledValue = filledBefore.filledValue
            order.fee = filledBefore.fee
            order.status = filledBefore.status
            order.lastPriceOnCreated = filledBefore.lastPriceOnCreated
        }
        if order.onlyCloses {
            let reducible = holding[new.side.closes].size
            order.quantity = min(order.quantity, order.filled + reducible)
        }
        events.append(.order(order))
        for (handle, cause) in plan.ended { end(handle, cause) }
        for match in plan.matches { trade(&order, with: match.maker, match.quantity) }
        finish(&order, plan.cause)
        if scratch.consumed.contains(new.instrument) { renewHouse(new.instrument) }
    }

    /// Takes over the mode an order asked for.
    mutating func adopt(_ mode: MarginMode, _ handle: Handle<Holding>) {
        let holding = state.holdings[handle]
        guard holding.ownMode != mode else { return }
        let asset = state[holding.instrument].settle
        let before = state.switchFigures(holding.marginAccount, asset)
        state.holdings[handle].ownMode = mode
        touch(handle)
        events.append(
            .marginMode(
                ModeSwitch(
                    marginAccount: holding.marginAccount, instrument: holding.instrument, from: holding.ownMode,
                    to: mode, before: before, after: state.switchFigures(holding.marginAccount, asset),
                    timeMs: state.timeMs)))
    }

    /// A new order under the settings in force.
    func makeOrder(_ new: NewOrder, _ id: OrderID, _ handle: Handle<Holding>, createdMs: Int64) -> Order {
        let holding = state.holdings[handle]
        let mode = state.mode(of: holding)
        return Order(
            id: id, clientOrderID: new.clientOrderID, marginAccount: new.marginAccount, instrument: new.instrument,
            side: new.side, target: new.target, kind: new.kind, timeInForce: new.timeInForce, origin: .user,
            reduceOnly: new.reduceOnly, trigger: new.trigger, triggeredMs: new.triggeredMs, trail: nil,
            purpose: new.purpose, selfTrade: new.selfTrade,
            takeProfit: new.takeProfit, stopLoss: new.stopLoss, price: new.price, quantity: new.quantity,
            filled: .zero, filledValue: .zero, fee: .zero, status: .new, cause: .none, createdMs: createdMs,
            updatedMs: state.timeMs, lastPriceOnCreated: state[new.instrument].last,
            leverage: holding.leverage(new.target.position(new.side), in: mode), marginMode: mode, holding: handle,
            level: .none, nextAtLevel: .none, previousAtLevel: .none, nextInHolding: .none)
    }

    /// Rests what is left of an order, or ends it.
    private mutating func finish(_ order: inout Order, _ cause: CancelCause) {
        guard order.isOpen else { return }
        let closes = order.onlyCloses
        let reducible = state.holdings[order.holding][order.side.closes].size
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

extension StopChange {
    /// What an order brings along after the change.
    fileprivate func changed(_ stop: PositionStop?) -> PositionStop? {
        switch self {
        case .keep: stop
        case .remove: nil
        case .set(let new): new
        }
    }
}

extension State {
    /// The holding an order is for. A symbol without position and orders takes over the mode the order asks for.
    /// BITGET-MODE.
    func holding(for order: NewOrder) -> Holding {
        var holding = holding(order.marginAccount, order.instrument)
        if let mode = order.marginMode, mode != .portfolio, self[order.marginAccount].regime == .perSymbol,
            !holding.isBusy,
            mode != .cross || terms(order.instrument, self[order.marginAccount].family)?.offersCross != false
        {
            holding.ownMode = mode
        }
        return holding
    }

    /// What the guards of an order look at; nil when the family does not trade the instrument.
    fileprivate func admission(of order: NewOrder, replacing replaced: Handle<Order>?) -> OrderAdmission? {
        let holding = holding(for: order)
        guard let terms = terms(order.instrument, self[order.marginAccount].family) else { return nil }
        let isReducing = order.reduceOnly || order.target.closes(order.side)
        // In hedge mode an order that opens its position has nothing to reduce, however large the other one is.
        let opensInHedge = order.target != .net && !order.target.closes(order.side)
        let reducible = opensInHedge ? .zero : holding[order.side.closes].size
        return OrderAdmission(
            order: order, holding: holding, instrument: self[order.instrument], terms: terms, mode: mode(of: holding),
            quantity: isReducing ? min(order.quantity, reducible) : order.quantity,
            replaced: replaced.map { orders[$0] })
    }
}
