/// `interval`: how long a candle is. Weeks begin on Monday, months on their first day, in UTC.
/// https://bybit-exchange.github.io/docs/v5/enum#interval
enum KlineInterval: Sendable {
    case minutes(Int64)
    case week
    case month

    private static let dayMs: Int64 = 86_400_000
    /// 1970 began on a Thursday: its first Monday was the fifth of January.
    private static let firstMondayMs = 4 * dayMs

    /// Nil for a text that is none.
    init?(wireName: String) {
        switch wireName {
        case "1", "3", "5", "15", "30", "60", "120", "240", "360", "720": self = .minutes(Int64(wireName) ?? 1)
        case "D": self = .minutes(1_440)
        case "W": self = .week
        case "M": self = .month
        default: return nil
        }
    }

    /// When the candle starts that holds a time, ms since 1970.
    func start(holding timeMs: Int64) -> Int64 {
        switch self {
        case .minutes(let minutes): timeMs - timeMs % (minutes * 60_000)
        case .week:
            timeMs < Self.firstMondayMs ? 0 : timeMs - (timeMs - Self.firstMondayMs) % (7 * Self.dayMs)
        case .month: Calendar.monthStart(holding: timeMs)
        }
    }

    /// When the candle ends that starts there: the start of the next one.
    func end(from startMs: Int64) -> Int64 {
        switch self {
        case .minutes(let minutes): startMs + minutes * 60_000
        case .week: start(holding: startMs + 7 * Self.dayMs)
        case .month: Calendar.monthStart(holding: startMs + 31 * Self.dayMs)
        }
    }

    /// The starts of the last candles up to a time, the oldest first.
    func starts(upTo lastMs: Int64, limit: Int) -> [Int64] {
        var starts: [Int64] = []
        var timeMs = lastMs
        while timeMs >= 0, starts.count < limit {
            starts.append(start(holding: timeMs))
            timeMs = start(holding: timeMs) - 1
        }
        return starts.reversed()
    }

    /// The starts of the first candles from a time on, the oldest first, none after the last time.
    func starts(from firstMs: Int64, upTo lastMs: Int64, limit: Int) -> [Int64] {
        var starts: [Int64] = []
        var startMs = start(holding: firstMs)
        if startMs < firstMs { startMs = end(from: startMs) }
        while startMs <= lastMs, starts.count < limit {
            starts.append(startMs)
            startMs = end(from: startMs)
        }
        return starts
    }
}
