/// One line of a rule book: what must hold, the refusal when it does not, and the number of the rule in `docs/rules`.
package struct Guard<Plan>: Sendable {
    let reason: Reason
    /// The guard without which this one has no meaning; it is passed over when that one does not hold.
    let needs: Refusal?
    let holds: @Sendable (borrowing State, Plan) -> Bool

    /// A guard under the number of its rule.
    package init(
        _ refusal: Refusal, _ rule: Rule, needs: Refusal? = nil,
        holds: @escaping @Sendable (borrowing State, Plan) -> Bool
    ) {
        reason = Reason(refusal: refusal, rule: rule)
        self.needs = needs
        self.holds = holds
    }

    /// The same guard on a part of a larger plan; it holds where the plan has no such part.
    func on<Whole>(_ part: @escaping @Sendable (Whole) -> Plan?) -> Guard<Whole> {
        let holds = holds
        return Guard<Whole>(reason.refusal, reason.rule, needs: needs) { state, whole in
            part(whole).map { holds(state, $0) } ?? true
        }
    }
}

/// A rule book: guards in the venue's own order, written once, run to the first refusal or through all of them.
package struct RuleBook<Plan>: Sendable {
    let guards: [Guard<Plan>]

    /// The guards in the order in which they are judged.
    package init(_ guards: [Guard<Plan>]) {
        self.guards = guards
    }

    /// What each guard refuses with, in order: for holding the book against its page.
    package var reasons: [Reason] { guards.map(\.reason) }

    /// The first guard that does not hold.
    func firstRefusal(_ state: borrowing State, _ plan: Plan) -> Refusal? {
        for rule in guards where !rule.holds(state, plan) { return rule.reason.refusal }
        return nil
    }

    /// Every guard that does not hold, in order. BYBIT-MODE-6, ZTDX-MODE-10.
    func allReasons(_ state: borrowing State, _ plan: Plan) -> [Reason] {
        var reasons: [Reason] = []
        for rule in guards {
            if let needs = rule.needs, reasons.contains(where: { $0.refusal == needs }) { continue }
            if !rule.holds(state, plan) { reasons.append(rule.reason) }
        }
        return reasons
    }
}
