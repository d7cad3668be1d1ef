/// All that a venue is, as flat tables. Nothing in it is read from a clock, a file or a random source.
///
/// It cannot be copied by accident: `fork` is the only copy, and shares pages until one side writes.
package struct State: ~Copyable {
    /// Most instruments, and most assets.
    static let maxInstruments = 256
    static let maxAssets = 8

    // No field has a value of its own: the compiler names the one that an initialiser forgets, so that a fork is whole.

    /// The account families that accounts can be opened in.
    let families: Families

    /// In the order of listing, like instruments.
    package var assets: Table<Asset>
    var collateralTiers: Table<CollateralTier>
    /// In the order of listing.
    package var instruments: Table<Instrument>
    /// One row for each instrument and family; the instrument's `terms` find it.
    var terms: Table<ContractTerms>
    var tiers: Table<RiskTier>
    /// In the order in which they were first set.
    var portfolioTerms: Table<PortfolioTermsRow>
    /// In the order in which they were first set.
    var loanTerms: Table<LoanTermsRow>
    var accounts: Table<Account>
    var marginAccounts: Table<MarginAccount>
    var balances: Table<Balance>
    /// In the order of their first use.
    package var holdings: Table<Holding>
    /// Those that rest in a book or wait for their trigger.
    package var orders: Table<Order>
    /// Those of all books.
    package var levels: Table<Level>

    // What is kept in order follows from the rows above; it is made anew with them.
    /// In the order of the instruments.
    var sequences: Table<InstrumentSequences>
    var levelsByPrice: OrderedRows<Level>
    var holders: OrderedRows<Holding>
    var alarms: Table<Alarm>
    var alarmsByPrice: OrderedRows<Alarm>
    /// Accounts whose next position is to be liquidated at an instant, by that.
    var dueLiquidations: OrderedRows<MarginAccount>
    var firstDueLiquidation: OrderedRows<MarginAccount>.Root
    /// The first of the accounts that changed since the last price.
    var firstLoose: MarginAccountID?
    /// Conditional orders by their trigger, and by what moves it.
    var ordersByPrice: OrderedRows<Order>

    // Dictionaries only look up; they are never iterated.
    /// Assets by name.
    package var assetIndex: [InlineText: AssetID]
    /// Instruments by symbol.
    package var symbolIndex: [InlineText: InstrumentID]
    /// Accounts by number.
    package var uidIndex: [UInt64: AccountID]
    /// Holdings by margin account and instrument.
    package var holdingIndex: [HoldingKey: Handle<Holding>]
    /// Orders that rest or wait, by number.
    package var orderIndex: [OrderID: Handle<Order>]
    /// Orders that rest or wait, by their client's name.
    package var clientOrderIndex: [ClientOrderKey: Handle<Order>]

    /// Venue time, ms.
    var timeMs: Int64
    /// The earliest instant at which something is due; `Int64.max` when nothing is.
    package var nextDueMs: Int64
    var lastOrder: UInt64
    var lastTrade: UInt64
    /// Counts changes of positions, in the order in which they happened.
    var lastChange: UInt64

    /// What was found that cannot be, in words; from then on the state is not to be trusted.
    var brokenInvariant: String?

    /// The venue's own account that quotes the instruments. `docs/rules/house.md`.
    var house: MarginAccountID
    /// The insurance fund: its wallets are the fund, its positions those it took over. MARGIN-32.
    var insurance: MarginAccountID

    /// What a holding is found by.
    package struct HoldingKey: Hashable {
        let marginAccount: MarginAccountID
        let instrument: InstrumentID
    }

    /// What a named order is found by.
    package struct ClientOrderKey: Hashable {
        let marginAccount: MarginAccountID
        let clientOrderID: InlineText
    }

    /// A state with nothing in it.
    init(families: Families) {
        self.families = families
        assets = Table()
        collateralTiers = Table()
        instruments = Table()
        terms = Table()
        tiers = Table()
        portfolioTerms = Table()
        loanTerms = Table()
        accounts = Table()
        marginAccounts = Table()
        balances = Table()
        holdings = Table()
        orders = Table()
        levels = Table()
        sequences = Table()
        levelsByPrice = OrderedRows()
        holders = OrderedRows()
        alarms = Table()
        alarmsByPrice = OrderedRows()
        dueLiquidations = OrderedRows()
        firstDueLiquidation = .none
        firstLoose = nil
        ordersByPrice = OrderedRows()
        assetIndex = [:]
        symbolIndex = [:]
        uidIndex = [:]
        holdingIndex = [:]
        orderIndex = [:]
        clientOrderIndex = [:]
        timeMs = 0
        nextDueMs = .max
        lastOrder = 0
        lastTrade = 0
        lastChange = 0
        brokenInvariant = nil
        house = MarginAccountID(index: 0)
        insurance = MarginAccountID(index: 1)
    }

    private init(sharing other: borrowing State) {
        families = other.families
        assets = other.assets
        collateralTiers = other.collateralTiers
        instruments = other.instruments
        terms = other.terms
        tiers = other.tiers
        portfolioTerms = other.portfolioTerms
        loanTerms = other.loanTerms
        accounts = other.accounts
        marginAccounts = other.marginAccounts
        balances = other.balances
        holdings = other.holdings
        orders = other.orders
        levels = other.levels
        sequences = other.sequences
        levelsByPrice = other.levelsByPrice
        holders = other.holders
        alarms = other.alarms
        alarmsByPrice = other.alarmsByPrice
        dueLiquidations = other.dueLiquidations
        firstDueLiquidation = other.firstDueLiquidation
        firstLoose = other.firstLoose
        ordersByPrice = other.ordersByPrice
        assetIndex = other.assetIndex
        symbolIndex = other.symbolIndex
        uidIndex = other.uidIndex
        holdingIndex = other.holdingIndex
        orderIndex = other.orderIndex
        clientOrderIndex = other.clientOrderIndex
        timeMs = other.timeMs
        nextDueMs = other.nextDueMs
        lastOrder = other.lastOrder
        lastTrade = other.lastTrade
        lastChange = other.lastChange
        brokenInvariant = other.brokenInvariant
        house = other.house
        insurance = other.insurance
    }

    /// A second state equal to this one; both share pages until one of them writes.
    func fork() -> State { State(sharing: self) }
}

extension State {
    /// True for the margin accounts that are the venue's own.
    func isVenueOwned(_ account: MarginAccountID) -> Bool { account == house || account == insurance }

    func exists(_ asset: AssetID) -> Bool { Int32(asset.index) < assets.count }
    func exists(_ instrument: InstrumentID) -> Bool { Int32(instrument.index) < instruments.count }
    func exists(_ account: MarginAccountID) -> Bool { account.index >= 0 && account.index < marginAccounts.count }

    /// An asset by its place.
    package subscript(asset: AssetID) -> Asset {
        _read { yield assets[Handle(index: Int32(asset.index))] }
        _modify { yield &assets[Handle(index: Int32(asset.index))] }
    }

    /// An instrument by its place.
    package subscript(instrument: InstrumentID) -> Instrument {
        _read { yield instruments[Handle(index: Int32(instrument.index))] }
        _modify { yield &instruments[Handle(index: Int32(instrument.index))] }
    }

    /// A margin account by its place.
    package subscript(account: MarginAccountID) -> MarginAccount {
        _read { yield marginAccounts[Handle(index: account.index)] }
        _modify { yield &marginAccounts[Handle(index: account.index)] }
    }

    /// One asset of a margin account.
    package subscript(account: MarginAccountID, asset: AssetID) -> Balance {
        _read { yield balances[Handle(index: self[account].firstBalance.index + Int32(asset.index))] }
        _modify {
            let handle = Handle<Balance>(index: self[account].firstBalance.index + Int32(asset.index))
            yield &balances[handle]
        }
    }

    /// The terms a family trades an instrument under; nil when it does not trade it.
    func terms(_ instrument: InstrumentID, _ family: AccountFamily) -> ContractTerms? {
        let handle = self[instrument].terms[family]
        return handle.isNone ? nil : terms[handle]
    }

    /// The contract terms of a holding; for the venue's own, which needs none, those that charge nothing.
    func terms(of holding: Holding) -> ContractTerms {
        terms(holding.instrument, self[holding.marginAccount].family) ?? .free
    }

    /// The rules of a margin account's family.
    func rules(of account: MarginAccountID) -> FamilyRules { families[self[account].family] }

    /// Where the holding of a margin account in an instrument is; nil before its first use.
    package func holdingHandle(_ account: MarginAccountID, _ instrument: InstrumentID) -> Handle<Holding>? {
        holdingIndex[HoldingKey(marginAccount: account, instrument: instrument)]
    }

    /// The holding of a margin account in an instrument: the stored one, or what a first use would store, LEVERAGE-10.
    func holding(_ account: MarginAccountID, _ instrument: InstrumentID) -> Holding {
        if let handle = holdingHandle(account, instrument) { return holdings[handle] }
        let row = self[account]
        let terms = terms(instrument, row.family)
        let leverage = terms?.defaultLeverage ?? Leverage(1)
        return Holding(
            marginAccount: account, instrument: instrument,
            ownMode: terms?.offersCross == false ? .isolated : .cross,
            positionMode: self[account, self[instrument].settle].positionMode, crossLeverage: leverage,
            isolatedLongLeverage: leverage, isolatedShortLeverage: leverage, long: .none, short: .none,
            orderCount: 0, conditionalCount: 0, attachedCount: 0, older: .none, bestBuy: .none, bestSell: .none,
            newestConditional: .none)
    }

    /// The row of a holding, stored on first use.
    mutating func materialize(_ account: MarginAccountID, _ instrument: InstrumentID) -> Handle<Holding> {
        if let handle = holdingHandle(account, instrument) { return handle }
        var row = holding(account, instrument)
        row.older = self[account].newestHolding
        let handle = holdings.add(row)
        self[account].newestHolding = handle
        holdingIndex[HoldingKey(marginAccount: account, instrument: instrument)] = handle
        return handle
    }

    /// The margin mode in force for a holding.
    func mode(of holding: Holding) -> MarginMode {
        let account = self[holding.marginAccount]
        return account.regime == .unified ? account.mode : holding.ownMode
    }
}
