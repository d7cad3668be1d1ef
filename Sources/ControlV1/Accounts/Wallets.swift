import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// Money into and out of the venue.
enum Wallets {
    static func deposit(_ call: Call) throws(ControlFailure) -> Answer {
        try move(call) { .deposit($0, $1, $2) }
    }

    static func withdraw(_ call: Call) throws(ControlFailure) -> Answer {
        try move(call) { .withdraw($0, $1, $2) }
    }

    /// Books a deposit of the insurance fund, a withdrawal when the amount is negative.
    static func fundInsurance(_ call: Call) throws(ControlFailure) -> Answer {
        let members = try call.members("asset", "amount")
        let (name, amount) = try controlled { () throws(InvalidMember) in
            (try members.text("asset"), try members.decimal("amount") as Money)
        }
        return .desk { desk throws(ControlFailure) in
            let asset = try desk.asset(name)
            try desk.accept(.fundInsurance(asset, amount))
            return .object { body in
                body.member("asset", name)
                body.member("insuranceFund", desk.engine.insuranceFund(asset).text)
            }
        }
    }

    private static func move(
        _ call: Call, _ command: @escaping @Sendable (MarginAccountID, AssetID, Money) -> Command
    ) throws(ControlFailure) -> Answer {
        let uid = try call.uid()
        let members = try call.members("asset", "amount", "wallet")
        let (name, amount, wallet) = try controlled { () throws(InvalidMember) in
            (try members.text("asset"), try members.decimal("amount") as Money, try WalletName(in: members))
        }
        return .desk { desk throws(ControlFailure) in
            let marginAccount = try wallet.marginAccount(of: try desk.account(uid: uid).account)
            let asset = try desk.asset(name)
            try desk.accept(command(marginAccount, asset, amount))
            return .object { body in
                body.member("asset", name)
                body.member("balance", desk.engine.wallet(marginAccount, asset).text)
            }
        }
    }
}
