import Desks
import Journaling
import Synchronization

/// Writes a venue's snapshots, one at a time, on a thread of its own, so that no commit waits for one: the desk is
/// forked, which copies next to nothing, and the fork encoded, synced and tried beside the venue's thread.
struct SnapshotKeeper: ~Copyable {
    private let directory: SnapshotDirectory
    private let interval: UInt64
    private let notify: @Sendable (VenueNotice) -> Void
    /// The newest snapshot that was restored or tried; 0 without one.
    private var newest: UInt64
    /// Where the last attempt was made, so that a failed one is not repeated at once.
    private var lastAttempt: UInt64
    private var attempt: Attempt?
    /// Which law the last desk broke that was to be kept; nil while all were sound.
    private(set) var brokenLaw: String?

    private struct Attempt {
        let sequence: UInt64
        let result: AttemptResult
        let thread: Thread
    }

    /// The keeper of a venue that was rebuilt from the snapshot at `restored`, 0 for none; nil where none are kept.
    init?(_ settings: VenueSettings, restored: UInt64) {
        guard let directory = settings.snapshots else { return nil }
        self.directory = directory
        interval = settings.snapshotInterval
        notify = settings.notify
        newest = restored
        lastAttempt = restored
    }

    /// Begins a snapshot when one is due and none is on its way.
    mutating func begin(_ desk: borrowing JournalledDesk) {
        let sequence = desk.statistics.sequence
        guard attempt == nil, sequence >= lastAttempt, sequence - lastAttempt >= interval else { return }
        let copy = DeskCopy(desk.fork())
        let result = AttemptResult()
        lastAttempt = sequence
        guard let thread = Thread({ [directory] in result.keep(directory.attempt(copy.desk, at: sequence)) }) else {
            return
        }
        attempt = Attempt(sequence: sequence, result: result, thread: thread)
    }

    /// Takes note of a snapshot that was finished meanwhile.
    /// - Returns: the sequence through which the journal is needed no more, if that has changed.
    mutating func collect() -> UInt64? {
        guard let attempt, let result = attempt.result.value else { return nil }
        attempt.thread.join()
        self.attempt = nil
        return conclude(result, attempt.sequence)
    }

    /// Waits for a snapshot on its way, then writes one of the last state unless it has one. For a clean stop: what
    /// comes after replays nothing.
    /// - Returns: the sequence through which the journal is needed no more, if that has changed.
    mutating func finish(_ desk: borrowing JournalledDesk) -> UInt64? {
        attempt?.thread.join()
        let pruned = collect()
        let sequence = desk.statistics.sequence
        guard sequence > newest else { return pruned }
        return conclude(directory.attempt(desk.fork(), at: sequence), sequence) ?? pruned
    }

    /// The snapshot before the new one stays, with the journal from there on, should the new one ever be damaged.
    private mutating func conclude(_ result: Result<Void, SnapshotFailure>, _ sequence: UInt64) -> UInt64? {
        switch result {
        case .success: return succeed(sequence)
        case .failure(.brokenLaw(let reason)): brokenLaw = reason
        case .failure(.notKept(let error)): notify(.snapshotFailed(sequence: sequence, error))
        }
        return nil
    }

    private mutating func succeed(_ sequence: UInt64) -> UInt64? {
        let previous = newest
        newest = sequence
        do throws(SnapshotError) {
            try directory.keepOnly([sequence, previous])
            return previous == 0 ? nil : previous
        } catch {
            notify(.snapshotFailed(sequence: sequence, error))
            return nil
        }
    }
}

/// A desk that only one thread reads, handed to it by the one that made it.
private final class DeskCopy: @unchecked Sendable {
    let desk: Desk
    init(_ desk: consuming Desk) { self.desk = desk }
}

/// What became of an attempt, once it is known.
private final class AttemptResult: Sendable {
    private let result = Mutex<Result<Void, SnapshotFailure>?>(nil)

    var value: Result<Void, SnapshotFailure>? { result.withLock { $0 } }

    func keep(_ result: Result<Void, SnapshotFailure>) { self.result.withLock { $0 = result } }
}
