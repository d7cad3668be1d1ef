/// The plan of adding to or taking from the margin of an isolated position: Bitget's `set-margin` and Bybit's
/// `add-margin`. `docs/rules/bitget-set-margin.md`.
struct MarginAdjustment {
    let account: MarginAccountID
    let holding: Holding
    let side: PositionSide
    /// Positive adds, negative takes.
    let amount: Money
    let mode: MarginMode

    /// BITGET-MARGIN; Bybit's own order is the same.
    static let rules = RuleBook<MarginAdjustment>([
        Guard(.marginUnchanged) { _, plan in plan.amount != .zero },
        Guard(.positionIsCross) { _, plan in plan.mode != .cross },
        Guard(.positionIsPortfolio) { _, plan in plan.mode != .portfolio },
        Guard(.noPosition) { _, plan in plan.holding[plan.side].isOpen },
        Guard(.amountTooLarge) { _, plan in plan.amount.isWithinDepositBound },
        Guard(.insufficientBalance) { state, plan in
            guard plan.amount > .zero else { return true }
            let asset = state[plan.holding.instrument].settle
            return plan.amount <= state.poolFigures(plan.account, asset, as: plan.mode).available
        },
        Guard(.exceedsRemovableMargin, needs: .noPosition) { state, plan in
            guard plan.amount < .zero else { return true }
            guard let figures = state.positionFigures(plan.holding, plan.side) else { return false }
            return -plan.amount <= figures.removableMargin
        },
        Guard(.wouldLiquidate, needs: .noPosition) { state, plan in
            var after = plan.holding
            after[plan.side].margin += plan.amount
            return plan.amount > .zero || state.survives(after, plan.side)
        },
    ])
}

extension Engine {
    mutating func adjustMargin(
        _ account: MarginAccountID, _ instrument: InstrumentID, _ side: PositionSide, _ amount: Money
    ) -> Outcome {
        if let refusal = state.refusal(account, instrument) { return .refused(refusal) }
        let holding = state.holding(account, instrument)
        let plan = MarginAdjustment(
            account: account, holding: holding, side: side, amount: amount, mode: state.mode(of: holding))
        if let refusal = MarginAdjustment.rules.firstRefusal(state, plan) { return .refused(refusal) }
        let handle = state.materialize(account, instrument)
        state.holdings[handle][side].margin += amount
        touch(handle)
        return .accepted
    }

    mutating func setAutoAddMargin(
        _ account: MarginAccountID, _ instrument: InstrumentID, _ side: PositionSide, _ isOn: Bool
    ) -> Outcome {
        if let refusal = state.refusal(account, instrument) { return .refused(refusal) }
        let holding = state.holding(account, instrument)
        guard state.mode(of: holding) == .isolated else { return .refused(.autoAddNeedsIsolated) }
        guard holding[side].isOpen else { return .refused(.noPosition) }
        let handle = state.materialize(account, instrument)
        state.holdings[handle][side].addsMarginAutomatically = isOn
        touch(handle)
        return .accepted
    }
}
