import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// The book and the last day of Binance's futures API, which clients of `/fapi` ask for.
enum Books {
    static func depth(_ call: Call) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        let depth = try call.parameters.count("limit", 1...1_000, default: 500)
        return .desk { desk throws(Failure) in
            let instrument = try desk.engine.tradedInstrument(symbol)
            return .object { body in
                body.member("lastUpdateId", desk.engine[instrument].bookVersion)
                body.member("E", desk.venueTimeMs)
                body.member("T", desk.venueTimeMs)
                body.writeSides(BookSides(instrument, depth, desk.engine))
            }
        }
    }

    static func lastDay(_ call: Call) throws(Failure) -> Answer {
        Markets.each(call) { $0.writeLastDay($1, $2) }
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
