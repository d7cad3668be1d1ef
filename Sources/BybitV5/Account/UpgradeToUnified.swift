import Desks
import Dialects
import MarginEngine
import Wire

/// `POST /v5/account/upgrade-to-uta`: from UTA2.0 to UTA2.0 Pro, for VIP and PRO users, whom this venue does not have.
/// Every reason that holds is told. https://bybit-exchange.github.io/docs/v5/account/upgrade-unified-account
struct UpgradeToUnified: PrivateCall {
    private static let hourMs: Int64 = 3_600_000
    private static let minuteMs: Int64 = 60_000

    private let account: Account

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let reasons = reasons(on: desk)
        return Answer(message: "") { result in
            result.member("unifiedUpdateStatus", "FAIL")
            result.memberObject("unifiedUpdateMsg") { message in
                message.memberArray("msg") { list in
                    for reason in reasons { list.value(reason) }
                }
            }
        }
    }

    private func reasons(on desk: borrowing Desk) -> [String] {
        var reasons: [String] = []
        let minute = desk.venueTimeMs % Self.hourMs / Self.minuteMs
        if minute >= 50 || minute < 5 {
            reasons.append(
                "Update account failed. Upgrading is prohibited from minute 50 to minute 5 of the next hour.")
        }
        if !desk.engine.pendingOrders(of: account.main).isEmpty {
            reasons.append("Update account failed. You have uncancelled USDT perpetual orders")
        }
        reasons.append("Update account failed. The account is not a VIP or PRO level user.")
        return reasons
    }
}
