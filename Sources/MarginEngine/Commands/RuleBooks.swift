/// Every rule book of the engine, for holding it against its page in `docs/rules`.
package enum RuleBooks {
    private static var plans: [any Plan.Type] {
        [
            AccountModeSwitch.self, SymbolModeSwitch.self, MarginRegimeSwitch.self, MarginAdjustment.self,
            AutoAddSetting.self, LeverageSetting.self, PositionModeSetting.self, OrderAdmission.self,
            ConditionalAdmission.self, Amendment.self, ConditionalAmendment.self, Cancellation.self,
            MassCancellation.self, StopSetting.self, WalletMove.self, Repayment.self, CollateralSetting.self,
        ]
    }

    /// What each plan refuses with in each family, in the order in which it is judged.
    package static var all: [(name: String, reasons: [Reason])] {
        Families.standard.all.flatMap { family in
            plans.map { plan in ("\(plan) of \(family)", reasons(of: plan, Families.standard[family])) }
        }
    }

    private static func reasons<Planned: Plan>(of plan: Planned.Type, _ family: FamilyRules) -> [Reason] {
        Planned.asked(of: family).reasons + Planned.foreseen(of: family).reasons
    }
}
