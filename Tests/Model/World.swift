import MarginEngine
import TestSupport

/// A small venue, made of a seed: one to four instruments, at most eight accounts of any family and generation.
struct World {
    private var random: SplitMix64
    /// The commands that found it.
    private(set) var genesis: [Command] = []

    static let hourMs: Int64 = 3_600_000

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        listAssets()
        lend()
        listInstruments()
        openAccounts()
    }

    static func money(_ whole: Int64) -> Money { Money(units: Int128(whole) * 100_000_000) }

    private mutating func listAssets() {
        genesis = [.advance(toMs: 1_700_000_000_000 / (8 * Self.hourMs) * 8 * Self.hourMs + 7 * Self.hourMs)]
        genesis.append(.listAsset("USDT", collateral: [CollateralStep(limit: nil, ratio: .one)]))
        genesis.append(.listAsset("USDC", collateral: []))
        genesis.append(
            .listAsset(
                "BTC",
                collateral: [
                    CollateralStep(limit: Self.money(1), ratio: Rate(units: 95_000_000)),
                    CollateralStep(limit: Self.money(10), ratio: Rate(units: 90_000_000)),
                    CollateralStep(limit: nil, ratio: Rate(units: 33_333_333)),
                ]))
        genesis.append(.listAsset("ETH", collateral: [CollateralStep(limit: nil, ratio: Rate(units: 87_654_321))]))
    }

    /// Rates far above any venue's, so that interest is felt.
    private mutating func lend() {
        for asset in 0..<UInt8(4) where random.chance(75) {
            let scale: Int64 = asset < 2 ? 3_000 : 1
            let first = random.number(2...20) * 1_000_000
            let tiers = (1...random.number(1...4)).map { number in
                LoanTier(
                    limit: Self.money(number * scale), maintenanceRate: Rate(units: first / 2 * number),
                    initialRate: Rate(units: first * number + random.number(0...1) * 3_333_333))
            }
            genesis.append(
                .setLoanTerms(
                    AssetID(index: asset),
                    LoanTerms(
                        hourlyRate: InterestRate(units: random.pick([0, 1, 5_030_430_000, 400_000_000_000_001])),
                        maxAmount: Self.money(10 * scale), freeLimit: Self.money(random.pick([0, 1, scale])),
                        conversionLimit: Self.money(random.pick([20, 4_000, 300_000, 300_000])),
                        conversionOrder: UInt8(random.number(0...3)), tiers: tiers)))
        }
    }

    private mutating func listInstruments() {
        let all = ["BTCUSDT", "ETHUSDT", "BTCUSD", "BTCPERP"]
        let chosen = all.shuffled(using: &random).prefix(Int(random.number(1...4)))
        for symbol in chosen {
            genesis.append(.listInstrument(definition(symbol)))
            for family in AccountFamily.allCases where family != .ztdx || symbol.hasSuffix("USDT") {
                genesis.append(.setContractTerms(terms(symbol, family)))
            }
        }
        for asset in 0..<UInt8(4) where random.chance(60) {
            let amount = random.pick([Int128(1), 100_000_000, 5_000_000_000, 50_000_000_000_000])
            genesis.append(.fundInsurance(AssetID(index: asset), Money(units: amount)))
        }
    }

    private mutating func definition(_ symbol: String) -> InstrumentDefinition {
        let isInverse = symbol == "BTCUSD"
        let isEther = symbol == "ETHUSDT"
        let start: Int64 = isEther ? 3_000 : 60_000
        let step: Int64 = isInverse ? 100_000_000 : (isEther ? 1_000_000 : 100_000)
        let settle = isInverse ? "BTC" : (symbol == "BTCPERP" ? "USDC" : "USDT")
        let most = random.pick([Int64(3_000), 60_000, 60_000])
        let hours = random.pick([Int64(1), 4, 8])
        return InstrumentDefinition(
            symbol: symbol, payoff: isInverse ? .inverse : .linear, base: isEther ? "ETH" : "BTC",
            quote: isInverse ? "USD" : settle, settle: settle, tick: Price(units: 10_000_000),
            markStep: Price(units: 1_000_000), step: Quantity(units: step),
            minPrice: Price(units: start * 20_000_000), maxPrice: Price(units: start * 400_000_000),
            minQuantity: Quantity(units: step * 2),
            maxLimitQuantity: Quantity(units: step * (isInverse ? 2_000_000 : 20_000)),
            maxMarketQuantity: Quantity(units: step * (isInverse ? 1_000_000 : 10_000)), minNotional: Self.money(5),
            maxOpenInterest: Quantity(units: step * most * (isInverse ? 60 : 1)),
            priceLimitRatio: Rate(units: 10_000_000), fundingIntervalMs: hours * Self.hourMs,
            fundingRateCap: Rate(units: 500_000), fundingRate: Rate(units: random.number(-20_000...20_000)),
            startPrice: Price(units: start * 100_000_000), bookOnly: random.chance(35))
    }

    private mutating func terms(_ symbol: String, _ family: AccountFamily) -> ContractTermsDefinition {
        let scale: Int64 = symbol == "BTCUSD" ? 1 : random.pick([6_000, 60_000])
        let takers = random.pick([Int64(0), 50_000, 55_000, 60_001])
        let makers = takers == 0 ? 0 : random.pick([Int64(20_001), 20_000, 0, -10_003])
        func tier(_ coins: Int64, _ maintenance: Int64, _ leverage: Int32) -> RiskTierDefinition {
            RiskTierDefinition(
                limit: Self.money(coins * scale), maintenanceRate: Rate(units: maintenance),
                maxLeverage: Leverage(leverage))
        }
        let ladder = [
            tier(1, 500_000, 100), tier(3, 1_000_001, 50), tier(10, 2_500_000, 20), tier(40, 5_000_003, 10),
        ]
        return ContractTermsDefinition(
            symbol: symbol, family: family, takerFee: Rate(units: takers), makerFee: Rate(units: makers),
            defaultLeverage: Leverage(10), maxLeverage: Leverage(100), tiers: random.chance(80) ? ladder : [ladder[1]],
            offersCross: family != .bitget || random.chance(90))
    }

    private mutating func openAccounts() {
        let generations: [AccountGeneration] = [.uta2, .uta1, .classic, .uta2Pro, .uta2, .uta1]
        var places = 2
        for uid in 1...UInt64(random.number(2...8)) {
            let family = random.pick(AccountFamily.allCases + [.bybit])
            let generation = family == .bybit ? random.pick(generations) : .only
            genesis.append(.openAccount(uid: uid, family: family, generation: generation))
            places += (generation == .uta1 ? 2 : 1) + (family == .ztdx ? 0 : 1)
        }
        for place in 2..<places {
            for asset in 0..<UInt8(4) where random.chance(asset == 0 ? 95 : 45) {
                let coins = asset < 2 ? random.pick([Int64(900), 3_000, 20_000, 200_000]) : random.number(1...3)
                genesis.append(
                    .deposit(MarginAccountID(index: Int32(place)), AssetID(index: asset), Self.money(coins)))
            }
        }
    }
}
