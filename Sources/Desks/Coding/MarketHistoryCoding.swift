import MarginEngine

extension MarketHistory {
    /// Puts what the instruments of an engine went through, the oldest first.
    func encode(of engine: borrowing Engine, to sink: inout some WordSink) {
        for prices in [marks, indexes, premiums] { prices.encode(of: engine, to: &sink) }
        sink.put(lastTrade)
        for index in 0..<engine.instrumentCount {
            let id = InstrumentID(index: UInt16(truncatingIfNeeded: index))
            sink.put(rows: (trades[id] ?? []).suffix(Kept.trades)) { $1.encode(to: &$0) }
            sink.put(rows: (fundings[id] ?? []).suffix(Kept.fundings)) { $1.encode(to: &$0) }
            sink.put(rows: (openInterests[id] ?? []).suffix(Kept.openInterests)) { $1.encode(to: &$0) }
        }
    }

    /// Reads what was put for an engine with the same instruments.
    init(of engine: borrowing Engine, from source: inout some WordSource) throws(DecodingFailure) {
        self.init()
        marks = try Candles(of: engine, from: &source)
        indexes = try Candles(of: engine, from: &source)
        premiums = try Candles(of: engine, from: &source)
        lastTrade = try source.word()
        for index in 0..<engine.instrumentCount {
            let id = InstrumentID(index: UInt16(truncatingIfNeeded: index))
            for _ in 0..<(try source.word()) { trades[id, default: []].append(try Trade(from: &source)) }
            for _ in 0..<(try source.word()) { fundings[id, default: []].append(try Funding(from: &source)) }
            for _ in 0..<(try source.word()) { openInterests[id, default: []].append(try OpenInterest(from: &source)) }
        }
    }
}

extension MarketHistory.Trade {
    fileprivate func encode(to sink: inout some WordSink) {
        sink.put(number)
        sink.put(price)
        sink.put(quantity)
        sink.put(takerSide)
        sink.put(timeMs)
    }

    fileprivate init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(
            number: try source.word(), price: try source.price(), quantity: try source.size(),
            takerSide: try source.code(), timeMs: try source.timeMs())
    }
}

extension MarketHistory.Funding {
    fileprivate func encode(to sink: inout some WordSink) {
        sink.put(rate)
        sink.put(timeMs)
    }

    fileprivate init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(rate: try source.rate(), timeMs: try source.timeMs())
    }
}

extension MarketHistory.OpenInterest {
    fileprivate func encode(to sink: inout some WordSink) {
        sink.put(startMs)
        sink.put(quantity)
    }

    fileprivate init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(startMs: try source.timeMs(), quantity: try source.size())
    }
}
