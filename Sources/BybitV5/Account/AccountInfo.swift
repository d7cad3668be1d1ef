import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/account/info`, BYBIT-MODE-27. https://bybit-exchange.github.io/docs/v5/account/account-info
struct AccountInfo: PrivateCall {
    private let account: Account

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let mode = account.generation.isUnified ? desk.engine.mode(of: account.main) : .cross
        let preferences = desk.preferences(of: account.uid)
        let window = preferences.contractWindow
        return Answer { result in
            result.member("unifiedMarginStatus", account.generation.unifiedMarginStatus)
            result.member("marginMode", mode.wireName)
            result.member("isMasterTrader", false)
            result.member("spotHedgingStatus", preferences.hedgesWithSpot ? "ON" : "OFF")
            result.member("updatedTime", "\(desk.engine.timeMs)")
            result.member("dcpStatus", window == nil ? "OFF" : "ON")
            result.member("timeWindow", window ?? 0)
            result.member("smpGroup", 0)
        }
    }
}
