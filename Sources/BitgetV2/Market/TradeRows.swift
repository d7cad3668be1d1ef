import Desks
import Dialects
import MarginEngine
import Wire

extension Market {
    /// Get Recent Transactions: https://www.bitget.com/api-doc/contract/market/Get-Recent-Fills
    static func trades(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.marketContract(in: desk.engine)
            let limit = try call.parameters.count("limit", 1...100, default: 100)
            return rows(desk.market.trades(of: contract.id).prefix(limit), contract)
        }
    }

    /// Get History Transactions: https://www.bitget.com/api-doc/contract/market/Get-Fills-History
    static func pastTrades(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.marketContract(in: desk.engine)
            let page = try Page(call.parameters, days: 7, size: 500, most: 1_000)
            let trades = page.rows(of: desk.market.trades(of: contract.id), \.number, \.timeMs)
            return rows(trades[...], contract)
        }
    }

    /// Get Historical Funding Rates, the newest first:
    /// https://www.bitget.com/api-doc/contract/market/Get-History-Funding-Rate
    static func pastFundingRates(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.marketContract(in: desk.engine)
            let size = try call.parameters.count("pageSize", 1...100, default: 20)
            let number = try call.parameters.count("pageNo", 1...1_000_000, default: 1)
            let fundings = desk.market.fundings(of: contract.id).dropFirst((number - 1) * size).prefix(size)
            return .array { json in
                for funding in fundings {
                    json.object { json in
                        json.member("symbol", contract.symbol)
                        json.member("fundingRate", funding.rate.text)
                        json.member("fundingTime", String(funding.timeMs))
                    }
                }
            }
        }
    }

    /// VIP Fee Rate: there is one level, whose fees are those of the first contract.
    /// https://www.bitget.com/api-doc/contract/market/Get-VIP-Fee-Rate
    static func feeLevels(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            var contracts: [Contract] = []
            for type in ProductType.allCases { contracts += desk.engine.contracts(of: type) }
            return .array { json in
                guard let terms = contracts.first?.terms else { return }
                json.object { json in
                    json.member("level", "1")
                    json.member("dealAmount", "0")
                    json.member("assetAmount", "0")
                    json.member("takerFeeRate", terms.takerFee.text)
                    json.member("makerFeeRate", terms.makerFee.text)
                    json.member("btcWithdrawAmount", "0")
                    json.member("usdtWithdrawAmount", "0")
                }
            }
        }
    }

    private static func rows(_ trades: ArraySlice<MarketHistory.Trade>, _ contract: Contract) -> Payload {
        Payload.array { json in
            for trade in trades {
                json.object { json in
                    json.member("tradeId", WireID.text(trade.number))
                    json.member("price", trade.price.text)
                    json.member("size", trade.quantity.text)
                    json.member("side", trade.takerSide.word)
                    json.member("ts", String(trade.timeMs))
                    json.member("symbol", contract.symbol)
                }
            }
        }
    }
}
