import CSQLite

/// A journal in an SQLite database: one row per batch, in WAL mode with `synchronous=FULL`.
final class SQLiteJournal: Journal {
    /// What the handle works with; nil once it was closed or has failed.
    private var session: SQLiteSession?
    private(set) var lastSequence: UInt64
    private let checkpointBytes: Int
    /// About how many bytes of the write-ahead log no checkpoint has moved yet.
    private var unmovedBytes: Int

    /// A log this many times longer than a checkpoint is due for is moved even if the journal is never idle.
    private static let backlog = 64

    init(session: SQLiteSession, lastSequence: UInt64, unmovedBytes: Int, checkpointBytes: Int) {
        self.session = session
        self.lastSequence = lastSequence
        self.unmovedBytes = unmovedBytes
        self.checkpointBytes = checkpointBytes
    }

    func append(_ batch: Batch, after sequence: UInt64) throws(JournalError) {
        guard let session else { throw .discarded }
        guard batch.continues(sequence) else { throw .fenced(last: lastSequence) }
        do throws(SQLiteFailure) {
            lastSequence = try session.append(batch, after: sequence)
        } catch {
            throw discard(error)
        }
        guard lastSequence == sequence else { throw .fenced(last: lastSequence) }
        lastSequence = batch.lastSequence
        unmovedBytes += batch.payload.count + SQLiteSession.pageBytes
        if unmovedBytes / Self.backlog >= checkpointBytes { checkpoint() }
    }

    func read(after sequence: UInt64, _ body: (Batch) -> Bool) throws(JournalError) {
        guard let session else { throw .discarded }
        let finding: SQLiteSession.Finding
        do throws(SQLiteFailure) {
            finding = try session.read(after: sequence, body)
        } catch {
            throw discard(error)
        }
        switch finding {
        case .sound: return
        case .noBatchEnds: throw .noBatchEnds(at: sequence)
        case .damaged(let text): throw .corrupt(text)
        }
    }

    func prune(through sequence: UInt64) throws(JournalError) {
        guard let session else { throw .discarded }
        do throws(SQLiteFailure) {
            try session.prune(through: sequence)
        } catch {
            throw discard(error)
        }
    }

    func idle() {
        if unmovedBytes >= checkpointBytes { checkpoint() }
    }

    func close() { session = nil }

    /// A failed checkpoint loses nothing, but leaves a file whose last fsync failed: the next append is refused.
    private func checkpoint() {
        do throws(SQLiteFailure) {
            guard try session?.checkpoint() == true else { return }
            unmovedBytes = 0
        } catch {
            _ = discard(error)
        }
    }

    /// Ends the handle without a checkpoint, which would sync again what has just failed to.
    private func discard(_ failure: SQLiteFailure) -> JournalError {
        session?.abandon()
        session = nil
        return .resultUnknown("SQLite \(failure.code): \(failure.text)")
    }
}
