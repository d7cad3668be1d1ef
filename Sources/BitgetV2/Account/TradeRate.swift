import Desks
import Dialects
import MarginEngine
import Wire

extension Accounts {
    /// Get Trade Rate, of contracts: https://www.bitget.com/api-doc/common/public/Get-Trade-Rate
    static func tradeRate(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let isContract = try call.parameters.requiredChoice(
                "businessType", ["mix": true, "spot": false, "margin": false])
            guard isContract else { throw .notOpenYet }
            let terms = try desk.engine.contract(named: try call.parameters.required("symbol")).terms
            return .object { json in
                json.member("makerFeeRate", terms.makerFee.text)
                json.member("takerFeeRate", terms.takerFee.text)
            }
        }
    }
}
