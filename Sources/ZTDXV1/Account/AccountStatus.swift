import MarginEngine

/// ZTDX-MODE-16: the ladder of statuses by uniMMR.
/// https://docs.p99.world/futures/usdt-margined/unified-margin/overview
enum AccountStatus: String, Sendable {
    case normal
    case firstWarning = "warning_1"
    case secondWarning = "warning_2"
    case reduceOnly = "reduce_only"
    case liquidating

    init(_ figures: UnifiedFigures) {
        self =
            switch StatusLadder.ztdx.status(of: figures) {
            case .normal: .normal
            case .firstWarning: .firstWarning
            case .secondWarning: .secondWarning
            case .reduceOnly: .reduceOnly
            case .liquidating: .liquidating
            }
    }
}
