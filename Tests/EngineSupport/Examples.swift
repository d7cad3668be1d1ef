public import MarginEngine

extension InstrumentDefinition {
    /// A linear contract on the book alone, which trades within 100 % of mark; what a test wants otherwise it changes.
    /// - Parameter start: a whole price.
    public static func linear(
        _ symbol: String, _ base: String, _ settle: String = "USDT", tick: Price = Price(units: 10_000_000),
        step: Quantity = Quantity(units: 100_000), start: Int64 = 60_000, _ change: (inout Self) -> Void = { _ in }
    ) -> InstrumentDefinition {
        var definition = InstrumentDefinition(
            symbol: symbol, payoff: .linear, base: base, quote: settle, settle: settle, tick: tick,
            markStep: Price(units: tick.units / 10), step: step, minPrice: tick,
            maxPrice: Price(units: whole(1_000_000)),
            minQuantity: step, maxLimitQuantity: Quantity(units: whole(5_000)),
            maxMarketQuantity: Quantity(units: whole(500)), minNotional: Money(units: Int128(whole(5))),
            maxOpenInterest: Quantity(units: whole(10_000)), priceLimitRatio: .one, fundingIntervalMs: 28_800_000,
            fundingRateCap: Rate(units: 1_000_000), fundingRate: .zero, startPrice: Price(units: whole(start)),
            bookOnly: true)
        change(&definition)
        return definition
    }

    /// The same for an inverse contract of 1 USD.
    public static func inverse(
        _ symbol: String, _ base: String, tick: Price = Price(units: 10_000_000), start: Int64 = 60_000,
        _ change: (inout Self) -> Void = { _ in }
    ) -> InstrumentDefinition {
        .linear(symbol, base, base, tick: tick, step: Quantity(units: whole(1)), start: start) {
            $0.payoff = .inverse
            $0.quote = "USD"
            $0.markStep = Price(units: 1_000_000)
            $0.minPrice = Price(units: whole(10))
            $0.maxLimitQuantity = Quantity(units: whole(1_000_000_000))
            $0.maxMarketQuantity = Quantity(units: whole(5_000_000))
            $0.minNotional = Money(units: Int128(whole(1)))
            $0.maxOpenInterest = Quantity(units: whole(10_000_000_000))
            change(&$0)
        }
    }

    private static func whole(_ number: Int64) -> Int64 { number * 100_000_000 }
}
