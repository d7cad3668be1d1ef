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
private struct TickerRow {
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
        row.member("symbol", instrument.symbol.text)
        row.member("lastPrice", instrument.last.text)
        row.member("indexPrice", instrument.index.text)
        row.member("markPrice", instrument.mark.text)
        row.member("prevPrice24h", day.open.text)
        row.member("price24hPcnt", changeInDay.text)
        row.member("highPrice24h", day.high.text)
        row.member("lowPrice24h", day.low.text)
        row.member("prevPrice1h", hourAgo.text)
        let openInterestValue = instrument.value(of: instrument.openInterest, at: instrument.mark, .down)
        row.member("openInterest", instrument.openInterest.text)
        row.member("openInterestValue", openInterestValue.text)
        row.member("singleOpenInterest", instrument.openInterest.text)
        row.member("singleOpenInterestValue", openInterestValue.text)
        row.member("turnover24h", day.turnover.text)
        row.member("volume24h", day.volume.text)
        row.member("fundingRate", instrument.fundingRate.text)
        row.member("nextFundingTime", "\(instrument.nextFundingMs)")
        row.member("predictedDeliveryPrice", "")
        row.member("basisRate", "")
        row.member("basis", "")
        row.member("deliveryFeeRate", "")
        row.member("deliveryTime", "0")
        row.member("bid1Price", bestBid?.price.text ?? "")
        row.member("bid1Size", bestBid?.quantity.text ?? "")
        row.member("ask1Price", bestAsk?.price.text ?? "")
        row.member("ask1Size", bestAsk?.quantity.text ?? "")
        row.member("preOpenPrice", "")
        row.member("preQty", "")
        row.member("curPreListingPhase", "")
        row.member("fundingIntervalHour", "\(instrument.fundingIntervalMs / 3_600_000)")
        row.member("fundingCap", instrument.fundingRateCap.text)
        row.member("basisRateYear", "")
    }

    private var changeInDay: Money {
        let change = Int128(instrument.last.units) - Int128(day.open.units)
        return Money(units: mulDiv(change, unitsInOne, Int128(max(day.open.units, 1)), .down))
    }
}
