import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// The switch between isolated and unified margin.
/// https://docs.p99.world/futures/usdt-margined/unified-margin/switch-mode
enum MarginModes {
    /// The order of the checks is that of the page's error table; the engine's rule book keeps it. There is no shortcut
    /// for the mode the account has already: the page states its preconditions by target (ZTDX-MODE-11).
    static func change(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let target = try MarginMode(target: call.request.body)
        let account = login.account.main
        return .desk { desk throws(Failure) in
            if case .refused(let refusal) = desk.apply(.setAccountMarginMode(account, target)) {
                throw SwitchRefusal(of: target, for: account, desk.engine).failure(refusal)
            }
            // ZTDX-MODE-18.
            let figures = desk.engine.unified(account, as: .cross)
            return .object { body in
                body.member("success", true)
                body.member("margin_mode", desk.engine.mode(of: account).word)
                body.uniMMR(figures)
                body.member("available_balance", figures.available.text)
            }
        }
    }

    /// The mode the account has; the venue documents no such call, the whole account being its way to read the mode.
    static func read(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let account = login.account.main
        return .desk { desk in
            let figures = desk.engine.unified(account, as: .cross)
            return .object { body in
                body.member("margin_mode", desk.engine.mode(of: account).word)
                body.member("account_status", AccountStatus(figures).rawValue)
                body.uniMMR(figures)
                body.member("available_balance", figures.available.text)
            }
        }
    }
}

extension MarginMode {
    /// The venue's word for a mode: its `unified` is the engine's cross.
    var word: String { self == .isolated ? "isolated" : "unified" }

    /// ZTDX-MODE-5: the mode that a switch's body asks for. A body that is no JSON object has no mode either: there is no
    /// separate code for it.
    init(target body: [UInt8]) throws(Failure) {
        let member = JSON.parse(body)?["margin_mode"]
        switch member?.string {
        case "isolated": self = .isolated
        case "unified": self = .cross
        default:
            let received = member.map { $0.scalarText ?? "a value that is no string" } ?? "none"
            throw .invalidMarginMode(received: String(received.prefix(64)))
        }
    }
}
