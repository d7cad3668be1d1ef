import MarginEngine
import Wire

/// What the coins of an account in union mode amount to together, in USD.
struct UnionFigures {
    let totalMargin: Money
    let available: Money
    let maintenanceMargin: Money

    /// Nil in single mode.
    init?(_ account: MarginAccountID, in engine: borrowing Engine) {
        guard engine.regime(of: account) == .unified else { return nil }
        let figures = engine.unified(account)
        totalMargin = figures.marginBalance
        available = figures.available.orZero
        maintenanceMargin = figures.maintenanceMargin
    }

    /// Maintenance margin over what carries it: at 1 the account is liquidated.
    var riskRate: String { ratio(maintenanceMargin, to: totalMargin, .up) }
}

extension JSONWriter {
    /// The members of union mode; zeros in single mode.
    mutating func memberUnion(_ union: UnionFigures?) {
        member("unionTotalMargin", (union?.totalMargin ?? .zero).text)
        member("unionAvailable", (union?.available ?? .zero).text)
        member("unionMm", (union?.maintenanceMargin ?? .zero).text)
    }
}
