/// An asset and what the venue itself holds of it.
public struct Asset: Sendable, BitwiseCopyable {
    /// As listed, such as USDT.
    public let name: InlineText
    let firstCollateralTier: Handle<CollateralTier>
    let collateralTierCount: Int32
    /// The instrument whose index price is its USD price; without one, one unit is 1 USD.
    var indexInstrument: InstrumentID?

    /// Trading fees and interest collected less maker rebates paid.
    public package(set) var fees: Money
    /// What bankrupt accounts owed and nobody was left to bear.
    public package(set) var socialisedLoss: Money
    /// The remainders of all roundings, of which each is less than a unit of money; it never falls. MARGIN-39.
    public package(set) var rounding: Value
    /// Deposits less withdrawals of all accounts and the insurance fund: what all that is held adds up to, MARGIN-37.
    /// WALLET-6.
    public package(set) var netDeposits: Money
    /// How much more of it may become collateral. COLLATERAL-9.
    package internal(set) var collateralLimit = CollateralLimit.distant
}

/// One marginal step of an asset's collateral value ratio.
struct CollateralTier: BitwiseCopyable {
    let limit: Money
    let ratio: Rate
}
