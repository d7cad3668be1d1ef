/// Everything that can change a venue. A command is applied whole or refused whole.
public enum Command: Sendable, Equatable {
    case listAsset(String, collateral: [CollateralStep])
    case listInstrument(InstrumentDefinition)
    case setContractTerms(ContractTermsDefinition)
    case openAccount(uid: UInt64, family: AccountFamily, generation: AccountGeneration)

    case deposit(MarginAccountID, AssetID, Money)
    case withdraw(MarginAccountID, AssetID, Money)
    /// Moves free balance between the margin accounts of one account.
    case transfer(from: MarginAccountID, to: MarginAccountID, AssetID, Money)
    /// Books a deposit (or, negative, a withdrawal) of the insurance fund.
    case fundInsurance(AssetID, Money)

    case setPrices(InstrumentID, mark: Price, index: Price)
    case setFundingRate(InstrumentID, Rate)
    case setBookOnly(InstrumentID, Bool)
    /// Venue time, ms since 1970. Does all that falls due until then, in order.
    case advance(toMs: Int64)

    /// The account-wide switch (Bybit unified, ZTDX).
    case setAccountMarginMode(MarginAccountID, MarginMode)
    /// The switch of one symbol (Bybit classic and UTA1.0 inverse: with leverage; Bitget: without).
    case setSymbolMarginMode(MarginAccountID, InstrumentID, MarginMode, leverage: Leverage?)
    /// Adds to (positive) or takes from (negative) the margin of an isolated position.
    case adjustMargin(MarginAccountID, InstrumentID, PositionSide, Money)
    case setAutoAddMargin(MarginAccountID, InstrumentID, PositionSide, Bool)
    case setLeverage(MarginAccountID, InstrumentID, LeverageChange)
    case setPositionMode(MarginAccountID, PositionModeScope, PositionMode)

    case placeOrder(NewOrder)
    case amendOrder(MarginAccountID, OrderID, price: Price?, quantity: Quantity?)
    case cancelOrder(MarginAccountID, OrderID)
    case cancelAllOrders(MarginAccountID, OrderScope)
}

/// One step of an asset's collateral value ratio, marginal: up to `limit` coins count with `ratio`.
public struct CollateralStep: Sendable, Equatable {
    /// Up to which amount of the asset; nil for all above the step before.
    public var limit: Money?
    public var ratio: Rate

    public init(limit: Money?, ratio: Rate) {
        self.limit = limit
        self.ratio = ratio
    }
}

/// Which of the three stored leverages change; nil leaves one as it is.
public struct LeverageChange: Sendable, Equatable {
    public var cross: Leverage?
    public var isolatedLong: Leverage?
    public var isolatedShort: Leverage?

    public init(cross: Leverage? = nil, isolatedLong: Leverage? = nil, isolatedShort: Leverage? = nil) {
        self.cross = cross
        self.isolatedLong = isolatedLong
        self.isolatedShort = isolatedShort
    }
}

/// For which symbols a position mode is set.
public enum PositionModeScope: Sendable, Equatable {
    case instrument(InstrumentID)
    /// All linear contracts settled in an asset that have neither position nor order; others are left as they are.
    case idleSettled(AssetID)
    /// All linear contracts settled in an asset, or all inverse ones (nil); refused when one has a position or order.
    case every(AssetID?)
}

/// Which orders of a margin account.
public enum OrderScope: Sendable, Equatable {
    case all
    case instrument(InstrumentID)
    case settled(AssetID)
    case based(InlineText)
}

/// An order to be placed.
public struct NewOrder: Sendable, Equatable {
    public var marginAccount: MarginAccountID
    public var instrument: InstrumentID
    public var side: Side
    public var target: PositionTarget
    public var kind: OrderKind
    public var timeInForce: TimeInForce
    public var quantity: Quantity
    /// Zero for market orders.
    public var price: Price
    public var reduceOnly: Bool
    public var clientOrderID: InlineText
    /// The mode the order asks for (Bitget): a flat symbol adopts it, any other refuses a difference.
    public var marginMode: MarginMode?

    public init(
        marginAccount: MarginAccountID, instrument: InstrumentID, side: Side, target: PositionTarget = .net,
        kind: OrderKind, timeInForce: TimeInForce, quantity: Quantity, price: Price = .zero, reduceOnly: Bool = false,
        clientOrderID: InlineText = .empty, marginMode: MarginMode? = nil
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
    }
}
