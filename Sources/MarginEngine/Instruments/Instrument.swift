/// How a contract pays.
public enum Payoff: UInt8, Sendable, BitwiseCopyable {
    /// Quantity in base coin, value and profit in the quote coin.
    case linear = 1
    /// Quantity in USD, value and profit in the base coin.
    case inverse
}

/// What an instrument is listed with: the shared book, for all account families alike.
public struct InstrumentDefinition: Sendable, Equatable {
    /// At most 50 bytes, in capitals: BTCUSDT.
    public var symbol: String
    /// Linear or inverse; decides the unit of quantities and the asset of profit.
    public var payoff: Payoff
    /// The coin it is on.
    public var base: String
    /// What its price is counted in; USD for inverse contracts.
    public var quote: String
    /// The asset of value, margin, profit, fees and funding; it must be listed.
    public var settle: String
    /// The step of order prices.
    public var tick: Price
    /// The step of mark and index prices, which may be finer than the tick.
    public var markStep: Price
    /// The step of quantities: base coin (linear) or USD (inverse).
    public var step: Quantity
    /// The lowest order, mark and index price; at least one tick.
    public var minPrice: Price
    /// The highest order, mark and index price.
    public var maxPrice: Price
    /// The least quantity of an order that may open.
    public var minQuantity: Quantity
    /// The most of one limit order.
    public var maxLimitQuantity: Quantity
    /// The most of one market order.
    public var maxMarketQuantity: Quantity
    /// The least value of an order in the quote coin (linear) or in USD (inverse).
    public var minNotional: Money
    /// The most that open interest and the resting orders of all accounts but the house may come to.
    public var maxOpenInterest: Quantity
    /// How far a limit buy may be above, a limit sell below the mark price: 0 to 1.
    public var priceLimitRatio: Rate
    /// Between funding instants, ms: 1 minute to 7 days. They fall on its multiples since 1970.
    public var fundingIntervalMs: Int64
    /// The most a funding rate may be, either sign: 0 to 1.
    public var fundingRateCap: Rate
    /// Of the value at mark, charged at each funding instant; positive: longs pay shorts.
    public var fundingRate: Rate
    /// Mark, index and last price at the start.
    public var startPrice: Price
    /// True when the house does not quote it.
    public var bookOnly: Bool

    /// Checked when the instrument is listed: `Refusal.invalidDefinition`.
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
    /// In capitals: BTCUSDT.
    public let symbol: InlineText
    /// Linear or inverse; decides the unit of quantities and the asset of profit.
    public let payoff: Payoff
    /// The coin it is on.
    public let base: InlineText
    /// What its price is counted in; USD for inverse contracts.
    public let quote: InlineText
    /// The asset of value, margin, profit, fees and funding.
    public let settle: AssetID
    /// The step of order prices.
    public let tick: Price
    /// The step of mark and index prices.
    public let markStep: Price
    /// The step of quantities: base coin (linear) or USD (inverse).
    public let step: Quantity
    /// The lowest order, mark and index price.
    public let minPrice: Price
    /// The highest order, mark and index price.
    public let maxPrice: Price
    /// The least quantity of an order that may open.
    public let minQuantity: Quantity
    /// The most of one limit order.
    public let maxLimitQuantity: Quantity
    /// The most of one market order.
    public let maxMarketQuantity: Quantity
    /// The least value of an order that may open, in the quote coin (linear) or in USD (inverse).
    public let minNotional: Money
    /// The most that open interest and the resting orders of all accounts but the house may come to.
    public let maxOpenInterest: Quantity
    /// How far a limit buy may be above, a limit sell below the mark price.
    public let priceLimitRatio: Rate
    /// Between funding instants, ms; they fall on its multiples since 1970.
    public let fundingIntervalMs: Int64
    /// The most a funding rate may be, either sign.
    public let fundingRateCap: Rate

    /// What margins, unrealised profit and funding are computed at.
    public package(set) var mark: Price
    /// What the base coin is worth in USD as collateral, when this is its asset's instrument.
    public internal(set) var index: Price
    /// The price of the last trade; at first the start price.
    public internal(set) var last: Price
    /// Of the value at mark, charged at the next funding instant; positive: longs pay shorts.
    public internal(set) var fundingRate: Rate
    /// The next funding instant in venue time, ms.
    public internal(set) var nextFundingMs: Int64
    /// The sum of all long positions, equal to that of all short ones.
    public package(set) var openInterest: Quantity
    /// What the resting orders of all accounts may still trade.
    package var restingQuantity: Quantity
    /// True when the house does not quote it.
    public internal(set) var bookOnly: Bool
    /// Counts the changes of the book.
    public internal(set) var bookVersion: UInt64

    /// The contract terms of each family.
    var terms = TermsHandles()
    /// The best level of each side; none where nothing rests.
    package var bestBid: Handle<Level>
    var bestAsk: Handle<Level>
    /// Its conditional orders that are not triggered yet, the newest first.
    var newestConditional: Handle<Order>
}

/// Where the contract terms of each account family are; none where it does not trade the instrument.
struct TermsHandles: BitwiseCopyable {
    private var handles = InlineArray<16, Handle<ContractTerms>>(repeating: .none)

    subscript(family: AccountFamily) -> Handle<ContractTerms> {
        get { handles[Int(family.rawValue)] }
        set { handles[Int(family.rawValue)] = newValue }
    }
}

extension Instrument {
    /// +1 where value grows with profit for a long (linear), -1 where it shrinks (inverse): with it every margin
    /// formula is written once. `docs/rules/margin.md`, MARGIN-1.
    func direction(of side: PositionSide) -> Int128 {
        (side == .long) == (payoff == .linear) ? 1 : -1
    }

    /// What a position gains that is entered for one value and left for another.
    func profit(_ side: PositionSide, from entry: Value, to exit: Value) -> Value {
        direction(of: side) > 0 ? exit - entry : entry - exit
    }

    /// Profit of an entry value against the value at a price, rounded down once. MARGIN-2.
    func unrealised(_ side: PositionSide, _ position: Position, at price: Price) -> Money {
        guard position.isOpen else { return .zero }
        let value = exactValue(of: position.size, at: price).value(direction(of: side) > 0 ? .down : .up)
        return profit(side, from: position.entryValue, to: value).rounded(.down)
    }

    /// The value that a position is left for with a profit, a loss if negative.
    func exitValue(_ side: PositionSide, from entry: Value, profit: Money) -> Value {
        direction(of: side) > 0 ? entry + Value(profit) : entry - Value(profit)
    }

    /// The present value of a price that may be watched.
    public func price(_ kind: PriceKind) -> Price {
        switch kind {
        case .mark: mark
        case .last: last
        case .index: index
        }
    }

    /// From the lowest to the highest.
    var prices: ClosedRange<Price> { minPrice...maxPrice }

    /// True for a price on the tick and within the range.
    func offers(_ price: Price) -> Bool { price.isMultiple(of: tick) && prices.contains(price) }

    /// The value of a quantity at a price, in the settle asset.
    public func value(of quantity: Quantity, at price: Price, _ rounding: Rounding) -> Money {
        exactValue(of: quantity, at: price).rounded(rounding)
    }

    /// The value of a quantity at a price, for what is computed from it.
    func exactValue(of quantity: Quantity, at price: Price) -> ExactValue { ExactValue(quantity, at: price, payoff) }

    /// The average price of a quantity that is worth `value`, half-even, for display; nil when there is none of it. With 8
    /// decimals, or with fewer where the value is so small that what roundings it went through would show. MARGIN-21.
    public func averagePrice(of quantity: Quantity, worth value: Value) -> Price? {
        guard quantity > .zero, value > .zero else { return nil }
        let size = Int128(quantity.units)
        let (a, b, c) =
            payoff == .linear ? (value.units, 1, size) : (size * unitsInOne, unitsInOne, value.units)
        let price = Int64(clamping: mulDiv(a, b, c, .halfEven))
        var step: Int128 = 1
        while step * value.units < 100 * Int128(price) { step *= 10 }
        guard step > 1 else { return Price(units: price) }
        return Price(units: Int64(clamping: mulDiv(a, b, c * step, .halfEven) * step))
    }

    /// The value of an order in the quote coin (linear) or in USD (inverse), for the least order value.
    func notional(of quantity: Quantity, at price: Price) -> Money {
        payoff == .linear ? value(of: quantity, at: price, .down) : Money(units: Int128(quantity.units))
    }
}
