public import MarginEngine

extension MarketHistory: EngineRecord {
    /// What the instruments went through, the oldest first.
    init(coding given: Self?, of engine: borrowing Engine, by coder: inout some Coder) throws(DecodingFailure) {
        self.init()
        marks = try Candles(coding: given?.marks, of: engine, by: &coder)
        indexes = try Candles(coding: given?.indexes, of: engine, by: &coder)
        premiums = try Candles(coding: given?.premiums, of: engine, by: &coder)
        lastTrade = try coder.code(given?.lastTrade)
        for index in 0..<engine.instrumentCount {
            let id = InstrumentID(index: UInt16(truncatingIfNeeded: index))
            trades[id, default: []] = try coder.code(given.map { ($0.trades[id] ?? []).suffix(Kept.trades) })
            fundings[id, default: []] = try coder.code(given.map { ($0.fundings[id] ?? []).suffix(Kept.fundings) })
            openInterests[id, default: []] = try coder.code(
                given.map { ($0.openInterests[id] ?? []).suffix(Kept.openInterests) })
        }
    }
}

extension MarketHistory.Trade: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            number: coder.code(given?.number), price: coder.code(given?.price), quantity: coder.size(given?.quantity),
            takerSide: coder.code(given?.takerSide), timeMs: coder.timeMs(given?.timeMs))
    }
}

extension MarketHistory.Funding: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(rate: coder.code(given?.rate), timeMs: coder.timeMs(given?.timeMs))
    }
}

extension MarketHistory.OpenInterest: Coded {
    init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(startMs: coder.timeMs(given?.startMs), quantity: coder.size(given?.quantity))
    }
}
