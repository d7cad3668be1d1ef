import Desks
import Dialects
import MarginEngine
import Wire

/// `POST /v5/account/set-margin-mode`: one margin mode for the whole unified account.
/// https://bybit-exchange.github.io/docs/v5/account/set-margin-mode
struct SetMarginMode: PrivateCall {
    private let marginAccount: MarginAccountID
    private let mode: MarginMode

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        // BYBIT-MODE-1.
        guard let mode = MarginMode(wireName: try parameters.required("setMarginMode")) else {
            throw .invalid("setMarginMode")
        }
        self.mode = mode
        // BYBIT-MODE-10, BYBIT-MODE-11: where a generation keeps inverse contracts apart, they are not in this one.
        marginAccount = caller.account.main
    }

    /// Setting the mode that is set already succeeds, BYBIT-MODE-12: trading programs do so before every entry.
    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let command = Command.setAccountMarginMode(marginAccount, mode)
        guard case .refused(let refusal) = desk.apply(command) else {
            return Self.answer(0, "Request accepted", reasons: [])
        }
        // BYBIT-MODE-6. None when the rules allow it: then the desk itself refused, as it does once it is halted.
        let refusals = desk.engine.refusals(of: command)
        guard !refusals.isEmpty else { throw ReturnCode(refusal, of: .marginMode) }
        let failure = ReturnCode.setMarginModeFailed
        let coin = desk.engine.assetBeyondCollateralLimit(of: marginAccount).map { desk.engine[$0].name.text } ?? ""
        return Self.answer(
            failure.number, failure.message,
            reasons: refusals.map {
                $0 == .collateralLimitReached ? .collateralKeepsMode(coin) : ReturnCode($0, of: .marginMode)
            })
    }

    /// BYBIT-MODE-4, BYBIT-MODE-5.
    private static func answer(_ code: Int, _ message: String, reasons: [ReturnCode]) -> Answer {
        var answer = Answer(message: message) { result in
            result.memberArray("reasons") { list in
                for reason in reasons {
                    list.object { row in
                        row.member("reasonCode", "\(reason.number)")
                        row.member("reasonMsg", reason.message)
                    }
                }
            }
        }
        answer.code = code
        answer.isBare = true
        return answer
    }
}
