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

/// `GET /v5/account/query-dcp-info`: for which products orders are cancelled when the client is disconnected. The venue
/// turns it on for some institutions only; for all others the list is empty.
/// https://bybit-exchange.github.io/docs/v5/account/dcp-info
struct DisconnectProtectionInfo: PrivateCall {
    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {}

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        Answer(message: "success") { $0.memberArray("dcpInfos") { _ in } }
    }
}

/// `POST /v5/order/disconnected-cancel-all`: after how many seconds they are cancelled, where that is turned on.
/// https://bybit-exchange.github.io/docs/v5/order/dcp
struct SetDisconnectProtection: PrivateCall {
    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        switch try parameters.text("product") {
        case nil, "OPTIONS", "DERIVATIVES", "SPOT": break
        default: throw .invalid("product")
        }
        guard let seconds = try parameters.integer("timeWindow"), (3...300).contains(seconds) else {
            throw .invalid("timeWindow")
        }
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer { Answer(message: "success") }
}
