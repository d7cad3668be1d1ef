import Desks
import MarginEngine
import Wire

extension SignedCall {
    /// Get Trade Rate, of contracts: https://www.bitget.com/api-doc/common/public/Get-Trade-Rate
    func tradeRate(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let isContract = try parameters.requiredChoice("businessType", ["mix": true, "spot": false, "margin": false])
        guard isContract else { throw .notOpenYet }
        let terms = try desk.engine.contract(named: try parameters.required("symbol")).terms
        return Payload.object { json in
            json.member("makerFeeRate", terms.makerFee.text)
            json.member("takerFeeRate", terms.takerFee.text)
        }
    }
}
