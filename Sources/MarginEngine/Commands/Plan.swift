/// What a command of an account would do: the guards that it must pass, and how it is done. Making one changes nothing.
protocol Plan {
    /// What is asked: judged first, in the order of the family's venue.
    static func asked(of family: FamilyRules) -> RuleBook<Self>

    /// Finds what would come of it, once all that is asked holds; into itself and `Engine.scratch`, never the state.
    mutating func find(in engine: inout Engine)

    /// What would come of it: judged last.
    static func found(of family: FamilyRules) -> RuleBook<Self>

    /// Does it. It cannot fail: every guard held.
    func commit(to engine: inout Engine) -> Outcome
}

extension Plan {
    mutating func find(in engine: inout Engine) {}
    static func found(of family: FamilyRules) -> RuleBook<Self> { RuleBook([]) }
}

/// What is wanted of a command.
enum Intent {
    /// Its effect, or its first refusal and nothing else.
    case apply
    /// All reasons against it, in `Scratch.reasons`; no effect.
    case judge
    /// Its effect, whatever stands against it: for showing what would be.
    case force
}

extension Engine {
    /// Takes a plan through its guards.
    mutating func run<Planned: Plan>(
        _ plan: inout Planned, of family: FamilyRules, _ intent: Intent
    ) -> Outcome {
        switch intent {
        case .apply:
            if let refusal = refusal(of: &plan, family) { return .refused(refusal) }
        case .judge:
            scratch.reasons = Planned.asked(of: family).allReasons(state, plan)
            guard scratch.reasons.isEmpty else { return .accepted }
            plan.find(in: &self)
            scratch.reasons = Planned.found(of: family).allReasons(state, plan)
            return .accepted
        case .force:
            plan.find(in: &self)
        }
        return plan.commit(to: &self)
    }

    /// The first guard that a plan breaks; without one it is ready to be done.
    mutating func refusal<Planned: Plan>(of plan: inout Planned, _ family: FamilyRules) -> Refusal? {
        if let refusal = Planned.asked(of: family).firstRefusal(state, plan) { return refusal }
        plan.find(in: &self)
        return Planned.found(of: family).firstRefusal(state, plan)
    }
}
