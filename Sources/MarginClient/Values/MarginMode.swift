/// What backs a position. Each venue has its own words for these.
public enum MarginMode: String, Sendable, CaseIterable {
    /// Its own margin only.
    case isolated
    /// The account's free equity. Bybit's `REGULAR_MARGIN`, Bitget's `crossed`, ZTDX's `unified`.
    case cross
    /// The account's equity against the risk of all positions together; Bybit only.
    case portfolio
}

/// What has a margin mode of its own.
public enum ModeScope: Sendable, Hashable {
    /// One mode for the whole account.
    case account
    /// A mode for this symbol.
    case symbol(String)
}

/// Which way a position lies.
public enum PositionSide: String, Sendable, CaseIterable {
    /// Gains when the price rises.
    case long
    /// Gains when the price falls.
    case short
}

extension PositionSide {
    /// The one that is meant of those held, so that margin never goes to another position than the caller thinks of.
    /// - Parameter wanted: nil for the only one.
    static func meant(
        _ wanted: PositionSide?, of held: [PositionSide], in symbol: String
    ) throws(MarginVenueError) -> PositionSide {
        guard let first = held.first else { throw .notOffered("there is no position in \(symbol)") }
        guard let wanted else {
            guard held.count == 1 else { throw .notOffered("\(symbol) has a long and a short position: say which") }
            return first
        }
        guard held.contains(wanted) else { throw .notOffered("there is no \(wanted.rawValue) position in \(symbol)") }
        return wanted
    }
}

/// How many positions a symbol may have.
public enum PositionMode: String, Sendable {
    /// One, long or short.
    case oneWay
    /// One each way.
    case hedge
}
