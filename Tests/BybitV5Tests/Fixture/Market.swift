import EngineSupport
import MarginEngine

/// The contracts of a test venue. No house quotes them: every trade is made by the test, at its own price.
enum Market {
    static let assets = ["USDT", "USDC", "BTC", "ETH"]

    static let listings: [Command] =
        assets.map { .listAsset($0, collateral: collateral($0)) } + [
            linear("BTCUSDT", "BTC", "USDT", tick: "0.1", step: "0.001", start: 60_000),
            linear("ETHUSDT", "ETH", "USDT", tick: "0.01", step: "0.01", start: 3_000),
            linear("BTCPERP", "BTC", "USDC", tick: "0.1", step: "0.001", start: 60_000),
            inverse("BTCUSD", "BTC", start: 60_000),
            terms(
                "BTCUSDT",
                [("2000000", "0.005", "100"), ("2600000", "0.0056", "90"), ("50000000", "0.0063", "80")]),
            terms("ETHUSDT", [("1000000", "0.005", "100"), ("20000000", "0.01", "50")]),
            terms("BTCPERP", [("2000000", "0.005", "100")]),
            terms("BTCUSD", [("150", "0.005", "100"), ("300", "0.01", "66.67")]),
            loan(
                0, rate: "0.00001", most: "1000", free: "100", [("100", "0.04", "0.2"), ("1000", "0.04", "0.33333333")]),
            loan(2, rate: "0.000000503043", most: "300", free: "0", [("390", "0.04", "0.2"), ("391", "0.04", "0.25")]),
        ]

    /// BTC counts at 95 % up to 50 coins and at 90 % above, stablecoins in full.
    private static func collateral(_ asset: String) -> [CollateralStep] {
        switch asset {
        case "BTC":
            [
                CollateralStep(limit: decimal("50"), ratio: decimal("0.95")),
                CollateralStep(limit: nil, ratio: decimal("0.9")),
            ]
        default: [CollateralStep(limit: nil, ratio: .one)]
        }
    }

    /// The venue's figures for BTC: https://bybit-exchange.github.io/docs/v5/spot-margin-uta/position-tiers
    private static func loan(
        _ asset: UInt8, rate: String, most: String, free: String, _ tiers: [(limit: String, mmr: String, imr: String)]
    ) -> Command {
        .setLoanTerms(
            AssetID(index: asset),
            LoanTerms(
                hourlyRate: InterestRate(rate) ?? .zero, maxAmount: decimal(most), freeLimit: decimal(free),
                conversionLimit: decimal("300000"), conversionOrder: asset + 1,
                tiers: tiers.map {
                    LoanTier(limit: decimal($0.limit), maintenanceRate: decimal($0.mmr), initialRate: decimal($0.imr))
                }))
    }

    private static func linear(
        _ symbol: String, _ base: String, _ quote: String, tick: String, step: String, start: Int64
    ) -> Command {
        .listInstrument(
            .linear(symbol, base, quote, tick: decimal(tick), step: decimal(step), start: start) {
                $0.markStep = $0.tick
                $0.maxLimitQuantity = decimal("1000")
                $0.maxOpenInterest = decimal("100000")
                $0.priceLimitRatio = decimal("0.5")
                $0.fundingRateCap = decimal("0.00375")
                $0.fundingRate = decimal("0.0001")
            })
    }

    private static func inverse(_ symbol: String, _ base: String, start: Int64) -> Command {
        .listInstrument(
            .inverse(symbol, base, start: start) {
                $0.markStep = $0.tick
                $0.minPrice = decimal("100")
                $0.maxLimitQuantity = decimal("25000000")
                $0.minNotional = decimal("5")
                $0.maxOpenInterest = decimal("1000000000")
                $0.priceLimitRatio = decimal("0.5")
                $0.fundingRateCap = decimal("0.005")
                $0.fundingRate = decimal("0.0001")
            })
    }

    private static func terms(_ symbol: String, _ tiers: [(limit: String, rate: String, leverage: String)]) -> Command {
        .setContractTerms(
            ContractTermsDefinition(
                symbol: symbol, family: .bybit, takerFee: decimal("0.00055"), makerFee: decimal("0.0002"),
                defaultLeverage: Leverage(10), maxLeverage: Leverage(100),
                tiers: tiers.map {
                    RiskTierDefinition(
                        limit: decimal($0.limit), maintenanceRate: decimal($0.rate),
                        maxLeverage: Leverage($0.leverage) ?? Leverage(1))
                }))
    }
}

/// A decimal that the test itself wrote.
func decimal<Number: FixedPoint>(_ text: String) -> Number {
    Number(text) ?? Number(units: -1)
}
