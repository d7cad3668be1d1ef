extension Engine {
    /// Marks every account for which a change of an instrument's prices may matter: holders of the instrument, and
    /// unified accounts that hold positions against collateral priced by it.
    mutating func watchAll(in instrument: InstrumentID) {
        for index in 0..<state.holdings.count {
            let holding = state.holdings[Handle(index: index)]
            guard holding.hasPosition, holding.marginAccount != state.house else { continue }
            if holding.instrument == instrument || hasCollateral(holding.marginAccount, pricedBy: instrument) {
                scratch.watched.append(holding.marginAccount)
            }
        }
    }

    private func hasCollateral(_ account: MarginAccountID, pricedBy instrument: InstrumentID) -> Bool {
        guard state[account].regime == .unified else { return false }
        for index in 0..<UInt8(truncatingIfNeeded: state.assets.count) {
            let asset = AssetID(index: index)
            if state[asset].indexInstrument == instrument, state[account, asset].wallet != .zero { return true }
        }
        return false
    }

    /// Liquidates whatever is at or below its maintenance margin, until nothing is; the house renews its quotes only
    /// then, so that bankrupt positions close on the book as it was. A liquidation trades, and so may bring others
    /// under watch; each one makes positions smaller, so that it ends.
    mutating func enforceMargins() {
        var next = 0
        while next < scratch.watched.count {
            let account = scratch.watched[next]
            next += 1
            if account == state.insurance { closeInventories() } else { enforceMargin(of: account) }
        }
        scratch.watched.removeAll(keepingCapacity: true)
    }

    private mutating func enforceMargin(of account: MarginAccountID) {
        var handle = state[account].newestHolding
        while !handle.isNone {
            if state.mode(of: state.holdings[handle]) == .isolated {
                for side in PositionSide.allCases { enforceIsolated(handle, side) }
            }
            handle = state.holdings[handle].older
        }
        if state[account].regime == .perSymbol {
            for index in 0..<UInt8(truncatingIfNeeded: state.assets.count) {
                liquidateCross(account, AssetID(index: index))
            }
        } else if state[account].mode == .cross, MarginPolicy.of(state[account].family).liquidatesOneByOne {
            enforceRatio(of: account)
        } else if state[account].mode != .isolated {
            liquidateCross(account, nil)
        }
    }
}
