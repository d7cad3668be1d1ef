import MarginEngine

extension Candles {
    /// Puts the minutes of each instrument of an engine.
    func encode(of engine: borrowing Engine, to sink: inout some WordSink) {
        sink.put(lastTrade)
        for index in 0..<engine.instrumentCount {
            let candles = minutes[InstrumentID(index: UInt16(truncatingIfNeeded: index))] ?? []
            sink.put(UInt64(candles.count))
            for candle in candles { candle.encode(to: &sink) }
        }
    }

    /// Reads what was put for an engine with the same instruments.
    init(of engine: borrowing Engine, from source: inout some WordSource) throws(DecodingFailure) {
        self.init()
        lastTrade = try source.word()
        for index in 0..<engine.instrumentCount {
            var candles: [Candle] = []
            for _ in 0..<(try source.word()) { candles.append(try Candle(from: &source)) }
            guard zip(candles, candles.dropFirst()).allSatisfy({ $0.startMs < $1.startMs }) else {
                throw DecodingFailure()
            }
            guard !candles.isEmpty else { continue }
            minutes[InstrumentID(index: UInt16(truncatingIfNeeded: index))] = candles
        }
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
