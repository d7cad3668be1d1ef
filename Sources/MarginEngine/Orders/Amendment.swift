/// What is asked of an open order; nil for what stays as it is.
struct OrderChange {
    let price: Price?
    let quantity: Quantity?
    let trigger: Price?
    let triggerKind: PriceKind?
    let takeProfit: StopChange
    let stopLoss: StopChange
}

/// The plan of changing an order that rests. Only a smaller quantity alone keeps its time priority: AMENDMENT-5,
/// AMENDMENT-6.
struct Amendment {
    private let handle: Handle<Order>
    private let order: Order
    private let takeProfit: PositionStop?
    private let stopLoss: PositionStop?
    private let quantity: Quantity
    private let isTradeChanged: Bool
    /// The order that takes its place; nil where only stops change, and where nothing would be left of it.
    private let replacement: OrderAdmission?

    init(_ handle: Handle<Order>, _ change: OrderChange, in state: borrowing State) {
        self.handle = handle
        order = state.orders[handle]
        takeProfit = change.takeProfit.applied(to: order.takeProfit)
        stopLoss = change.stopLoss.applied(to: order.stopLoss)
        quantity = change.quantity ?? order.quantity
        let price = change.price ?? order.price
        isTradeChanged = price != order.price || quantity != order.quantity
        guard isTradeChanged, quantity > order.filled else {
            replacement = nil
            return
        }
        var new = NewOrder(again: order, quantity - order.filled)
        new.price = price
        new.takeProfit = takeProfit
        new.stopLoss = stopLoss
        replacement = OrderAdmission(new, replacing: handle, in: state)
    }

    private static let rules = RuleBook<Amendment>(
        [
            Guard(.orderUnchanged, "AMENDMENT-1") { _, plan in
                plan.isTradeChanged
                    || (plan.takeProfit, plan.stopLoss) != (plan.order.takeProfit, plan.order.stopLoss)
            },
            Guard(.quantityNotAboveFilled, "AMENDMENT-2") { _, plan in plan.quantity > plan.order.filled },
        ] + OrderAdmission.rules.guards.map { $0.on { $0.replacement } })
}

extension Amendment: Plan {
    static func asked(of family: FamilyRules) -> RuleBook<Amendment> { rules }
    static func foreseen(of family: FamilyRules) -> RuleBook<OrderEffect> { OrderEffect.rules }

    func effect(in engine: inout Engine) -> OrderEffect? { replacement?.effect(in: &engine) }

    func commit(to engine: inout Engine) -> Outcome {
        guard let replacement,
            replacement.order.price != order.price || replacement.order.quantity >= order.remaining
        else {
            changeInPlace(&engine)
            return .placed(order.id)
        }
        engine.state.unrest(handle)
        engine.scratch.note(changed: order.instrument)
        engine.commit(replacement, id: order.id, createdMs: order.createdMs, filledBefore: order)
        return .placed(order.id)
    }

    private func changeInPlace(_ engine: inout Engine) {
        if quantity < order.quantity {
            engine.state.reduceLevel(of: handle, by: order.quantity - quantity)
            engine.state.orders[handle].quantity = quantity
            engine.scratch.note(changed: order.instrument)
        }
        engine.state.orders[handle].takeProfit = takeProfit
        engine.state.orders[handle].stopLoss = stopLoss
        engine.state.orders[handle].updatedMs = engine.state.timeMs
        engine.events.append(.order(engine.state.orders[handle]))
    }
}

/// The plan of changing an order that waits for its trigger, in place. AMENDMENT-7, AMENDMENT-9.
struct ConditionalAmendment: OrderAsked {
    private let handle: Handle<Order>
    private let before: Order
    private var after: Order
    let order: NewOrder
    let holding: Holding
    let mode: MarginMode
    let askedQuantity: Quantity?
    let askedPrice: Price?
    private let askedTrigger: Trigger?
    private let asksToMoveTrail: Bool

    init(_ handle: Handle<Order>, _ change: OrderChange, in state: borrowing State) {
        self.handle = handle
        let before = state.orders[handle]
        self.before = before
        holding = state.holdings[before.holding]
        mode = state.mode(of: holding)
        order = NewOrder(again: before, before.quantity)
        askedPrice = change.price == before.price ? nil : change.price
        askedQuantity = change.quantity == before.quantity ? nil : change.quantity
        asksToMoveTrail = (change.trigger != nil || change.triggerKind != nil) && before.trail != nil
        askedTrigger = before.trigger.flatMap { old in
            let new = Trigger(
                price: change.trigger ?? old.price, kind: change.triggerKind ?? old.kind, direction: old.direction)
            return new == old ? nil : new
        }
        after = before
        after.takeProfit = change.takeProfit.applied(to: before.takeProfit)
        after.stopLoss = change.stopLoss.applied(to: before.stopLoss)
        after.price = askedPrice ?? before.price
        after.quantity = askedQuantity ?? before.quantity
        after.trigger = askedTrigger ?? before.trigger
    }

    var isReplacement: Bool { true }

    private static let rules = RuleBook<ConditionalAmendment>(
        [
            Guard(.orderUnchanged, "AMENDMENT-1") { _, plan in
                plan.askedPrice != nil || plan.askedQuantity != nil || plan.askedTrigger != nil || plan.asksToMoveTrail
                    || (plan.after.takeProfit, plan.after.stopLoss) != (plan.before.takeProfit, plan.before.stopLoss)
            },
            Guard(.priceOffTick, "AMENDMENT-3") { _, plan in plan.askedPrice == nil || plan.before.kind == .limit },
            Guard(.triggerPriceInvalid, "AMENDMENT-4") { _, plan in !plan.asksToMoveTrail },
        ] + asked() + [
            Guard(.triggerPriceInvalid, "ORDER-22") { state, plan in
                plan.askedTrigger.map { state[plan.instrument].offers($0.price) } ?? true
            },
            Guard(.triggerAlreadyMet, "ORDER-23") { state, plan in
                plan.askedTrigger.map { !$0.isMet(at: state[plan.instrument].price($0.kind)) } ?? true
            },
        ])
}

extension ConditionalAmendment: Plan {
    static func asked(of family: FamilyRules) -> RuleBook<ConditionalAmendment> { rules }

    func commit(to engine: inout Engine) -> Outcome {
        engine.state.unschedule(handle)
        engine.state.orders[handle] = after
        engine.state.schedule(handle)
        engine.state.orders[handle].updatedMs = engine.state.timeMs
        engine.events.append(.order(engine.state.orders[handle]))
        return .placed(before.id)
    }
}

extension NewOrder {
    /// What an order would ask for if it came in again with a quantity.
    init(again order: Order, _ quantity: Quantity) {
        self.init(
            marginAccount: order.marginAccount, instrument: order.instrument, side: order.side, target: order.target,
            kind: order.kind, timeInForce: order.timeInForce, quantity: quantity, price: order.price,
            reduceOnly: order.reduceOnly, clientOrderID: order.clientOrderID, trigger: order.trigger,
            trail: order.trail, selfTrade: order.selfTrade, takeProfit: order.takeProfit, stopLoss: order.stopLoss,
            note: order.note)
        purpose = order.purpose
        triggeredMs = order.triggeredMs
    }
}

extension Change {
    /// What is there after the change.
    package func applied(to present: Value?) -> Value? {
        switch self {
        case .keep: present
        case .remove: nil
        case .set(let new): new
        }
    }
}
