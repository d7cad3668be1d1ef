public import MarginEngine

extension Desk {
    /// The version of this encoding.
    private static let encodingVersion: UInt64 = 6

    /// Puts all that the desk is; `init(from:)` reads it back. What was applied and not yet journalled is not put, nor
    /// is that the desk was halted: such a desk is not worth keeping.
    public func encode(to sink: inout some WordSink) {
        sink.put(Self.encodingVersion)
        engine.encode(to: &sink)
        sink.put(clock == .frozen)
        sink.put(UInt64(keys.count))
        for key in keys { key.encode(to: &sink) }
        sink.put(UInt64(names.count))
        for (uid, name) in names.sorted(by: { $0.key < $1.key }) {
            sink.put(uid)
            sink.put(name)
        }
        history.encode(of: engine, to: &sink)
        candles.encode(of: engine, to: &sink)
        market.encode(of: engine, to: &sink)
        requests.encode(to: &sink)
        sink.put(UInt64(standings.count))
        for (uid, standing) in standings.sorted(by: { $0.key < $1.key }) {
            sink.put(uid)
            standing.encode(to: &sink)
        }
    }

    /// The desk that `encode(to:)` put; it goes on exactly as that one does. Throws for whatever is no encoding of a
    /// desk.
    public init(from source: inout some WordSource) throws(DecodingFailure) {
        guard try source.word() == Self.encodingVersion else { throw DecodingFailure() }
        let engine = try Engine(from: &source)
        let clock: VenueClock = try source.bool() ? .frozen : .real
        var keys: [APIKey] = []
        for _ in 0..<(try source.word()) { keys.append(try APIKey(from: &source)) }
        var names: [UInt64: String] = [:]
        for _ in 0..<(try source.word()) { names[try source.word()] = try source.string() }
        let history = try History(of: engine, from: &source)
        let candles = try Candles(of: engine, from: &source)
        let market = try MarketHistory(of: engine, from: &source)
        let requests = try RequestNames(from: &source)
        var standings: [UInt64: AccountStanding] = [:]
        for _ in 0..<(try source.word()) { standings[try source.word()] = try AccountStanding(from: &source) }
        self.init(
            engine: engine, history: history, candles: candles, market: market, clock: clock, keys: keys, names: names,
            requests: requests, standings: standings)
    }
}
