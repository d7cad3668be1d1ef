/// Dates in UTC, proleptic Gregorian calendar, of times in ms since 1970; a negative time counts as 0.
public enum UTC {
    private static let msInDay: Int64 = 86_400_000
    /// Days from 0000-03-01 to 1970-01-01; years begin in March here, so that the leap day is a year's last.
    private static let daysToEpoch: Int64 = 719_468
    private static let daysInEra: Int64 = 146_097

    /// ISO 8601 to the second, `2023-01-13T05:15:18Z`.
    public static func textToSecond(_ timeMs: Int64) -> String { dayAndClock(timeMs) + "Z" }

    /// ISO 8601 to the millisecond, `2023-01-13T05:15:18.042Z`.
    public static func text(_ timeMs: Int64) -> String {
        "\(dayAndClock(timeMs)).\(padded(max(0, timeMs) % 1_000, 3))Z"
    }

    /// When the month begins that holds a time, ms since 1970.
    public static func monthStart(holding timeMs: Int64) -> Int64 {
        let days = max(0, timeMs) / msInDay
        return (days - date(days).day + 1) * msInDay
    }

    private static func dayAndClock(_ timeMs: Int64) -> String {
        let timeMs = max(0, timeMs)
        let (year, month, day) = date(timeMs / msInDay)
        let inDay = timeMs % msInDay
        let clock = [inDay / 3_600_000, inDay / 60_000 % 60, inDay / 1_000 % 60].map { padded($0, 2) }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(clock.joined(separator: ":"))"
    }

    /// Howard Hinnant's `civil_from_days`, http://howardhinnant.github.io/date_algorithms.html
    private static func date(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + daysToEpoch
        let dayOfEra = shifted % daysInEra
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + shifted / daysInEra * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
