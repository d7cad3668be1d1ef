import Journaling
import Synchronization

/// A journal in memory that does on request what real ones do rarely.
final class ScriptedStore: JournalStore {
    /// What the next append does.
    enum Append: Sendable {
        case normal
        /// Says that it was called, and waits until it may go on.
        case hold(reached: Gate, proceed: Gate)
        /// Fails with nothing written.
        case fail
        /// Fails after all was written.
        case failAfterWriting
    }

    struct Script: Sendable {
        var append = Append.normal
        var failedOpenings = 0
        var openings = 0
        /// As if the process always died before it pruned.
        var ignoresPruning = false
        /// Applied to every batch that is read.
        var tamper: (@Sendable (Batch) -> Batch)?
    }

    let memory = MemoryJournalStore()
    private let script = Mutex(Script())

    func change(_ change: @Sendable (inout Script) -> Void) { script.withLock { change(&$0) } }

    var openings: Int { script.withLock { $0.openings } }

    var ignoresPruning: Bool { script.withLock { $0.ignoresPruning } }

    var tamper: (@Sendable (Batch) -> Batch)? { script.withLock { $0.tamper } }

    func open() throws(JournalError) -> sending any Journal {
        let fails = script.withLock { script in
            script.openings += 1
            guard script.failedOpenings > 0 else { return false }
            script.failedOpenings -= 1
            return true
        }
        guard !fails else { throw .cannotOpen("no such disk") }
        return ScriptedJournal(self, try memory.open())
    }

    func takeAppend() -> Append {
        script.withLock { script in
            defer { script.append = .normal }
            return script.append
        }
    }
}

private final class ScriptedJournal: Journal {
    private let store: ScriptedStore
    private let journal: any Journal

    init(_ store: ScriptedStore, _ journal: any Journal) {
        self.store = store
        self.journal = journal
    }

    var lastSequence: UInt64 { journal.lastSequence }

    func append(_ batch: Batch, after sequence: UInt64) throws(JournalError) {
        switch store.takeAppend() {
        case .normal:
            try journal.append(batch, after: sequence)
        case .hold(let reached, let proceed):
            reached.open()
            guard proceed.wait() else { throw .resultUnknown("nobody let it go on") }
            try journal.append(batch, after: sequence)
        case .fail:
            throw .resultUnknown("the disk is gone")
        case .failAfterWriting:
            try journal.append(batch, after: sequence)
            throw .resultUnknown("the disk is gone")
        }
    }

    func read(after sequence: UInt64, _ body: (Batch) -> Bool) throws(JournalError) {
        let tamper = store.tamper
        try journal.read(after: sequence) { body(tamper?($0) ?? $0) }
    }

    func prune(through sequence: UInt64) throws(JournalError) {
        if !store.ignoresPruning { try journal.prune(through: sequence) }
    }

    func idle() { journal.idle() }

    func close() { journal.close() }
}
