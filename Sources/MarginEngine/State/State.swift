/// All that a venue is, as flat tables. Nothing in it is read from a clock, a file or a random source.
///
/// It cannot be copied by accident: `fork` is the only copy, and shares pages until one side writes.
package struct State: ~Copyable {
    /// Most instruments, and most assets.
    static let maxInstruments = 256
    static let maxAssets = 8

    /// The account families that accounts can be opened in.
    let families: Families

    var assets = Table<Asset>()
    var collateralTiers = Table<CollateralTier>()
    var instruments = Table<Instrument>()
    /// One row for each instrument and family; the instrument's `terms` find it.
    var terms = Table<ContractTerms>()
    var tiers = Table<RiskTier>()
    var accounts = Table<Account>()
    var marginAccounts = Table<MarginAccount>()
    var balances = Table<Balance>()
    var holdings = Table<Holding>()
    var orders = Table<Order>()
    var levels = Table<Level>()

    // Dictionaries only look up; they are never iterated.
    var assetIndex: [InlineText: AssetID] = [:]
    var symbolIndex: [InlineText: InstrumentID] = [:]
    var uidIndex: [UInt64: AccountID] = [:]
    var holdingIndex: [HoldingKey: Handle<Holding>] = [:]
    var orderIndex: [OrderID: Handle<Order>] = [:]
    var clientOrderIndex: [ClientOrderKey: Handle<Order>] = [:]

    /// Venue time, ms.
    var timeMs: Int64 = 0
    /// The earliest instant at which something is due; `Int64.max` when nothing is.
    var nextDueMs: Int64 = .max
    var lastOrder: UInt64 = 0
    var lastTrade: UInt64 = 0
    /// Counts changes of positions, in the order in which they happened.
    var lastChange: UInt64 = 0

    /// What was found that cannot be, in words; from then on the state is not to be trusted.
    var brokenInvariant: String?

    /// The venue's own account that quotes the instruments. `docs/rules/house.md`.
    var house = MarginAccountID(index: 0)
    /// The insurance fund: its wallets are the fund, its positions those it took over. MARGIN-32.
    var insurance = MarginAccountID(index: 1)

    init(families: Families) { self.families = families }

    struct HoldingKey: Hashable {
        let marginAccount: MarginAccountID
        let instrument: InstrumentID
    }

    struct ClientOrderKey: Hashable {
        let marginAccount: MarginAccountID
        let clientOrderID: InlineText
    }

    /// A second state equal to this one; both share pages until one of them writes.
    func fork() -> State {
        var copy = State(families: families)
        copy.assets = assets
        copy.collateralTiers = collateralTiers
        copy.instruments = instruments
        copy.terms = terms
        copy.tiers = tiers
        copy.accounts = accounts
        copy.marginAccounts = marginAccounts
        copy.balances = balances
        copy.holdings = holdings
        copy.orders = orders
        copy.levels = levels
        copy.assetIndex = assetIndex
        copy.symbolIndex = symbolIndex
        copy.uidIndex = uidIndex
        copy.holdingIndex = holdingIndex
        copy.orderIndex = orderIndex
        copy.clientOrderIndex = clientOrderIndex
        copy.timeMs = timeMs
        copy.nextDueMs = nextDueMs
        copy.lastOrder = lastOrder
        copy.lastTrade = lastTrade
        copy.lastChange = lastChange
        copy.house = house
        copy.insurance = insurance
        copy.brokenInvariant = brokenInvariant
        return copy
    }
}

extension State {
    /// True for the margin accounts that are the venue's own.
    func isVenueOwned(_ account: MarginAccountID) -> Bool { account == house || account == insurance }

    func exists(_ asset: AssetID) -> Bool { Int32(asset.index) < assets.count }
    func exists(_ instrument: InstrumentID) -> Bool { Int32(instrument.index) < instruments.count }
    func exists(_ account: MarginAccountID) -> Bool { account.index >= 0 && account.index < marginAccounts.count }

    subscript(asset: AssetID) -> Asset {
        _read { yield assets[Handle(index: Int32(asset.index))] }
        _modify { yield &assets[Handle(index: Int32(asset.index))] }
    }

    subscript(instrument: InstrumentID) -> Instrument {
        _read { yield instruments[Handle(index: Int32(instrument.index))] }
        _modify { yield &instruments[Handle(index: Int32(instrument.index))] }
    }

    package subscript(account: MarginAccountID) -> MarginAccount {
        _read { yield marginAccounts[Handle(index: account.index)] }
        _modify { yield &marginAccounts[Handle(index: account.index)] }
    }

    subscript(account: MarginAccountID, asset: AssetID) -> Balance {
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

    func holdingHandle(_ account: MarginAccountID, _ instrument: InstrumentID) -> Handle<Holding>? {
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
