import Desks
import Dialects
import MarginEngine
import Wire

/// `POST /v5/asset/transfer/inter-transfer`: between the wallets of one account.
/// https://bybit-exchange.github.io/docs/v5/asset/transfer/create-inter-transfer
struct InterTransfer: PrivateCall {
    private let uid: UInt64
    private let transferID: String
    private let coin: String
    private let amount: Money
    private let from: MarginAccountID
    private let to: MarginAccountID

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        uid = caller.uid
        transferID = try parameters.transferID()
        coin = try parameters.required("coin")
        amount = try parameters.transferAmount()
        (from, to) = try parameters.wallets(of: caller.account)
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        guard let asset = desk.engine.asset(named: coin) else { throw .invalidCoin }
        guard !desk.knowsRequest(uid: uid, transferID) else { throw .transferExists }
        _ = try desk.carryOut(.transfer(from: from, to: to, asset, amount), .transfer)
        desk.apply(.noteRequest(uid: uid, transferID))
        _ = desk.noteTransfer(of: uid, from: from, to: to, asset: asset, amount: amount, named: transferID)
        return Answer(message: "success") { result in
            result.member("transferId", transferID)
            result.member("status", "SUCCESS")
        }
    }
}

/// `POST /v5/asset/transfer/universal-transfer`: between a main account and its sub-accounts, of which there are none
/// here. BYBIT-CALL-41. https://bybit-exchange.github.io/docs/v5/asset/transfer/unitransfer
struct UniversalTransfer: PrivateCall {
    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        _ = try parameters.transferID()
        _ = try parameters.required("coin")
        _ = try parameters.transferAmount()
        let from = try parameters.member("fromMemberId")
        let to = try parameters.member("toMemberId")
        for name in ["fromAccountType", "toAccountType"] {
            guard WalletType(rawValue: try parameters.required(name)) != nil else { throw .transferForbidden }
        }
        guard from != to else { throw .transferForbidden }
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer { throw .membersUnrelated }
}

extension Parameters {
    fileprivate func transferID() throws(ReturnCode) -> String {
        let name = try required("transferId")
        guard Identifiers.isUUID(name) else { throw .invalid("transferId") }
        return name
    }

    fileprivate func transferAmount() throws(ReturnCode) -> Money {
        switch DecimalText.read(try required("amount")) {
        case .units(let units) where units > 0: return Money(units: units)
        case .tooFine: throw .amountTooFine
        case .units, .tooLarge: throw .amountInvalid
        case .notANumber: throw .invalid("amount")
        }
    }

    fileprivate func member(_ name: String) throws(ReturnCode) -> UInt64 {
        guard let uid = UInt64(try required(name)) else { throw .invalid(name) }
        return uid
    }

    /// Two different wallets of the caller.
    func wallets(of account: Account) throws(ReturnCode) -> (from: MarginAccountID, to: MarginAccountID) {
        let fromName = try required("fromAccountType")
        let toName = try required("toAccountType")
        guard fromName != toName else { throw .sameAccountType }
        guard let from = WalletType(rawValue: fromName).flatMap(account.marginAccount),
            let to = WalletType(rawValue: toName).flatMap(account.marginAccount)
        else { throw .transferForbidden }
        return (from, to)
    }
}
