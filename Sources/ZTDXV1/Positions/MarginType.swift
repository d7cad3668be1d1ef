import Desks
import Dialects
import MarginEngine
import Wire

/// ZTDX-MODE-37: `/fapi` knows cross margin only, whatever mode the account has.
/// https://docs.p99.world/futures/usdt-margined/account/margin-type
enum MarginType {
    static func read(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        return .desk { desk throws(Failure) in
            _ = try desk.engine.tradedInstrument(symbol)
            return .object { body in
                body.member("symbol", symbol)
                body.member("marginType", "CROSSED")
            }
        }
    }

    static func change(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        let marginType = try call.parameters.required("marginType")
        return .desk { desk throws(Failure) in
            _ = try desk.engine.tradedInstrument(symbol)
            switch marginType {
            case "CROSSED": return .done("success")
            case "ISOLATED": throw .marginTypeUnchanged
            default: throw .invalidMarginType
            }
        }
    }
}
