public import Desks
public import Journaling

/// What a venue is given from outside.
public struct VenueSettings: Sendable {
    /// Where its journal is.
    public var store: any JournalStore
    /// Where its snapshots are, one directory for each journal; nil for a venue that always replays its whole journal.
    public var snapshots: SnapshotDirectory?
    /// After how many commands a snapshot is written; one is written at each clean stop, too. Above 0.
    public var snapshotInterval: UInt64 = 1_000_000
    /// Fills the desk of a venue whose journal is empty; what it applies is the journal's first batch.
    public var genesis: @Sendable (inout Desk) throws -> Void
    /// Opens a sealed secret; nil when it was sealed under another key.
    public var unseal: @Sendable ([UInt8]) -> [UInt8]?
    /// The wall clock, read once per round. Milliseconds since 1970.
    public var wallMs: @Sendable () -> Int64 = SystemClock.wallMs
    /// What pauses are measured with. Milliseconds.
    public var monotonicMs: @Sendable () -> Int64 = SystemClock.monotonicMs
    /// The pause before a journal that could not be opened is tried again: the first one, doubled up to the last.
    /// Milliseconds, above 0.
    public var reopenPauseMs: ClosedRange<Int64> = 100...5_000
    /// Told what an operator should know, on the venue's thread.
    public var notify: @Sendable (VenueNotice) -> Void = { _ in }

    /// The settings of a venue on the machine's own clocks.
    public init(
        store: any JournalStore, genesis: @escaping @Sendable (inout Desk) throws -> Void,
        unseal: @escaping @Sendable ([UInt8]) -> [UInt8]?
    ) {
        self.store = store
        self.genesis = genesis
        self.unseal = unseal
    }
}

/// What happened to a venue that an operator should know.
public enum VenueNotice: Sendable, Equatable {
    /// A commit failed or its result is unknown: the venue is rebuilt from its journal.
    case commitFailed(VenueError)
    /// The journal cannot be had; the next attempt is made after a pause, in milliseconds.
    case unavailable(VenueError, retryInMs: Int64)
    /// The venue was rebuilt from its journal up to this sequence.
    case rebuilt(sequence: UInt64)
    /// A snapshot cannot be restored: an older one, or none, and more of the journal is used.
    case snapshotPassedOver(sequence: UInt64, SnapshotError)
    /// A snapshot could not be written, or old ones not be removed; nothing is lost by that.
    case snapshotFailed(sequence: UInt64, SnapshotError)
    /// A key's secret was sealed under another key: nobody can log in with it.
    case unreadableKey(String)
    /// A rule of the engine's own did not hold: nothing is written any more.
    case halted(String)
}

/// What a venue can do at present.
public enum VenueStatus: Sendable, Equatable {
    /// It takes commands and queries.
    case serving
    /// Its journal cannot be had: every answer is that the result is unknown.
    case unavailable
    /// It answers queries and refuses whatever would change something.
    case halted(String)
    /// It has been stopped.
    case stopped
}
