import MarginEngine
import Wire

/// The part of a list that a query call asks for: https://www.bitget.com/api-doc/contract/trade/Get-Orders-Pending
struct Page {
    private let below: UInt64?
    private let startMs: Int64?
    private let endMs: Int64?
    private let oldestMs: Int64
    private let limit: Int
    /// How many pages come before.
    private let pagesBefore: Int

    private static let dayMs: Int64 = 86_400_000

    /// - Parameters:
    ///   - days: the longest interval between the two times.
    ///   - size: how many rows a page has unless its `limit` says otherwise.
    ///   - most: how many it may say.
    ///   - isNumbered: for a call whose pages have numbers, from 1.
    ///   - nowMs: for a call that tells of the last 90 days only; nil for one to which nothing is too old.
    init(
        _ parameters: Parameters, days: Int64 = 90, size: Int = 100, most: Int = 100, isNumbered: Bool = false,
        nowMs: Int64? = nil
    ) throws(Failure) {
        oldestMs = nowMs.map { $0 - 90 * Self.dayMs } ?? .min
        startMs = try parameters.instantMs("startTime")
        endMs = try parameters.instantMs("endTime")
        if let startMs, let endMs, endMs - startMs > days * Self.dayMs { throw .intervalTooLong(days: days) }
        limit = try parameters.count("limit", 1...most, default: size)
        pagesBefore = isNumbered ? try parameters.count("pageNum", 1...1_000, default: 1) - 1 : 0
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
                && (endMs.map { timeMs(row) <= $0 } ?? true) && timeMs(row) >= oldestMs
        }
        return Array(meant.sorted { number($0) > number($1) }.dropFirst(pagesBefore * limit).prefix(limit))
    }
}

extension JSONWriter {
    /// A list inside a paged object, which the venue writes as null when it is empty.
    mutating func memberList<Row>(
        _ name: StaticString, _ rows: [Row], _ write: (Row, inout JSONWriter) -> Void
    ) {
        guard !rows.isEmpty else { return memberNull(name) }
        memberArray(name) { json in
            for row in rows { json.object { write(row, &$0) } }
        }
    }

    /// The id to go on below; null for an empty page.
    mutating func memberEnd(_ id: String?) {
        guard let id else { return memberNull("endId") }
        member("endId", id)
    }
}
