extension Engine {
    /// Marks every account for which a change of an instrument's prices may matter: holders of the instrument, and
    /// unified accounts that hold positions, or owe, against collateral priced by it. The house is never liquidated:
    /// HOUSE-3.
    mutating func watchAll(in instrument: InstrumentID) {
        for index in 0..<state.holdings.count {
            let handle = Handle<Holding>(index: index)
            let holding = state.holdings[handle]
            guard holding.marginAccount != state.house else { continue }
            let isHeld = holding.hasPosition && holding.instrument == instrument
            let isAffected = holding.hasPosition || isLastOfDebtor(handle)
            if isHeld || (isAffected && hasCollateral(holding.marginAccount, pricedBy: instrument)) {
                scratch.watched.append(holding.marginAccount)
            }
        }
    }

    /// True for the newest holding of an account that owes: whoever owes has traded, and is looked at once. MARGIN-51.
    private func isLastOfDebtor(_ handle: Handle<Holding>) -> Bool {
        let account = state.holdings[handle].marginAccount
        return state[account].newestHolding == handle && state.mayBorrow(account)
            && state.assetIDs.contains { state[account, $0].wallet < .zero }
    }

    private func hasCollateral(_ account: MarginAccountID, pricedBy instrument: InstrumentID) -> Bool {
        guard state[account].regime == .unified else { return false }
        return state.assetIDs.contains {
            state[$0].indexInstrument == instrument && state[account, $0].wallet != .zero
        }
    }

    /// Liquidates whatever is at or below its maintenance margin, until nothing is. A liquidation trades, and so may
    /// bring others under watch.
    mutating func enforceMargins() {
        var next = 0
        while next < scratch.watched.count {
            let account = scratch.watched[next]
            next += 1
            if account == state.insurance { closeInventories() } else { enforceMargin(of: account) }
        }
        scratch.watched.removeAll(keepingCapacity: true)
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
