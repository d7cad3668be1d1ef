import Desks
import Dialects
import MarginEngine
import Wire

/// `POST /v5/asset/transfer/inter-transfer`: between the wallets of one account, which only UTA1.0 has two of.
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
        transferID = try parameters.required("transferId")
        guard Identifiers.isUUID(transferID) else { throw .invalid("transferId") }
        coin = try parameters.required("coin")
        switch DecimalText.read(try parameters.required("amount")) {
        case .units(let units) where units > 0: amount = Money(units: units)
        case .tooFine: throw .amountTooFine
        case .units, .tooLarge: throw .amountInvalid
        case .notANumber: throw .invalid("amount")
        }
        let fromName = try parameters.required("fromAccountType")
        let toName = try parameters.required("toAccountType")
        guard fromName != toName else { throw .sameAccountType }
        guard let from = WalletType(rawValue: fromName).flatMap(caller.account.marginAccount),
            let to = WalletType(rawValue: toName).flatMap(caller.account.marginAccount)
        else { throw .transferForbidden }
        self.from = from
        self.to = to
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        guard let asset = desk.engine.asset(named: coin) else { throw .invalidCoin }
        guard !desk.knowsRequest(uid: uid, transferID) else { throw .transferExists }
        _ = try desk.carryOut(.transfer(from: from, to: to, asset, amount), .transfer)
        desk.apply(.noteRequest(uid: uid, transferID))
        return Answer(message: "success") { result in
            result.member("transferId", transferID)
            result.member("status", "SUCCESS")
        }
    }
}
