import Desks
import Dialects
import MarginEngine

/// Money into, out of and between an account's wallets.
extension AccountCommand {
    static let wallets = [
        Form("deposit", "asset", "amount") { (members) throws(InvalidMember) in
            try move(members) { .deposit($0, $1, $2) }
        },
        Form("withdraw", "asset", "amount") { (members) throws(InvalidMember) in
            try move(members) { .withdraw($0, $1, $2) }
        },
        Form("transfer", "asset", "amount", "to", read: transfer),
    ]

    private static func move(
        _ members: Members, _ command: @escaping @Sendable (MarginAccountID, AssetID, Money) -> Command
    ) throws(InvalidMember) -> Make {
        let name = try members.text("asset")
        let amount: Money = try members.decimal("amount")
        return { (desk, account) throws(ControlFailure) in command(account, try desk.asset(name), amount) }
    }

    private static func transfer(_ members: Members) throws(InvalidMember) -> Make {
        let name = try members.text("asset")
        let amount: Money = try members.decimal("amount")
        let wallet = try members.word("to", WalletName.words)
        return { (desk, account) throws(ControlFailure) in
            let owner = desk.engine[desk.engine.owner(of: account)]
            return .transfer(from: account, to: try wallet.marginAccount(of: owner), try desk.asset(name), amount)
        }
    }
}
