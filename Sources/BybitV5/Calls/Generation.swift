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

/// `accountType`: one of an account's wallets.
enum WalletType: String, Sendable {
    case unified = "UNIFIED"
    case contract = "CONTRACT"
}

extension Account {
    /// The margin account behind a wallet; nil where the generation does not have it.
    func marginAccount(_ wallet: WalletType) -> MarginAccountID? {
        switch wallet {
        case .unified: generation.isUnified ? main : nil
        case .contract: generation.isUTA2 ? nil : inverse
        }
    }
}

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
