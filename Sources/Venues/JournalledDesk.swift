import Desks
import Dialects
import HTTP1
import Journaling
import MarginEngine

/// Why a round came to nothing.
enum RoundFailure: Error {
    /// What it changed is not, or not known to be, durable.
    case commit(JournalError)
    /// The desk was halted: what it applied is not to be trusted.
    case brokenInvariant(String)
}

/// A desk and the journal it was rebuilt from: what is asked of the desk is durable before it is told.
struct JournalledDesk: ~Copyable {
    private var desk: Desk
    private let journal: any Journal
    /// Where the journal ends as far as this one knows; another writer would be found out by `append`.
    private var sequence: UInt64
    /// The snapshot that the desk was restored from; 0 for none.
    let restored: UInt64
    /// Commands replayed since the laws were looked at last.
    private var unchecked = 0
    private var writer = ByteWriter()

    private init(_ journal: any Journal, _ desk: consuming Desk, restored: UInt64) {
        self.journal = journal
        self.desk = desk
        self.restored = restored
        sequence = restored
        self.desk.statistics.sequence = restored
    }

    /// Opens the journal and rebuilds the desk: from the newest sound snapshot and the journal after it. An empty
    /// journal begins with what `genesis` applies. A desk that breaks a law is halted, so that it can still be read.
    static func open(_ settings: VenueSettings) throws(VenueError) -> JournalledDesk {
        let journal = try openJournal(settings)
        var desk = try restore(settings, journal) ?? JournalledDesk(journal, Desk(), restored: 0)
        guard desk.restored <= journal.lastSequence else {
            throw .snapshotBeyondJournal(sequence: desk.restored, journalEnds: journal.lastSequence)
        }
        try desk.replay()
        if desk.sequence == 0 { try desk.begin(settings) }
        desk.desk.checkLaws()
        return desk
    }

    /// Tries the snapshots from the newest on; one that cannot be restored is told of and passed over.
    private static func restore(_ settings: VenueSettings, _ journal: any Journal) throws(VenueError) -> JournalledDesk?
    {
        guard let snapshots = settings.snapshots else { return nil }
        for sequence in try sequences(of: snapshots) {
            do throws(SnapshotError) {
                let desk = try snapshots.restore(sequence)
                return JournalledDesk(journal, desk, restored: sequence)
            } catch {
                settings.notify(.snapshotPassedOver(sequence: sequence, error))
            }
        }
        return nil
    }

    private static func sequences(of snapshots: SnapshotDirectory) throws(VenueError) -> [UInt64] {
        do throws(SnapshotError) {
            return try snapshots.sequences()
        } catch {
            throw .snapshots(error)
        }
    }

    private static func openJournal(_ settings: VenueSettings) throws(VenueError) -> any Journal {
        do throws(JournalError) {
            return try settings.store.open()
        } catch {
            throw .journal(error)
        }
    }

    /// Applies works in order and makes durable what they changed. When this throws, the desk is of no more use.
    /// - Parameters:
    ///   - wills: what is done before, for those who are gone.
    ///   - isFollowed: whether anybody is to be told what happens.
    mutating func perform(
        _ submissions: [Submission], after wills: [DeskWork], wallMs: Int64, isFollowed: Bool
    ) throws(RoundFailure) -> [Response] {
        let wasHalted = desk.haltReason != nil
        desk.gathersEvents = isFollowed
        desk.wallMs = wallMs
        desk.keepTime()
        for will in wills { _ = will.perform(&desk) }
        var responses: [Response] = []
        responses.reserveCapacity(submissions.count)
        for submission in submissions { responses.append(submission.work.perform(&desk)) }
        if let reason = desk.haltReason, !wasHalted { throw .brokenInvariant(reason) }
        do throws(JournalError) {
            try commit()
        } catch {
            throw .commit(error)
        }
        return responses
    }

    /// Tells followers what was performed since the last call, then does what streams ask for.
    mutating func inform(_ channels: inout Channels, _ requests: [StreamRequest]) {
        channels.publish(desk.gathered, desk)
        desk.clearGathered()
        channels.serve(requests, desk)
    }

    /// Why nothing may change any more; nil while all is well.
    var haltReason: String? { desk.haltReason }

    /// Refuses every change from now on.
    mutating func halt(_ reason: String) { desk.halt(reason) }

    var statistics: Desk.Statistics { desk.statistics }
    var keysVersion: Int { desk.keysVersion }

    /// The desk's keys, opened.
    func keys(_ logins: inout LoginCache, _ settings: VenueSettings) -> KeyRing {
        logins.ring(of: desk, unseal: settings.unseal) { settings.notify(.unreadableKey($0)) }
    }

    /// When venue time next has something to do by itself, in wall time; nil when never.
    var nextDueMs: Int64? { desk.clock == .real ? desk.engine.nextDueMs : nil }

    /// The desk as of the last commit, for reading it on another thread.
    func fork() -> Desk { desk.fork() }

    /// Drops what no snapshot needs any more. Should that fail, the next append tells: it is refused.
    func prune(through sequence: UInt64) { try? journal.prune(through: sequence) }

    /// Lets the journal do its upkeep.
    func idle() { journal.idle() }

    /// Releases the journal.
    func close() { journal.close() }

    private mutating func begin(_ settings: VenueSettings) throws(VenueError) {
        desk.wallMs = settings.wallMs()
        do {
            try settings.genesis(&desk)
        } catch {
            throw .genesis("\(error)")
        }
        desk.checkLaws()
        if let reason = desk.haltReason { throw .genesis(reason) }
        do throws(JournalError) {
            try commit()
        } catch {
            throw .journal(error)
        }
    }

    private mutating func commit() throws(JournalError) {
        guard !desk.applied.isEmpty else { return }
        writer.clear()
        for entry in desk.applied { entry.encode(to: &writer) }
        let batch = Batch(
            firstSequence: sequence + 1, lastSequence: sequence + UInt64(desk.applied.count),
            rulesVersion: Engine.rulesVersion, digest: RecordedDigest(desk.digest), payload: writer.bytes)
        try journal.append(batch, after: sequence)
        settle(batch)
    }

    private mutating func replay() throws(VenueError) {
        var failure: VenueError?
        do throws(JournalError) {
            try journal.read(after: restored) { batch in
                do throws(VenueError) {
                    try replay(batch)
                } catch {
                    failure = error
                }
                return failure == nil
            }
        } catch {
            throw .journal(error)
        }
        if let failure { throw failure }
    }

    private mutating func replay(_ batch: Batch) throws(VenueError) {
        do throws(DecodingFailure) {
            var reader = ByteReader(batch.payload)
            for _ in batch.firstSequence...batch.lastSequence { desk.replay(try DeskEntry(from: &reader)) }
            guard reader.isAtEnd else { throw DecodingFailure() }
        } catch {
            throw .undecodable(sequence: batch.lastSequence)
        }
        guard RecordedDigest(desk.digest) == batch.digest else {
            throw .digestDiffers(
                sequence: batch.lastSequence, journalled: batch.rulesVersion, present: Engine.rulesVersion)
        }
        checkLaws(after: batch)
        settle(batch)
    }

    /// Looks at the laws once as many commands were replayed as the state has rows, so that replay takes no more than
    /// twice the time however large the state is. What a command can tell by itself is told at once.
    private mutating func checkLaws(after batch: Batch) {
        unchecked += desk.applied.count
        guard unchecked >= desk.engine.rowCount, desk.haltReason == nil else { return }
        unchecked = 0
        desk.checkLaws()
    }

    private mutating func settle(_ batch: Batch) {
        sequence = batch.lastSequence
        desk.clearApplied()
        desk.statistics.commits += 1
        desk.statistics.sequence = sequence
    }
}
