/// The plan of a switch between asset modes: Bitget's `set-asset-mode`. `docs/rules/bitget-set-margin-mode.md`.
struct MarginRegimeSwitch {
    let account: MarginAccountID
    let from: MarginRegime
    let to: MarginRegime

    var isChange: Bool { from != to }

    static let rules = RuleBook<MarginRegimeSwitch>([
        Guard(.modeNotOffered) { state, plan in state[plan.account].family == .bitget },
        Guard(.symbolIsIsolated) { state, plan in
            plan.to != .unified || !state.anyHolding(of: plan.account) { $0.ownMode == .isolated }
        },
        Guard(.insufficientMargin) { state, plan in
            guard plan.isChange else { return true }
            return plan.to == .unified ? state.canUnite(plan.account) : state.canSeparate(plan.account)
        },
    ])
}

extension State {
    /// BITGET-MODE-22: pooled, with each asset at its collateral ratio, the account stays above its maintenance margin.
    fileprivate func canUnite(_ account: MarginAccountID) -> Bool {
        let figures = unifiedFigures(account, as: .cross)
        return !figures.hasPositions || figures.maintenanceMargin < figures.marginBalance
    }

    /// BITGET-MODE-23: each asset covers what is settled in it, and less than 80 % of it is maintenance margin.
    fileprivate func canSeparate(_ account: MarginAccountID) -> Bool {
        (0..<UInt8(truncatingIfNeeded: assets.count)).allSatisfy { index in
            let pool = poolFigures(account, AssetID(index: index), as: .cross)
            return pool.available >= .zero
                && (pool.maintenanceMargin == .zero || pool.maintenanceMargin.units * 10 < pool.equity.units * 8)
        }
    }
}

extension Engine {
    /// Moves no money: all symbols are cross before and after.
    mutating func setMarginRegime(_ account: MarginAccountID, _ regime: MarginRegime) -> Outcome {
        guard state.exists(account), !state.isVenueOwned(account) else { return .refused(.unknownMarginAccount) }
        let plan = MarginRegimeSwitch(account: account, from: state[account].regime, to: regime)
        if let refusal = MarginRegimeSwitch.rules.firstRefusal(state, plan) { return .refused(refusal) }
        guard plan.isChange else { return .accepted }
        state[account].regime = regime
        var handle = state[account].newestHolding
        while !handle.isNone {
            if state.holdings[handle].hasPosition { touch(handle) }
            handle = state.holdings[handle].older
        }
        return .accepted
    }
}
