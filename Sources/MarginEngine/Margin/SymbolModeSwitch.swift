/// The plan of a switch of one symbol: Bybit's `switch-isolated` where the regime is per symbol, and Bitget's
/// `set-margin-mode`. `docs/rules/bybit-switch-isolated.md`, `docs/rules/bitget-set-margin-mode.md`.
struct SymbolModeSwitch {
    let account: MarginAccountID
    let before: Holding
    let mode: MarginMode
    let leverage: Leverage?
    /// The holding as it would be.
    let after: Holding

    init(
        _ account: MarginAccountID, _ holding: Holding, to mode: MarginMode, _ leverage: Leverage?,
        _ state: borrowing State
    ) {
        self.account = account
        self.mode = mode
        self.leverage = leverage
        before = holding
        var changed = holding
        changed.ownMode = mode
        // The margin formulas divide by the leverage: one out of range is refused before it is put into them.
        if let leverage, state.offers(leverage, for: holding) { changed.setAllLeverages(leverage) }
        for side in PositionSide.allCases {
            changed[side].margin = mode == .isolated ? state.isolatedPosting(changed, side) : .zero
            if mode != holding.ownMode { changed[side].addsMarginAutomatically = false }
        }
        after = changed
    }

    static func rules(for account: MarginAccount) -> RuleBook<SymbolModeSwitch> {
        account.family == .bitget ? bitget : bybit
    }

    private static let shared: [Guard<SymbolModeSwitch>] = [
        Guard(.regimeIsUnified) { state, plan in state[plan.account].regime == .perSymbol },
        Guard(.modeNotOffered) { _, plan in plan.mode != .portfolio },
    ]

    /// BYBIT-SWITCH. Orders and positions stay and are margined anew.
    private static let bybit = RuleBook<SymbolModeSwitch>(
        shared + [
            Guard(.leverageOutOfRange) { state, plan in state.offers(plan.leverage, for: plan.before) },
            Guard(.leverageAboveTier, needs: .leverageOutOfRange) { state, plan in
                PositionSide.allCases.allSatisfy { state.tierAllowsLeverage(plan.after, $0) }
            },
            Guard(.marginModeUnchanged) { _, plan in plan.before.ownMode != plan.mode },
            Guard(.insufficientMargin) { state, plan in
                let asset = state[plan.before.instrument].settle
                let pool = state.poolFigures(
                    plan.account, asset, as: plan.mode, supposing: Supposition(holding: plan.after))
                return pool.available >= .zero
            },
            Guard(.wouldLiquidate) { state, plan in
                guard plan.mode == .isolated else { return state.isAboveMaintenance(plan.account, plan.after) }
                return PositionSide.allCases.allSatisfy { state.survives(plan.after, $0) }
            },
        ])

    /// BITGET-MODE. Nothing may be open; a repeat is judged by mode. Bitget's call names no leverage.
    private static let bitget = RuleBook<SymbolModeSwitch>(
        [
            Guard(.modeNotOffered) { state, plan in
                plan.mode != .cross || state.terms(plan.before.instrument, .bitget)?.offersCross != false
            }
        ] + shared + [
            Guard(.leverageOutOfRange) { _, plan in plan.leverage == nil },
            Guard(.symbolHasPositionOrOrder) { _, plan in
                let isRepeatOfIsolated = plan.mode == .isolated && plan.before.ownMode == .isolated
                return isRepeatOfIsolated || !plan.before.isBusy
            },
        ])
}

extension Holding {
    /// Sets the leverage of both modes and sides.
    mutating func setAllLeverages(_ leverage: Leverage) {
        crossLeverage = leverage
        isolatedLongLeverage = leverage
        isolatedShortLeverage = leverage
    }
}

extension State {
    /// True for no leverage, or one between 1 and the most that the terms offer.
    func offers(_ leverage: Leverage?, for holding: Holding) -> Bool {
        guard let leverage else { return true }
        guard let terms = terms(holding.instrument, self[holding.marginAccount].family) else { return false }
        return leverage >= Leverage(1) && leverage <= terms.maxLeverage
    }

    /// True when the tier of a side's position and opening orders allows the leverage of the holding. MARGIN-16.
    func tierAllowsLeverage(_ holding: Holding, _ side: PositionSide) -> Bool {
        guard let terms = terms(holding.instrument, self[holding.marginAccount].family) else { return false }
        return holding.leverage(side, in: mode(of: holding))
            <= tier(terms, of: exposure(holding, side)).tier.maxLeverage
    }

    /// True when an isolated position, as the holding has it, is above its maintenance margin.
    func survives(_ holding: Holding, _ side: PositionSide) -> Bool {
        let position = holding[side]
        guard position.isOpen, let margin = marginTerms(holding.instrument, self[holding.marginAccount].family) else {
            return true
        }
        return position.margin + margin.unrealised(side, position, at: margin.instrument.mark)
            > maintenance(margin, side, position, holding.leverage(side, in: .isolated))
    }

    /// True when the cross positions of the holding's settle pool are together above their maintenance margin.
    func isAboveMaintenance(_ account: MarginAccountID, _ holding: Holding) -> Bool {
        let pool = poolFigures(
            account, self[holding.instrument].settle, as: self[account].mode, supposing: Supposition(holding: holding))
        guard pool.crossMaintenanceMargin > .zero else { return true }
        return pool.wallet - pool.isolatedMargin + pool.crossUnrealised > pool.crossMaintenanceMargin
    }
}

extension Engine {
    mutating func setSymbolMarginMode(
        _ account: MarginAccountID, _ instrument: InstrumentID, _ mode: MarginMode, _ leverage: Leverage?
    ) -> Outcome {
        if let refusal = state.refusal(account, instrument) { return .refused(refusal) }
        let holding = state.holding(account, instrument)
        let plan = SymbolModeSwitch(account, holding, to: mode, leverage, state)
        if let refusal = SymbolModeSwitch.rules(for: state[account]).firstRefusal(state, plan) {
            return .refused(refusal)
        }
        if plan.before.ownMode != mode || leverage != nil { commit(plan) }
        return .accepted
    }

    mutating func commit(_ plan: SymbolModeSwitch) {
        let (account, instrument) = (plan.account, plan.before.instrument)
        let before = state.switchFigures(account, state[instrument].settle)
        let handle = state.materialize(account, instrument)
        let older = state.holdings[handle].older
        state.holdings[handle] = plan.after
        state.holdings[handle].older = older
        touch(handle)
        if plan.before.ownMode != plan.mode {
            events.append(
                .marginMode(
                    ModeSwitch(
                        marginAccount: account, instrument: instrument, from: plan.before.ownMode, to: plan.mode,
                        before: before, after: state.switchFigures(account, state[instrument].settle),
                        timeMs: state.timeMs)))
        }
    }
}

extension State {
    /// Why a command on an instrument of a margin account has no object, if so.
    func refusal(_ account: MarginAccountID, _ instrument: InstrumentID) -> Refusal? {
        guard exists(account), !isVenueOwned(account) else { return .unknownMarginAccount }
        guard exists(instrument) else { return .unknownInstrument }
        return terms(instrument, self[account].family) == nil ? .notTradedByFamily : nil
    }
}
