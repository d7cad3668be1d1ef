import Desks
import Dialects
import Wire

/// `GET /v5/account/smp-group`: groups of accounts that do not trade with each other; this venue has none.
/// https://bybit-exchange.github.io/docs/v5/account/smp-group
struct SelfMatchGroup: PrivateCall {
    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {}

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        Answer(message: "success") { $0.member("smpGroup", 0) }
    }
}

/// `GET /v5/account/user-setting-config`. Orders beyond the price limit are refused, not moved, which is `true` for
/// perpetuals and `false` for spot. https://bybit-exchange.github.io/docs/v5/account/get-user-setting-config
struct UserSettings: PrivateCall {
    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {}

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        Answer { result in
            result.member("lpaSpot", false)
            result.member("lpaPerp", true)
            result.member("deltaEnable", false)
            result.member("smsef", false)
            result.member("fmsef", false)
        }
    }
}
