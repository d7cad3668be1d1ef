/// Something that an applied command did, in the order in which it did it.
public enum Event: Sendable, BitwiseCopyable {
    /// The order after its change.
    case order(Order)
    /// One side of a trade; the house's side is not told.
    case execution(Execution)
    /// The holding after a change of position, margin, leverage, mode.
    case holding(Holding)
    /// A wallet balance after its change.
    case balance(BalanceChange)
    /// A margin account's mode, or that of one symbol (the holding event after it names the symbol).
    case marginMode(MarginAccountID, from: MarginMode, to: MarginMode)
}

/// One side of a trade.
public struct Execution: Sendable, BitwiseCopyable {
    /// The trade's number; both sides of a trade share it.
    public let trade: UInt64
    /// The order after the fill.
    public let order: Order
    /// The resting order's price.
    public let price: Price
    /// Base coin (linear) or USD (inverse).
    public let quantity: Quantity
    /// In the settle asset; where it is not exact, a buyer's rounded down and a seller's up.
    public let value: Money
    /// Paid, in the settle asset: positive costs, negative is a maker's rebate.
    public let fee: Money
    /// The account's maker or taker fee: `fee` is `value` times it, rounded up.
    public let feeRate: Rate
    /// True when the order rested.
    public let isMaker: Bool
    /// How much of the quantity closed a position; the rest opened one.
    public let closedQuantity: Quantity
    /// The profit that realised, in the settle asset, fee not included.
    public let realised: Money
    /// The mark price at the trade.
    public let mark: Price
    /// The index price at the trade.
    public let index: Price
    /// Venue time in ms.
    public let timeMs: Int64
}

/// A change of a wallet balance.
public struct BalanceChange: Sendable, BitwiseCopyable {
    /// Why a balance changed.
    public enum Cause: UInt8, Sendable, BitwiseCopyable {
        /// From outside the venue.
        case deposit = 1
        /// To outside the venue.
        case withdrawal
        /// From or to another margin account of the same account.
        case transfer
        /// Realised profit less the fee.
        case trade
        /// Funding paid (negative) or received.
        case funding
    }

    /// Whose wallet it is.
    public let marginAccount: MarginAccountID
    /// Which balance of it.
    public let asset: AssetID
    /// Why it changed.
    public let cause: Cause
    /// What it gained, in the asset; negative when it lost.
    public let change: Money
    /// The wallet balance after it.
    public let wallet: Money
    /// Venue time in ms.
    public let timeMs: Int64
}
