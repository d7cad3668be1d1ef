/// The plan of setting one-way or hedge mode. A symbol keeps the mode it was given; symbols never used follow their
/// settle asset's default, POSITION-MODE-5.
struct PositionModeSetting {
    let account: MarginAccountID
    let scope: PositionModeScope
    let mode: PositionMode

    private static let rules = RuleBook<PositionModeSetting>([
        Guard(.positionModeNotOffered, "POSITION-MODE-1") { state, plan in
            plan.mode == .oneWay || state.offersHedge(plan.account, plan.scope)
        },
        Guard(.copyTrader, "POSITION-MODE-11") { state, plan in
            plan.mode == .hedge || state.copyTrading(of: plan.account)?.isHedgeOnly != true
        },
        Guard(.positionModeUnchanged, "POSITION-MODE-2") { state, plan in
            guard case .instrument(let instrument) = plan.scope else { return true }
            return state.holding(plan.account, instrument).positionMode != plan.mode
        },
        Guard(.positionModeHasPosition, "POSITION-MODE-3") { state, plan in
            plan.scope.leavesBusyOnes
                || !state.anyHolding(of: plan.account) { plan.changes($0, state) && $0.hasPosition }
        },
        Guard(.positionModeHasOrders, "POSITION-MODE-4") { state, plan in
            plan.scope.leavesBusyOnes || !state.anyHolding(of: plan.account) { plan.changes($0, state) && $0.isBusy }
        },
    ])

    /// True for a holding that the scope means and that is in the other mode.
    fileprivate func changes(_ holding: Holding, _ state: borrowing State) -> Bool {
        holding.positionMode != mode && scope.includes(holding.instrument, state[holding.instrument])
    }
}

extension PositionModeSetting: Plan {
    static func asked(of family: FamilyRules) -> RuleBook<PositionModeSetting> { rules }

    func commit(to engine: inout Engine) -> Outcome {
        if case .instrument(let instrument) = scope {
            engine.assign(mode, to: engine.state.materialize(account, instrument))
            return .accepted
        }
        engine.forEachHolding(of: account) { engine, handle in
            let holding = engine.state.holdings[handle]
            if changes(holding, engine.state), !holding.isBusy { engine.assign(mode, to: handle) }
        }
        for asset in engine.state.assetIDs where scope.includesUnused(of: asset, engine.state) {
            engine.state[account, asset].positionMode = mode
        }
        return .accepted
    }
}

extension PositionModeScope {
    /// True where symbols with a position or an order are left as they are rather than in the way. POSITION-MODE-6.
    fileprivate var leavesBusyOnes: Bool {
        if case .idleSettled = self { true } else { false }
    }

    /// POSITION-MODE-7, POSITION-MODE-8, POSITION-MODE-9.
    fileprivate func includes(_ id: InstrumentID, _ instrument: Instrument) -> Bool {
        switch self {
        case .instrument(let one): one == id
        case .idleSettled(let asset), .every(.some(let asset)):
            instrument.settle == asset && instrument.payoff == .linear
        case .every(nil): instrument.payoff == .inverse
        case .account: true
        }
    }

    /// True when symbols settled in an asset that are not used yet take over the mode.
    fileprivate func includesUnused(of asset: AssetID, _ state: borrowing State) -> Bool {
        switch self {
        case .instrument: return false
        case .idleSettled(let own), .every(.some(let own)):
            if own != asset { return false }
            if case .idleSettled = self { return true }
        case .every(nil): break
        case .account: return true
        }
        return state.instrumentIDs.contains { state[$0].settle == asset && includes($0, state[$0]) }
    }
}

extension Engine {
    /// Puts what is idle, and what is not used yet, in a mode. Portfolio margin is one-way only, BYBIT-MODE-30, and some
    /// copy traders are in hedge mode only, POSITION-MODE-12.
    mutating func setIdle(_ account: MarginAccountID, _ mode: PositionMode) {
        forEachHolding(of: account) { engine, handle in
            let holding = engine.state.holdings[handle]
            if !holding.isBusy, holding.positionMode != mode { engine.assign(mode, to: handle) }
        }
        for asset in state.assetIDs { state[account, asset].positionMode = mode }
    }

    /// One-way mode has one leverage for both directions. POSITION-MODE-10.
    fileprivate mutating func assign(_ mode: PositionMode, to handle: Handle<Holding>) {
        state.holdings[handle].positionMode = mode
        if mode == .oneWay {
            state.holdings[handle].isolatedShortLeverage = state.holdings[handle].isolatedLongLeverage
        }
        touch(handle)
    }
}

extension State {
    /// What goes with leading copy trading, of a margin account whose owner does.
    func copyTrading(of account: MarginAccountID) -> CopyTradingPolicy? {
        let owner = accounts[Handle(index: self[account].account.index)]
        return owner.kind == .copyTrader ? families[owner.family].copyTrading : nil
    }

    /// True when the family has hedge mode for all that a scope means.
    fileprivate func offersHedge(_ account: MarginAccountID, _ scope: PositionModeScope) -> Bool {
        guard let hedge = rules(of: account).hedge,
            hedge.inPortfolio || self[account].mode != .portfolio
        else { return false }
        func isOffered(settle: AssetID) -> Bool { hedge.settles?.contains(self[settle].name) ?? true }
        switch scope {
        case .instrument(let instrument):
            return isOffered(settle: self[instrument].settle) && (hedge.inverse || self[instrument].payoff == .linear)
        case .idleSettled(let asset), .every(.some(let asset)): return isOffered(settle: asset)
        case .every(nil): return hedge.inverse
        case .account: return hedge.inverse && hedge.settles == nil
        }
    }
}
