import Desks
import Dialects
import MarginEngine
import Wire

/// ZTDX-MODE-25: the switches that were made, the newest first.
enum ModeSwitchHistory {
    static func list(_ call: Call, _ login: Login) throws(Failure) -> Answer {
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
}

extension JSONWriter {
    /// - Parameter place: among the account's switches of the same millisecond.
    fileprivate mutating func write(_ change: ModeSwitch, place: Int) {
        member("id", "\(change.timeMs)-\(place)")
        member("from", change.from.word)
        member("to", change.to.word)
        member("result", "success")
        memberNull("code")
        memberOptional("uni_mmr", Ratio(change.after.equity, over: change.after.maintenanceMargin)?.text)
        member("created_at", UTC.text(change.timeMs))
    }
}
