// How far prices may move before what is liquidated as one could fall to its maintenance margin.
//
// Each price that matters has an exposure: if it moves by a share x of itself, what is above the maintenance margin
// changes by at most x times the exposure. The way there is shared out equally among the prices, and only half of it is
// used: an alarm that rings too early costs a look, one that rings too late would be a liquidation missed.

/// By how much at most a price changes what is above the maintenance margin, for all of the price.
struct PriceExposure {
    let instrument: InstrumentID
    let kind: PriceKind
    let amount: Money
}

/// What is above the maintenance margin, in the units of the exposures.
private struct Surplus {
    var units: Int128
    /// True when what a price changes depends on other prices, or on more than its move. It is held against its slope
    /// within a tenth of the price: 1 / 0.9^2 is less than 1.25, and two such prices together change less than 1.1 times
    /// as much.
    var isCurved: Bool
    /// What a loan needs of what it grows by. MARGIN-50.
    var loanRate = Rate.zero

    /// What rounding of each of so many amounts may have added.
    mutating func allow(roundings: Int32, of unit: Int128 = 1) { units -= 16 * Int128(roundings) * unit }

    /// How far a price may go.
    func distance(from price: Price, _ exposure: Money, among count: Int) -> Price {
        let parts = Int128(2 * count) * (isCurved ? 3 : 2)
        let changed = mulDiv(exposure.units, unitsInOne + Int128(loanRate.units), unitsInOne, .up)
        let reach = mulDiv(2 * units, Int128(price.units), mulDiv(changed, parts, 1, .up), .down)
        let most = isCurved ? price.units / 10 : price.units
        return Price(units: Int64(clamping: min(reach, Int128(most))))
    }
}

extension Engine {
    /// Sets the alarms of all loose accounts that are above their maintenance margin; the others stay loose.
    mutating func settleAlarms() {
        var next = state.firstLoose
        state.firstLoose = nil
        while let account = next {
            next = state[account].nextLoose
            state[account].isLoose = false
            if !setAlarms(of: account) { state.loosen(account) }
        }
    }

    /// Sets the alarms of an account that has none; false when something of it has to be looked at each time.
    private mutating func setAlarms(of account: MarginAccountID) -> Bool {
        let row = state[account]
        guard state.anyHolding(of: account, { $0.hasPosition }) || state.owes(account) else { return true }
        guard !row.mayOnlyReduce, row.liquidationDueMs == 0 else { return false }
        var isSafe = true
        forEachHolding(of: account) { engine, handle in
            guard engine.state.mode(of: engine.state.holdings[handle]) == .isolated else { return }
            for side in PositionSide.allCases where engine.state.holdings[handle][side].isOpen {
                isSafe = isSafe && engine.setIsolatedAlarm(handle, side)
            }
        }
        guard isSafe else { return false }
        if row.regime == .perSymbol {
            for asset in state.assetIDs where !setPoolAlarms(account, asset) { return false }
            return true
        }
        return row.mode == .isolated || setUnifiedAlarms(account)
    }

    /// An isolated position falls on one side only.
    private mutating func setIsolatedAlarm(_ handle: Handle<Holding>, _ side: PositionSide) -> Bool {
        let holding = state.holdings[handle]
        guard let margin = state.marginTerms(of: holding) else { return true }
        let solvency = state.solvency(handle, side)
        var surplus = Surplus(
            units: (solvency.equity - solvency.maintenance).units, isCurved: margin.instrument.payoff == .inverse)
        surplus.allow(roundings: 1)
        let price = margin.instrument.mark
        let distance = surplus.distance(from: price, state.exposure(margin, holding[side].size), among: 1)
        guard surplus.units > 0, distance > .zero else { return false }
        state.setAlarm(
            holding.marginAccount, holding.instrument, AlarmSpot(kind: .mark, isBelow: side == .long),
            at: side == .long ? price - distance : price + distance)
        return true
    }

    /// All cross positions settled in an asset.
    private mutating func setPoolAlarms(_ account: MarginAccountID, _ asset: AssetID) -> Bool {
        let solvency = state.solvency(account, asset)
        guard solvency.maintenance > .zero else { return true }
        var surplus = Surplus(units: (solvency.equity - solvency.maintenance).units, isCurved: false)
        forEachHolding(of: account) { engine, handle in
            let holding = engine.state.holdings[handle]
            guard engine.state.mode(of: holding) != .isolated, engine.state[holding.instrument].settle == asset,
                holding.hasPosition, let margin = engine.state.marginTerms(of: holding)
            else { return }
            surplus.allow(roundings: 1)
            surplus.isCurved = surplus.isCurved || margin.instrument.payoff == .inverse
            engine.expose(
                holding.instrument, .mark, engine.state.exposure(margin, holding.long.size + holding.short.size))
        }
        return setAlarms(account, surplus)
    }

    /// A unified account as one, in USD: the marks of its positions, and the index prices of its coins.
    private mutating func setUnifiedAlarms(_ account: MarginAccountID) -> Bool {
        let mode = state[account].mode
        let figures = state.unifiedFigures(account, as: mode)
        let ladder = mode == .cross ? state.rules(of: account).ladder : nil
        let ratio = ladder?.reduceOnly ?? MarginRatio(hundredths: 100)
        let equity = ladder == nil ? figures.marginBalance : figures.totalEquity
        var surplus = Surplus(
            units: (equity - ratio.times(figures.maintenanceMargin)).units, isCurved: false)
        forEachHolding(of: account) { engine, handle in
            let holding = engine.state.holdings[handle]
            guard holding.hasPosition, let margin = engine.state.marginTerms(of: holding) else { return }
            let dollar = engine.state.dollars(margin.instrument.settle)
            surplus.allow(roundings: 1, of: dollar)
            surplus.isCurved = surplus.isCurved || margin.instrument.payoff == .inverse
            let size = holding.long.size + holding.short.size
            let stress = mode == .portfolio ? engine.state.portfolioTerms(of: margin.instrument.base).sum : .zero
            engine.expose(
                holding.instrument, .mark,
                engine.state.usd(
                    engine.state.exposure(margin, size, ratio, stress), margin.instrument.settle, .up))
            if mode == .portfolio {
                let value = engine.state.usdValue(margin.instrument, size, at: margin.instrument.index)
                engine.expose(holding.instrument, .index, value.times(stress, .up))
            }
        }
        for asset in state.assetIDs {
            let pool = state.poolFigures(account, asset, as: mode)
            surplus.allow(roundings: 1, of: state.dollars(asset))
            if let rate = state.greatestLoanRate(account, asset) {
                // Of the last tier, whatever the tier is: where a tier begins the requirement leaps.
                surplus.loanRate = max(surplus.loanRate, rate)
                let loan = state.borrowing(account, asset, of: pool, as: mode)
                surplus.units -= state.usd(loan.amount.times(rate, .up) - loan.maintenanceMargin, asset, .up).units
            }
            guard let instrument = state[asset].indexInstrument else { continue }
            guard pool.wallet != .zero || pool.maintenanceMargin != .zero || pool.unrealised != .zero else { continue }
            surplus.isCurved = true
            let coins = max(pool.equity, -pool.equity) + ratio.times(pool.maintenanceMargin)
            expose(instrument, .index, state.usd(coins, asset, .up) + figures.maintenanceMargin)
        }
        return setAlarms(account, surplus)
    }

    private mutating func expose(_ instrument: InstrumentID, _ kind: PriceKind, _ amount: Money) {
        guard amount > .zero else { return }
        scratch.exposures.append(PriceExposure(instrument: instrument, kind: kind, amount: amount))
    }

    private mutating func setAlarms(_ account: MarginAccountID, _ surplus: Surplus) -> Bool {
        defer { scratch.exposures.removeAll(keepingCapacity: true) }
        guard surplus.units > 0 else { return false }
        for exposure in scratch.exposures {
            let price = state[exposure.instrument].price(exposure.kind)
            let distance = surplus.distance(from: price, exposure.amount, among: scratch.exposures.count)
            guard distance > .zero else { return false }
            state.setAlarm(
                account, exposure.instrument, AlarmSpot(kind: exposure.kind, isBelow: true), at: price - distance)
            state.setAlarm(
                account, exposure.instrument, AlarmSpot(kind: exposure.kind, isBelow: false), at: price + distance)
        }
        return true
    }
}

extension State {
    /// The value at mark of a size, and what its maintenance margin can grow by with it: at the rate of its highest tier,
    /// or by a stress, times the ratio of equity to maintenance margin that matters.
    fileprivate func exposure(
        _ margin: MarginTerms, _ size: Quantity, _ ratio: MarginRatio = MarginRatio(hundredths: 100),
        _ stress: Rate = .zero
    ) -> Money {
        let last = Handle<RiskTier>(index: margin.terms.firstTier.index + margin.terms.tierCount - 1)
        let rate = tiers[last].maintenanceRate.units + margin.terms.takerFee.units + stress.units
        let value = margin.instrument.value(of: size, at: margin.instrument.mark, .up)
        let share = 100 * unitsInOne + Int128(ratio.hundredths) * Int128(rate)
        return Money(units: mulDiv(value.units, share, 100 * unitsInOne, .up))
    }

    /// The maintenance rate of the last tier of an asset's loans; nil where an account has none.
    fileprivate func greatestLoanRate(_ account: MarginAccountID, _ asset: AssetID) -> Rate? {
        mayBorrow(account) ? loanTerms(of: asset)?.lastTier.maintenanceRate : nil
    }

    /// What one coin of an asset is worth, in whole USD, rounded up: what its least unit is worth in units of USD.
    fileprivate func dollars(_ asset: AssetID) -> Int128 { usd(Money(units: 1), asset, .up).units + 1 }
}

extension MarginRatio {
    /// So many times an amount, rounded up.
    fileprivate func times(_ amount: Money) -> Money {
        Money(units: mulDiv(amount.units, Int128(hundredths), 100, .up))
    }
}

extension PortfolioTerms {
    /// By what share of a value it can change what it stresses.
    fileprivate var sum: Rate { range + futureContingency + deltaContingency + spreadContingency }
}
