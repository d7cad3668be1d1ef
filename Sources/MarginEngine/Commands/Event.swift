/// Something that an applied command did. Events come in the order in which it was done, and together tell all of it:
/// who folds them needs no look at what was before. A refused command has none.
public enum Event: Sendable, BitwiseCopyable {
    /// An order after its change: placed, filled, amended, triggered or ended. A fill's comes after its execution.
    case order(Order)
    /// One side of a trade, the resting order's first, the taking one's where both are one account's; or of a transfer
    /// outside the book; the house's and the insurance fund's are not told. It comes after the balance that it changed.
    case execution(Execution)
    /// A holding after a change of position, margin, leverage or mode: the last event of each change.
    case holding(Holding)
    /// A wallet balance after its change; the event that explains it follows, if there is one.
    case balance(BalanceChange)
    /// A margin account's mode, or that of one symbol, after the holdings that it changed.
    case marginMode(ModeSwitch)
    /// Funding of one position at one instant, after the balance that it changed.
    case funding(FundingPayment)
    /// Interest of an hour on what is borrowed of an asset, after the balance that it changed.
    case interest(InterestCharge)
    /// One step of a liquidation, after what it did.
    case liquidation(LiquidationStep)
    /// Mark and index price were set, equal to what they were or not: the first event of its command.
    case prices(PriceSetting)
    /// Margin was posted on an isolated position or taken back, other than by a trade, a mode or funding; the step of
    /// the liquidation that asked for it follows, then the holding.
    case margin(MarginMove)
    /// An instrument settled funding, whether or not anybody had a position; the payments follow. An `advance` over
    /// several instants tells each.
    case fundingInstant(FundingInstant)
    /// An asset of a margin account became collateral, or ceased to be.
    case collateral(CollateralSwitch)
    /// The venue takes more or less of an asset as collateral.
    case collateralLimit(CollateralLimitSetting)
    /// What everybody sees of an instrument, once for each that the command changed: the last events of a command.
    case market(MarketFigures)
}

extension Event {
    /// Whom it is about; nil for what concerns everybody.
    public var marginAccount: MarginAccountID? {
        switch self {
        case .order(let order): order.marginAccount
        case .execution(let execution): execution.order.marginAccount
        case .holding(let holding): holding.marginAccount
        case .balance(let change): change.marginAccount
        case .marginMode(let change): change.marginAccount
        case .funding(let payment): payment.marginAccount
        case .interest(let charge): charge.marginAccount
        case .liquidation(let step): step.marginAccount
        case .margin(let move): move.marginAccount
        case .collateral(let change): change.marginAccount
        case .prices, .fundingInstant, .collateralLimit, .market: nil
        }
    }
}

/// A change of margin mode with the figures that justified it.
public struct ModeSwitch: Sendable, BitwiseCopyable {
    /// What a margin account, or a settle asset's pool of it, amounted to.
    public struct Figures: Sendable, BitwiseCopyable {
        /// Unified accounts in USD, pools in their asset.
        public let equity: Money
        /// Margin of positions and orders.
        public let initialMargin: Money
        /// Of all positions.
        public let maintenanceMargin: Money
        /// What may open positions.
        public let available: Money
    }

    /// Whose mode it is.
    public let marginAccount: MarginAccountID
    /// Nil when the whole account switched.
    public let instrument: InstrumentID?
    /// The mode before.
    public let from: MarginMode
    /// The mode now in force.
    public let to: MarginMode
    /// The figures in the mode before.
    public let before: Figures
    /// The figures in the mode now in force.
    public let after: Figures
    /// Venue time in ms.
    public let timeMs: Int64
}

/// Funding of one position at one instant.
public struct FundingPayment: Sendable, BitwiseCopyable {
    /// Whose position it is.
    public let marginAccount: MarginAccountID
    /// The instrument that settled.
    public let instrument: InstrumentID
    /// Which position of it.
    public let side: PositionSide
    /// Its size.
    public let size: Quantity
    /// The rate of the interval.
    public let rate: Rate
    /// The mark price it was settled at.
    public let mark: Price
    /// Received, in the settle asset; negative when paid.
    public let cash: Money
    /// The wallet balance after it.
    public let wallet: Money
    /// The instant, venue time in ms.
    public let timeMs: Int64
}

/// One side of a trade, or of a transfer outside the book.
public struct Execution: Sendable, BitwiseCopyable {
    /// What moved the position.
    public enum Kind: UInt8, Sendable, BitwiseCopyable {
        /// A trade on the book.
        case trade = 1
        /// The insurance fund took the position at its bankruptcy price.
        case takeover
        /// The position was closed against a bankrupt one.
        case deleveraging
    }

    /// What moved the position.
    public let kind: Kind
    /// The trade's number; both sides of a trade share it.
    public let trade: UInt64
    /// The order after the fill.
    public let order: Order
    /// The resting order's price.
    public let price: Price
    /// Base coin (linear) or USD (inverse).
    public let quantity: Quantity
    /// In the settle asset; where it is not exact, a buyer's rounded down and a seller's up.
    public let value: Value
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
    /// The entry value of what was closed.
    public let closedEntryValue: Value
    /// The closing fee, and the opening fees and funding that belonged to what was closed.
    public let closedCosts: Money
    /// The wallet balance after it.
    public let wallet: Money
    /// The mark price at the trade.
    public let mark: Price
    /// The index price at the trade.
    public let index: Price
    /// Venue time in ms.
    public let timeMs: Int64
}

extension Execution {
    /// The value as an amount to be shown.
    public var amount: Money { value.amount(to: order.side) }
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
        /// A debt that the fund paid, or collateral that it took for one.
        case liquidation
        /// Realised profit less the fee of a position closed against a bankrupt one.
        case deleveraging
        /// Realised profit less the fee of a position that the fund took over.
        case takeover
        /// Interest on what is borrowed.
        case interest
        /// What was borrowed was repaid by another asset: either of the two.
        case repayment
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
