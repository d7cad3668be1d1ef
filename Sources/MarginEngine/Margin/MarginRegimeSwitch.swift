/// The plan of a switch between asset modes: Bitget's `set-asset-mode`. `docs/rules/bitget-set-margin-mode.md`.
package struct MarginRegimeSwitch {
    /// Whose assets they are.
    package let account: MarginAccountID
    /// The regime in force.
    package let from: MarginRegime
    /// The regime that is asked for.
    package let to: MarginRegime

    init(_ account: MarginAccountID, to regime: MarginRegime, in state: borrowing State) {
        self.account = account
        from = state[account].regime
        to = regime
    }

    /// False for a repeat of the regime in force.
    package var isChange: Bool { from != to }
}

extension MarginRegimeSwitch: Plan {
    static func asked(of family: FamilyRules) -> RuleBook<MarginRegimeSwitch> { family.regime }

    /// Moves no money: all symbols are cross before and after.
    func commit(to engine: inout Engine) -> Outcome {
        guard isChange else { return .accepted }
        engine.state[account].regime = to
        engine.forEachHolding(of: account) { engine, handle in
            if engine.state.holdings[handle].hasPosition { engine.touch(handle) }
        }
        return .accepted
    }
}

extension State {
    /// True when the account would stay above its maintenance margin as one pool, each asset at its collateral ratio.
    func canUnite(_ account: MarginAccountID) -> Bool {
        let figures = unifiedFigures(account, as: .cross)
        return !figures.hasPositions || figures.maintenanceMargin < figures.marginBalance
    }

    /// True when each asset covers what is settled in it, and less than 80 % of it is maintenance margin.
    func canSeparate(_ account: MarginAccountID) -> Bool {
        assetIDs.allSatisfy { asset in
            let pool = poolFigures(account, asset, as: .cross)
            return pool.available >= .zero
                && (pool.maintenanceMargin == .zero
                    || MarginRatio(hundredths: 125).compare(pool.equity, to: pool.maintenanceMargin) > 0)
        }
    }
}
