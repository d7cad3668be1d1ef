import Desks
import Dialects
import MarginEngine
import Wire

extension Market {
    /// Get Contracts OI Limit: the end of the last tier, for an account and for all of a user's, since there are no
    /// sub-accounts (BITGET-CALL-10). https://www.bitget.com/api-doc/contract/market/Get-Contracts-Oi
    static func positionLimits(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contracts = try call.parameters.marketContracts(in: desk.engine)
            let rows = contracts.map { ($0.symbol, desk.engine.greatestPosition($0).text) }
            return .array { json in
                for (symbol, limit) in rows {
                    json.object { json in
                        json.member("symbol", symbol)
                        json.member("notionalValue", limit)
                        json.member("totalNotionalValue", limit)
                    }
                }
            }
        }
    }

    /// Get Discount Rate, of each coin that backs an account in union mode; what has no end is -1 (BITGET-CALL-11):
    /// https://www.bitget.com/api-doc/contract/market/Get-Discount-Rate
    static func discountRates(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let coins = desk.engine.assetIDs.map {
                (name: desk.engine[$0].name.text, steps: desk.engine.collateralSteps(of: $0))
            }
            return .array { json in
                for (name, steps) in coins {
                    json.object { json in
                        json.member("coin", name)
                        json.member("userLimit", Self.endless)
                        json.member("totalLimit", Self.endless)
                        json.memberArray("discountRateList") { json in
                            json.discounts(steps.isEmpty ? [CollateralStep(limit: nil, ratio: .one)] : steps)
                        }
                    }
                }
            }
        }
    }

    fileprivate static let endless = "-1"
}

extension JSONWriter {
    fileprivate mutating func discounts(_ steps: [CollateralStep]) {
        var lower = Money.zero
        for (offset, step) in steps.enumerated() {
            object { json in
                json.member("tier", String(offset + 1))
                json.member("minAmount", lower.text)
                json.member("maxAmount", step.limit?.text ?? Market.endless)
                json.member("discountRate", step.ratio.text)
            }
            lower = step.limit ?? lower
        }
    }
}

extension Engine {
    /// What a position in a contract may be worth, in USD.
    fileprivate func greatestPosition(_ contract: Contract) -> Money {
        let limit = tiers(of: contract.terms).last?.limit ?? .zero
        return Money(
            units: mulDiv(limit.units, Int128(usdPrice(of: contract.instrument.settle).units), unitsInOne, .down))
    }
}
