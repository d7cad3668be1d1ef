/// What one settle asset's pool of a margin account amounts to. Amounts in that asset.
public struct PoolFigures: Sendable, Equatable {
    /// All of the asset, margin posted on isolated positions included.
    public internal(set) var wallet = Money.zero
    /// Margin posted on isolated positions.
    public internal(set) var isolatedMargin = Money.zero
    /// Initial margin of cross positions, at mark.
    public internal(set) var crossInitialMargin = Money.zero
    /// Maintenance margin of all positions, at mark, with the closing fee where the family has it there.
    public internal(set) var maintenanceMargin = Money.zero
    /// The part of `maintenanceMargin` that cross positions need.
    public internal(set) var crossMaintenanceMargin = Money.zero
    /// Reserved for resting orders.
    public internal(set) var orderMargin = Money.zero
    /// Profit of cross positions at mark, rounded down for each; negative for a loss.
    public internal(set) var crossUnrealised = Money.zero
    /// Profit of isolated positions at mark, likewise; never part of `available`.
    public internal(set) var isolatedUnrealised = Money.zero
    /// A hedged pair's loss that its profit does not set free.
    public internal(set) var hedgeLock = Money.zero
    /// What may open positions or leave; may be negative.
    public internal(set) var available = Money.zero

    /// An empty pool.
    public init() {}

    /// Wallet and all unrealised profit.
    public var equity: Money { wallet + crossUnrealised + isolatedUnrealised }
    /// Profit of all positions at mark.
    public var unrealised: Money { crossUnrealised + isolatedUnrealised }
    /// Margin tied up by positions.
    public var positionMargin: Money { isolatedMargin + crossInitialMargin }
}

/// What a unified margin account amounts to, in USD (ZTDX: USDT).
public struct UnifiedFigures: Sendable, Equatable {
    /// Wallets and all unrealised profit, without haircut.
    public internal(set) var totalEquity = Money.zero
    /// All wallets, without haircut.
    public internal(set) var totalWallet = Money.zero
    /// Profit of all positions at mark; negative for a loss.
    public internal(set) var totalUnrealised = Money.zero
    /// Equity after the collateral value ratio; a debt counts in full.
    public internal(set) var marginBalance = Money.zero
    /// Initial margin of positions, orders and loans.
    public internal(set) var initialMargin = Money.zero
    /// The part of `initialMargin` that resting orders reserve.
    public internal(set) var orderMargin = Money.zero
    /// The part of `initialMargin` that loans need.
    public internal(set) var loanInitialMargin = Money.zero
    /// The part of `maintenanceMargin` that loans need.
    public internal(set) var loanMaintenanceMargin = Money.zero
    /// Maintenance margin of all positions, by the stress grid in portfolio mode, and of loans.
    public internal(set) var maintenanceMargin = Money.zero
    /// True when any position is open.
    public internal(set) var hasPositions = false

    /// An empty account.
    public init() {}

    /// What may open positions: margin balance less initial margin; may be negative.
    public var available: Money { marginBalance - initialMargin }
}

/// What one position amounts to at mark. Amounts in the settle asset.
public struct PositionFigures: Sendable {
    /// Long or short.
    public let side: PositionSide
    /// Size, entry value and posted margin as stored.
    public let position: Position
    /// The margin mode in force.
    public let mode: MarginMode
    /// The leverage that counts for its side in that mode.
    public let leverage: Leverage
    /// Value at mark, rounded down; the tier goes by the same value rounded up.
    public let value: Money
    /// Profit at mark, rounded down; negative for a loss.
    public let unrealised: Money
    /// Isolated: what its entry value needs, added margin not included. Cross: value at mark / leverage. With the
    /// reserve for the closing fee where the family has one.
    public let initialMargin: Money
    /// Of this position alone, at mark, with the closing fee where the family has it there.
    public let maintenanceMargin: Money
    /// Isolated: the margin posted on it. Cross: its initial margin.
    public let margin: Money
    /// How much margin can be taken from it now.
    public let removableMargin: Money
    /// The tier its value lies in, 1 for the first.
    public let tier: Int
    /// The tier's maintenance rate.
    public let maintenanceRate: Rate
    /// The greatest position value of the tier.
    public let tierLimit: Money
    /// Nil when there is none within the instrument's price range, and in portfolio mode.
    public let liquidationPrice: Price?
    /// Where its margin (cross: what the account can lose) is used up; nil when nowhere, and in portfolio mode.
    public let bankruptcyPrice: Price?
    /// The average entry price, half-even, for display. MARGIN-21.
    public let averagePrice: Price
}
