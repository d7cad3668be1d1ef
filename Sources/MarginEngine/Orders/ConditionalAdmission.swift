/// The plan of an order that waits for its trigger. It ties up no margin until then. `docs/rules/orders.md`.
struct ConditionalAdmission: OrderAsked {
    let order: NewOrder
    let holding: Holding
    let mode: MarginMode

    init(_ order: NewOrder, in state: borrowing State) {
        self.order = order
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
            Guard(.triggerPriceInvalid, "ORDER-22") { state, plan in
                let instrument = state[plan.instrument]
                guard let trail = plan.order.trail else {
                    return plan.order.trigger.map { instrument.offers($0.price) } ?? false
                }
                return plan.order.trigger == nil && instrument.canTrail(by: trail, plan.order.side.closes)
            },
            Guard(.triggerAlreadyMet, "ORDER-23") { state, plan in
                plan.order.trigger.map { !$0.isMet(at: state[plan.instrument].price($0.kind)) } ?? true
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
