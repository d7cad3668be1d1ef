import Synchronization

/// Keeps a journal for as long as the process lives: for ephemeral venues and tests.
public final class MemoryJournalStore: JournalStore {
    private let batches = Mutex<[Batch]>([])

    /// A store with an empty journal.
    public init() {}

    /// Opens the journal. Never throws.
    public func open() throws(JournalError) -> sending any Journal {
        MemoryJournal(store: self, lastSequence: all.last?.lastSequence ?? 0)
    }

    fileprivate var all: [Batch] { batches.withLock { $0 } }

    /// Appends `batch` if the journal ends at `sequence`, and returns where the journal ended before.
    fileprivate func append(_ batch: Batch, after sequence: UInt64) -> UInt64 {
        batches.withLock { batches in
            let last = batches.last?.lastSequence ?? 0
            if last == sequence { batches.append(batch) }
            return last
        }
    }

    /// Drops the batches that end at or before `sequence`, but for the last one.
    fileprivate func prune(through sequence: UInt64) {
        batches.withLock { batches in
            let count = batches.dropLast().prefix { $0.lastSequence <= sequence }.count
            batches.removeFirst(count)
        }
    }
}

/// One handle on a `MemoryJournalStore`.
final class MemoryJournal: Journal {
    private var store: MemoryJournalStore?
    private(set) var lastSequence: UInt64

    init(store: MemoryJournalStore, lastSequence: UInt64) {
        self.store = store
        self.lastSequence = lastSequence
    }

    func append(_ batch: Batch, after sequence: UInt64) throws(JournalError) {
        guard let store else { throw .discarded }
        guard batch.continues(sequence) else { throw .fenced(last: lastSequence) }
        lastSequence = store.append(batch, after: sequence)
        guard lastSequence == sequence else { throw .fenced(last: lastSequence) }
        lastSequence = batch.lastSequence
    }

    func read(after sequence: UInt64, _ body: (Batch) -> Bool) throws(JournalError) {
        guard let store else { throw .discarded }
        let batches = store.all
        lastSequence = batches.last?.lastSequence ?? 0
        let start: Int
        if sequence == (batches.first?.firstSequence ?? 1) - 1 {
            start = 0
        } else if let end = batches.firstIndex(where: { $0.lastSequence == sequence }) {
            start = end + 1
        } else {
            throw .noBatchEnds(at: sequence)
        }
        for batch in batches[start...] {
            guard body(batch) else { return }
        }
    }

    func prune(through sequence: UInt64) throws(JournalError) {
        guard let store else { throw .discarded }
        store.prune(through: sequence)
    }

    func idle() {}

    func close() { store = nil }
}
