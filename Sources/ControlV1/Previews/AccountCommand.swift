import Desks
import Dialects
import MarginEngine

/// A command of an account as a JSON object names it: exactly one member, the command, with its own members. What it
/// names is looked up when the desk is at hand.
struct AccountCommand: Sendable {
    typealias Make = @Sendable (borrowing Desk, MarginAccountID) throws(ControlFailure) -> Command

    /// How one command is written.
    struct Form: Sendable {
        let name: String
        fileprivate let members: [String]
        fileprivate let read: @Sendable (Members) throws(InvalidMember) -> Make

        /// - Parameter members: the names of all that it may have.
        init(
            _ name: String, _ members: String..., read: @escaping @Sendable (Members) throws(InvalidMember) -> Make
        ) {
            self.name = name
            self.members = members
            self.read = read
        }
    }

    private static let forms = margin + positions + orders + wallets

    /// The names of all members that may hold the command.
    static let names = forms.map(\.name)

    private let make: Make

    /// - Parameter members: an object that has one of the commands among its members.
    init(in members: Members) throws(InvalidMember) {
        let form = try members.one(of: Self.forms.map { ($0.name, $0) }, as: "command")
        make = try form.read(members.object(form.name, allowed: form.members))
    }

    func command(_ desk: borrowing Desk, _ account: MarginAccountID) throws(ControlFailure) -> Command {
        try make(desk, account)
    }
}
