import Desks
import Dialects
import MarginEngine
import Wire

extension Market {
    /// Get Ticker: https://www.bitget.com/api-doc/contract/market/Get-Ticker
    static func ticker(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            tickers(call, [try call.parameters.marketContract(in: desk.engine)], desk)
        }
    }

    /// Get All Tickers: https://www.bitget.com/api-doc/contract/market/Get-All-Symbol-Ticker
    static func allTickers(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            tickers(call, desk.engine.contracts(of: try call.parameters.marketProductType()), desk)
        }
    }

    /// Get Mark/Index/Market Prices: https://www.bitget.com/api-doc/contract/market/Get-Symbol-Price
    static func symbolPrice(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.marketContract(in: desk.engine)
            return .array { json in
                json.object { json in
                    json.member("symbol", contract.symbol)
                    json.member("price", contract.instrument.last.text)
                    json.member("indexPrice", contract.instrument.index.text)
                    json.member("markPrice", contract.instrument.mark.text)
                    json.member("ts", String(call.timeMs))
                }
            }
        }
    }

    /// Get Current Funding Rate: https://www.bitget.com/api-doc/contract/market/Get-Current-Funding-Rate
    static func currentFundingRate(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contracts = try call.parameters.marketContracts(in: desk.engine)
            return .array { json in
                for contract in contracts {
                    json.object { json in
                        json.member("symbol", contract.symbol)
                        json.member("fundingRate", contract.instrument.fundingRate.text)
                        json.member("fundingRateInterval", contract.fundingHours)
                        json.member("nextUpdate", String(contract.instrument.nextFundingMs))
                        json.member("minFundingRate", (-contract.instrument.fundingRateCap).text)
                        json.member("maxFundingRate", contract.instrument.fundingRateCap.text)
                    }
                }
            }
        }
    }

    /// Get Next Funding Time: https://www.bitget.com/api-doc/contract/market/Get-Symbol-Next-Funding-Time
    static func fundingTime(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.marketContract(in: desk.engine)
            return .array { json in
                json.object { json in
                    json.member("symbol", contract.symbol)
                    json.member("nextFundingTime", String(contract.instrument.nextFundingMs))
                    json.member("ratePeriod", contract.fundingHours)
                }
            }
        }
    }

    /// Get Open Interest: https://www.bitget.com/api-doc/contract/market/Get-Open-Interest
    static func openInterest(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.marketContract(in: desk.engine)
            return .object { json in
                json.memberArray("openInterestList") { json in
                    json.object { json in
                        json.member("symbol", contract.symbol)
                        json.member("size", contract.instrument.openInterest.text)
                    }
                }
                json.member("ts", String(call.timeMs))
            }
        }
    }

    private static func tickers(_ call: Call, _ contracts: [Contract], _ desk: borrowing Desk) -> Payload {
        let rows = contracts.map { TickerRow($0, desk, timeMs: call.timeMs) }
        return Payload.array { json in
            for row in rows { json.object { row.write(to: &$0) } }
        }
    }
}

/// A contract's prices now and over the last 24 hours.
struct TickerRow {
    private let contract: Contract
    private let day: DaySummary
    /// The price at the last midnight, UTC.
    private let midnight: Price
    private let settlePrice: Price
    private let timeMs: Int64

    init(_ contract: Contract, _ desk: borrowing Desk, timeMs: Int64) {
        self.contract = contract
        self.timeMs = timeMs
        day = DaySummary(contract.id, desk)
        midnight = desk.candles(of: contract.id, .minutes(1_440), limit: 1).first?.open ?? contract.instrument.last
        settlePrice = desk.engine.usdPrice(of: contract.instrument.settle)
    }

    func write(to json: inout JSONWriter) {
        writeFigures(to: &json)
        json.member("usdtVolume", usdVolume)
        json.member("changeUtc24h", day.change(since: midnight))
        json.memberNull("deliveryStartTime")
        json.memberNull("deliveryTime")
        json.member("deliveryStatus", "")
    }

    /// The members of the ticker channel: https://www.bitget.com/api-doc/contract/websocket/public/Tickers-Channel
    func writePush(to json: inout JSONWriter) {
        json.member("instId", contract.symbol)
        writeFigures(to: &json)
        json.member("nextFundingTime", String(contract.instrument.nextFundingMs))
        json.member("symbolType", 1)
        json.member("deliveryPrice", "0")
    }

    private func writeFigures(to json: inout JSONWriter) {
        let instrument = contract.instrument
        let candle = day.candle
        let volumes = instrument.volumes(of: candle)
        json.member("symbol", contract.symbol)
        json.member("lastPr", instrument.last.text)
        json.member("askPr", day.bestAsk?.price.text ?? "0")
        json.member("bidPr", day.bestBid?.price.text ?? "0")
        json.member("bidSz", day.bestBid?.quantity.text ?? "0")
        json.member("askSz", day.bestAsk?.quantity.text ?? "0")
        json.member("high24h", candle.high.text)
        json.member("low24h", candle.low.text)
        json.member("ts", String(timeMs))
        json.member("change24h", day.change(since: candle.open))
        json.member("baseVolume", volumes.base)
        json.member("quoteVolume", volumes.quote)
        json.member("openUtc", midnight.text)
        json.member("indexPrice", instrument.index.text)
        json.member("fundingRate", instrument.fundingRate.text)
        json.member("holdingAmount", instrument.openInterest.text)
        json.member("open24h", candle.open.text)
        json.member("markPrice", instrument.mark.text)
    }

    private var usdVolume: String {
        DecimalText.write(units: mulDiv(day.candle.turnover.units, Int128(settlePrice.units), unitsInOne, .down))
    }
}

extension Instrument {
    /// What was traded, in base and in quote coin: an inverse contract counts in USD and turns over its base coin.
    func volumes(of candle: Candles.Candle) -> (base: String, quote: String) {
        payoff == .linear
            ? (candle.volume.text, candle.turnover.text) : (candle.turnover.text, candle.volume.text)
    }
}
