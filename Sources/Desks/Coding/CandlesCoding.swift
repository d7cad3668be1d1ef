public import MarginEngine

extension Candles: EngineRecord {
    /// The candles of each instrument.
    init(coding given: Self?, of engine: borrowing Engine, by coder: inout some Coder) throws(DecodingFailure) {
        self.init()
        lastTrade = try coder.code(given?.lastTrade)
        for index in 0..<engine.instrumentCount {
            let id = InstrumentID(index: UInt16(truncatingIfNeeded: index))
            let series = try coder.code(given.map { $0.series[id] ?? Series() })
            if !series.minutes.isEmpty { self.series[id] = series }
        }
    }
}

extension Candles.Series: Coded {
    init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            minutes: coder.code(given?.minutes), hours: coder.code(given?.hours), days: coder.code(given?.days))
        for candles in [minutes, hours, days] {
            try coder.check(zip(candles, candles.dropFirst()).allSatisfy { $0.startMs < $1.startMs })
        }
    }
}

extension Candles.Candle: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            startMs: coder.timeMs(given?.startMs), open: coder.code(given?.open), high: coder.code(given?.high),
            low: coder.code(given?.low), close: coder.code(given?.close), volume: coder.size(given?.volume),
            turnover: coder.sum(given?.turnover))
    }
}
