/// The plan of an order that waits for its trigger. It ties up no margin until then. `docs/rules/orders.md`.
struct ConditionalAdmission: OrderAsked {
    let order: NewOrder
    let trigger: Trigger
    let holding: Holding
    let mode: MarginMode

    init(_ order: NewOrder, _ trigger: Trigger, in state: borrowing State) {
        self.order = order
        self.trigger = trigger
        holding = state.holding(for: order)
        mode = state.mode(of: holding)
    }

    var askedQuantity: Quantity? { order.quantity }
    var askedPrice: Price? { order.kind == .limit ? order.price : nil }
    var isReplacement: Bool { false }

    /// Untriggered orders of one holding: 10 per symbol.
    /// https://bybit-exchange.github.io/docs/v5/order/create-order
    private static let maxConditionals: Int32 = 10

    private static let rules = RuleBook<ConditionalAdmission>(
        [isolatedWhereOffered()] + asked() + [
            Guard(.triggerPriceInvalid, "ORDER-22") { state, plan in state[plan.instrument].offers(plan.trigger.price)
            },
            Guard(.triggerAlreadyMet, "ORDER-23") { state, plan in
                !plan.trigger.isMet(at: state[plan.instrument].price(plan.trigger.kind))
            },
            Guard(.tooManyConditionalOrders, "ORDER-24") { _, plan in
                plan.holding.conditionalCount < maxConditionals
            },
        ])
}

extension ConditionalAdmission: Plan {
    static func asked(of family: FamilyRules) -> RuleBook<ConditionalAdmission> { rules }

    func commit(to engine: inout Engine) -> Outcome { .placed(engine.watch(order)) }
}
