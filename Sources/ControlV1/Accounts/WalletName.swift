import MarginEngine

/// Which of an account's margin accounts money is for.
enum WalletName: Sendable {
    case main, inverse

    /// The one that an object names, `main` when it names none.
    init(in members: Members) throws(InvalidMember) {
        self = members.has("wallet") ? try members.word("wallet", [("main", .main), ("inverse", .inverse)]) : .main
    }

    func marginAccount(of account: Account) -> MarginAccountID {
        self == .main ? account.main : account.inverse
    }
}
