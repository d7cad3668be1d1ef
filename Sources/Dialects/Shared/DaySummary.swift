public import Desks
public import MarginEngine

/// What tickers tell of an instrument: its last 24 hours by venue time, and the best prices of its book.
public struct DaySummary: Sendable {
    /// The day as one candle.
    public let candle: Candles.Candle
    /// The highest price somebody buys at; nil when nobody does.
    public let bestBid: BookSides.Level?
    /// The lowest price somebody sells at; nil when nobody does.
    public let bestAsk: BookSides.Level?
    private let last: Price

    /// The day that ends now.
    public init(_ instrument: InstrumentID, _ desk: borrowing Desk) {
        last = desk.engine[instrument].last
        candle = desk.candles.lastDay(instrument, nowMs: desk.venueTimeMs, last: last)
        let best = BookSides(instrument, 1, desk.engine)
        bestBid = best.bids.first
        bestAsk = best.asks.first
    }

    /// How far the last price is above an earlier one, as a share of that: decimal text, rounded down at 8 decimals.
    public func change(since earlier: Price) -> String {
        let change = Int128(last.units) - Int128(earlier.units)
        return DecimalText.write(units: mulDiv(change, unitsInOne, Int128(max(earlier.units, 1)), .down))
    }
}
