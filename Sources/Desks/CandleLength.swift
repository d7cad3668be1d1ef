/// How long candles are, and with it when they begin: all by UTC.
public enum CandleLength: Sendable, Hashable {
    /// So many minutes each, counted from 1970.
    case minutes(Int64)
    /// From Monday to Sunday.
    case week
    /// From the first of a month.
    case month

    /// The instants at which candles begin and, last, the one at which the last of them ends, which holds an instant;
    /// none before 1970. Empty when there can be no candle.
    func bounds(holding instantMs: Int64, count: Int) -> [Int64] {
        guard instantMs >= 0, count > 0 else { return [] }
        var bounds: [Int64] = []
        var nextMs = instantMs
        while let startMs = start(holding: nextMs), bounds.count <= count {
            if bounds.isEmpty { bounds.append(end(of: startMs)) }
            bounds.append(startMs)
            nextMs = startMs - 1
        }
        return bounds.reversed()
    }

    /// When the candle with an instant begins; nil before 1970, and where no time passes.
    private func start(holding instantMs: Int64) -> Int64? {
        guard instantMs >= 0 else { return nil }
        let day = instantMs / Self.dayMs
        switch self {
        case .minutes(let minutes):
            guard minutes > 0 else { return nil }
            return instantMs - instantMs % (minutes * Candles.minuteMs)
        case .week:
            // 1970 began on a Thursday.
            return max(0, day - (day + 3) % 7) * Self.dayMs
        case .month: return (day - Self.dayOfMonth(day) + 1) * Self.dayMs
        }
    }

    private func end(of startMs: Int64) -> Int64 {
        switch self {
        case .minutes(let minutes): return startMs + minutes * Candles.minuteMs
        case .week:
            let day = startMs / Self.dayMs
            return (day + 7 - (day + 3) % 7) * Self.dayMs
        case .month:
            // 31 days after the first of a month it is the next month, its first days.
            let later = startMs / Self.dayMs + 31
            return (later - Self.dayOfMonth(later) + 1) * Self.dayMs
        }
    }

    private static let dayMs: Int64 = 86_400_000

    /// The day of the month, 1 to 31, of a day counted from 1970-01-01: Howard Hinnant's `civil_from_days`,
    /// http://howardhinnant.github.io/date_algorithms.html
    private static func dayOfMonth(_ day: Int64) -> Int64 {
        let dayOfEra = (day + 719_468) % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        return dayOfYear - (153 * ((5 * dayOfYear + 2) / 153) + 2) / 5 + 1
    }
}
