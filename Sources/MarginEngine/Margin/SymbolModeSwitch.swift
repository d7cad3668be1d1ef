/// The plan of a switch of one symbol: Bybit's `switch-isolated` where the regime is per symbol, and Bitget's
/// `set-margin-mode`. `docs/rules/bybit-switch-isolated.md`, `docs/rules/bitget-set-margin-mode.md`.
package struct SymbolModeSwitch {
    /// Whose symbol it is.
    package let account: MarginAccountID
    /// The holding as it is.
    package let before: Holding
    /// The mode that is asked for.
    package let mode: MarginMode
    /// The leverage that is asked for along with it.
    package let leverage: Leverage?
    /// The contract terms of the account.
    package let terms: ContractTerms
    /// The holding as it would be.
    package let after: Holding
    /// The pool of the settle asset as it would be.
    package let pool: PoolFigures

    init(
        _ account: MarginAccountID, _ instrument: InstrumentID, to mode: MarginMode, _ leverage: Leverage?,
        in state: borrowing State
    ) {
        self.account = account
        self.mode = mode
        self.leverage = leverage
        let holding = state.holding(account, instrument)
        before = holding
        terms = state.terms(of: holding)
        var changed = holding
        changed.ownMode = mode
        // The margin formulas divide by the leverage: one out of range is refused before it is put into them.
        if let leverage, state.offers(leverage, for: holding) { changed.setAllLeverages(leverage) }
        // BYBIT-SWITCH-18, BYBIT-SWITCH-19.
        for side in PositionSide.allCases {
            changed[side].margin = mode == .isolated ? state.isolatedPosting(changed, side) : .zero
            if mode != holding.ownMode { changed[side].addsMarginAutomatically = false }
        }
        after = changed
        pool = state.poolFigures(
            account, state[instrument].settle, as: mode, supposing: Supposition(holding: changed))
    }
}

extension SymbolModeSwitch: Plan {
    static func asked(of family: FamilyRules) -> RuleBook<SymbolModeSwitch> { family.symbolMode }

    /// A repeat without leverage changes nothing: BITGET-MODE-8. No other symbol is touched: BYBIT-SWITCH-20.
    func commit(to engine: inout Engine) -> Outcome {
        guard before.ownMode != mode || leverage != nil else { return .accepted }
        let settle = engine.state[before.instrument].settle
        let figures = ModeSwitch.Figures(
            engine.state.poolFigures(account, settle, as: engine.state[account].mode))
        let handle = engine.state.materialize(account, before.instrument)
        let older = engine.state.holdings[handle].older
        engine.state.holdings[handle] = after
        engine.state.holdings[handle].older = older
        engine.touch(handle)
        guard before.ownMode != mode else { return .accepted }
        engine.events.append(
            .marginMode(
                ModeSwitch(
                    marginAccount: account, instrument: before.instrument, from: before.ownMode, to: mode,
                    before: figures, after: ModeSwitch.Figures(pool), timeMs: engine.state.timeMs)))
        return .accepted
    }
}

extension Holding {
    /// Sets the leverage of both modes and sides. BYBIT-SWITCH-16.
    mutating func setAllLeverages(_ leverage: Leverage) {
        crossLeverage = leverage
        isolatedLongLeverage = leverage
        isolatedShortLeverage = leverage
    }
}

extension PoolFigures {
    /// True when its cross positions are together above their maintenance margin.
    var isCrossAboveMaintenance: Bool {
        crossMaintenanceMargin == .zero || wallet - isolatedMargin + crossUnrealised > crossMaintenanceMargin
    }
}

extension State {
    /// True when an isolated position, as the holding has it, is above its maintenance margin.
    func survives(_ holding: Holding, _ side: PositionSide) -> Bool {
        let position = holding[side]
        guard position.isOpen, let margin = marginTerms(of: holding) else { return true }
        return position.margin + margin.unrealised(side, position, at: margin.instrument.mark)
            > maintenance(margin, side, position, holding.leverage(side, in: .isolated))
    }
}
