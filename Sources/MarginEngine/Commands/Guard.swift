/// One line of a rule book: what must hold, and the refusal when it does not.
struct Guard<Plan>: Sendable {
    let refusal: Refusal
    /// The guard without which this one has no meaning; it is passed over when that one does not hold.
    let needs: Refusal?
    let holds: @Sendable (borrowing State, Plan) -> Bool

    init(_ refusal: Refusal, needs: Refusal? = nil, holds: @escaping @Sendable (borrowing State, Plan) -> Bool) {
        self.refusal = refusal
        self.needs = needs
        self.holds = holds
    }
}

/// A rule book: guards in the venue's own order, written once, run to the first refusal or through all of them.
struct RuleBook<Plan>: Sendable {
    private let guards: [Guard<Plan>]

    init(_ guards: [Guard<Plan>]) {
        self.guards = guards
    }

    /// The first guard that does not hold.
    func firstRefusal(_ state: borrowing State, _ plan: Plan) -> Refusal? {
        for rule in guards where !rule.holds(state, plan) { return rule.refusal }
        return nil
    }

    /// Every guard that does not hold, in order, each refusal once.
    func allRefusals(_ state: borrowing State, _ plan: Plan) -> [Refusal] {
        var refusals: [Refusal] = []
        for rule in guards {
            if let needs = rule.needs, refusals.contains(needs) { continue }
            if !rule.holds(state, plan), !refusals.contains(rule.refusal) { refusals.append(rule.refusal) }
        }
        return refusals
    }
}
