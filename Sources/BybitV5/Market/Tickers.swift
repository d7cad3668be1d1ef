import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/market/tickers`. https://bybit-exchange.github.io/docs/v5/market/tickers
struct Tickers: PublicCall {
    private let category: Category
    private let symbol: String?

    init(_ parameters: Parameters) throws(ReturnCode) {
        category = try parameters.category()
        symbol = try parameters.text("symbol")
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        var rows: [TickerRow] = []
        for instrument in try desk.engine.contracts(category, symbol: symbol) {
            rows.append(TickerRow(instrument, on: desk))
        }
        return Answer { result in
            result.member("category", category.rawValue)
            result.memberArray("list") { list in
                for row in rows { list.object { row.write(to: &$0) } }
            }
        }
    }
}

/// The present prices of a contract and what it did in the last 24 hours.
struct TickerRow {
    private let instrument: Instrument
    private let day: DaySummary
    private let hourAgo: Price

    init(_ id: InstrumentID, on desk: borrowing Desk) {
        instrument = desk.engine[id]
        day = DaySummary(id, desk)
        hourAgo = desk.candles(of: id, .minutes(1), limit: 60).first?.open ?? instrument.last
    }

    func write(to row: inout JSONWriter) {
        for (name, value) in members { row.member(name, value) }
    }

    /// All members, always the same in the same order; all of them are texts.
    var members: [(name: StaticString, value: String)] {
        let candle = day.candle
        let openInterestValue = instrument.value(of: instrument.openInterest, at: instrument.mark, .down)
        return [
            ("symbol", instrument.symbol.text),
            ("lastPrice", instrument.last.text),
            ("indexPrice", instrument.index.text),
            ("markPrice", instrument.mark.text),
            ("prevPrice24h", candle.open.text),
            ("price24hPcnt", day.change(since: candle.open)),
            ("highPrice24h", candle.high.text),
            ("lowPrice24h", candle.low.text),
            ("prevPrice1h", hourAgo.text),
            ("openInterest", instrument.openInterest.text),
            ("openInterestValue", openInterestValue.text),
            ("singleOpenInterest", instrument.openInterest.text),
            ("singleOpenInterestValue", openInterestValue.text),
            ("turnover24h", candle.turnover.text),
            ("volume24h", candle.volume.text),
            ("fundingRate", instrument.fundingRate.text),
            ("nextFundingTime", "\(instrument.nextFundingMs)"),
            ("predictedDeliveryPrice", ""),
            ("basisRate", ""),
            ("basis", ""),
            ("deliveryFeeRate", ""),
            ("deliveryTime", "0"),
            ("bid1Price", day.bestBid?.price.text ?? ""),
            ("bid1Size", day.bestBid?.quantity.text ?? ""),
            ("ask1Price", day.bestAsk?.price.text ?? ""),
            ("ask1Size", day.bestAsk?.quantity.text ?? ""),
            ("preOpenPrice", ""),
            ("preQty", ""),
            ("curPreListingPhase", ""),
            ("fundingIntervalHour", "\(instrument.fundingIntervalMs / 3_600_000)"),
            ("fundingCap", instrument.fundingRateCap.text),
            ("basisRateYear", ""),
        ]
    }
}
