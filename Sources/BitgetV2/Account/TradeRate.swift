import Desks
import Dialects
import MarginEngine
import Wire

extension Accounts {
    /// Get All Trade Rates, of all contracts: the page wants a symbol that its own example does without, so that one
    /// narrows the list (BITGET-CALL-12). https://www.bitget.com/api-doc/common/public/Get-All-Trade-Rate
    static func allTradeRates(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let isContract = try call.parameters.requiredChoice(
                "businessType", ["mix": true, "spot": false, "margin": false])
            var contracts: [Contract] = []
            if let symbol = try call.parameters.text("symbol") {
                contracts = [try desk.engine.contract(named: symbol)]
            } else {
                for type in ProductType.allCases { contracts += desk.engine.contracts(of: type) }
            }
            return .array { json in
                guard isContract else { return }
                for contract in contracts {
                    json.object { json in
                        json.member("symbol", contract.symbol)
                        json.member("makerFeeRate", contract.terms.makerFee.text)
                        json.member("takerFeeRate", contract.terms.takerFee.text)
                    }
                }
            }
        }
    }

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
