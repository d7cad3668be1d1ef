/// What a command of an account would do: the guards that it must pass, and how it is done. Making one changes nothing.
protocol Plan {
    /// What would come of it, where there is more to judge than what is asked.
    associatedtype Effect = Never

    /// What is asked: judged first, in the order of the family's venue.
    static func asked(of family: FamilyRules) -> RuleBook<Self>

    /// What would come of it, once all that is asked holds; kept in `Engine.scratch` too, never in the state.
    func effect(in engine: inout Engine) -> Effect?

    /// What would come of it: judged last.
    static func foreseen(of family: FamilyRules) -> RuleBook<Effect>

    /// Does it. It cannot fail: every guard held.
    func commit(to engine: inout Engine) -> Outcome
}

extension Plan where Effect == Never {
    func effect(in engine: inout Engine) -> Effect? { nil }
    static func foreseen(of family: FamilyRules) -> RuleBook<Effect> { RuleBook([]) }
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
    mutating func run<Planned: Plan>(_ plan: Planned, of family: FamilyRules, _ intent: Intent) -> Outcome {
        switch intent {
        case .apply:
            if let refusal = refusal(of: plan, family) { return .refused(refusal) }
        case .judge:
            scratch.reasons = Planned.asked(of: family).allReasons(state, plan)
            guard scratch.reasons.isEmpty, let effect = plan.effect(in: &self) else { return .accepted }
            scratch.reasons = Planned.foreseen(of: family).allReasons(state, effect)
            return .accepted
        case .force:
            _ = plan.effect(in: &self)
        }
        return plan.commit(to: &self)
    }

    /// The first guard that a plan breaks; without one it is ready to be done.
    mutating func refusal<Planned: Plan>(of plan: Planned, _ family: FamilyRules) -> Refusal? {
        if let refusal = Planned.asked(of: family).firstRefusal(state, plan) { return refusal }
        guard let effect = plan.effect(in: &self) else { return nil }
        return Planned.foreseen(of: family).firstRefusal(state, effect)
    }
}
