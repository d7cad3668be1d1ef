import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// The switch between isolated and unified margin.
/// https://docs.p99.world/futures/usdt-margined/unified-margin/switch-mode
enum MarginModes {
    /// The order of the checks is that of the page's error table; the engine's rule book keeps it. There is no shortcut
    /// for the mode the account has already: the page states its preconditions by target.
    static func change(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let target = try target(in: call.request.body)
        let account = login.account.main
        return .desk { desk throws(Failure) in
            if case .refused(let refusal) = desk.apply(.setAccountMarginMode(account, target)) {
                throw SwitchRefusal(refusal, of: target, for: account, desk.engine).failure
            }
            let figures = desk.engine.unified(account, as: .cross)
            return .object { body in
                body.member("success", true)
                body.member("margin_mode", text(desk.engine.mode(of: account)))
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
                body.member("margin_mode", text(desk.engine.mode(of: account)))
                body.member("account_status", AccountStatus(figures).rawValue)
                body.uniMMR(figures)
                body.member("available_balance", figures.available.text)
            }
        }
    }

    /// ZTDX-MODE-25: the switches that were made, the newest first.
    static func history(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let page = try Page(call.parameters, most: History.Kept.modeSwitches)
        return .desk { desk in
            let all = desk.history.modeSwitches(of: login.accountID)
            return .object { body in
                body.memberArray("switches") { list in
                    for index in page.rows(of: Array(all.indices)) {
                        let older = all[(index + 1)...].prefix { $0.timeMs == all[index].timeMs }
                        list.object { $0.write(all[index], place: older.count + 1) }
                    }
                }
                body.member("total", all.count)
            }
        }
    }

    /// The venue's word for a mode: its `unified` is the engine's cross.
    static func text(_ mode: MarginMode) -> String { mode == .isolated ? "isolated" : "unified" }

    /// A body that is no JSON object has no mode either: there is no separate code for it.
    static func target(in body: [UInt8]) throws(Failure) -> MarginMode {
        let member = JSON.parse(body)?["margin_mode"]
        switch member?.string {
        case "isolated": return .isolated
        case "unified": return .cross
        default: throw invalidMode(received: member)
        }
    }

    private static func invalidMode(received member: JSON?) -> Failure {
        let received = member.map { $0.scalarText ?? "a value that is no string" } ?? "none"
        let text = "margin_mode must be the string \"isolated\" or \"unified\"; received: \(received.prefix(64))"
        return Failure(400, named: "INVALID_MARGIN_MODE", text) { details in
            details.memberArray("all_failed") { $0.value("INVALID_MARGIN_MODE") }
        }
    }
}

extension JSONWriter {
    /// The ratio as text, null without a position.
    mutating func uniMMR(_ figures: UnifiedFigures) {
        if let ratio = Ratio(uniMMRIn: figures) {
            member("uni_mmr", ratio.text)
        } else {
            memberNull("uni_mmr")
        }
    }

    /// - Parameter place: among the account's switches of the same millisecond.
    fileprivate mutating func write(_ change: ModeSwitch, place: Int) {
        member("id", "\(change.timeMs)-\(place)")
        member("from", MarginModes.text(change.from))
        member("to", MarginModes.text(change.to))
        member("result", "success")
        memberNull("code")
        if let ratio = Ratio(change.after.equity, over: change.after.maintenanceMargin) {
            member("uni_mmr", ratio.text)
        } else {
            memberNull("uni_mmr")
        }
        member("created_at", UTC.text(change.timeMs))
    }
}
