import EngineSupport
import MarginEngine

/// The venue that the tables play on. Ladders and fees are those of the reference figures: Bybit's of 2025, Bitget's of
/// June 2025, ZTDX's example ladder. Everything is book-only; `book SYMBOL house` lets the house quote.
enum Fixture {
    static let listing: [Command] = assets + instruments + terms

    private static let assets: [Command] = [
        .listAsset("USDT", collateral: [CollateralStep(limit: nil, ratio: .one)]),
        .listAsset("USDC", collateral: [CollateralStep(limit: nil, ratio: .one)]),
        .listAsset(
            "BTC",
            collateral: [
                CollateralStep(limit: coins(50), ratio: rate(95)), CollateralStep(limit: nil, ratio: rate(90)),
            ]),
        .listAsset(
            "ETH",
            collateral: [
                CollateralStep(limit: coins(500), ratio: rate(90)), CollateralStep(limit: nil, ratio: rate(85)),
            ]),
    ]

    private static let instruments: [Command] = [
        .listInstrument(.linear("BTCUSDT", "BTC")),
        .listInstrument(
            .linear("ETHUSDT", "ETH", tick: Price(units: 1_000_000), step: Quantity(units: 1_000_000), start: 3_000)),
        .listInstrument(
            .linear("SOLUSDT", "SOL", tick: Price(units: 1_000_000), step: Quantity(units: 10_000_000), start: 150)),
        .listInstrument(.linear("BTCPERP", "BTC", "USDC")),
        .listInstrument(.inverse("BTCUSD", "BTC")),
        .listInstrument(.inverse("ETHUSD", "ETH", tick: Price(units: 1_000_000), start: 3_000)),
    ]

    /// Hundredths as a rate.
    static func rate(_ hundredths: Int64) -> Rate { Rate(units: hundredths * 1_000_000) }
    static func coins(_ whole: Int128) -> Money { Money(units: whole * 100_000_000) }

    // MARK: Contract terms

    /// One more contract, at 2 USDT, which Bitget accounts trade in isolated mode only.
    static func listing(isolatedOnly symbol: String) -> [Command] {
        [
            .listInstrument(
                .linear(symbol, "XRP", tick: Price(units: 10_000), step: Quantity(units: 10_000_000), start: 2)),
            .setContractTerms(
                ContractTermsDefinition(
                    symbol: symbol, family: .bitget, takerFee: Rate(units: 60_000), makerFee: Rate(units: 20_000),
                    defaultLeverage: Leverage(10), maxLeverage: Leverage(75), tiers: linearTiers(.bitget, "SOLUSDT"),
                    offersCross: false)),
        ]
    }

    private static let terms: [Command] =
        AccountFamily.allCases.flatMap { family in
            ["BTCUSDT", "ETHUSDT", "SOLUSDT", "BTCPERP"].map { terms($0, family) }
        }
        + [.bybit, .bitget].flatMap { family in
            [terms("BTCUSD", family, bitcoinInverse), terms("ETHUSD", family, etherInverse)]
        }

    /// The terms of a linear contract.
    static func terms(_ symbol: String, _ family: AccountFamily) -> Command {
        terms(symbol, family, linearTiers(family, symbol))
    }

    private static func terms(_ symbol: String, _ family: AccountFamily, _ tiers: [RiskTierDefinition]) -> Command {
        let taker: [AccountFamily: Int64] = [.bybit: 55_000, .bitget: 60_000, .ztdx: 50_000]
        return .setContractTerms(
            ContractTermsDefinition(
                symbol: symbol, family: family, takerFee: Rate(units: taker[family] ?? 0),
                makerFee: Rate(units: 20_000), defaultLeverage: Leverage(10),
                maxLeverage: tiers[0].maxLeverage, tiers: tiers))
    }

    private static func linearTiers(_ family: AccountFamily, _ symbol: String) -> [RiskTierDefinition] {
        switch (family, symbol) {
        case (.ztdx, "ETHUSDT"):
            ladder([
                (10_000, 500_000, 100), (100_000, 650_000, 75), (500_000, 1_000_000, 50), (1_000_000, 2_000_000, 25),
                (100_000_000, 5_000_000, 10),
            ])
        case (.ztdx, _):
            ladder([
                (50_000, 400_000, 125), (250_000, 500_000, 100), (1_000_000, 1_000_000, 50),
                (5_000_000, 2_500_000, 20), (100_000_000, 5_000_000, 10),
            ])
        case (.bitget, _):
            ladder([
                (150_000, 400_000, 125), (900_000, 500_000, 100), (12_000_000, 1_000_000, 50),
                (38_000_000, 1_500_000, 25), (50_000_000, 3_000_000, 20),
            ])
        default:
            ladder([
                (2_000_000, 500_000, 100), (2_600_000, 560_000, 90), (3_200_000, 630_000, 80),
                (3_800_000, 670_000, 75), (4_400_000, 710_000, 70), (5_000_000, 770_000, 65), (5_600_000, 910_000, 55),
                (8_500_000, 1_000_000, 50),
            ])
        }
    }

    private static let bitcoinInverse = ladder([
        (150, 500_000, 100), (300, 1_000_000, 66), (450, 1_500_000, 50), (600, 2_000_000, 40), (750, 2_500_000, 33),
    ])

    private static let etherInverse = ladder([
        (500, 500_000, 100), (3_000, 1_000_000, 50), (6_000, 1_500_000, 33), (9_000, 2_000_000, 25),
        (12_000, 2_500_000, 20), (15_000, 3_000_000, 16),
    ])

    /// Rows of limit, maintenance rate in units of 1e-8, greatest leverage.
    private static func ladder(_ rows: [(limit: Int128, rate: Int64, leverage: Int32)]) -> [RiskTierDefinition] {
        rows.map {
            RiskTierDefinition(
                limit: coins($0.limit), maintenanceRate: Rate(units: $0.rate), maxLeverage: Leverage($0.leverage))
        }
    }
}
