extension Engine {
    /// The last instant of venue time, ms: the end of 2099.
    public static let lastTimeMs: Int64 = Bounds.timeMs - 1

    /// Venue time, ms since 1970.
    public var timeMs: Int64 { state.timeMs }

    /// Why the state is not to be trusted; nil unless the engine found a defect of its own.
    public var brokenInvariant: String? { state.brokenInvariant }

    /// When `advance` next has something to do; nil when nothing is due.
    public var nextDueMs: Int64? { state.nextDueMs == .max ? nil : state.nextDueMs }

    /// The asset of that name.
    public func asset(named name: String) -> AssetID? {
        InlineText(name).flatMap { state.assetIndex[$0] }
    }

    /// All assets, in the order in which they were listed.
    public var assetIDs: [AssetID] { Array(state.assetIDs) }

    /// How many assets there are; their identifiers count from 0.
    public var assetCount: Int { Int(state.assets.count) }

    /// An asset and what the venue holds of it.
    public subscript(asset: AssetID) -> Asset { state[asset] }

    /// What the insurance fund has of an asset, its positions not counted.
    public func insuranceFund(_ asset: AssetID) -> Money { state[state.insurance, asset].wallet }

    /// The margin account of the insurance fund, which holds the positions it took over.
    public var insurance: MarginAccountID { state.insurance }

    /// The margin account of the house.
    public var house: MarginAccountID { state.house }

    /// The price of an asset in USD at its index.
    public func usdPrice(of asset: AssetID) -> Price { state.usdPrice(of: asset) }

    /// The instrument of that symbol, in capitals.
    public func instrument(named symbol: String) -> InstrumentID? {
        InlineText(symbol).flatMap { state.symbolIndex[$0] }
    }

    /// How many instruments there are; their identifiers count from 0.
    public var instrumentCount: Int { Int(state.instruments.count) }

    /// An instrument as it stands.
    public subscript(instrument: InstrumentID) -> Instrument { state[instrument] }

    /// The terms a family trades an instrument under; nil when it does not trade it.
    public func terms(_ instrument: InstrumentID, _ family: AccountFamily) -> ContractTerms? {
        state.terms(instrument, family)
    }

    /// The ladder of risk tiers of contract terms, the lowest first.
    public func tiers(of terms: ContractTerms) -> [RiskTier] {
        (0..<terms.tierCount).map { state.tiers[Handle(index: terms.firstTier.index + $0)] }
    }

    /// The account with that number.
    public func account(uid: UInt64) -> AccountID? { state.uidIndex[uid] }

    /// How many accounts there are; their identifiers count from 0. The first is the house.
    public var accountCount: Int { Int(state.accounts.count) }

    /// An account.
    public subscript(account: AccountID) -> Account { state.accounts[Handle(index: account.index)] }

    /// The account a margin account belongs to.
    public func owner(of marginAccount: MarginAccountID) -> AccountID { state[marginAccount].account }

    /// True for a margin account that only keeps money.
    public func isFunding(_ marginAccount: MarginAccountID) -> Bool { state[marginAccount].isFunding }

    /// The regime of a margin account.
    public func regime(of marginAccount: MarginAccountID) -> MarginRegime { state[marginAccount].regime }

    /// The margin mode of a margin account with a unified regime.
    public func mode(of marginAccount: MarginAccountID) -> MarginMode { state[marginAccount].mode }

    /// The margin mode in force for a holding.
    public func mode(of holding: Holding) -> MarginMode { state.mode(of: holding) }

    /// True for a margin account that was opened.
    public func exists(_ marginAccount: MarginAccountID) -> Bool { state.exists(marginAccount) }

    /// The wallet balance of an asset, margin posted on isolated positions included.
    public func wallet(_ marginAccount: MarginAccountID, _ asset: AssetID) -> Money {
        state[marginAccount, asset].wallet
    }

    /// The position mode for symbols settled in an asset that were never used.
    public func defaultPositionMode(_ marginAccount: MarginAccountID, _ asset: AssetID) -> PositionMode {
        state[marginAccount, asset].positionMode
    }

    /// What a margin account has in an instrument: settings and positions, the defaults when never used.
    public func holding(_ marginAccount: MarginAccountID, _ instrument: InstrumentID) -> Holding {
        state.holding(marginAccount, instrument)
    }

    /// What clients' margin accounts hold in an instrument, where they have a position; in no order that matters.
    public func openHoldings(in instrument: InstrumentID) -> [Holding] {
        var all: [Holding] = []
        for handle in state.holdings.handles {
            let holding = state.holdings[handle]
            guard holding.instrument == instrument, holding.hasPosition, !state.isVenueOwned(holding.marginAccount)
            else { continue }
            all.append(holding)
        }
        return all
    }

    /// All holdings of a margin account that were ever used, by instrument.
    public func holdings(of marginAccount: MarginAccountID) -> [Holding] {
        var all: [Holding] = []
        state.forEachHolding(of: marginAccount) { _, holding in all.append(holding) }
        return all.sorted { $0.instrument.index < $1.instrument.index }
    }

    /// An open order.
    public func openOrder(_ id: OrderID) -> Order? {
        state.orderIndex[id].map { state.orders[$0] }
    }

    /// An open order by its client's id.
    public func openOrder(_ marginAccount: MarginAccountID, clientOrderID: InlineText) -> Order? {
        let key = State.ClientOrderKey(marginAccount: marginAccount, clientOrderID: clientOrderID)
        return state.clientOrderIndex[key].map { state.orders[$0] }
    }

    /// The orders of a margin account that have not ended, conditional ones included, the oldest first.
    public func pendingOrders(of marginAccount: MarginAccountID) -> [Order] {
        var all = openOrders(of: marginAccount)
        state.forEachHolding(of: marginAccount) { _, holding in
            state.forEachConditional(of: holding) { _, order in all.append(order) }
        }
        return all.sorted { $0.id < $1.id }
    }

    /// The open orders of a margin account, the oldest first.
    public func openOrders(of marginAccount: MarginAccountID) -> [Order] {
        var all: [Order] = []
        state.forEachHolding(of: marginAccount) { _, holding in
            for side in [Side.buy, .sell] { state.forEachOrder(of: holding, side) { _, order in all.append(order) } }
        }
        return all.sorted { $0.id < $1.id }
    }

    /// Up to `limit` price levels of a side of a book, the best first.
    public func depth(_ instrument: InstrumentID, _ side: Side, limit: Int) -> [(price: Price, quantity: Quantity)] {
        var levels: [(price: Price, quantity: Quantity)] = []
        var handle = side == .buy ? state[instrument].bestBid : state[instrument].bestAsk
        while !handle.isNone, levels.count < limit {
            let level = state.levels[handle]
            levels.append((level.price, level.quantity))
            handle = level.worse
        }
        return levels
    }

    /// What an open position amounts to; nil when there is none on that side.
    public func position(
        _ marginAccount: MarginAccountID, _ instrument: InstrumentID, _ side: PositionSide
    ) -> PositionFigures? {
        state.positionFigures(state.holding(marginAccount, instrument), side)
    }

    /// One settle asset's pool of a margin account.
    public func pool(_ marginAccount: MarginAccountID, _ asset: AssetID) -> PoolFigures {
        state.poolFigures(marginAccount, asset, as: state[marginAccount].mode)
    }

    /// What an asset counts for as collateral in a unified account, lowest step first; none for one at full value.
    public func collateralSteps(of asset: AssetID) -> [CollateralStep] {
        let row = state[asset]
        return (0..<row.collateralTierCount).map { number in
            let tier = state.collateralTiers[Handle(index: row.firstCollateralTier.index + number)]
            return CollateralStep(limit: tier.limit.units == .max ? nil : tier.limit, ratio: tier.ratio)
        }
    }

    /// What of an asset can leave a margin account now.
    public func withdrawable(_ marginAccount: MarginAccountID, _ asset: AssetID) -> Money {
        state.withdrawable(marginAccount, asset)
    }

    /// The terms on which an asset is lent; nil for one that nothing was set for.
    public func loanTerms(of asset: AssetID) -> LoanTerms? { state.loanTerms(of: asset)?.terms }

    /// What a margin account has borrowed of an asset.
    public func borrowing(_ marginAccount: MarginAccountID, _ asset: AssetID) -> Borrowing {
        state.borrowing(marginAccount, asset)
    }

    /// A unified margin account as a whole, in the mode given or, by default, its own.
    public func unified(_ marginAccount: MarginAccountID, as mode: MarginMode? = nil) -> UnifiedFigures {
        state.unifiedFigures(marginAccount, as: mode ?? state[marginAccount].mode)
    }

    /// What each base coin that a margin account ever traded contracts on needs in portfolio margin, by name; in any mode.
    public func portfolioUnits(of marginAccount: MarginAccountID) -> [PortfolioUnit] {
        var units: [PortfolioUnit] = []
        state.forEachPortfolioUnit(of: marginAccount) { units.append($0) }
        return units.sorted { $0.base.text < $1.base.text }
    }

    /// What a position is worth at mark, in USD.
    public func usdValueAtMark(_ holding: Holding, _ side: PositionSide) -> Money {
        let instrument = state[holding.instrument]
        return state.usdValue(instrument, holding[side].size, at: instrument.mark)
    }

    /// How portfolio margin stresses the contracts on a base coin.
    public func portfolioTerms(of base: InlineText) -> PortfolioTerms { state.portfolioTerms(of: base) }

    /// The margin that an instrument's resting orders of a margin account reserve, in the settle asset.
    public func orderMargin(_ marginAccount: MarginAccountID, _ instrument: InstrumentID) -> Money {
        state.orderMargin(state.holding(marginAccount, instrument), mode: mode(of: holding(marginAccount, instrument)))
    }
}
