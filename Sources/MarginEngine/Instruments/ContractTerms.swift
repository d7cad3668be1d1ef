/// One row of a ladder of risk tiers, as contract terms are loaded.
public struct RiskTierDefinition: Sendable, Equatable {
    /// The greatest position value of the tier, in the settle asset; a value exactly on it belongs to the tier.
    public var limit: Money
    public var maintenanceRate: Rate
    public var maxLeverage: Leverage

    public init(limit: Money, maintenanceRate: Rate, maxLeverage: Leverage) {
        self.limit = limit
        self.maintenanceRate = maintenanceRate
        self.maxLeverage = maxLeverage
    }
}

/// What an account family trades one instrument under.
public struct ContractTermsDefinition: Sendable, Equatable {
    public var symbol: String
    public var family: AccountFamily
    public var takerFee: Rate
    public var makerFee: Rate
    public var defaultLeverage: Leverage
    public var maxLeverage: Leverage
    public var tiers: [RiskTierDefinition]

    public init(
        symbol: String, family: AccountFamily, takerFee: Rate, makerFee: Rate, defaultLeverage: Leverage,
        maxLeverage: Leverage, tiers: [RiskTierDefinition]
    ) {
        self.symbol = symbol
        self.family = family
        self.takerFee = takerFee
        self.makerFee = makerFee
        self.defaultLeverage = defaultLeverage
        self.maxLeverage = maxLeverage
        self.tiers = tiers
    }
}

/// The contract terms of one (instrument, account family) as the engine keeps them.
public struct ContractTerms: Sendable, BitwiseCopyable {
    public let takerFee: Rate
    public let makerFee: Rate
    public let defaultLeverage: Leverage
    public let maxLeverage: Leverage
    let firstTier: Handle<RiskTier>
    let tierCount: Int32
}

/// One tier of a ladder. `docs/rules/margin.md`, MARGIN-8.
public struct RiskTier: Sendable, BitwiseCopyable {
    /// The greatest position value of the tier, in the settle asset.
    public let limit: Money
    public let maintenanceRate: Rate
    public let maxLeverage: Leverage
    /// What makes the ladder continuous, in units of 1e-16, so that it is exact.
    let deductionFine: Int128

    /// What makes the ladder continuous, in the settle asset, rounded up for display.
    public var deduction: Money { Money(units: mulDiv(deductionFine, 1, unitsInOne, .up)) }

    /// The maintenance margin of a position value that lies in this tier, rounded up once.
    func maintenance(of value: Money, extraRate: Rate = .zero) -> Money {
        let fine = value.units * Int128(maintenanceRate.units + extraRate.units) - deductionFine
        return Money(units: mulDiv(fine, 1, unitsInOne, .up))
    }
}
