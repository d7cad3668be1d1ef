/// Those whom new prices may endanger, by the turns of their holdings.
struct Watch {
    /// Of which prices, or the terms of portfolio margin, were set.
    var instruments: [InstrumentID] = []
    var turns = Heap<Handle<Holding>>()
    var isPassing = false
    /// The holding whose turn it is.
    var passed: Int32 = -1

    mutating func end() {
        instruments.removeAll(keepingCapacity: true)
        isPassing = false
        passed = -1
    }
}

extension Engine {
    /// Has those looked at for whom a change of an instrument's prices may matter, once the house has renewed its quotes.
    mutating func watchAll(in instrument: InstrumentID) { scratch.watch.instruments.append(instrument) }

    /// Liquidates whatever is at or below its maintenance margin, until nothing is. A liquidation trades, and so may
    /// bring others under watch.
    mutating func enforceMargins() {
        passOverEndangered()
        var next = 0
        while next < scratch.watched.count {
            look(at: scratch.watched[next])
            next += 1
        }
        scratch.watched.removeAll(keepingCapacity: true)
    }

    /// Looks at whom new prices may endanger, in the order in which their holdings were first used: holders of the
    /// instruments, and unified accounts that hold positions, or owe, against collateral priced by them. Whoever changes
    /// meanwhile is looked at again in his turn. Accounts with alarms that did not ring are safe. The house is never
    /// liquidated: HOUSE-3. MARGIN-53.
    private mutating func passOverEndangered() {
        guard !scratch.watch.instruments.isEmpty else { return }
        scratch.watch.isPassing = true
        var next = state.firstLoose
        while let account = next {
            watchAgain(account)
            next = state[account].nextLoose
        }
        watchAgain(state.insurance)
        while let next = scratch.watch.turns.removeFirst() {
            scratch.watch.passed = next.index
            if isConcerned(next) { look(at: state.holdings[next].marginAccount) }
        }
        scratch.watch.end()
    }

    /// While prices are passed over: has an account looked at when the turn of its next holding comes.
    mutating func watchAgain(_ account: MarginAccountID) {
        guard scratch.watch.isPassing, account != state.house else { return }
        var next = Handle<Holding>.none
        forEachHolding(of: account) { engine, handle in
            if handle.index > engine.scratch.watch.passed, engine.isConcerned(handle) { next = handle }
        }
        if !next.isNone { scratch.watch.turns.insert(next) }
    }

    private func isConcerned(_ handle: Handle<Holding>) -> Bool {
        let holding = state.holdings[handle]
        let isAffected = holding.hasPosition || isLastOfDebtor(handle)
        return scratch.watch.instruments.contains {
            (holding.hasPosition && holding.instrument == $0)
                || (isAffected && hasCollateral(holding.marginAccount, pricedBy: $0))
        }
    }

    /// True for the newest holding of an account that owes: whoever owes has traded, and is looked at once. MARGIN-51.
    private func isLastOfDebtor(_ handle: Handle<Holding>) -> Bool {
        let account = state.holdings[handle].marginAccount
        return state[account].newestHolding == handle && state.owes(account)
    }

    /// A coin backs, or is owed, by what is in the wallet and by what positions settled in it have gained or lost.
    private func hasCollateral(_ account: MarginAccountID, pricedBy instrument: InstrumentID) -> Bool {
        guard state[account].regime == .unified else { return false }
        return state.assetIDs.contains { asset in
            state[asset].indexInstrument == instrument
                && (state[account, asset].wallet != .zero
                    || state.anyHolding(of: account) { $0.hasPosition && state[$0.instrument].settle == asset })
        }
    }

    /// Has an account looked at that something has changed of: its alarms are void, and its turn comes.
    mutating func haveLookedAt(_ account: MarginAccountID) {
        state.loosen(account)
        watchAgain(account)
        scratch.watched.append(account)
    }

    private mutating func look(at account: MarginAccountID) {
        if account == state.insurance { closeInventories() } else { enforceMargin(of: account) }
    }

    /// Each isolated position for itself, what is cross by pool or account. BYBIT-MODE-29.
    private mutating func enforceMargin(of account: MarginAccountID) {
        forEachHolding(of: account) { engine, handle in
            guard engine.state.mode(of: engine.state.holdings[handle]) == .isolated else { return }
            for side in PositionSide.allCases { engine.enforceIsolated(handle, side) }
        }
        if state[account].regime == .perSymbol {
            for asset in state.assetIDs { liquidateCross(account, asset) }
        } else if state[account].mode == .cross, let ladder = state.rules(of: account).ladder {
            enforce(ladder, on: account)
        } else if state[account].mode != .isolated {
            liquidateCross(account, nil)
        }
    }

    /// Cancels the orders of a holding, or of one of its positions.
    mutating func cancelOrders(
        of handle: Handle<Holding>, on side: PositionSide? = nil, _ solvency: Solvency, attached: Bool = true
    ) {
        let count = state.holdings[handle].openOrders
        endOrders(of: handle, on: side, .liquidation, attached: attached)
        if state.holdings[handle].openOrders < count { tell(.ordersCancelled, of: handle, on: side, solvency) }
    }
}
