/// The plan of a change of leverage. `docs/rules/leverage.md`, MARGIN-17.
struct LeverageSetting {
    let account: MarginAccountID
    let before: Holding
    let after: Holding
    let mode: MarginMode
    let policy: LeveragePolicy

    init(_ account: MarginAccountID, _ instrument: InstrumentID, _ change: LeverageChange, in state: borrowing State) {
        self.account = account
        let holding = state.holding(account, instrument)
        before = holding
        mode = state.mode(of: holding)
        policy = state.rules(of: account).leverage
        // LEVERAGE-9.
        var changed = holding
        if let leverage = change.cross { changed.crossLeverage = leverage }
        if let leverage = change.isolatedLong { changed.isolatedLongLeverage = leverage }
        if let leverage = change.isolatedShort { changed.isolatedShortLeverage = leverage }
        // The margin formulas divide by the leverage: one out of range is refused before it is put into them.
        if mode == .isolated, !policy.leavesPositions, state.offersLeverages(of: changed) {
            for side in PositionSide.allCases {
                changed[side].margin = state.posting(changed, side, was: holding, resets: policy.resetsMargin)
            }
        }
        after = changed
    }

    private static let rules = RuleBook<LeverageSetting>([
        Guard(.leverageInPortfolio, "LEVERAGE-1") { _, plan in plan.mode != .portfolio },
        Guard(.leverageOutOfRange, "LEVERAGE-2") { state, plan in state.offersLeverages(of: plan.after) },
        Guard(.leverageSidesDiffer, "LEVERAGE-3") { _, plan in
            plan.before.positionMode == .hedge || !plan.changesIsolated
                || plan.after.isolatedLongLeverage == plan.after.isolatedShortLeverage
        },
        Guard(.hasOpenOrders, "LEVERAGE-4") { _, plan in
            !plan.policy.needsNoOrders || plan.isSame || plan.before.orderCount == 0
        },
        Guard(.leverageAboveTier, "LEVERAGE-5", needs: .leverageOutOfRange) { state, plan in
            PositionSide.allCases.allSatisfy { state.tierAllowsLeverage(plan.after, $0) }
        },
        Guard(.leverageUnchanged, "LEVERAGE-6", needs: .leverageOutOfRange) { _, plan in
            !plan.policy.refusesRepeats || !plan.isSame
        },
        Guard(.leverageNeedsMargin, "LEVERAGE-7", needs: .leverageOutOfRange) { state, plan in
            guard !plan.policy.leavesPositions, !plan.isSame else { return true }
            let available = plan.available(with: plan.after, state)
            return available >= .zero || available >= plan.available(with: plan.before, state)
        },
        Guard(.wouldLiquidate, "LEVERAGE-8", needs: .leverageOutOfRange) { state, plan in
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

extension LeverageSetting: Plan {
    static func asked(of family: FamilyRules) -> RuleBook<LeverageSetting> { rules }

    func commit(to engine: inout Engine) -> Outcome {
        let handle = engine.state.materialize(account, before.instrument)
        engine.state.holdings[handle].crossLeverage = after.crossLeverage
        engine.state.holdings[handle].isolatedLongLeverage = after.isolatedLongLeverage
        engine.state.holdings[handle].isolatedShortLeverage = after.isolatedShortLeverage
        for side in PositionSide.allCases {
            engine.post(after[side].margin - before[side].margin, on: handle, side, .leverage)
        }
        engine.touch(handle)
        return .accepted
    }
}

extension State {
    /// True for no leverage, or one between 1 and the most that the terms offer.
    func offers(_ leverage: Leverage?, for holding: Holding) -> Bool {
        guard let leverage else { return true }
        return leverage >= Leverage(1) && leverage <= terms(of: holding).maxLeverage
    }

    /// True when the tier of a side's position and opening orders allows the leverage of the holding. MARGIN-16.
    func tierAllowsLeverage(_ holding: Holding, _ side: PositionSide) -> Bool {
        holding.leverage(side, in: mode(of: holding))
            <= tier(terms(of: holding), of: exposure(holding, side)).tier.maxLeverage
    }

    fileprivate func offersLeverages(of holding: Holding) -> Bool {
        offers(holding.crossLeverage, for: holding) && offers(holding.isolatedLongLeverage, for: holding)
            && offers(holding.isolatedShortLeverage, for: holding)
    }

    /// The posted margin of an isolated position under a changed leverage: what it needs now, or that and what is over.
    fileprivate func posting(
        _ holding: Holding, _ side: PositionSide, was before: Holding, resets: Bool
    ) -> Money {
        let leverage = holding.leverage(side, in: .isolated)
        let posted = holding[side].margin
        guard holding[side].isOpen, leverage != before.leverage(side, in: .isolated),
            let margin = marginTerms(of: holding)
        else { return posted }
        let needed = margin.isolatedRequirement(side, entryValue: holding[side].entryValue, leverage)
        return resets ? needed : max(needed, posted)
    }
}
