import Desks
import Dialects
import MarginEngine
import Wire

/// The last day, in both parts of the API.
enum Tickers {
    static func read(_ call: Call) throws(Failure) -> Answer {
        try .aboutSymbol(of: call) { body, instrument, desk in
            let row = desk.engine[instrument]
            let day = DaySummary(instrument, desk)
            body.member("last_price", row.last.text)
            body.member("mark_price", row.mark.text)
            body.member("index_price", row.index.text)
            body.memberOptional("best_bid", day.bestBid?.price.text)
            body.memberOptional("best_ask", day.bestAsk?.price.text)
            body.member("open_24h", day.candle.open.text)
            body.member("high_24h", day.candle.high.text)
            body.member("low_24h", day.candle.low.text)
            body.member("volume_24h", day.candle.volume.text)
            body.member("turnover_24h", day.candle.turnover.text)
            body.member("change_percent_24h", day.changePercent)
            body.member("open_interest", row.openInterest.text)
            body.member("funding_rate", row.fundingRate.text)
            body.member("next_funding_time", row.nextFundingMs)
            body.member("timestamp", desk.venueTimeMs)
        }
    }

    static func lastDay(_ call: Call) throws(Failure) -> Answer {
        .eachSymbol(of: call) { $0.writeLastDay($1, $2) }
    }
}

extension DaySummary {
    fileprivate static let lengthMs: Int64 = 86_400_000

    fileprivate var change: Price { candle.close - candle.open }

    /// With 3 decimals at most, as clients are used to.
    var changePercent: String {
        guard candle.open > .zero else { return "0" }
        let thousandths = mulDiv(Int128(change.units), 100_000, Int128(candle.open.units), .down)
        return DecimalText.write(units: thousandths * 100_000)
    }

    /// Turnover over volume; the last price without trades.
    fileprivate var averagePrice: String {
        guard candle.volume > .zero else { return candle.close.text }
        return DecimalText.write(
            units: mulDiv(candle.turnover.units, unitsInOne, Int128(candle.volume.units), .down))
    }
}

extension JSONWriter {
    fileprivate mutating func writeLastDay(_ instrument: InstrumentID, _ desk: borrowing Desk) {
        let day = DaySummary(instrument, desk)
        let nowMs = desk.venueTimeMs
        // Those that are still known, the newest first.
        let trades = desk.market.trades(of: instrument).filter { $0.timeMs > nowMs - DaySummary.lengthMs }
        member("symbol", desk.engine[instrument].symbol.text)
        member("priceChange", day.change.text)
        member("priceChangePercent", day.changePercent)
        member("weightedAvgPrice", day.averagePrice)
        member("lastPrice", desk.engine[instrument].last.text)
        member("lastQty", trades.first?.quantity.text ?? "0")
        member("openPrice", day.candle.open.text)
        member("highPrice", day.candle.high.text)
        member("lowPrice", day.candle.low.text)
        member("volume", day.candle.volume.text)
        member("quoteVolume", day.candle.turnover.text)
        member("openTime", nowMs - DaySummary.lengthMs)
        member("closeTime", nowMs)
        member("firstId", trades.last?.number ?? 0)
        member("lastId", trades.first?.number ?? 0)
        member("count", trades.count)
    }
}
