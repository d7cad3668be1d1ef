import Desks
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
        if category.payoff != nil {
            for instrument in try desk.engine.contracts(category, symbol: symbol) {
                rows.append(TickerRow(instrument, on: desk))
            }
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
    private static let minuteMs: Int64 = 60_000
    private static let minutesInHour = 60

    private let instrument: Instrument
    private let day: Candles.Candle
    private let hourAgo: Price
    private let bestBid: (price: Price, quantity: Quantity)?
    private let bestAsk: (price: Price, quantity: Quantity)?

    init(_ id: InstrumentID, on desk: borrowing Desk) {
        instrument = desk.engine[id]
        let nowMs = desk.venueTimeMs
        day = desk.candles.lastDay(id, nowMs: nowMs, last: instrument.last)
        let hour = desk.candles.list(
            id, lengthMs: Self.minuteMs, nowMs: nowMs, last: instrument.last, limit: Self.minutesInHour)
        hourAgo = hour.first?.open ?? instrument.last
        bestBid = desk.engine.depth(id, .buy, limit: 1).first
        bestAsk = desk.engine.depth(id, .sell, limit: 1).first
    }

    func write(to row: inout JSONWriter) {
        for (name, value) in members { row.member(name, value) }
    }

    /// All members, always the same in the same order; all of them are texts.
    var members: [(name: StaticString, value: String)] {
        let openInterestValue = instrument.value(of: instrument.openInterest, at: instrument.mark, .down)
        return [
            ("symbol", instrument.symbol.text),
            ("lastPrice", instrument.last.text),
            ("indexPrice", instrument.index.text),
            ("markPrice", instrument.mark.text),
            ("prevPrice24h", day.open.text),
            ("price24hPcnt", changeInDay.text),
            ("highPrice24h", day.high.text),
            ("lowPrice24h", day.low.text),
            ("prevPrice1h", hourAgo.text),
            ("openInterest", instrument.openInterest.text),
            ("openInterestValue", openInterestValue.text),
            ("singleOpenInterest", instrument.openInterest.text),
            ("singleOpenInterestValue", openInterestValue.text),
            ("turnover24h", day.turnover.text),
            ("volume24h", day.volume.text),
            ("fundingRate", instrument.fundingRate.text),
            ("nextFundingTime", "\(instrument.nextFundingMs)"),
            ("predictedDeliveryPrice", ""),
            ("basisRate", ""),
            ("basis", ""),
            ("deliveryFeeRate", ""),
            ("deliveryTime", "0"),
            ("bid1Price", bestBid?.price.text ?? ""),
            ("bid1Size", bestBid?.quantity.text ?? ""),
            ("ask1Price", bestAsk?.price.text ?? ""),
            ("ask1Size", bestAsk?.quantity.text ?? ""),
            ("preOpenPrice", ""),
            ("preQty", ""),
            ("curPreListingPhase", ""),
            ("fundingIntervalHour", "\(instrument.fundingIntervalMs / 3_600_000)"),
            ("fundingCap", instrument.fundingRateCap.text),
            ("basisRateYear", ""),
        ]
    }

    private var changeInDay: Money {
        let change = Int128(instrument.last.units) - Int128(day.open.units)
        return Money(units: mulDiv(change, unitsInOne, Int128(max(day.open.units, 1)), .down))
    }
}
