/// The plan of adding to or taking from the margin of an isolated position: Bitget's `set-margin`, Bybit's `add-margin`
/// and ZTDX's `positions/{id}/margin`, ZTDX-MODE-34. What is refused is never cut to what is possible:
/// BITGET-MARGIN-15, MARGIN-11. `docs/rules/bitget-set-margin.md`.
struct MarginAdjustment {
    let holding: Holding
    let side: PositionSide
    /// Positive adds, negative takes.
    let amount: Money
    let mode: MarginMode

    init(_ holding: Holding, _ side: PositionSide, by amount: Money, in state: borrowing State) {
        self.holding = holding
        self.side = side
        self.amount = amount
        mode = state.mode(of: holding)
    }

    private static let rules = RuleBook<MarginAdjustment>([
        Guard(.marginUnchanged, "BITGET-MARGIN-6") { _, plan in plan.amount != .zero },
        Guard(.positionIsCross, "BITGET-MARGIN-7") { _, plan in plan.mode != .cross },
        Guard(.positionIsPortfolio, "BITGET-MARGIN-7") { _, plan in plan.mode != .portfolio },
        Guard(.noPosition, "BITGET-MARGIN-8") { _, plan in plan.holding[plan.side].isOpen },
        Guard(.amountTooLarge, "HOUSE-9") { _, plan in plan.amount.isWithinDepositBound },
        Guard(.insufficientBalance, "BITGET-MARGIN-10") { state, plan in
            guard plan.amount > .zero else { return true }
            let asset = state[plan.holding.instrument].settle
            return plan.amount <= state.poolFigures(plan.holding.marginAccount, asset, as: plan.mode).available
        },
        Guard(.exceedsRemovableMargin, "BITGET-MARGIN-11", needs: .noPosition) { state, plan in
            guard plan.amount < .zero else { return true }
            guard let figures = state.positionFigures(plan.holding, plan.side) else { return false }
            return -plan.amount <= figures.removableMargin
        },
        Guard(.wouldLiquidate, "BITGET-MARGIN-17", needs: .noPosition) { state, plan in
            var after = plan.holding
            after[plan.side].margin += plan.amount
            return plan.amount > .zero || state.survives(after, plan.side)
        },
    ])
}

extension MarginAdjustment: Plan {
    static func asked(of family: FamilyRules) -> RuleBook<MarginAdjustment> { rules }

    /// What is posted is no longer available; leverage stays. BITGET-MARGIN-13, MARGIN-29.
    func commit(to engine: inout Engine) -> Outcome {
        let handle = engine.state.materialize(holding.marginAccount, holding.instrument)
        engine.post(amount, on: handle, side, .adjusted)
        engine.touch(handle)
        return .accepted
    }
}

/// The plan of setting the auto-add-margin flag of a position. `docs/rules/margin.md`, MARGIN-30.
struct AutoAddSetting {
    let holding: Holding
    let side: PositionSide
    let isOn: Bool

    private static let rules = RuleBook<AutoAddSetting>([
        Guard(.autoAddNeedsIsolated, "MARGIN-40") { state, plan in state.mode(of: plan.holding) == .isolated },
        Guard(.noPosition, "MARGIN-41") { _, plan in plan.holding[plan.side].isOpen },
    ])
}

extension AutoAddSetting: Plan {
    static func asked(of family: FamilyRules) -> RuleBook<AutoAddSetting> { rules }

    func commit(to engine: inout Engine) -> Outcome {
        let handle = engine.state.materialize(holding.marginAccount, holding.instrument)
        engine.state.holdings[handle][side].addsMarginAutomatically = isOn
        engine.touch(handle)
        return .accepted
    }
}
