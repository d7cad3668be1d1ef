import Desks

/// The part of a history that `startTime` and `endTime` ask for: seven days at most, or as many as a history tells, two
/// years back at most. BYBIT-CALL-1, BYBIT-CALL-2.
/// https://bybit-exchange.github.io/docs/v5/order/order-list
///
/// What happened is dated by the venue clock, so it is from that clock that the days are counted. HOUSE-12.
struct HistoryWindow {
    private static let dayMs: Int64 = 86_400_000
    private static let keptMs = 730 * dayMs

    private let startMs: Int64?
    private let endMs: Int64?
    private let usualMs: Int64

    /// - Parameters:
    ///   - usualDays: how long it is where only one of the times is given, or none.
    ///   - longestDays: how long it may be.
    init(_ parameters: Parameters, usualDays: Int64, longestDays: Int64 = 7) throws(ReturnCode) {
        startMs = try parameters.integer("startTime")
        endMs = try parameters.integer("endTime")
        usualMs = usualDays * Self.dayMs
        let span = try parameters.span()
        guard startMs == nil || endMs == nil || span.upperBound - span.lowerBound <= longestDays * Self.dayMs else {
            throw .invalid("endTime")
        }
    }

    /// The times that are asked for, ms.
    func span(on desk: borrowing Desk) throws(ReturnCode) -> ClosedRange<Int64> {
        let nowMs = desk.venueTimeMs
        if let givenMs = startMs ?? endMs, givenMs < nowMs - Self.keptMs { throw .earlierThanTwoYears }
        switch (startMs, endMs) {
        case (nil, nil): return max(0, nowMs - usualMs)...Int64.max
        case (nil, let endMs?): return max(0, endMs - usualMs)...endMs
        case (let startMs?, nil): return startMs...(min(startMs, .max - usualMs) + usualMs)
        case (let startMs?, let endMs?): return startMs...endMs
        }
    }
}
