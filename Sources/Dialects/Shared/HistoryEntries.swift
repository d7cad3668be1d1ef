public import Desks
public import MarginEngine

extension LedgerEntry {
    /// When the wallet changed, venue time in ms.
    public var timeMs: Int64 {
        switch self {
        case .execution(let execution): execution.timeMs
        case .funding(let payment): payment.timeMs
        case .balance(let change): change.timeMs
        }
    }

    /// Whose wallet it was.
    public var marginAccount: MarginAccountID {
        switch self {
        case .execution(let execution): execution.order.marginAccount
        case .funding(let payment): payment.marginAccount
        case .balance(let change): change.marginAccount
        }
    }
}

extension AccountMove {
    /// When it happened, venue time in ms.
    public var timeMs: Int64 {
        switch self {
        case .wallet(let entry): entry.timeMs
        case .margin(let move): move.timeMs
        }
    }
}

/// Gives the entries of a history numbers, the oldest first: they grow with time and, within a millisecond, with the
/// order of the entries.
public struct EntryNumbers {
    private var last: UInt64 = 0

    /// No entry has a number yet.
    public init() {}

    /// The number of the next entry.
    /// - Parameter timeMs: not before that of the entry before.
    public mutating func next(atMs timeMs: Int64) -> UInt64 {
        last = max(last + 1, UInt64(clamping: timeMs) &* 100_000)
        return last
    }
}
