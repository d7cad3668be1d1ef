/// How a contract pays.
public enum Payoff: UInt8, Sendable, BitwiseCopyable {
    /// Quantity in base coin, value and profit in the quote coin.
    case linear = 1
    /// Quantity in USD, value and profit in the base coin.
    case inverse
}

/// What an instrument is listed with: the shared book, for all account families alike.
public struct InstrumentDefinition: Sendable, Equatable {
    public var symbol: String
    public var payoff: Payoff
    public var base: String
    public var quote: String
    public var settle: String
    public var tick: Price
    /// The step of mark and index prices, which may be finer than the tick.
    public var markStep: Price
    public var step: Quantity
    public var minPrice: Price
    public var maxPrice: Price
    public var minQuantity: Quantity
    public var maxLimitQuantity: Quantity
    public var maxMarketQuantity: Quantity
    /// The least value of an order in the quote coin (linear) or in USD (inverse).
    public var minNotional: Money
    public var maxOpenInterest: Quantity
    /// How far a buy may be above, a sell below the mark price.
    public var priceLimitRatio: Rate
    public var fundingIntervalMs: Int64
    public var fundingRateCap: Rate
    public var fundingRate: Rate
    /// Mark, index and last price at the start.
    public var startPrice: Price
    /// True when the house does not quote it.
    public var bookOnly: Bool

    public init(
        symbol: String, payoff: Payoff, base: String, quote: String, settle: String, tick: Price, markStep: Price,
        step: Quantity, minPrice: Price, maxPrice: Price, minQuantity: Quantity, maxLimitQuantity: Quantity,
        maxMarketQuantity: Quantity, minNotional: Money, maxOpenInterest: Quantity, priceLimitRatio: Rate,
        fundingIntervalMs: Int64, fundingRateCap: Rate, fundingRate: Rate, startPrice: Price, bookOnly: Bool
    ) {
        self.symbol = symbol
        self.payoff = payoff
        self.base = base
        self.quote = quote
        self.settle = settle
        self.tick = tick
        self.markStep = markStep
        self.step = step
        self.minPrice = minPrice
        self.maxPrice = maxPrice
        self.minQuantity = minQuantity
        self.maxLimitQuantity = maxLimitQuantity
        self.maxMarketQuantity = maxMarketQuantity
        self.minNotional = minNotional
        self.maxOpenInterest = maxOpenInterest
        self.priceLimitRatio = priceLimitRatio
        self.fundingIntervalMs = fundingIntervalMs
        self.fundingRateCap = fundingRateCap
        self.fundingRate = fundingRate
        self.startPrice = startPrice
        self.bookOnly = bookOnly
    }
}

/// An instrument as it stands: what it was listed with, its prices and its book.
public struct Instrument: Sendable, BitwiseCopyable {
    public let symbol: InlineText
    public let payoff: Payoff
    public let base: InlineText
    public let quote: InlineText
    public let settle: AssetID
    public let tick: Price
    public let markStep: Price
    public let step: Quantity
    public let minPrice: Price
    public let maxPrice: Price
    public let minQuantity: Quantity
    public let maxLimitQuantity: Quantity
    public let maxMarketQuantity: Quantity
    public let minNotional: Money
    public let maxOpenInterest: Quantity
    public let priceLimitRatio: Rate
    public let fundingIntervalMs: Int64
    public let fundingRateCap: Rate

    public internal(set) var mark: Price
    public internal(set) var index: Price
    public internal(set) var last: Price
    public internal(set) var fundingRate: Rate
    /// The next funding instant in venue time, ms.
    public internal(set) var nextFundingMs: Int64
    /// The sum of all long positions, equal to that of all short ones.
    public internal(set) var openInterest: Quantity
    /// What the resting orders of all accounts may still trade.
    var restingQuantity: Quantity
    public internal(set) var bookOnly: Bool
    /// Counts the changes of the book.
    public internal(set) var bookVersion: UInt64

    var bestBid: Handle<Level>
    var bestAsk: Handle<Level>
}

extension Instrument {
    /// +1 where value grows with profit for a long (linear), -1 where it shrinks (inverse): with it every margin
    /// formula is written once. `docs/rules/margin.md`, MARGIN-1.
    func direction(of side: PositionSide) -> Int128 {
        (side == .long) == (payoff == .linear) ? 1 : -1
    }

    /// The value of a quantity at a price, in the settle asset.
    public func value(of quantity: Quantity, at price: Price, _ rounding: Rounding) -> Money {
        switch payoff {
        case .linear:
            Money(units: mulDiv(Int128(quantity.units), Int128(price.units), unitsInOne, rounding))
        case .inverse:
            Money(units: mulDiv(Int128(quantity.units), unitsInOne, Int128(price.units), rounding))
        }
    }

    /// The value of an order in the quote coin (linear) or in USD (inverse), for the least order value.
    func notional(of quantity: Quantity, at price: Price) -> Money {
        payoff == .linear ? value(of: quantity, at: price, .down) : Money(units: Int128(quantity.units))
    }
}
