import Desks
import Dialects
import MarginEngine
import Wire

/// The fee rates of an account in a symbol, in the shape of Binance's futures API.
enum CommissionRate {
    static func read(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        return .desk { desk throws(Failure) in
            let terms = desk.engine.terms(try desk.engine.tradedInstrument(symbol), .ztdx)
            return .object { body in
                body.member("symbol", symbol)
                body.member("makerCommissionRate", terms?.makerFee.text ?? "0")
                body.member("takerCommissionRate", terms?.takerFee.text ?? "0")
            }
        }
    }
}
