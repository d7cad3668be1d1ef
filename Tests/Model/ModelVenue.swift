import MarginEngine

/// A venue as the rules describe it, in plain arrays that are searched from end to end. It shares nothing with the engine
/// but the words of its commands and answers.
struct ModelVenue {
    var assets: [ModelAsset] = []
    var instruments: [ModelInstrument] = []
    var terms: [ModelTerms] = []
    var logins: [ModelLogin] = []
    var accounts: [ModelAccount] = []
    /// In the order in which they were first used; the place in this list is the position id of ties.
    var holdings: [ModelHolding] = []
    /// Resting and untriggered orders, the house's quotes among them.
    var orders: [ModelOrder] = []
    var timeMs: Int64 = 0
    var lastOrder: UInt64 = 0
    /// Counts the orders that came to rest: the lower, the earlier in line.
    var lastStamp = 0

    /// By base coin; MARGIN-15.
    var portfolioTerms: [String: PortfolioTerms] = [:]

    /// Accounts of which something changed and whose margins are to be checked, in order.
    var watched: [Int] = []
    /// Instruments of which prices were set.
    var priced: [Int] = []
    /// Instruments of which a price moved since conditional orders were last looked at.
    var moved: [Int] = []
    /// Instruments at whose prices the fund is to ask itself what it can bear.
    var revalued: [Int] = []
    /// Instruments that the house is to quote at a new mark, or of which it lost a quote.
    var requoted: [Int] = []
    /// Accounts that the present command changed.
    var touched: Set<Int> = []
    /// What happened, for the count of what a run has seen.
    var happenings: [String] = []

    static let house = 0
    static let insurance = 1

    init() {
        logins.append(ModelLogin(uid: 0, family: .bybit, generation: .only, accounts: [0, 1]))
        for _ in 0...1 { accounts.append(ModelAccount(login: 0, family: .bybit, regime: .unified, mode: .cross)) }
    }

    func isVenueOwned(_ account: Int) -> Bool { account <= Self.insurance }
}

struct ModelAsset {
    let name: String
    let ladder: [CollateralStep]
    /// On what terms it is lent. BORROW-6.
    var loan: LoanTerms?
    /// Whose index is its price in USD.
    var instrument: Int?
    var fees: Rational = 0
    var rounding: Rational = 0
    var socialised: Rational = 0
    var netDeposits: Rational = 0
    /// COLLATERAL-9.
    var limit = CollateralLimit.distant
}

struct ModelInstrument {
    let definition: InstrumentDefinition
    let settle: Int
    var mark: Rational
    var index: Rational
    var last: Rational
    var rate: Rational
    var bookOnly: Bool
    var nextFundingMs: Int64

    // Each is read many times in every command.
    let isLinear: Bool
    let tick: Rational
    let step: Rational
    let minPrice: Rational
    let maxPrice: Rational

    init(_ definition: InstrumentDefinition, settle: Int, nextFundingMs: Int64) {
        self.definition = definition
        self.settle = settle
        self.nextFundingMs = nextFundingMs
        mark = definition.startPrice.exact
        index = mark
        last = mark
        rate = definition.fundingRate.exact
        bookOnly = definition.bookOnly
        isLinear = definition.payoff == .linear
        tick = definition.tick.exact
        step = definition.step.exact
        minPrice = definition.minPrice.exact
        maxPrice = definition.maxPrice.exact
    }

    func offers(_ price: Rational) -> Bool { price.isMultiple(of: tick) && price >= minPrice && price <= maxPrice }

    func price(_ kind: PriceKind) -> Rational {
        switch kind {
        case .mark: mark
        case .last: last
        case .index: index
        }
    }

    /// MARGIN-1.
    func direction(_ side: PositionSide) -> Rational { (side == .long) == isLinear ? 1 : -1 }

    func value(_ quantity: Rational, _ price: Rational) -> Rational {
        isLinear ? quantity * price : quantity / price
    }
}

struct ModelTerms {
    struct Tier {
        let limit: Rational
        let rate: Rational
        let maxLeverage: Rational
    }

    let instrument: Int
    let family: AccountFamily
    let taker: Rational
    let maker: Rational
    let defaultLeverage: Rational
    let maxLeverage: Rational
    let tiers: [Tier]
    let offersCross: Bool
}

struct ModelLogin {
    let uid: UInt64
    let family: AccountFamily
    let generation: AccountGeneration
    let accounts: [Int]
    var leadsCopyTrading = false
}

struct ModelAccount {
    let login: Int
    let family: AccountFamily
    var regime: MarginRegime
    var mode: MarginMode
    var wallets = [Rational](repeating: 0, count: 8)
    var positionModes: [PositionMode]
    /// By asset; COLLATERAL-7.
    var pledges = [Bool](repeating: true, count: 8)
    /// WALLET-12.
    var isFunding = false
    /// ZTDX-MODE-16.
    var mayOnlyReduce = false
    var nextLiquidationMs: Int64?

    init(login: Int, family: AccountFamily, regime: MarginRegime, mode: MarginMode) {
        self.login = login
        self.family = family
        self.regime = regime
        self.mode = mode
        positionModes = [PositionMode](repeating: family == .bitget ? .hedge : .oneWay, count: 8)
    }
}

struct ModelPosition {
    var size: Rational = 0
    var entryValue: Rational = 0
    var margin: Rational = 0
    var realised: Rational = 0
    var costs: Rational = 0
    var carriedCosts: Rational = 0
    var cumulativeRealised: Rational = 0
    var addsMargin = false
    var openedMs: Int64 = 0

    var isOpen: Bool { size.isPositive }
}

struct ModelHolding {
    let account: Int
    let instrument: Int
    var ownMode: MarginMode
    var positionMode: PositionMode
    var crossLeverage: Rational
    var longLeverage: Rational
    var shortLeverage: Rational
    var long = ModelPosition()
    var short = ModelPosition()

    var hasPosition: Bool { long.isOpen || short.isOpen }

    subscript(side: PositionSide) -> ModelPosition {
        get { side == .long ? long : short }
        set { if side == .long { long = newValue } else { short = newValue } }
    }

    func leverage(_ side: PositionSide, _ mode: MarginMode) -> Rational {
        mode == .isolated ? (side == .long ? longLeverage : shortLeverage) : crossLeverage
    }
}

struct ModelOrder {
    var id: UInt64
    var clientID: InlineText
    let account: Int
    let instrument: Int
    let side: Side
    let target: PositionTarget
    let kind: OrderKind
    let timeInForce: TimeInForce
    let reduceOnly: Bool
    let selfTrade: SelfTradePrevention
    var purpose: Purpose
    var trigger: Trigger?
    var takeProfit: PositionStop?
    var stopLoss: PositionStop?
    var trail: TrailingStop?
    var triggeredMs: Int64?
    var price: Rational
    var quantity: Rational
    var filled: Rational = 0
    var filledValue: Rational = 0
    var fee: Rational = 0
    var status = OrderStatus.new
    var leverage: Rational = 1
    var mode = MarginMode.cross
    var createdMs: Int64 = 0
    /// Its place in line.
    var stamp = 0

    var remaining: Rational { quantity - filled }
    var isWaiting: Bool { status == .untriggered }
    /// True for an order that closes the hedge-mode position it is for.
    var closesInHedge: Bool { (target == .long && side == .sell) || (target == .short && side == .buy) }
    var onlyCloses: Bool { reduceOnly || closesInHedge }
    /// The position it is for; in one-way mode the one it would open.
    var aimed: PositionSide { target == .net ? side.opened : (target == .long ? .long : .short) }
    /// The position that its fills close first, if there is any.
    var closed: PositionSide { side.opened.opposite }
}

// MARK: Looking things up

extension ModelVenue {
    func terms(_ instrument: Int, _ family: AccountFamily) -> ModelTerms? {
        terms.first { $0.instrument == instrument && $0.family == family }
    }

    func holdingPlace(_ account: Int, _ instrument: Int) -> Int? {
        holdings.firstIndex { $0.account == account && $0.instrument == instrument }
    }

    /// What an account has in an instrument, or would have on first use.
    func holding(_ account: Int, _ instrument: Int) -> ModelHolding {
        if let place = holdingPlace(account, instrument) { return holdings[place] }
        let row = accounts[account]
        let terms = terms(instrument, row.family)
        let leverage = terms?.defaultLeverage ?? 1
        return ModelHolding(
            account: account, instrument: instrument, ownMode: terms?.offersCross ?? true ? .cross : .isolated,
            positionMode: row.positionModes[instruments[instrument].settle], crossLeverage: leverage,
            longLeverage: leverage, shortLeverage: leverage)
    }

    /// The place of a holding, made on first use.
    mutating func place(_ account: Int, _ instrument: Int) -> Int {
        if let place = holdingPlace(account, instrument) { return place }
        holdings.append(holding(account, instrument))
        return holdings.count - 1
    }

    /// Places of the holdings of an account, the newest first.
    func places(of account: Int) -> [Int] { holdings.indices.reversed().filter { holdings[$0].account == account } }

    func mode(of holding: ModelHolding) -> MarginMode {
        let account = accounts[holding.account]
        return account.regime == .unified ? account.mode : holding.ownMode
    }

    /// Resting orders of a holding and side, the best price first, of equal ones the earliest.
    func resting(_ account: Int, _ instrument: Int, _ side: Side) -> [ModelOrder] {
        sorted(
            orders.filter { $0.account == account && $0.instrument == instrument && $0.side == side && !$0.isWaiting },
            side)
    }

    func sorted(_ orders: [ModelOrder], _ side: Side) -> [ModelOrder] {
        orders.sorted {
            $0.price == $1.price ? $0.stamp < $1.stamp : (side == .buy ? $0.price > $1.price : $0.price < $1.price)
        }
    }

    func waiting(_ account: Int, _ instrument: Int) -> [ModelOrder] {
        orders.filter { $0.account == account && $0.instrument == instrument && $0.isWaiting }
    }

    func isBusy(_ holding: ModelHolding) -> Bool {
        holding.hasPosition
            || orders.contains { $0.account == holding.account && $0.instrument == holding.instrument }
    }

    /// Orders that may still become or change a position.
    func pendingOrders(_ account: Int) -> Int {
        orders.count { $0.account == account && (!$0.isWaiting || $0.purpose == .none) }
    }

    func openInterest(_ instrument: Int) -> Rational {
        holdings.reduce(0) { $1.instrument == instrument ? $0 + $1.long.size : $0 }
    }

    func usdPrice(_ asset: Int) -> Rational { assets[asset].instrument.map { instruments[$0].index } ?? 1 }
}
