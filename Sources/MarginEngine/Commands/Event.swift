/// Something that an applied command did, in the order in which it did it.
public enum Event: Sendable, BitwiseCopyable {
    /// The order after its change.
    case order(Order)
    case execution(Execution)
    /// The holding after a change of position, margin, leverage, mode.
    case holding(Holding)
    case balance(BalanceChange)
    case marginMode(MarginAccountID, from: MarginMode, to: MarginMode)
}

/// One side of a trade.
public struct Execution: Sendable, BitwiseCopyable {
    /// The trade's number; both sides of a trade share it.
    public let trade: UInt64
    /// The order after the fill.
    public let order: Order
    public let price: Price
    public let quantity: Quantity
    public let value: Money
    /// Paid, positive, in the settle asset.
    public let fee: Money
    public let feeRate: Rate
    public let isMaker: Bool
    /// How much of the quantity closed a position, and the profit it realised, fee not included.
    public let closedQuantity: Quantity
    public let realised: Money
    /// Prices at the trade.
    public let mark: Price
    public let index: Price
    /// Venue time in ms.
    public let timeMs: Int64
}

/// A change of a wallet balance.
public struct BalanceChange: Sendable, BitwiseCopyable {
    /// Why a balance changed.
    public enum Cause: UInt8, Sendable, BitwiseCopyable {
        case deposit = 1
        case withdrawal
        case transfer
        case trade
        case funding
    }

    public let marginAccount: MarginAccountID
    public let asset: AssetID
    public let cause: Cause
    public let change: Money
    /// The wallet balance after it.
    public let wallet: Money
    /// Venue time in ms.
    public let timeMs: Int64
}
