import MarginEngine

/// Which of an account's margin accounts money is for.
enum WalletName: String, Sendable {
    case main, inverse, funding

    static let words: [(String, WalletName)] = [("main", .main), ("inverse", .inverse), ("funding", .funding)]

    /// The one that an object names, `main` when it names none.
    init(in members: Members) throws(InvalidMember) {
        self = try members.optionalWord("wallet", Self.words) ?? .main
    }

    /// Nil where the account's family does not have it.
    func place(in account: Account) -> MarginAccountID? {
        switch self {
        case .main: account.main
        case .inverse: account.inverse
        case .funding: account.funding
        }
    }

    func marginAccount(of account: Account) throws(ControlFailure) -> MarginAccountID {
        guard let marginAccount = place(in: account) else { throw .unknown("wallet", rawValue) }
        return marginAccount
    }
}
