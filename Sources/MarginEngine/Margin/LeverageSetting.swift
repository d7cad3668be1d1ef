/// The plan of a change of leverage. MARGIN-17.
struct LeverageSetting {
    let account: MarginAccountID
    let before: Holding
    let after: Holding
    let mode: MarginMode
    let policy: MarginPolicy
    /// False when a leverage is none that the terms offer; `after` is then as before, for no formula divides by it.
    let isOffered: Bool

    init(_ account: MarginAccountID, _ holding: Holding, _ change: LeverageChange, _ state: borrowing State) {
        self.account = account
        before = holding
        mode = state.mode(of: holding)
        policy = .of(state[account].family)
        var changed = holding
        isOffered =
            state.offers(change.cross, for: holding) && state.offers(change.isolatedLong, for: holding)
            && state.offers(change.isolatedShort, for: holding)
        if isOffered {
            if let leverage = change.cross { changed.crossLeverage = leverage }
            if let leverage = change.isolatedLong { changed.isolatedLongLeverage = leverage }
            if let leverage = change.isolatedShort { changed.isolatedShortLeverage = leverage }
        }
        if mode == .isolated {
            for side in PositionSide.allCases { state.remargin(&changed, side, was: holding, policy) }
        }
        after = changed
    }

    static let rules = RuleBook<LeverageSetting>([
        Guard(.leverageInPortfolio) { _, plan in plan.mode != .portfolio },
        Guard(.leverageOutOfRange) { _, plan in plan.isOffered },
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
        Guard(.leverageNeedsMargin) { state, plan in
            guard !plan.policy.leverageLeavesPositions, !plan.isSame else { return true }
            let supposed = Supposition(holding: plan.after)
            if state[plan.account].regime == .unified, plan.mode == .cross {
                return state.unifiedFigures(plan.account, as: plan.mode, supposing: supposed).available >= .zero
                    || !(plan.before.hasPosition || plan.before.orderCount > 0)
            }
            let asset = state[plan.before.instrument].settle
            return state.poolFigures(plan.account, asset, as: plan.mode, supposing: supposed).available >= .zero
                || !(plan.before.hasPosition || plan.before.orderCount > 0)
        },
        Guard(.wouldLiquidate) { state, plan in
            plan.mode != .isolated || plan.isSame
                || PositionSide.allCases.allSatisfy { state.survives(plan.after, $0) }
        },
    ])

    /// True when no leverage in force changes.
    private var isSame: Bool {
        before.crossLeverage == after.crossLeverage && !changesIsolated
    }

    private var changesIsolated: Bool {
        before.isolatedLongLeverage != after.isolatedLongLeverage
            || before.isolatedShortLeverage != after.isolatedShortLeverage
    }
}

extension State {
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
