/// Everything that can change a venue. A command is applied whole or refused whole.
public enum Command: Sendable, Equatable {
    /// Lists an asset by name; without steps every coin of it counts in full as collateral.
    case listAsset(String, collateral: [CollateralStep])
    /// Lists an instrument; its settle asset must be listed. Nobody can trade it before contract terms are set.
    case listInstrument(InstrumentDefinition)
    /// Sets the contract terms of one (instrument, account family), once and for all.
    case setContractTerms(ContractTermsDefinition)
    /// Sets how portfolio margin stresses the contracts on a base coin.
    case setPortfolioTerms(base: String, PortfolioTerms)
    /// Sets on what terms an asset is lent to unified accounts.
    case setLoanTerms(AssetID, LoanTerms)
    /// Opens an account with its margin accounts, all balances zero; a generation for Bybit only, `only` for others.
    case openAccount(uid: UInt64, family: AccountFamily, generation: AccountGeneration)
    /// Makes an account lead copy trading, or no more; ZTDX has none.
    case setAccountKind(uid: UInt64, AccountKind)

    /// Adds to a wallet: above 0, at most 1e10 coins.
    case deposit(MarginAccountID, AssetID, Money)
    /// Takes from a wallet what no position or order needs: above 0, at most 1e10 coins.
    case withdraw(MarginAccountID, AssetID, Money)
    /// Moves free balance between the margin accounts of one account.
    case transfer(from: MarginAccountID, to: MarginAccountID, AssetID, Money)
    /// Repays what is borrowed, by converting other assets at index or not.
    case repay(MarginAccountID, RepaymentScope, converting: Bool)
    /// Books a deposit (or, negative, a withdrawal) of the insurance fund.
    case fundInsurance(AssetID, Money)

    /// Sets how far an asset is from what the venue takes of it as collateral.
    case setCollateralLimit(AssetID, CollateralLimit)

    /// Sets mark and index price; the house renews its quotes when mark moves. The last price stays.
    case setPrices(InstrumentID, mark: Price, index: Price)
    /// Sets the rate that the coming funding instants charge; positive: longs pay shorts. Within the cap.
    case setFundingRate(InstrumentID, Rate)
    /// True withdraws the house's quotes from an instrument, false renews them.
    case setBookOnly(InstrumentID, Bool)
    /// Venue time, ms since 1970. Does all that falls due until then, in order.
    case advance(toMs: Int64)

    /// The account-wide switch (Bybit unified, ZTDX).
    case setAccountMarginMode(MarginAccountID, MarginMode)
    /// The switch of one symbol (Bybit classic and UTA1.0 inverse: with leverage; Bitget: without).
    case setSymbolMarginMode(MarginAccountID, InstrumentID, MarginMode, leverage: Leverage?)
    /// Whether the assets of a Bitget account back each other (its asset mode `union`) or each its own pool (`single`).
    case setMarginRegime(MarginAccountID, MarginRegime)
    /// Whether an asset is collateral of a unified account (Bybit).
    case setCollateralSwitch(MarginAccountID, AssetID, Bool)
    /// Adds to (positive) or takes from (negative) the margin of an isolated position.
    case adjustMargin(MarginAccountID, InstrumentID, PositionSide, Money)
    /// Sets the auto-add-margin flag of an open isolated position.
    case setAutoAddMargin(MarginAccountID, InstrumentID, PositionSide, Bool)
    /// Sets leverage in an instrument, position or not.
    case setLeverage(MarginAccountID, InstrumentID, LeverageChange)
    /// Sets one-way or hedge mode.
    case setPositionMode(MarginAccountID, PositionModeScope, PositionMode)

    /// Places an order; what matches trades at once, at the resting orders' prices. The outcome is `placed`.
    case placeOrder(NewOrder)
    /// Changes a resting or conditional order (nil: as it is); only a smaller quantity alone keeps its time priority.
    case amendOrder(
        MarginAccountID, OrderID, price: Price?, quantity: Quantity?, trigger: Price?, triggerKind: PriceKind? = nil,
        takeProfit: StopChange = .keep, stopLoss: StopChange = .keep)
    /// Sets, replaces or removes what is attached to a position.
    case setPositionStops(
        MarginAccountID, InstrumentID, PositionSide, takeProfit: StopChange, stopLoss: StopChange,
        trailing: TrailingStopChange = .keep, clientOrderIDs: StopClientOrderIDs = .none)
    /// Cancels an open or conditional order of that margin account.
    case cancelOrder(MarginAccountID, OrderID)
    /// Cancels all open orders in the scope; accepted when there are none.
    case cancelAllOrders(MarginAccountID, OrderScope)
}

/// One step of an asset's collateral value ratio, marginal: up to `limit` coins count with `ratio`.
public struct CollateralStep: Sendable, Equatable {
    /// Up to which amount of the asset; nil for all above the step before.
    public var limit: Money?
    /// Of each coin in this step, what counts: 0 to 1.
    public var ratio: Rate

    /// Checked when the asset is listed: limits rise, only the last is open.
    public init(limit: Money?, ratio: Rate) {
        self.limit = limit
        self.ratio = ratio
    }
}

/// Which of the three stored leverages change; nil leaves one as it is.
public struct LeverageChange: Sendable, Equatable {
    /// For both sides in cross mode.
    public var cross: Leverage?
    /// For the long side in isolated mode.
    public var isolatedLong: Leverage?
    /// For the short side in isolated mode; in one-way mode the same as the long one's.
    public var isolatedShort: Leverage?

    /// Without arguments nothing changes.
    public init(cross: Leverage? = nil, isolatedLong: Leverage? = nil, isolatedShort: Leverage? = nil) {
        self.cross = cross
        self.isolatedLong = isolatedLong
        self.isolatedShort = isolatedShort
    }
}

/// For which symbols a position mode is set.
public enum PositionModeScope: Sendable, Equatable {
    /// One symbol; refused when it has a position or an order, or the mode already.
    case instrument(InstrumentID)
    /// All linear contracts settled in an asset that have neither position nor order; others are left as they are.
    case idleSettled(AssetID)
    /// All linear contracts settled in an asset, or all inverse ones (nil); refused when one has a position or order.
    case every(AssetID?)
    /// All contracts, linear and inverse ones together; refused when one has a position or order.
    case account
}

/// What becomes of something that is there or not.
public enum Change<Value: Sendable & Equatable>: Sendable, Equatable {
    case keep
    case remove
    /// It replaces the one there is.
    case set(Value)
}

/// What becomes of a take-profit or stop-loss; one for a part of a position is one more.
public typealias StopChange = Change<PositionStop>

/// What becomes of a position's trailing stop.
public typealias TrailingStopChange = Change<TrailingStop>

/// What a client calls the stops that a command sets, each empty where it gives no name; one that is not set needs none.
public struct StopClientOrderIDs: Sendable, Equatable {
    /// Of the take-profit.
    public var takeProfit: InlineText
    /// Of the stop-loss.
    public var stopLoss: InlineText
    /// Of the trailing stop.
    public var trailing: InlineText

    /// Checked when the stops are attached, not here.
    public init(takeProfit: InlineText = .empty, stopLoss: InlineText = .empty, trailing: InlineText = .empty) {
        self.takeProfit = takeProfit
        self.stopLoss = stopLoss
        self.trailing = trailing
    }

    /// No names.
    public static let none = StopClientOrderIDs()
}

/// Which orders of a margin account.
public enum OrderScope: Sendable, Equatable {
    /// All of them.
    case all
    /// Those in one symbol.
    case instrument(InstrumentID)
    /// Those in all contracts settled in an asset.
    case settled(AssetID)
    /// Those in all contracts on a base coin.
    case based(InlineText)
    /// The live ones, whose client is gone; conditional ones stay. ORDER-33.
    case abandoned
}

/// An order to be placed.
public struct NewOrder: Sendable, Equatable {
    /// The margin account that pays for it.
    public var marginAccount: MarginAccountID
    /// What it trades.
    public var instrument: InstrumentID
    /// Buy or sell.
    public var side: Side
    /// Which position it is for: `net` in one-way mode, `long` or `short` in hedge mode.
    public var target: PositionTarget
    /// Limit or market.
    public var kind: OrderKind
    /// A market order never rests, whatever stands here.
    public var timeInForce: TimeInForce
    /// Base coin (linear) or USD (inverse), a multiple of the instrument's step.
    public var quantity: Quantity
    /// The worst price it may trade at, a multiple of the tick; zero for market orders.
    public var price: Price
    /// True for an order that may only reduce: it is cut to the position it reduces.
    public var reduceOnly: Bool
    /// Unique among the margin account's open orders; empty for none.
    public var clientOrderID: InlineText
    /// The mode the order asks for (Bitget): a flat symbol adopts it, any other refuses a difference.
    public var marginMode: MarginMode?
    /// Nil for an order that is live at once.
    public var trigger: Trigger?
    /// How it follows the price until that turns; nil for an order that does not.
    public var trail: TrailingStop?
    /// What happens when it meets an order of its own account.
    public var selfTrade: SelfTradePrevention
    /// What is attached to the position that it opens.
    public var takeProfit: PositionStop?
    /// What is attached to the position that it opens.
    public var stopLoss: PositionStop?
    /// Whatever its client wants to be told again; the engine only keeps it.
    public var note: UInt64
    /// Set by the engine for the orders it makes of a position's stops.
    var purpose = Purpose.none
    /// When its trigger was met, venue time in ms; nil when it has none or waits for it.
    var triggeredMs: Int64?

    /// Checked by the order's guards, not here.
    public init(
        marginAccount: MarginAccountID, instrument: InstrumentID, side: Side, target: PositionTarget = .net,
        kind: OrderKind, timeInForce: TimeInForce, quantity: Quantity, price: Price = .zero, reduceOnly: Bool = false,
        clientOrderID: InlineText = .empty, marginMode: MarginMode? = nil, trigger: Trigger? = nil,
        trail: TrailingStop? = nil, selfTrade: SelfTradePrevention = .none, takeProfit: PositionStop? = nil,
        stopLoss: PositionStop? = nil, note: UInt64 = 0
    ) {
        self.marginAccount = marginAccount
        self.instrument = instrument
        self.side = side
        self.target = target
        self.kind = kind
        self.timeInForce = timeInForce
        self.quantity = quantity
        self.price = price
        self.reduceOnly = reduceOnly
        self.clientOrderID = clientOrderID
        self.marginMode = marginMode
        self.trigger = trigger
        self.trail = trail
        self.selfTrade = selfTrade
        self.takeProfit = takeProfit
        self.stopLoss = stopLoss
        self.note = note
    }
}
