public import MarginEngine

/// Trades by the minute of venue time, folded from executions: for candles and 24-hour figures.
public struct Candles: Sendable {
    /// One stretch of time.
    public struct Candle: Sendable, Equatable {
        /// When it starts, venue time in ms.
        public internal(set) var startMs: Int64
        /// The close before it, so that candles join; before the first trade, the last price then.
        public internal(set) var open: Price
        /// The highest of `open` and its trades.
        public internal(set) var high: Price
        /// The lowest of `open` and its trades.
        public internal(set) var low: Price
        /// The price of its last trade; `open` when it has none.
        public internal(set) var close: Price
        /// In the quantity unit of the instrument.
        public internal(set) var volume: Quantity
        /// In the settle asset.
        public internal(set) var turnover: Money
    }

    /// How many minutes, hours and days with trades an instrument keeps: a day and a little more of minutes.
    public static let kept = 1_500
    static let minuteMs: Int64 = 60_000
    static let hourMs: Int64 = 3_600_000
    static let dayMs: Int64 = 86_400_000

    /// The same trades by the minute, by the hour and by the day, each list the oldest first.
    struct Series: Sendable {
        var minutes: [Candle] = []
        var hours: [Candle] = []
        var days: [Candle] = []

        var close: Price? { minutes.last?.close }

        mutating func update(atMs timeMs: Int64, opening price: Price, _ change: (inout Candle) -> Void) {
            let open = close ?? price
            Self.update(&minutes, timeMs - timeMs % Candles.minuteMs, open, change)
            Self.update(&hours, timeMs - timeMs % Candles.hourMs, open, change)
            Self.update(&days, timeMs - timeMs % Candles.dayMs, open, change)
        }

        private static func update(
            _ candles: inout [Candle], _ startMs: Int64, _ open: Price, _ change: (inout Candle) -> Void
        ) {
            if candles.last?.startMs != startMs {
                if candles.count >= 2 * kept { candles.removeFirst(candles.count - kept + 1) }
                candles.append(.flat(startMs, at: open))
            }
            change(&candles[candles.count - 1])
        }

        /// The longest candles that fit between all of these times.
        func candles(between timesMs: [Int64]) -> [Candle] {
            if timesMs.allSatisfy({ $0 % Candles.dayMs == 0 }) { return days }
            return timesMs.allSatisfy { $0 % Candles.hourMs == 0 } ? hours : minutes
        }
    }

    var series: [InstrumentID: Series] = [:]
    /// Both sides of a trade come as executions, the house's does not: the first that comes counts.
    var lastTrade: UInt64 = 0

    /// No trades yet.
    public init() {}

    mutating func fold(_ event: Event) {
        guard case .execution(let execution) = event, execution.trade > lastTrade else { return }
        lastTrade = execution.trade
        series[execution.order.instrument, default: Series()]
            .update(atMs: execution.timeMs, opening: execution.order.lastPriceOnCreated) { $0.take(execution) }
    }

    /// Takes in a price at which nothing was traded.
    mutating func fold(_ price: Price, of instrument: InstrumentID, atMs timeMs: Int64) {
        series[instrument, default: Series()].update(atMs: timeMs, opening: price) { $0.take(price) }
    }

    /// Candles of a length, the oldest first, the last one holding `nowMs`; at most `limit`, none before 1970. A stretch
    /// without trades repeats the last close with volume 0, so there is always a present candle.
    /// - Parameters:
    ///   - lengthMs: a whole number of minutes.
    ///   - last: the instrument's last price, for times before the first trade.
    public func list(
        _ instrument: InstrumentID, lengthMs: Int64, nowMs: Int64, last: Price, limit: Int
    ) -> [Candle] {
        let presentMs = nowMs - nowMs % lengthMs
        let firstMs = max(0, presentMs - Int64(limit - 1) * lengthMs)
        let startsMs = Array(stride(from: firstMs, through: presentMs, by: Int(lengthMs)))
        return list(instrument, startsMs: startsMs, endMs: presentMs + lengthMs, last: last)
    }

    /// The candles that start at these instants, each the end of the one before.
    /// - Parameters:
    ///   - startsMs: rising.
    ///   - endMs: the end of the last one.
    ///   - last: the instrument's last price, for times before the first trade.
    public func list(_ instrument: InstrumentID, startsMs: [Int64], endMs: Int64, last: Price) -> [Candle] {
        guard let firstStartMs = startsMs.first else { return [] }
        let bounds = startsMs + [endMs]
        let traded = series[instrument]?.candles(between: bounds) ?? []
        var close = traded.last { $0.startMs < firstStartMs }?.close ?? traded.first?.open ?? last
        var next = traded.firstIndex { $0.startMs >= firstStartMs } ?? traded.count
        return zip(bounds, bounds.dropFirst()).map { startMs, endMs in
            var candle = Candle.flat(startMs, at: close)
            while next < traded.count, traded[next].startMs < endMs {
                candle.merge(traded[next])
                next += 1
            }
            close = candle.close
            return candle
        }
    }

    /// The last 24 hours up to `nowMs` as one candle.
    public func lastDay(_ instrument: InstrumentID, nowMs: Int64, last: Price) -> Candle {
        let minutely = list(instrument, lengthMs: Self.minuteMs, nowMs: nowMs, last: last, limit: 1_440)
        guard var day = minutely.first else { return .flat(nowMs, at: last) }
        for candle in minutely.dropFirst() { day.merge(candle) }
        return day
    }
}

extension Candles.Candle {
    static func flat(_ startMs: Int64, at price: Price) -> Self {
        Self(startMs: startMs, open: price, high: price, low: price, close: price, volume: .zero, turnover: .zero)
    }

    mutating func take(_ price: Price) {
        high = max(high, price)
        low = min(low, price)
        close = price
    }

    mutating func take(_ execution: Execution) {
        take(execution.price)
        volume += execution.quantity
        turnover += execution.amount
    }

    mutating func merge(_ later: Self) {
        high = max(high, later.high)
        low = min(low, later.low)
        close = later.close
        volume += later.volume
        turnover += later.turnover
    }
}
