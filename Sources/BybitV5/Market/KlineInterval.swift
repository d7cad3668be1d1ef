import Desks
import Dialects

extension CandleLength {
    /// `interval`; nil for a text that is none. https://bybit-exchange.github.io/docs/v5/enum#interval
    init?(interval: String) {
        switch interval {
        case "1", "3", "5", "15", "30", "60", "120", "240", "360", "720": self = .minutes(Int64(interval) ?? 1)
        case "D": self = .minutes(1_440)
        case "W": self = .week
        case "M": self = .month
        default: return nil
        }
    }
}
