import MarginEngine

/// Which of an account's margin accounts money is for.
enum WalletName: Sendable {
    case main, inverse

    static let words: [(String, WalletName)] = [("main", .main), ("inverse", .inverse)]

    /// The one that an object names, `main` when it names none.
    init(in members: Members) throws(InvalidMember) {
        self = try members.optionalWord("wallet", Self.words) ?? .main
    }

    func marginAccount(of account: Account) -> MarginAccountID {
        self == .main ? account.main : account.inverse
    }
}
