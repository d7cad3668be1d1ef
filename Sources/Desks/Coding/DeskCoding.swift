public import MarginEngine

extension Desk {
    /// The version of this encoding.
    private static let encodingVersion: UInt64 = 8

    /// Puts all that the desk is; `init(from:)` reads it back. What was applied and not yet journalled is not put, nor
    /// is that the desk was halted: such a desk is not worth keeping.
    public func encode(to sink: inout some WordSink) {
        sink.put(Self.encodingVersion)
        engine.encode(to: &sink)
        sink.put(clock)
        sink.put(keys)
        sink.put(UInt64(names.count))
        for (uid, name) in names.sorted(by: { $0.key < $1.key }) { sink.put(uid, name) }
        history.encode(of: engine, to: &sink)
        candles.encode(of: engine, to: &sink)
        market.encode(of: engine, to: &sink)
        sink.put(requests)
        sink.put(transfers)
        sink.put(UInt64(standings.count))
        for (uid, standing) in standings.sorted(by: { $0.key < $1.key }) { sink.put(uid, standing) }
        sink.put(UInt64(preferences.count))
        for (uid, wanted) in preferences.sorted(by: { $0.key < $1.key }) { sink.put(uid, wanted) }
    }

    /// The desk that `encode(to:)` put; it goes on exactly as that one does. Throws for whatever is no encoding of a
    /// desk.
    public init(from source: inout some WordSource) throws(DecodingFailure) {
        guard try source.word() == Self.encodingVersion else { throw DecodingFailure() }
        let engine = try Engine(from: &source)
        let clock = try VenueClock(from: &source)
        let keys = try [APIKey](from: &source)
        var names: [UInt64: String] = [:]
        for _ in 0..<(try source.word()) { names[try source.word()] = try String(from: &source) }
        let history = try History(of: engine, from: &source)
        let candles = try Candles(of: engine, from: &source)
        let market = try MarketHistory(of: engine, from: &source)
        let requests = try RequestNames(from: &source)
        let transfers = try WalletTransfers(from: &source)
        var standings: [UInt64: AccountStanding] = [:]
        for _ in 0..<(try source.word()) { standings[try source.word()] = try AccountStanding(from: &source) }
        var preferences: [UInt64: AccountPreferences] = [:]
        for _ in 0..<(try source.word()) { preferences[try source.word()] = try AccountPreferences(from: &source) }
        self.init(
            engine: engine, history: history, candles: candles, market: market, clock: clock, keys: keys, names: names,
            requests: requests, transfers: transfers, standings: standings, preferences: preferences)
    }
}

/// What is kept of an engine's events, coded for an engine with the same instruments and accounts.
protocol EngineRecord {
    /// Codes each field of the given record, and makes a record of them; a source is given none.
    init(coding given: Self?, of engine: borrowing Engine, by coder: inout some Coder) throws(DecodingFailure)
}

extension EngineRecord {
    func encode(of engine: borrowing Engine, to sink: inout some WordSink) {
        // A sink throws only for a field that is missing, and here is every one.
        _ = try? Self(coding: self, of: engine, by: &sink)
    }

    init(of engine: borrowing Engine, from source: inout some WordSource) throws(DecodingFailure) {
        try self.init(coding: nil, of: engine, by: &source)
    }
}

extension RequestNames: Coded {
    /// The oldest first.
    init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        self.init()
        for name in try coder.code(given?.names) { insert(name) }
    }
}

extension RequestNames.Name: Coded {
    init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(uid: coder.code(given?.uid), text: coder.code(given?.text))
    }
}
