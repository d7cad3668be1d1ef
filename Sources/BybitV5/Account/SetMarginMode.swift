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
        guard let mode = MarginMode(wireName: try parameters.required("setMarginMode")) else {
            throw .invalid("setMarginMode")
        }
        self.mode = mode
        marginAccount = caller.account.main
    }

    /// Setting the mode that is set already succeeds: trading programs do so before every entry.
    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let refusals = desk.engine.refusals(ofAccountMarginMode: mode, for: marginAccount)
        guard refusals.isEmpty else { return Self.refused(refusals.map(Reason.init)) }
        _ = try desk.carryOut(.setAccountMarginMode(marginAccount, mode), .marginMode)
        return Self.answer(message: "Request accepted", reasons: [])
    }

    private static func refused(_ reasons: [Reason]) -> Answer {
        var answer = answer(message: ReturnCode.setMarginModeFailed.message, reasons: reasons)
        answer.code = ReturnCode.setMarginModeFailed.number
        return answer
    }

    private static func answer(message: String, reasons: [Reason]) -> Answer {
        var answer = Answer(message: message) { result in
            result.memberArray("reasons") { list in
                for reason in reasons {
                    list.object { row in
                        row.member("reasonCode", reason.code)
                        row.member("reasonMsg", reason.message)
                    }
                }
            }
        }
        answer.isBare = true
        return answer
    }
}

/// One of the reasons why the mode cannot be set; all that hold are listed.
private struct Reason {
    let code: String
    let message: String

    init(_ refusal: Refusal) {
        switch refusal {
        case .equityBelowPortfolioMinimum:
            self.init("3400000", "Equity needs to be equal to or greater than 1000 USDC")
        case .hedgedSymbolInPortfolio:
            self.init("3400208", "You have unclosed hedge mode or isolated mode USDT perpetual positions")
        case .riskLimitExceeded:
            self.init(
                "3400139",
                "The total value of your positions and orders has exceeded the risk limit for a Perpetual or Futures "
                    + "contract")
        default:
            let code = ReturnCode(refusal, of: .marginMode)
            self.init("\(code.number)", code.message)
        }
    }

    private init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }
}
