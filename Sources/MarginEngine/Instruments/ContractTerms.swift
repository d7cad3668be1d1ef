/// One row of a ladder of risk tiers, as contract terms are loaded.
public struct RiskTierDefinition: Sendable, Equatable {
    /// The greatest position value of the tier, in the settle asset; a value exactly on it belongs to the tier.
    public var limit: Money
    /// Maintenance margin of the value in this tier, above 0; it never falls from tier to tier.
    public var maintenanceRate: Rate
    /// The most leverage for a position value in this tier.
    public var maxLeverage: Leverage

    /// Checked as a ladder when contract terms are set.
    public init(limit: Money, maintenanceRate: Rate, maxLeverage: Leverage) {
        self.limit = limit
        self.maintenanceRate = maintenanceRate
        self.maxLeverage = maxLeverage
    }
}

/// What an account family trades one instrument under.
public struct ContractTermsDefinition: Sendable, Equatable {
    /// The instrument's symbol.
    public var symbol: String
    /// The account family the terms are for.
    public var family: AccountFamily
    /// Of an order's value that trades at once: 0 to 0.1.
    public var takerFee: Rate
    /// Of an order's value that rested; negative is a rebate, never greater than the taker fee.
    public var makerFee: Rate
    /// What a symbol never used has, in every mode and side.
    public var defaultLeverage: Leverage
    /// The most that can be set; the tier of a position may allow less.
    public var maxLeverage: Leverage
    /// The risk tiers, lowest limit first; 1 to 64.
    public var tiers: [RiskTierDefinition]
    /// False for a contract that is traded in isolated mode only: for families with a mode per symbol (Bitget).
    public var offersCross: Bool

    /// Checked when contract terms are set: `Refusal.invalidDefinition`.
    public init(
        symbol: String, family: AccountFamily, takerFee: Rate, makerFee: Rate, defaultLeverage: Leverage,
        maxLeverage: Leverage, tiers: [RiskTierDefinition], offersCross: Bool = true
    ) {
        self.symbol = symbol
        self.family = family
        self.takerFee = takerFee
        self.makerFee = makerFee
        self.defaultLeverage = defaultLeverage
        self.maxLeverage = maxLeverage
        self.tiers = tiers
        self.offersCross = offersCross
    }
}

/// The contract terms of one (instrument, account family) as the engine keeps them.
public struct ContractTerms: Sendable, BitwiseCopyable {
    /// Of an order's value that trades at once, and of the closing fee that margins reserve.
    public let takerFee: Rate
    /// Of an order's value that rested; negative is a rebate.
    public let makerFee: Rate
    /// What a symbol never used has, in every mode and side.
    public let defaultLeverage: Leverage
    /// The most that can be set; the tier of a position may allow less.
    public let maxLeverage: Leverage
    /// False for a contract that is traded in isolated mode only.
    public let offersCross: Bool
    let firstTier: Handle<RiskTier>
    let tierCount: Int32

    /// Of those who trade without terms.
    static let free = ContractTerms(
        takerFee: .zero, makerFee: .zero, defaultLeverage: Leverage(1), maxLeverage: Leverage(1), offersCross: true,
        firstTier: Handle(index: 0), tierCount: 0)
}

/// One tier of a ladder. `docs/rules/margin.md`, MARGIN-8.
public struct RiskTier: Sendable, BitwiseCopyable {
    /// The greatest position value of the tier, in the settle asset.
    public let limit: Money
    /// Maintenance margin is the whole position value times it, less the deduction.
    public let maintenanceRate: Rate
    /// The most leverage for a position value in this tier.
    public let maxLeverage: Leverage
    /// What makes the ladder continuous, in units of 1e-16, so that it is exact.
    let deductionFine: Int128

    /// What makes the ladder continuous, in the settle asset, rounded up for display.
    public var deduction: Money { Money(units: mulDiv(deductionFine, 1, unitsInOne, .up)) }

    /// A ladder with the deductions that make it continuous. Limits within `Bounds` and rising, rates not falling.
    package static func ladder(_ definitions: [RiskTierDefinition]) -> [RiskTier] {
        var deduction: Int128 = 0
        var lower: RiskTierDefinition?
        return definitions.map { tier in
            if let lower {
                deduction += lower.limit.units * Int128(tier.maintenanceRate.units - lower.maintenanceRate.units)
            }
            lower = tier
            return RiskTier(
                limit: tier.limit, maintenanceRate: tier.maintenanceRate, maxLeverage: tier.maxLeverage,
                deductionFine: deduction)
        }
    }

    /// The maintenance margin of a position value that lies in this tier, without any fee, rounded up. MARGIN-9.
    public func maintenanceMargin(of value: Money) -> Money {
        maintenance(of: ExactValue(Value(value)), extraRate: .zero)
    }

    /// The maintenance margin of a position value that lies in this tier, rounded up once.
    func maintenance(of value: ExactValue, extraRate: Rate) -> Money {
        value.times(maintenanceRate + extraRate, lessFine: deductionFine)
    }
}
