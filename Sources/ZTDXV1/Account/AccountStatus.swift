import MarginEngine

/// ZTDX-MODE-16: the ladder of statuses by uniMMR.
/// https://docs.p99.world/futures/usdt-margined/unified-margin/overview
enum AccountStatus: String, Sendable {
    case normal
    case firstWarning = "warning_1"
    case secondWarning = "warning_2"
    case reduceOnly = "reduce_only"
    case liquidating

    /// The greatest ratio, in hundredths, with which an account has the status; the worst comes first.
    private static let ladder: [(status: AccountStatus, hundredths: Int128)] = [
        (.liquidating, 105), (.reduceOnly, 120), (.secondWarning, 150), (.firstWarning, 200),
    ]

    init(_ figures: UnifiedFigures) {
        let ratio = Ratio(uniMMRIn: figures)
        let rung = Self.ladder.first { ratio?.isAtMost(hundredths: $0.hundredths) == true }
        self = rung?.status ?? .normal
    }
}
