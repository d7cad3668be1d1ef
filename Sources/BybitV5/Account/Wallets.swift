import MarginEngine

/// `accountType`: one of an account's wallets.
enum WalletType: String, Sendable, CaseIterable {
    case unified = "UNIFIED"
    case contract = "CONTRACT"
    case fund = "FUND"
}

extension Account {
    /// The margin account behind a wallet; nil where the generation does not have it.
    func marginAccount(_ wallet: WalletType) -> MarginAccountID? {
        switch wallet {
        case .unified: generation.isUnified ? main : nil
        case .contract: generation.isUTA2 ? nil : inverse
        case .fund: funding
        }
    }

    /// The wallet that a margin account of this account is.
    func wallet(_ marginAccount: MarginAccountID) -> WalletType? {
        WalletType.allCases.first { self.marginAccount($0) == marginAccount }
    }
}
