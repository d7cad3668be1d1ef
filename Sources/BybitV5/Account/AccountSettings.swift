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

/// `GET /v5/account/user-setting-config`. That orders beyond the price limit are refused, not moved, is `true` for
/// perpetuals and `false` for spot. https://bybit-exchange.github.io/docs/v5/account/get-user-setting-config
struct UserSettings: PrivateCall {
    private let uid: UInt64

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        uid = caller.uid
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let preferences = desk.preferences(of: uid)
        return Answer { result in
            result.member("lpaSpot", preferences.movesSpotPrices)
            result.member("lpaPerp", !preferences.movesContractPrices)
            result.member("deltaEnable", false)
            result.member("smsef", false)
            result.member("fmsef", false)
        }
    }
}

/// `POST /v5/account/set-limit-px-action`: whether limit orders beyond the price limit are moved to it or refused, of
/// all contracts or of spot. They are refused until it is said. ORDER-34.
/// https://bybit-exchange.github.io/docs/v5/account/set-price-limit
struct SetPriceLimitAction: PrivateCall {
    private let uid: UInt64
    private let category: Category
    private let isMoving: Bool

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        uid = caller.uid
        category = try parameters.category()
        guard category != .option else { throw .illegalCategory }
        _ = try parameters.required("modifyEnable")
        isMoving = try parameters.flag("modifyEnable")
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        try desk.setPreferences(of: uid) { preferences in
            if category == .spot {
                preferences.movesSpotPrices = isMoving
            } else {
                preferences.movesContractPrices = isMoving
            }
        }
        return Answer(message: "success")
    }
}

/// `POST /v5/account/set-hedging-mode`: shown again, and without effect, since there is no spot that could hedge.
/// https://bybit-exchange.github.io/docs/v5/account/set-spot-hedge
struct SetHedgingMode: PrivateCall {
    private let uid: UInt64
    private let isOn: Bool

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        uid = caller.uid
        switch try parameters.required("setHedgingMode") {
        case "ON": isOn = true
        case "OFF": isOn = false
        default: throw .invalid("setHedgingMode")
        }
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        try desk.setPreferences(of: uid) { $0.hedgesWithSpot = isOn }
        return Answer(message: "SUCCESS")
    }
}
