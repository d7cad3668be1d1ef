public import MarginEngine

/// What a liquidation took of one position at one instant. Amounts in the settle asset.
public struct LiquidatedPosition: Sendable {
    /// The venue's order that closed it, the last of several.
    public internal(set) var order: Order
    /// Which position it was.
    public let side: PositionSide
    /// Base coin (linear) or USD (inverse).
    public internal(set) var quantity: Quantity
    /// The entry value of what was closed.
    public internal(set) var entryValue: Value
    /// Realised profit, fees not deducted; negative for a loss.
    public internal(set) var profit: Money
    /// The closing fees.
    public internal(set) var fees: Money
    /// The mark price then.
    public let mark: Price
    /// Equity before it: the position's when isolated, the account's or pool's otherwise.
    public internal(set) var equity: Money
    /// Maintenance margin before it, of the same.
    public internal(set) var maintenanceMargin: Money
    /// Equity of the account or pool once the command was done.
    public internal(set) var equityAfter: Money
    /// Maintenance margin of the account or pool once the command was done.
    public internal(set) var maintenanceMarginAfter: Money
    /// The trade by which the insurance fund took the rest over, the last of several; nil when the book took all.
    public internal(set) var takeover: UInt64?
    /// True when opposite positions were closed for it, the insurance fund being unable to bear it.
    public internal(set) var wasDeleveraged: Bool
    /// Venue time in ms.
    public let timeMs: Int64

    init(_ execution: Execution) {
        order = execution.order
        side = execution.order.side.closes
        quantity = .zero
        entryValue = .zero
        profit = .zero
        fees = .zero
        mark = execution.mark
        equity = .zero
        maintenanceMargin = .zero
        equityAfter = .zero
        maintenanceMarginAfter = .zero
        takeover = nil
        wasDeleveraged = false
        timeMs = execution.timeMs
        add(execution)
    }

    /// Adds a further close of the same position at the same instant: what the book did not take, the fund took over.
    mutating func add(_ execution: Execution) {
        order = execution.order
        quantity += execution.closedQuantity
        entryValue += execution.closedEntryValue
        profit += execution.realised
        fees += execution.fee
        if execution.kind == .takeover { takeover = execution.trade }
    }

    /// True for a close that belongs to this one.
    func continues(with execution: Execution) -> Bool {
        order.marginAccount == execution.order.marginAccount && order.instrument == execution.order.instrument
            && order.side == execution.order.side && timeMs == execution.timeMs
    }

    /// Takes in what justified it; the first step that tells of it counts.
    mutating func judge(_ step: LiquidationStep, _ engine: borrowing Engine) {
        if maintenanceMargin == .zero {
            equity = step.equity
            maintenanceMargin = step.maintenanceMargin
        }
        if engine.regime(of: order.marginAccount) == .unified {
            let figures = engine.unified(order.marginAccount)
            equityAfter = figures.totalEquity
            maintenanceMarginAfter = figures.maintenanceMargin
        } else {
            let pool = engine.pool(order.marginAccount, engine[order.instrument].settle)
            equityAfter = pool.equity
            maintenanceMarginAfter = pool.maintenanceMargin
        }
    }
}
