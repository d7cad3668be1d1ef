import MarginEngine

extension Candles {
    /// Puts the candles of each instrument of an engine.
    func encode(of engine: borrowing Engine, to sink: inout some WordSink) {
        sink.put(lastTrade)
        for index in 0..<engine.instrumentCount {
            let series = series[InstrumentID(index: UInt16(truncatingIfNeeded: index))] ?? Series()
            for candles in [series.minutes, series.hours, series.days] {
                sink.put(UInt64(candles.count))
                for candle in candles { candle.encode(to: &sink) }
            }
        }
    }

    /// Reads what was put for an engine with the same instruments.
    init(of engine: borrowing Engine, from source: inout some WordSource) throws(DecodingFailure) {
        self.init()
        lastTrade = try source.word()
        for index in 0..<engine.instrumentCount {
            var series = Series()
            series.minutes = try Self.candles(from: &source)
            series.hours = try Self.candles(from: &source)
            series.days = try Self.candles(from: &source)
            guard !series.minutes.isEmpty else { continue }
            self.series[InstrumentID(index: UInt16(truncatingIfNeeded: index))] = series
        }
    }

    private static func candles(from source: inout some WordSource) throws(DecodingFailure) -> [Candle] {
        var candles: [Candle] = []
        for _ in 0..<(try source.word()) { candles.append(try Candle(from: &source)) }
        guard zip(candles, candles.dropFirst()).allSatisfy({ $0.startMs < $1.startMs }) else { throw DecodingFailure() }
        return candles
    }
}

extension Candles.Candle {
    fileprivate func encode(to sink: inout some WordSink) {
        sink.put(startMs)
        sink.put(open)
        sink.put(high)
        sink.put(low)
        sink.put(close)
        sink.put(volume)
        sink.put(turnover)
    }

    fileprivate init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(
            startMs: try source.timeMs(), open: try source.price(), high: try source.price(), low: try source.price(),
            close: try source.price(), volume: try source.size(), turnover: try source.sum())
    }
}
