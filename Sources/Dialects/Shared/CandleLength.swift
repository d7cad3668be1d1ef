public import Desks
public import MarginEngine
import Wire

/// How long candles are, and with it when they begin: all by UTC.
public enum CandleLength: Sendable, Hashable {
    /// So many minutes each, at least one, counted from 1970.
    case minutes(Int64)
    /// From Monday to Sunday.
    case week
    /// From the first of a month.
    case month

    private static let minuteMs: Int64 = 60_000
    private static let dayMs: Int64 = 86_400_000
    /// 1970 began on a Thursday: its first Monday was the fifth of January.
    private static let firstMondayMs = 4 * dayMs

    /// When the candle begins that holds a time, both in ms since 1970.
    public func start(holding timeMs: Int64) -> Int64 {
        switch self {
        case .minutes(let minutes): timeMs - timeMs % (max(1, minutes) * Self.minuteMs)
        case .week: timeMs < Self.firstMondayMs ? 0 : timeMs - (timeMs - Self.firstMondayMs) % (7 * Self.dayMs)
        case .month: UTC.monthStart(holding: timeMs)
        }
    }

    /// When the candle ends that begins there: the start of the next one, ms since 1970.
    public func end(from startMs: Int64) -> Int64 {
        switch self {
        case .minutes(let minutes): startMs + max(1, minutes) * Self.minuteMs
        case .week: start(holding: startMs + 7 * Self.dayMs)
        // 31 days after the first of a month it is the next month, its first days.
        case .month: UTC.monthStart(holding: startMs + 31 * Self.dayMs)
        }
    }

    /// The starts of the last candles up to a time, the oldest first; none before 1970.
    public func starts(upTo lastMs: Int64, limit: Int) -> [Int64] {
        var starts: [Int64] = []
        var timeMs = lastMs
        while timeMs >= 0, starts.count < limit {
            starts.append(start(holding: timeMs))
            timeMs = start(holding: timeMs) - 1
        }
        return starts.reversed()
    }

    /// The starts of the first candles from a time on, the oldest first, none after the last time.
    public func starts(from firstMs: Int64, upTo lastMs: Int64, limit: Int) -> [Int64] {
        var starts: [Int64] = []
        var startMs = start(holding: max(0, firstMs))
        if startMs < firstMs { startMs = end(from: startMs) }
        while startMs <= lastMs, starts.count < limit {
            starts.append(startMs)
            startMs = end(from: startMs)
        }
        return starts
    }
}

extension Candles {
    /// Candles of a length, the oldest first, the last one holding `nowMs`; at most `limit`.
    /// - Parameter last: the instrument's last price, for times before the first trade.
    public func list(
        _ instrument: InstrumentID, _ length: CandleLength, nowMs: Int64, last: Price, limit: Int
    ) -> [Candle] {
        list(instrument, length, startsMs: length.starts(upTo: nowMs, limit: limit), last: last)
    }

    /// The candles of a length that start at these instants.
    /// - Parameters:
    ///   - startsMs: rising, as `CandleLength` gives them.
    ///   - last: the instrument's last price, for times before the first trade.
    public func list(
        _ instrument: InstrumentID, _ length: CandleLength, startsMs: [Int64], last: Price
    ) -> [Candle] {
        guard let lastStartMs = startsMs.last else { return [] }
        return list(instrument, startsMs: startsMs, endMs: length.end(from: lastStartMs), last: last)
    }
}

extension Desk {
    /// The last candles of an instrument's trades, the oldest first, the last one the present one.
    public func candles(of instrument: InstrumentID, _ length: CandleLength, limit: Int) -> [Candles.Candle] {
        candles.list(instrument, length, nowMs: venueTimeMs, last: engine[instrument].last, limit: limit)
    }
}
