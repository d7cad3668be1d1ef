import MarginEngine

/// The least ratio with which an account with positions may become unified, or open more.
enum SwitchThreshold {
    static let text = "1.1"
    private static let rate = Rate(units: 110_000_000)

    /// True when the ratio of equity to maintenance margin is at least that, by multiplication.
    static func isMet(_ equity: Money, _ maintenance: Money) -> Bool {
        equity.units * 10 >= maintenance.units * 11
    }

    /// How much equity is missing, rounded up, so that a deposit of it is enough.
    static func shortfall(_ figures: UnifiedFigures) -> Money {
        figures.maintenanceMargin.times(rate, .up) - figures.totalEquity
    }
}
