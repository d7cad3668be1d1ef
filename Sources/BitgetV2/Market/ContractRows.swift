import Desks
import Dialects
import MarginEngine
import Wire

extension Market {
    /// Get All Symbols - Contracts: https://www.bitget.com/api-doc/contract/market/Get-All-Symbols-Contracts
    static func contracts(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let rows = try call.parameters.marketContracts(in: desk.engine)
            return .array { json in
                for row in rows { json.object { row.write(to: &$0) } }
            }
        }
    }

    /// Get Position Tier: https://www.bitget.com/api-doc/contract/position/Get-Query-Position-Lever
    static func positionTiers(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.marketContract(in: desk.engine)
            let tiers = desk.engine.tiers(of: contract.terms)
            return .array { json in
                var start = Money.zero
                for (offset, tier) in tiers.enumerated() {
                    json.object { json in
                        json.member("symbol", contract.symbol)
                        json.member("level", String(offset + 1))
                        json.member("startUnit", start.text)
                        json.member("endUnit", tier.limit.text)
                        json.member("leverage", tier.maxLeverage.text)
                        json.member("keepMarginRate", tier.maintenanceRate.text)
                    }
                    start = tier.limit
                }
            }
        }
    }
}

extension Parameters {
    /// The contract of `symbol`. As on the venue, a market call serves it under any product type.
    func marketContract(in engine: borrowing Engine) throws(Failure) -> Contract {
        _ = try marketProductType()
        return try engine.contract(named: try required("symbol"))
    }

    /// The contract of `symbol` or, without one, all of the product type.
    func marketContracts(in engine: borrowing Engine) throws(Failure) -> [Contract] {
        let type = try marketProductType()
        guard try text("symbol") == nil else { return [try marketContract(in: engine)] }
        return engine.contracts(of: type)
    }
}

extension Contract {
    /// The row of the contracts call. Tick is `priceEndStep` units of the `pricePlace`-th decimal; ccxt reads it so.
    fileprivate func write(to json: inout JSONWriter) {
        json.member("symbol", symbol)
        json.member("baseCoin", instrument.base.text)
        json.member("quoteCoin", instrument.quote.text)
        json.member("buyLimitPriceRatio", instrument.priceLimitRatio.text)
        json.member("sellLimitPriceRatio", instrument.priceLimitRatio.text)
        json.member("feeRateUpRatio", "0")
        json.member("makerFeeRate", terms.makerFee.text)
        json.member("takerFeeRate", terms.takerFee.text)
        json.member("openCostUpRatio", "0")
        json.memberArray("supportMarginCoins") { $0.value(marginCoin) }
        json.member("minTradeNum", instrument.minQuantity.text)
        json.member("priceEndStep", String(tickSteps))
        json.member("volumePlace", String(instrument.step.decimals))
        json.member("pricePlace", String(instrument.tick.decimals))
        json.member("sizeMultiplier", instrument.step.text)
        json.member("symbolType", "perpetual")
        json.member("minTradeUSDT", instrument.minNotional.text)
        json.member("maxSymbolOrderNum", "500")
        json.member("maxProductOrderNum", "500")
        json.member("maxPositionNum", String(Contract.maxPositions))
        json.member("symbolStatus", "normal")
        json.member("offTime", "-1")
        json.member("limitOpenTime", "-1")
        json.member("deliveryTime", "")
        json.member("deliveryStartTime", "")
        json.member("deliveryPeriod", "")
        json.member("launchTime", "")
        json.member("fundInterval", fundingHours)
        json.member("minLever", "1")
        json.member("maxLever", terms.maxLeverage.text)
        json.member("posLimit", "1")
        json.member("maintainTime", "")
        json.member("maxMarketOrderQty", instrument.maxMarketQuantity.text)
        json.member("maxOrderQty", instrument.maxLimitQuantity.text)
        json.member("isRwa", "NO")
        json.member("openTime", "")
    }

    private var tickSteps: Int64 {
        var steps = instrument.tick.units
        for _ in instrument.tick.decimals..<8 { steps /= 10 }
        return steps
    }

    /// The hours between two funding instants.
    var fundingHours: String { String(instrument.fundingIntervalMs / 3_600_000) }
}
