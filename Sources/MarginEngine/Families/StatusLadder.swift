/// Equity over maintenance margin, as a fraction; compared by multiplication, so that nothing is rounded. ZTDX-MODE-9,
/// ZTDX-MODE-12.
public struct MarginRatio: Sendable, Hashable, BitwiseCopyable {
    /// 110 is 1.10.
    public let hundredths: Int
    /// Above 0.
    public init(hundredths: Int) { self.hundredths = hundredths }

    /// Where equity stands against this ratio of a maintenance margin: below zero when it is less, above when more.
    func compare(_ equity: Money, to maintenance: Money) -> Int128 {
        (equity * 100 - maintenance * Int128(hundredths)).units
    }

    /// True when equity is at least this many times a maintenance margin.
    public func isReached(by equity: Money, over maintenance: Money) -> Bool { compare(equity, to: maintenance) >= 0 }

    /// How much equity is missing to reach it, rounded up, so that a deposit of it is enough; negative when there is more.
    public func shortfall(of equity: Money, over maintenance: Money) -> Money {
        Money(units: mulDiv(maintenance.units, Int128(hundredths), 100, .up)) - equity
    }
}

/// The statuses that a unified account passes as its ratio falls. A status begins when the ratio is at its step.
/// ZTDX-MODE-16.
public struct StatusLadder: Sendable {
    /// How near an account is to its liquidation.
    public enum Status: Sendable {
        case normal
        case firstWarning
        case secondWarning
        /// Its orders are cancelled and nothing can be opened.
        case reduceOnly
        /// Its positions are closed, one at a time.
        case liquidating
    }

    /// From here on the account is warned.
    public let firstWarning: MarginRatio
    /// From here on it is warned again.
    public let secondWarning: MarginRatio
    /// From here on it may only reduce.
    public let reduceOnly: MarginRatio
    /// From here on it is liquidated.
    public let liquidating: MarginRatio
    /// What an account with positions must have to become unified, or to open more; below `reduceOnly`, so that one
    /// that becomes unified may be reduce-only at once, ZTDX-MODE-17.
    public let entry: MarginRatio
    /// Between the liquidations of two of its positions, venue time in ms.
    public let intervalMs: Int64

    /// The ratios from the highest to the lowest, `entry` aside.
    public init(
        firstWarning: MarginRatio, secondWarning: MarginRatio, reduceOnly: MarginRatio, liquidating: MarginRatio,
        entry: MarginRatio,
        intervalMs: Int64
    ) {
        self.firstWarning = firstWarning
        self.secondWarning = secondWarning
        self.reduceOnly = reduceOnly
        self.liquidating = liquidating
        self.entry = entry
        self.intervalMs = intervalMs
    }

    /// The status of an account without positions is `normal`, whatever its equity.
    public func status(of figures: UnifiedFigures) -> Status {
        guard figures.hasPositions else { return .normal }
        func isDown(to step: MarginRatio) -> Bool {
            step.compare(figures.totalEquity, to: figures.maintenanceMargin) <= 0
        }
        if isDown(to: liquidating) { return .liquidating }
        if isDown(to: reduceOnly) { return .reduceOnly }
        if isDown(to: secondWarning) { return .secondWarning }
        return isDown(to: firstWarning) ? .firstWarning : .normal
    }
}
