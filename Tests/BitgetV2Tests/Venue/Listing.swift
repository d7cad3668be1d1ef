import MarginEngine

extension BitgetVenue {
    /// Assets, instruments, terms and the account. BTCPERP has coarse limits: tick 0.5, at least 0.002 and 200 USDC.
    static func listing(house: Bool) -> [Command] {
        ["USDT", "USDC", "BTC"].map { .listAsset($0, collateral: []) }
            + [
                instrument(
                    "BTCUSDT", .linear, "BTC", "USDT", "USDT", tick: 10_000_000, step: 100_000, at: 60_000, house),
                instrument(
                    "ETHUSDT", .linear, "ETH", "USDT", "USDT", tick: 1_000_000, step: 1_000_000, at: 3_000, house),
                instrument(
                    "BTCPERP", .linear, "BTC", "USDC", "USDC", tick: 50_000_000, step: 100_000, at: 60_000, house),
                instrument(
                    "BTCUSD", .inverse, "BTC", "USD", "BTC", tick: 10_000_000, step: 100_000_000, at: 60_000, house),
            ]
            + ["BTCUSDT", "ETHUSDT", "BTCPERP"].map { terms($0, limits: [150_000, 900_000, 12_000_000]) }
            + [
                terms("BTCUSD", limits: [150, 300, 450]),
                .openAccount(uid: uid, family: .bitget, generation: .only),
            ]
    }

    /// One more contract like BTCUSDT.
    static func listing(of symbol: String, offersCross: Bool = true) -> [Command] {
        [
            instrument(symbol, .linear, "BTC", "USDT", "USDT", tick: 10_000_000, step: 100_000, at: 60_000, true),
            terms(symbol, limits: [150_000, 900_000, 12_000_000], offersCross: offersCross),
        ]
    }

    /// The demo products, whose coins are none of the others.
    static let demoListing: [Command] =
        ["SUSDT", "SUSDC", "SBTC"].map { .listAsset($0, collateral: []) } + [
            instrument(
                "SBTCSUSDT", .linear, "SBTC", "SUSDT", "SUSDT", tick: 10_000_000, step: 100_000, at: 60_000, true),
            instrument(
                "SBTCSPERP", .linear, "SBTC", "SUSDC", "SUSDC", tick: 10_000_000, step: 100_000, at: 60_000, true),
            instrument(
                "SBTCSUSD", .inverse, "SBTC", "SUSD", "SBTC", tick: 10_000_000, step: 100_000_000, at: 60_000, true),
            terms("SBTCSUSDT", limits: [150_000, 900_000, 12_000_000]),
            terms("SBTCSPERP", limits: [150_000, 900_000, 12_000_000]), terms("SBTCSUSD", limits: [150, 300, 450]),
        ]

    private static func instrument(
        _ symbol: String, _ payoff: Payoff, _ base: String, _ quote: String, _ settle: String, tick: Int64,
        step: Int64, at price: Int64, _ house: Bool
    ) -> Command {
        let one: Int64 = 100_000_000
        let isLinear = payoff == .linear
        return .listInstrument(
            InstrumentDefinition(
                symbol: symbol, payoff: payoff, base: base, quote: quote, settle: settle, tick: Price(units: tick),
                markStep: Price(units: isLinear ? 1_000_000 : tick), step: Quantity(units: step),
                minPrice: Price(units: tick), maxPrice: Price(units: 1_000_000 * one),
                minQuantity: Quantity(units: symbol == "BTCPERP" ? 2 * step : step),
                maxLimitQuantity: Quantity(units: (isLinear ? 1_000 : 1_000_000) * one),
                maxMarketQuantity: Quantity(units: (isLinear ? 500 : 500_000) * one),
                minNotional: Money(units: (symbol == "BTCPERP" ? 200 : 5) * Int128(one)),
                maxOpenInterest: Quantity(units: (isLinear ? 100_000 : 10_000_000) * one),
                priceLimitRatio: Rate(units: 5_000_000), fundingIntervalMs: 28_800_000,
                fundingRateCap: Rate(units: 375_000), fundingRate: Rate(units: 10_000),
                startPrice: Price(units: price * one), bookOnly: !house))
    }

    /// The first three tiers of Bitget's BTCUSDT of 2025-06: 0.4 % to 125x, 0.5 % to 100x, 1 % to 50x.
    private static func terms(_ symbol: String, limits: [Int128], offersCross: Bool = true) -> Command {
        let rates: [(Int64, Int32)] = [(400_000, 125), (500_000, 100), (1_000_000, 50)]
        return .setContractTerms(
            ContractTermsDefinition(
                symbol: symbol, family: .bitget, takerFee: Rate(units: 60_000), makerFee: Rate(units: 20_000),
                defaultLeverage: Leverage(20), maxLeverage: Leverage(125),
                tiers: zip(limits, rates).map { limit, rate in
                    RiskTierDefinition(
                        limit: Money(units: limit * 100_000_000), maintenanceRate: Rate(units: rate.0),
                        maxLeverage: Leverage(rate.1))
                }, offersCross: offersCross))
    }
}
