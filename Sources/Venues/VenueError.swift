public import Journaling

/// Why a venue does not start, or cannot be rebuilt.
public enum VenueError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The journal cannot be opened, read or written.
    case journal(JournalError)
    /// The commands of the batch that ends at `sequence` cannot be read.
    case undecodable(sequence: UInt64)
    /// Replaying the batch that ends at `sequence` gives other outcomes or events than were journalled. The versions
    /// are those of the rules that wrote it and of the rules that replayed it.
    case digestDiffers(sequence: UInt64, journalled: UInt32, present: UInt32)
    /// The directory of the snapshots cannot be read.
    case snapshots(SnapshotError)
    /// There is a sound snapshot at a sequence that the journal does not reach: what it contains would be lost.
    case snapshotBeyondJournal(sequence: UInt64, journalEnds: UInt64)
    /// The first batch of a new journal could not be made. The text says why.
    case genesis(String)
    /// The system has no thread to give.
    case noThread

    /// One sentence for whoever runs the server.
    public var description: String {
        switch self {
        case .journal(.fenced(let last)):
            "the journal has another writer: it ends at sequence \(last)"
        case .journal(.resultUnknown(let text)), .journal(.corrupt(let text)), .journal(.cannotOpen(let text)):
            "journal: \(text)"
        case .undecodable(let sequence):
            "the batch of the journal that ends at sequence \(sequence) cannot be decoded"
        case .digestDiffers(let sequence, let journalled, let present):
            "replaying the journal to sequence \(sequence) gives another result than was journalled: "
                + "it was written under rules version \(journalled), this is rules version \(present)"
        case .snapshots(let error):
            "snapshots: \(error.text)"
        case .snapshotBeyondJournal(let sequence, let journalEnds):
            "there is a snapshot at sequence \(sequence), but the journal ends at \(journalEnds)"
        case .genesis(let text):
            "the venue could not be created: \(text)"
        case .noThread:
            "the system has no thread to give"
        }
    }
}
