import Desks
import Dialects
import MarginEngine
import Wire

/// ZTDX-MODE-34: adds to (positive) or takes from (negative) the margin of an isolated position. The call is ours.
enum PositionMargin {
    static func adjust(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let id = try call.parameters.required("position_id")
        guard let amount = Money(call.parameters["amount"] ?? "") else { throw .invalidAmount }
        let account = login.account.main
        return .desk { desk throws(Failure) in
            let (instrument, side) = try desk.engine.position(id, of: login)
            try desk.carryOut(.adjustMargin(account, instrument, side, amount), .margin)
            let figures = desk.engine.position(account, instrument, side)
            let available = desk.engine.unified(account, as: .cross).available
            return .object { body in
                body.member("success", true)
                body.member("position_id", id)
                body.member("collateral", figures?.margin.text ?? "0")
                body.member("available_balance", available.text)
                body.memberOptional("liquidation_price", figures?.liquidationPrice?.text)
            }
        }
    }
}
