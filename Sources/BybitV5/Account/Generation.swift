import MarginEngine

/// How the generations of accounts show. https://bybit-exchange.github.io/docs/v5/acct-mode
extension AccountGeneration {
    var isUnified: Bool { self != .classic }

    /// True where inverse contracts have a wallet of their own beside the unified one.
    var hasInverseWallet: Bool { self == .uta1 || self == .uta1Pro }

    var isUTA2: Bool { self == .uta2 || self == .uta2Pro }

    /// `unifiedMarginStatus`.
    var unifiedMarginStatus: Int {
        switch self {
        case .classic: 1
        case .uta1: 3
        case .uta1Pro: 4
        case .uta2, .only: 5
        case .uta2Pro: 6
        }
    }
}
