import MarginEngine

/// The part of a list that a query call asks for: https://www.bitget.com/api-doc/contract/trade/Get-Orders-Pending
struct Page {
    private let below: UInt64?
    private let startMs: Int64?
    private let endMs: Int64?
    private let limit: Int

    private static let longestMs: Int64 = 90 * 86_400_000

    init(_ parameters: Parameters) throws(Failure) {
        startMs = try parameters.instantMs("startTime")
        endMs = try parameters.instantMs("endTime")
        if let startMs, let endMs, endMs - startMs > Self.longestMs { throw .intervalTooLong(days: 90) }
        limit = try parameters.count("limit", 1...100, default: 100)
        guard let text = try parameters.text("idLessThan") else {
            below = nil
            return
        }
        guard let below = WireID.number(text) else { throw .malformed("idLessThan") }
        self.below = below
    }

    /// The rows of the page, the greatest number first.
    func rows<Row>(of all: [Row], _ number: (Row) -> UInt64, _ timeMs: (Row) -> Int64) -> [Row] {
        let meant = all.filter { row in
            (below.map { number(row) < $0 } ?? true) && (startMs.map { timeMs(row) >= $0 } ?? true)
                && (endMs.map { timeMs(row) <= $0 } ?? true)
        }
        return Array(meant.sorted { number($0) > number($1) }.prefix(limit))
    }
}
