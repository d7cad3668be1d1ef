/// The plan of a change of leverage. MARGIN-17.
struct LeverageSetting {
    let account: MarginAccountID
    let before: Holding
    let after: Holding
    let mode: MarginMode
    let policy: MarginPolicy

    init(_ account: MarginAccountID, _ holding: Holding, _ change: LeverageChange, _ state: borrowing State) {
        self.account = account
        before = holding
        mode = state.mode(of: holding)
        policy = .of(state[account].family)
        var changed = holding
        if let leverage = change.cross { changed.crossLeverage = leverage }
        if let leverage = change.isolatedLong { changed.isolatedLongLeverage = leverage }
        if let leverage = change.isolatedShort { changed.isolatedShortLeverage = leverage }
        // The margin formulas divide by the leverage: one out of range is refused before it is put into them.
        if mode == .isolated, state.offersLeverages(of: changed) {
            for side in PositionSide.allCases { state.remargin(&changed, side, was: holding, policy) }
        }
        after = changed
    }

    static let rules = RuleBook<LeverageSetting>([
        Guard(.leverageInPortfolio) { _, plan in plan.mode != .portfolio },
        Guard(.leverageOutOfRange) { state, plan in state.offersLeverages(of: plan.after) },
        Guard(.leverageSidesDiffer) { _, plan in
            plan.before.positionMode == .hedge || !plan.changesIsolated
                || plan.after.isolatedLongLeverage == plan.after.isolatedShortLeverage
        },
        Guard(.hasOpenOrders) { state, plan in
            state[plan.account].family != .bitget || plan.isSame || plan.before.orderCount == 0
        },
        Guard(.leverageAboveTier, needs: .leverageOutOfRange) { state, plan in
            PositionSide.allCases.allSatisfy { state.tierAllowsLeverage(plan.after, $0) }
        },
        Guard(.leverageUnchanged, needs: .leverageOutOfRange) { state, plan in
            state[plan.account].family != .bybit || !plan.isSame
        },
        Guard(.leverageNeedsMargin, needs: .leverageOutOfRange) { state, plan in
            guard !plan.policy.leverageLeavesPositions, !plan.isSame else { return true }
            let available = plan.available(with: plan.after, state)
            return available >= .zero || available >= plan.available(with: plan.before, state)
        },
        Guard(.wouldLiquidate, needs: .leverageOutOfRange) { state, plan in
            plan.mode != .isolated || plan.isSame
                || PositionSide.allCases.allSatisfy { state.survives(plan.after, $0) }
        },
    ])

    /// True when no leverage in force changes.
    private var isSame: Bool {
        before.crossLeverage == after.crossLeverage && !changesIsolated
    }

    /// What would be available with the holding like this. A change that frees margin is allowed whatever is left.
    private func available(with holding: Holding, _ state: borrowing State) -> Money {
        let supposed = Supposition(holding: holding)
        if state[account].regime == .unified, mode == .cross {
            return state.unifiedFigures(account, as: mode, supposing: supposed).available
        }
        return state.poolFigures(account, state[holding.instrument].settle, as: mode, supposing: supposed).available
    }

    private var changesIsolated: Bool {
        before.isolatedLongLeverage != after.isolatedLongLeverage
            || before.isolatedShortLeverage != after.isolatedShortLeverage
    }
}

extension State {
    fileprivate func offersLeverages(of holding: Holding) -> Bool {
        offers(holding.crossLeverage, for: holding) && offers(holding.isolatedLongLeverage, for: holding)
            && offers(holding.isolatedShortLeverage, for: holding)
    }

    /// The posted margin of an isolated position under a changed leverage. Bybit sets it to the new requirement, which
    /// removes all added margin; Bitget draws what is missing and leaves what is over; ZTDX leaves it.
    fileprivate func remargin(
        _ holding: inout Holding, _ side: PositionSide, was before: Holding, _ policy: MarginPolicy
    ) {
        let leverage = holding.leverage(side, in: .isolated)
        guard holding[side].isOpen, leverage != before.leverage(side, in: .isolated),
            !policy.leverageLeavesPositions,
            let margin = marginTerms(holding.instrument, self[holding.marginAccount].family)
        else { return }
        let needed = margin.isolatedRequirement(side, entryValue: holding[side].entryValue, leverage)
        holding[side].margin = policy.leverageResetsMargin ? needed : max(needed, holding[side].margin)
    }
}

extension Engine {
    mutating func setLeverage(
        _ account: MarginAccountID, _ instrument: InstrumentID, _ change: LeverageChange
    ) -> Outcome {
        if let refusal = state.refusal(account, instrument) { return .refused(refusal) }
        let plan = LeverageSetting(account, state.holding(account, instrument), change, state)
        if let refusal = LeverageSetting.rules.firstRefusal(state, plan) { return .refused(refusal) }
        commit(plan, instrument)
        return .accepted
    }

    mutating func commit(_ plan: LeverageSetting, _ instrument: InstrumentID) {
        let account = plan.account
        let handle = state.materialize(account, instrument)
        state.holdings[handle].crossLeverage = plan.after.crossLeverage
        state.holdings[handle].isolatedLongLeverage = plan.after.isolatedLongLeverage
        state.holdings[handle].isolatedShortLeverage = plan.after.isolatedShortLeverage
        for side in PositionSide.allCases { state.holdings[handle][side].margin = plan.after[side].margin }
        touch(handle)
    }
}
