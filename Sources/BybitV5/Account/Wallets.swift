import MarginEngine

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
