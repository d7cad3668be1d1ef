/// The plan of an account-wide margin-mode switch: Bybit's `set-margin-mode` on unified accounts and ZTDX's
/// `margin-mode`. `docs/rules/bybit-set-margin-mode.md`, `docs/rules/ztdx-margin-mode.md`.
package struct AccountModeSwitch {
    /// Whose mode it is.
    package let account: MarginAccountID
    /// The mode in force.
    package let from: MarginMode
    /// The mode that is asked for.
    package let to: MarginMode
    /// The account as it would be after the switch; empty for a switch to isolated, which is judged coin by coin.
    package let after: UnifiedFigures

    init(_ account: MarginAccountID, to mode: MarginMode, in state: borrowing State) {
        self.account = account
        from = state[account].mode
        to = mode
        after = mode == .isolated ? UnifiedFigures() : state.unifiedFigures(account, as: mode)
    }

    /// False for a repeat of the mode in force. BYBIT-MODE-12.
    package var isChange: Bool { from != to }
}

extension AccountModeSwitch: Plan {
    static func asked(of family: FamilyRules) -> RuleBook<AccountModeSwitch> { family.accountMode }

    /// Only moves money between free balance and posted margin: wallets, positions, orders, leverages stay. MARGIN-38,
    /// BYBIT-MODE-23, BYBIT-MODE-25, BYBIT-MODE-26, ZTDX-MODE-21.
    func commit(to engine: inout Engine) -> Outcome {
        guard isChange else { return .accepted }
        let before = ModeSwitch.Figures(engine.state.unifiedFigures(account, as: from))
        engine.state[account].mode = to
        engine.forEachHolding(of: account) { engine, handle in
            let holding = engine.state.holdings[handle]
            guard holding.hasPosition else { return }
            for side in PositionSide.allCases {
                let posting = to == .isolated ? engine.state.isolatedPosting(holding, side) : .zero
                engine.state.holdings[handle][side].margin = posting
                if to == .isolated { engine.state.holdings[handle][side].addsMarginAutomatically = false }
            }
            engine.touch(handle)
        }
        if to == .portfolio { engine.setIdle(account, .oneWay) }
        let after = to == .isolated ? engine.state.unifiedFigures(account, as: to) : self.after
        engine.events.append(
            .marginMode(
                ModeSwitch(
                    marginAccount: account, instrument: nil, from: from, to: to, before: before,
                    after: ModeSwitch.Figures(after), timeMs: engine.state.timeMs)))
        return .accepted
    }
}

extension State {
    /// What all positions and orders that settle in an asset would need in isolated mode.
    func isolatedNeed(_ account: MarginAccountID, _ asset: AssetID) -> Money {
        var need = Money.zero
        forEachHolding(of: account) { _, holding in
            guard self[holding.instrument].settle == asset else { return }
            need += orderMargin(holding, mode: .isolated)
            for side in PositionSide.allCases { need += isolatedPosting(holding, side) }
        }
        return need
    }

    /// True when a position would be above its maintenance margin once it is isolated.
    func survivesIsolation(_ holding: Holding, _ side: PositionSide) -> Bool {
        let position = holding[side]
        guard position.isOpen, let margin = marginTerms(of: holding) else { return true }
        let profit = margin.unrealised(side, position, at: margin.instrument.mark)
        let leverage = holding.leverage(side, in: .isolated)
        return isolatedPosting(holding, side) + profit > maintenance(margin, side, position, leverage)
    }

    /// The margin a position posts when it becomes isolated: what its entry value needs, and its loss at mark.
    /// BYBIT-MODE-24, BYBIT-SWITCH-18.
    func isolatedPosting(_ holding: Holding, _ side: PositionSide) -> Money {
        let position = holding[side]
        guard position.isOpen, let margin = marginTerms(of: holding) else { return .zero }
        let loss = (-margin.unrealised(side, position, at: margin.instrument.mark)).orZero
        let leverage = holding.leverage(side, in: .isolated)
        return margin.isolatedRequirement(side, entryValue: position.entryValue, leverage) + loss
    }

    /// True when every position with its orders keeps the leverage of its tier and the last tier's limit.
    func keepsRiskLimits(_ account: MarginAccountID, in mode: MarginMode) -> Bool {
        !anyHolding(of: account) { holding in
            PositionSide.allCases.contains { side in
                let value = exposure(holding, side)
                guard value > .zero, let terms = terms(holding.instrument, self[account].family) else { return false }
                let tier = tier(terms, of: value).tier
                return value > tier.limit || holding.leverage(side, in: mode) > tier.maxLeverage
            }
        }
    }
}

extension ModeSwitch.Figures {
    /// Of a unified account.
    init(_ whole: UnifiedFigures) {
        self.init(
            equity: whole.totalEquity, initialMargin: whole.initialMargin, maintenanceMargin: whole.maintenanceMargin,
            available: whole.available)
    }

    /// Of a pool.
    init(_ pool: PoolFigures) {
        self.init(
            equity: pool.equity, initialMargin: pool.positionMargin + pool.orderMargin,
            maintenanceMargin: pool.maintenanceMargin, available: pool.available)
    }
}
