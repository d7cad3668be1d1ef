/// The ordered, durable record of a venue's commands.
///
/// What every implementation keeps, and the conformance suite proves:
/// - **Order.** Batches lie end to end from sequence 1, or from where the journal was pruned: each begins right after
///   the last sequence of the one before.
/// - **Fencing.** `append` compares the named sequence with the journal's real last sequence and writes, in one atomic
///   step, across all handles, processes and machines that share the journal. Of several writers that name the same
///   sequence exactly one wins; a deposed writer can never write.
/// - **Durability.** When `append` returns, the batch survives a loss of power. A batch that was never answered may be
///   found after a failure, whole or not at all; what `open` finds is made durable before `open` returns, so
///   nothing that was ever read from a journal is lost later.
/// - **Failure is final.** After `resultUnknown` the handle refuses every call: a second fsync on the same handle may
///   report success for data the first one lost. Only opening the journal anew tells what it holds.
/// - **Blocking, on one thread.** Calls block until done. A handle may move between threads, but is never used by two
///   at once, and not from inside the body of its own `read`.
public protocol Journal: AnyObject {
    /// The journal's last sequence as this handle last saw it, 0 for an empty journal. Another handle may have appended
    /// since; `append` tells.
    var lastSequence: UInt64 { get }

    /// Makes `batch` durable as the continuation of `sequence`.
    ///
    /// Throws `fenced` and writes nothing if the journal does not end at `sequence`, or if the batch is empty or does
    /// not begin right after it. Throws `resultUnknown` if the batch may or may not be there.
    func append(_ batch: Batch, after sequence: UInt64) throws(JournalError)

    /// Hands the batches after `sequence` to `body`, in order, until it returns false.
    ///
    /// `sequence` is the last sequence of a batch, also of the last one that was pruned, or 0 if none was. Throws
    /// `corrupt` before handing over anything that is damaged or out of order, or if no batch ends at `sequence`.
    func read(after sequence: UInt64, _ body: (Batch) -> Bool) throws(JournalError)

    /// Forgets the batches that end at or before `sequence`, all of them or, after a failure, perhaps none. The last
    /// batch of the journal always stays: it tells where the journal ends.
    func prune(through sequence: UInt64) throws(JournalError)

    /// Does upkeep that would lengthen a commit, such as a checkpoint. Called when there is nothing else to do; returns
    /// at once unless upkeep is due.
    func idle()

    /// Releases the journal. Every later call but `close` is refused with `resultUnknown`.
    func close()
}

/// A place that holds one journal. A handle that failed is dropped and the journal opened again from here.
public protocol JournalStore: Sendable {
    /// Opens the journal and creates it if there is none. Throws `cannotOpen`.
    func open() throws(JournalError) -> sending any Journal
}

/// Why a journal refused.
public enum JournalError: Error, Equatable {
    /// The batch does not continue the journal, which ends at `last`: nothing was written.
    case fenced(last: UInt64)
    /// The call failed or its result is unknown: the handle is of no more use. The text says why.
    case resultUnknown(String)
    /// What is stored is not what was written. The text names the sequence where it is known.
    case corrupt(String)
    /// There is no journal here that this version can use. The text says why.
    case cannotOpen(String)
}

extension JournalError {
    static var discarded: JournalError { .resultUnknown("this handle was closed or has failed before") }

    static func noBatchEnds(at sequence: UInt64) -> JournalError {
        .corrupt("no batch of the journal ends at sequence \(sequence)")
    }
}
