import MarginEngine

/// A venue with every payoff, settle asset, family and regime, small enough that its limits are often met.
enum Universe {
    static let assets = ["USDT", "USDC", "BTC", "ETH"]
    static let symbols = ["BTCUSDT", "ETHUSDT", "BTCPERP", "BTCUSD"]

    /// What founds the venue; the house quotes all instruments unless `bookOnly`.
    static func genesis(bookOnly: Bool) -> [Command] {
        listings(bookOnly: bookOnly) + loans + contractTerms + accounts + deposits
    }

    /// 8 hours.
    static let fundingIntervalMs: Int64 = 28_800_000
    /// A time of day at which funding is next due in an hour.
    static let startMs: Int64 = 1_700_000_000_000 / fundingIntervalMs * fundingIntervalMs + 25_200_000

    private static func listings(bookOnly: Bool) -> [Command] {
        [
            .advance(toMs: startMs),
            .listAsset("USDT", collateral: [CollateralStep(limit: nil, ratio: .one)]),
            .listAsset("USDC", collateral: []),
            .listAsset(
                "BTC",
                collateral: [
                    CollateralStep(limit: money(1), ratio: Rate(units: 95_000_000)),
                    CollateralStep(limit: money(10), ratio: Rate(units: 90_000_000)),
                    CollateralStep(limit: nil, ratio: Rate(units: 33_333_333)),
                ]),
            .listAsset("ETH", collateral: [CollateralStep(limit: nil, ratio: Rate(units: 87_654_321))]),
            .listInstrument(linear("BTCUSDT", "BTC", "USDT", start: 60_000, step: 100_000, bookOnly)),
            .listInstrument(linear("ETHUSDT", "ETH", "USDT", start: 3_000, step: 1_000_000, bookOnly)),
            .listInstrument(linear("BTCPERP", "BTC", "USDC", start: 60_000, step: 100_000, bookOnly)),
            .listInstrument(inverse("BTCUSD", "BTC", start: 60_000, bookOnly)),
            .fundInsurance(AssetID(index: 0), money(1_000_000)),
            .fundInsurance(AssetID(index: 2), money(20)),
        ]
    }

    /// ETH is not lent; the others cost far more than anywhere, so that it is felt.
    private static var loans: [Command] {
        (UInt8(0)...2).map { index in
            .setLoanTerms(
                AssetID(index: index),
                LoanTerms(
                    hourlyRate: InterestRate(units: 12_345_678_901_234), maxAmount: money(1_000),
                    freeLimit: money(index == 2 ? 0 : 100), conversionLimit: money(50_000), conversionOrder: index,
                    tiers: [
                        LoanTier(
                            limit: money(1), maintenanceRate: Rate(units: 4_000_000),
                            initialRate: Rate(units: 20_000_000)),
                        LoanTier(
                            limit: money(5_000), maintenanceRate: Rate(units: 5_000_000),
                            initialRate: Rate(units: 50_000_000)),
                    ]))
        }
    }

    static func linear(
        _ symbol: String, _ base: String, _ settle: String, start: Int64, step: Int64, _ bookOnly: Bool
    ) -> InstrumentDefinition {
        InstrumentDefinition(
            symbol: symbol, payoff: .linear, base: base, quote: settle, settle: settle,
            tick: Price(units: 10_000_000), markStep: Price(units: 1_000_000), step: Quantity(units: step),
            minPrice: Price(units: 10_000_000), maxPrice: Price(units: start * 400_000_000),
            minQuantity: Quantity(units: step), maxLimitQuantity: Quantity(units: step * 20_000),
            maxMarketQuantity: Quantity(units: step * 10_000), minNotional: money(5),
            maxOpenInterest: Quantity(units: step * 60_000), priceLimitRatio: Rate(units: 10_000_000),
            fundingIntervalMs: fundingIntervalMs, fundingRateCap: Rate(units: 375_000),
            fundingRate: Rate(units: 10_000), startPrice: Price(units: start * 100_000_000), bookOnly: bookOnly)
    }

    static func inverse(_ symbol: String, _ base: String, start: Int64, _ bookOnly: Bool) -> InstrumentDefinition {
        InstrumentDefinition(
            symbol: symbol, payoff: .inverse, base: base, quote: "USD", settle: base,
            tick: Price(units: 10_000_000), markStep: Price(units: 1_000_000), step: Quantity(units: 100_000_000),
            minPrice: Price(units: 10_000_000_000), maxPrice: Price(units: start * 400_000_000),
            minQuantity: Quantity(units: 100_000_000), maxLimitQuantity: Quantity(units: 200_000_000_000_000),
            maxMarketQuantity: Quantity(units: 100_000_000_000_000), minNotional: money(5),
            maxOpenInterest: Quantity(units: 500_000_000_000_000), priceLimitRatio: Rate(units: 10_000_000),
            fundingIntervalMs: fundingIntervalMs, fundingRateCap: Rate(units: 500_000),
            fundingRate: Rate(units: -7_777), startPrice: Price(units: start * 100_000_000), bookOnly: bookOnly)
    }

    /// ZTDX trades USDT perpetuals only; its maker gets a rebate on one of them.
    private static var contractTerms: [Command] {
        var commands: [Command] = []
        for symbol in symbols {
            let scale: Int64 = symbol == "BTCUSD" ? 1 : 60_000
            commands.append(.setContractTerms(terms(symbol, .bybit, taker: 55_000, maker: 20_000, scale: scale)))
            commands.append(.setContractTerms(terms(symbol, .bitget, taker: 60_000, maker: 20_001, scale: scale)))
        }
        commands.append(.setContractTerms(terms("BTCUSDT", .ztdx, taker: 50_000, maker: -10_003, scale: 60_000)))
        commands.append(.setContractTerms(terms("ETHUSDT", .ztdx, taker: 50_000, maker: 20_000, scale: 60_000)))
        return commands
    }

    /// Tiers of 1, 3, 10 and 40 coins (or that many times `scale` dollars).
    static func terms(
        _ symbol: String, _ family: AccountFamily, taker: Int64, maker: Int64, scale: Int64
    ) -> ContractTermsDefinition {
        func tier(_ coins: Int64, _ maintenance: Int64, _ leverage: Int32) -> RiskTierDefinition {
            RiskTierDefinition(
                limit: money(coins * scale), maintenanceRate: Rate(units: maintenance), maxLeverage: Leverage(leverage))
        }
        return ContractTermsDefinition(
            symbol: symbol, family: family, takerFee: Rate(units: taker), makerFee: Rate(units: maker),
            defaultLeverage: Leverage(10), maxLeverage: Leverage(100),
            tiers: [
                tier(1, 500_000, 100), tier(3, 1_000_001, 50), tier(10, 2_500_000, 20), tier(40, 5_000_003, 10),
            ])
    }

    private static let accounts: [Command] = [
        .openAccount(uid: 11, family: .bybit, generation: .uta2),
        .openAccount(uid: 12, family: .bybit, generation: .uta1),
        .openAccount(uid: 13, family: .bybit, generation: .classic),
        .openAccount(uid: 14, family: .bybit, generation: .uta2Pro),
        .openAccount(uid: 21, family: .bitget, generation: .only),
        .openAccount(uid: 22, family: .bitget, generation: .only),
        .openAccount(uid: 31, family: .ztdx, generation: .only),
        .openAccount(uid: 32, family: .ztdx, generation: .only),
    ]

    /// The margin accounts by number, funding wallets not counted: 0 is the house, 1 the insurance fund; 3 and 4 belong
    /// to one account. One that there is not where the number is too great.
    static func account(_ number: Int64) -> MarginAccountID {
        let places: [Int32] = [0, 1, 2, 4, 5, 7, 9, 11, 13, 15, 16]
        return MarginAccountID(index: places.indices.contains(Int(number)) ? places[Int(number)] : 17)
    }

    /// The funding wallets.
    static let funding = [Int32(3), 6, 8, 10, 12, 14].map(MarginAccountID.init(index:))

    private static var deposits: [Command] {
        var commands: [Command] = funding.map { .deposit($0, AssetID(index: 0), money(500)) }
        for index in Int64(2)...10 {
            let account = account(index)
            commands.append(.deposit(account, AssetID(index: 0), money(index == 6 ? 900 : 20_000 + Int64(index))))
            commands.append(.deposit(account, AssetID(index: 1), money(index == 6 ? 50 : 15_000)))
            if index != 6, index < 9 { commands.append(.deposit(account, AssetID(index: 2), money(2))) }
        }
        return commands
    }

    static func money(_ whole: Int64) -> Money { Money(units: Int128(whole) * unitsInOne) }
}
