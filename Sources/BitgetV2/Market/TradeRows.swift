import Desks
import Dialects
import MarginEngine
import Wire

extension Call {
    /// Get Recent Transactions: https://www.bitget.com/api-doc/contract/market/Get-Recent-Fills
    func trades(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contract = try namedContract(in: desk.engine)
        let limit = try parameters.count("limit", 1...100, default: 100)
        return rows(desk.market.trades(of: contract.id).prefix(limit), contract)
    }

    /// Get History Transactions: https://www.bitget.com/api-doc/contract/market/Get-Fills-History
    func pastTrades(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contract = try namedContract(in: desk.engine)
        let page = try Page(parameters, days: 7, size: 500, most: 1_000)
        let trades = page.rows(of: desk.market.trades(of: contract.id), \.number, \.timeMs)
        return rows(trades[...], contract)
    }

    /// Get Historical Funding Rates, the newest first:
    /// https://www.bitget.com/api-doc/contract/market/Get-History-Funding-Rate
    func pastFundingRates(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contract = try namedContract(in: desk.engine)
        let size = try parameters.count("pageSize", 1...100, default: 20)
        let number = try parameters.count("pageNo", 1...1_000_000, default: 1)
        let fundings = desk.market.fundings(of: contract.id).dropFirst((number - 1) * size).prefix(size)
        return Payload.array { json in
            for funding in fundings {
                json.object { json in
                    json.member("symbol", contract.symbol)
                    json.member("fundingRate", funding.rate.text)
                    json.member("fundingTime", String(funding.timeMs))
                }
            }
        }
    }

    /// VIP Fee Rate: there is one level, whose fees are those of the first contract.
    /// https://www.bitget.com/api-doc/contract/market/Get-VIP-Fee-Rate
    func feeLevels(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        var contracts: [Contract] = []
        for type in ProductType.allCases { contracts += desk.engine.contracts(of: type) }
        return Payload.array { json in
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

    private func rows(_ trades: ArraySlice<MarketHistory.Trade>, _ contract: Contract) -> [UInt8] {
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
