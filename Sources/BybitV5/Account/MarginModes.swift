import MarginEngine

/// `marginMode` and `setMarginMode`.
extension MarginMode {
    init?(wireName: String) {
        guard let mode = Self.allCases.first(where: { $0.wireName == wireName }) else { return nil }
        self = mode
    }

    var wireName: String {
        switch self {
        case .isolated: "ISOLATED_MARGIN"
        case .cross: "REGULAR_MARGIN"
        case .portfolio: "PORTFOLIO_MARGIN"
        }
    }
}
