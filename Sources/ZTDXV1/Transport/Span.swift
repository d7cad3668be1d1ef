/// A stretch of time and a number of rows of it, as the lists of Binance's futures API ask for them.
/// https://docs.p99.world/futures/usdt-margined/account/order-history
struct Span: Sendable {
    private let startMs: Int64?
    private let endMs: Int64?
    private let limit: Int

    /// - Parameter standard: how many rows there are where the call names no number.
    init(_ parameters: Parameters, standard: Int) throws(Failure) {
        startMs = try parameters.instantMs("startTime")
        endMs = try parameters.instantMs("endTime")
        limit = try parameters.count("limit", 1...1_000, default: standard)
    }

    func contains(_ timeMs: Int64) -> Bool {
        (startMs.map { timeMs >= $0 } ?? true) && (endMs.map { timeMs <= $0 } ?? true)
    }

    /// Of rows given the newest first, the oldest first: from the start where one is named, else the latest.
    func page<Row>(of rows: [Row], goesForward: Bool) -> [Row] {
        let forward = goesForward || startMs != nil
        return (forward ? rows.suffix(limit) : rows.prefix(limit)).reversed()
    }
}
