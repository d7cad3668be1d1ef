/// Untriggered orders of one holding: 10 per symbol. https://bybit-exchange.github.io/docs/v5/order/create-order
private let maxConditionalsPerHolding: Int32 = 10

extension State {
    /// The present value of a watched price.
    func price(_ kind: PriceKind, of instrument: InstrumentID) -> Price {
        switch kind {
        case .mark: self[instrument].mark
        case .last: self[instrument].last
        case .index: self[instrument].index
        }
    }

    /// Puts a conditional order on watch: among its instrument's and its holding's.
    mutating func watch(_ handle: Handle<Order>) {
        let order = orders[handle]
        let next = self[order.instrument].newestConditional
        orders[handle].previousAtLevel = .none
        orders[handle].nextAtLevel = next
        if !next.isNone { orders[next].previousAtLevel = handle }
        self[order.instrument].newestConditional = handle
        orders[handle].nextInHolding = holdings[order.holding].newestConditional
        holdings[order.holding].newestConditional = handle
        count(order, by: 1)
        orderIndex[order.id] = handle
        if !order.clientOrderID.isEmpty {
            clientOrderIndex[
                ClientOrderKey(marginAccount: order.marginAccount, clientOrderID: order.clientOrderID)] = handle
        }
    }

    /// Takes a conditional order off watch and frees its row.
    mutating func unwatch(_ handle: Handle<Order>) {
        let order = orders[handle]
        if order.previousAtLevel.isNone {
            self[order.instrument].newestConditional = order.nextAtLevel
        } else {
            orders[order.previousAtLevel].nextAtLevel = order.nextAtLevel
        }
        if !order.nextAtLevel.isNone { orders[order.nextAtLevel].previousAtLevel = order.previousAtLevel }
        if holdings[order.holding].newestConditional == handle {
            holdings[order.holding].newestConditional = order.nextInHolding
        } else {
            var previous = holdings[order.holding].newestConditional
            while !previous.isNone, orders[previous].nextInHolding != handle {
                previous = orders[previous].nextInHolding
            }
            if !previous.isNone { orders[previous].nextInHolding = order.nextInHolding }
        }
        count(order, by: -1)
        orderIndex[order.id] = nil
        if !order.clientOrderID.isEmpty {
            clientOrderIndex[
                ClientOrderKey(marginAccount: order.marginAccount, clientOrderID: order.clientOrderID)] = nil
        }
        orders.free(handle)
    }

    private mutating func count(_ order: Order, by change: Int32) {
        if order.purpose.isAttached {
            holdings[order.holding].attachedCount += change
        } else {
            holdings[order.holding].conditionalCount += change
            self[order.marginAccount].conditionalOrders += change
        }
    }

    /// Calls `body` for each conditional order of a holding, the newest first.
    func forEachConditional(of holding: Holding, _ body: (Handle<Order>, Order) -> Void) {
        var handle = holding.newestConditional
        while !handle.isNone {
            let order = orders[handle]
            body(handle, order)
            handle = order.nextInHolding
        }
    }
}

/// What the guards of a conditional order look at.
private struct ConditionalAdmission {
    let order: NewOrder
    let trigger: Trigger
    let holding: Holding
    let instrument: Instrument
    let watched: Price

    static let rules = RuleBook<ConditionalAdmission>([
        Guard(.quantityOffStep) { _, plan in
            plan.order.quantity > .zero && plan.order.quantity.isMultiple(of: plan.instrument.step)
        },
        Guard(.priceOffTick) { _, plan in
            plan.order.kind == .market
                || (plan.order.price > .zero && plan.order.price.isMultiple(of: plan.instrument.tick))
        },
        Guard(.priceOutOfRange) { _, plan in
            plan.order.kind == .market
                || (plan.instrument.minPrice...plan.instrument.maxPrice).contains(plan.order.price)
        },
        Guard(.positionTargetMismatch) { _, plan in
            (plan.order.target == .net) == (plan.holding.positionMode == .oneWay)
        },
        Guard(.quantityAboveMaximum) { _, plan in
            plan.order.quantity
                <= (plan.order.kind == .limit ? plan.instrument.maxLimitQuantity : plan.instrument.maxMarketQuantity)
        },
        Guard(.duplicateClientOrderID) { state, plan in
            let key = State.ClientOrderKey(
                marginAccount: plan.order.marginAccount, clientOrderID: plan.order.clientOrderID)
            return plan.order.clientOrderID.isEmpty || state.clientOrderIndex[key] == nil
        },
        Guard(.marginModeDiffers) { state, plan in
            plan.order.marginMode == nil || plan.order.marginMode == state.mode(of: plan.holding)
        },
        Guard(.triggerPriceInvalid) { _, plan in plan.instrument.offers(plan.trigger.price) },
        Guard(.triggerAlreadyMet) { _, plan in !plan.trigger.isMet(at: plan.watched) },
        Guard(.tooManyConditionalOrders) { _, plan in plan.holding.conditionalCount < maxConditionalsPerHolding },
    ])
}

extension Instrument {
    /// True for a price on the tick and within the range.
    func offers(_ price: Price) -> Bool {
        price.isMultiple(of: tick) && price >= minPrice && price <= maxPrice
    }
}

extension Engine {
    /// Places an order that waits for its trigger. It ties up no margin until then.
    mutating func placeConditional(_ order: NewOrder, _ trigger: Trigger) -> Outcome {
        let plan = ConditionalAdmission(
            order: order, trigger: trigger, holding: state.holding(for: order),
            instrument: state[order.instrument], watched: state.price(trigger.kind, of: order.instrument))
        if let refusal = ConditionalAdmission.rules.firstRefusal(state, plan) { return .refused(refusal) }
        return .placed(watch(order))
    }

    /// Puts a conditional order on watch without asking. A flat symbol takes over the margin mode it asks for now, so
    /// that the order finds it when it is triggered.
    /// - Parameter trail: how a trailing stop follows the price.
    @discardableResult
    mutating func watch(_ new: NewOrder, trail: TrailingStop? = nil) -> OrderID {
        state.lastOrder += 1
        let id = OrderID(number: state.lastOrder)
        let adopted = state.holding(for: new).ownMode
        let handle = state.materialize(new.marginAccount, new.instrument)
        adopt(adopted, handle)
        var order = makeOrder(new, id, handle, createdMs: state.timeMs)
        order.trail = trail
        order.status = .untriggered
        state.watch(state.orders.add(order))
        events.append(.order(order))
        return id
    }

    /// Ends a conditional order that was not triggered.
    mutating func endConditional(_ handle: Handle<Order>, _ cause: CancelCause) {
        var order = state.orders[handle]
        state.unwatch(handle)
        order.status = .cancelled
        order.cause = cause
        order.updatedMs = state.timeMs
        events.append(.order(order))
    }

    /// Places every conditional order whose price was reached, the oldest first, until no price moves any more. Each
    /// one ends or rests, so that it ends.
    mutating func triggerConditionals() {
        var next = 0
        while next < scratch.moved.count {
            let instrument = scratch.moved[next]
            followPrice(of: instrument)
            while let handle = oldestMet(instrument) {
                fire(handle)
                enforceMargins()
                followPrice(of: instrument)
            }
            next += 1
        }
        scratch.moved.removeAll(keepingCapacity: true)
    }

    private func oldestMet(_ instrument: InstrumentID) -> Handle<Order>? {
        var oldest: (handle: Handle<Order>, id: OrderID)?
        var handle = state[instrument].newestConditional
        while !handle.isNone {
            let order = state.orders[handle]
            if let trigger = order.trigger, trigger.isMet(at: state.price(trigger.kind, of: instrument)),
                oldest.map({ order.id < $0.id }) ?? true
            {
                oldest = (handle, order.id)
            }
            handle = order.nextAtLevel
        }
        return oldest?.handle
    }

    /// Places a triggered order under its own id; one that is refused now ends.
    private mutating func fire(_ handle: Handle<Order>) {
        let order = state.orders[handle]
        state.unwatch(handle)
        let closed = order.side.closes
        var new = NewOrder(
            marginAccount: order.marginAccount, instrument: order.instrument, side: order.side, target: order.target,
            kind: order.kind, timeInForce: order.timeInForce,
            quantity: order.purpose.isWhole ? state.holdings[order.holding][closed].size : order.quantity,
            price: order.price,
            reduceOnly: order.reduceOnly, clientOrderID: order.clientOrderID, selfTrade: order.selfTrade,
            takeProfit: order.takeProfit, stopLoss: order.stopLoss)
        new.purpose = order.purpose
        new.trigger = order.trigger
        new.triggeredMs = state.timeMs
        guard plan(new, replacing: nil) == nil else {
            var ended = order
            ended.status = .cancelled
            ended.cause = .refusedWhenTriggered
            ended.updatedMs = state.timeMs
            events.append(.order(ended))
            return
        }
        commit(new, id: order.id, createdMs: order.createdMs, filledBefore: nil)
    }
}
