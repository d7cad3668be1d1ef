import MarginEngine

/// The least ratio with which an account with positions may become unified, or open more.
enum SwitchThreshold {
    static let text = Ratio(StatusLadder.ztdx.entry).text

    /// How much equity is missing.
    static func shortfall(_ figures: UnifiedFigures) -> Money {
        StatusLadder.ztdx.entry.shortfall(of: figures.totalEquity, over: figures.maintenanceMargin)
    }
}
