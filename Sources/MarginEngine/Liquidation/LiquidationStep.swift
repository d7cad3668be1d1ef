/// One step of a liquidation, with the figures that justified it.
public struct LiquidationStep: Sendable, BitwiseCopyable {
    /// What was done.
    public enum Kind: UInt8, Sendable, BitwiseCopyable {
        /// The orders were cancelled.
        case ordersCancelled = 1
        /// Margin was added from the available balance, as the account had asked for.
        case marginAdded
        /// Part or all of the position was closed on the book.
        case reduced
        /// The insurance fund took the position at its bankruptcy price.
        case takenOver
        /// An opposite position was closed at the bankruptcy price.
        case deleveraged
        /// The insurance fund paid a debt, against other collateral where there was some.
        case debtPaid
        /// The loss was borne by nobody: the fund was empty and no opposite position was left.
        case lossSocialised
    }

    /// What was done.
    public let kind: Kind
    /// Whose position or account it was done to.
    public let marginAccount: MarginAccountID
    /// Nil for steps that concern a whole account.
    public let instrument: InstrumentID?
    /// Nil for steps that concern a whole account or both sides.
    public let side: PositionSide?
    /// How much of the position; zero where none is concerned.
    public let quantity: Quantity
    /// The bankruptcy price, or the price of the step; zero where there is none.
    public let price: Price
    /// What the step moved, in the settle asset.
    public let amount: Money
    /// Equity before the step: the position's when isolated (in its settle asset), the account's or pool's otherwise.
    public let equity: Money
    /// Maintenance margin before the step, of the same.
    public let maintenanceMargin: Money
    /// The takeover that the step was, or that the fund could not bear; nil for other steps, and where the fund had to
    /// let go what it had held for a while.
    public let takeover: TakeoverID?
}

/// Which takeover of a position by the insurance fund.
public struct TakeoverID: Sendable, BitwiseCopyable {
    /// The trade's number, as its execution has it.
    public let trade: UInt64
    /// Whose position it was.
    public let marginAccount: MarginAccountID
}

/// Equity against maintenance margin, of whatever is liquidated as one.
struct Solvency {
    let equity: Money
    let maintenance: Money

    /// MARGIN-31: at mark, with "less or equal".
    var isBroken: Bool { maintenance > .zero && equity <= maintenance }
}

extension Engine {
    /// Tells of a step done to a position, or to all of a holding.
    mutating func tell(
        _ kind: LiquidationStep.Kind, of handle: Handle<Holding>, on side: PositionSide? = nil,
        quantity: Quantity = .zero, at price: Price = .zero, amount: Money = .zero, _ solvency: Solvency,
        takeover: TakeoverID? = nil
    ) {
        let holding = state.holdings[handle]
        events.append(
            .liquidation(
                LiquidationStep(
                    kind: kind, marginAccount: holding.marginAccount, instrument: holding.instrument, side: side,
                    quantity: quantity, price: price, amount: amount, equity: solvency.equity,
                    maintenanceMargin: solvency.maintenance, takeover: takeover)))
    }

    /// Tells of a step done to a whole account.
    mutating func tell(
        _ kind: LiquidationStep.Kind, of account: MarginAccountID, amount: Money, _ solvency: Solvency
    ) {
        events.append(
            .liquidation(
                LiquidationStep(
                    kind: kind, marginAccount: account, instrument: nil, side: nil, quantity: .zero, price: .zero,
                    amount: amount, equity: solvency.equity, maintenanceMargin: solvency.maintenance,
                    takeover: nil)))
    }
}
