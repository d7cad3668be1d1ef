import Desks
import HTTP1
import Journaling

/// What the venue's thread does: take all that is queued, perform it in order, make it durable, release the answers.
struct VenueLoop: ~Copyable {
    private let settings: VenueSettings
    private let queue: BlockingQueue<VenueTask>
    private let board: Board
    /// Nil while the journal cannot be had.
    private var desk: JournalledDesk?
    /// Nil where no snapshots are kept.
    private var snapshots: SnapshotKeeper?
    private var channels = Channels()
    /// What streams asked for; it waits while there is no desk to ask.
    private var requests: [StreamRequest] = []
    private var logins = LoginCache()
    private var publishedKeysVersion: Int?
    private var reopening: Reopening?
    private var haltReason: String?

    /// When the journal is tried next.
    private struct Reopening {
        var atMs: Int64
        var pauseMs: Int64
    }

    /// No wait is longer, so that a wall clock that is set forward is noticed. Milliseconds.
    private static let longestWaitMs: Int64 = 10_000

    init(_ settings: VenueSettings, queue: BlockingQueue<VenueTask>, board: Board) throws(VenueError) {
        self.settings = settings
        self.queue = queue
        self.board = board
        let desk = try JournalledDesk.open(settings)
        snapshots = SnapshotKeeper(settings, restored: desk.restored)
        if let reason = desk.haltReason { halt(reason) }
        self.desk = consume desk
        publish()
    }

    /// Runs until the queue is closed and everything taken before is answered.
    mutating func run() {
        var tasks: [VenueTask] = []
        while takeNext(&tasks) {
            reopenIfDue()
            perform(tasks)
            keepSnapshots()
        }
        finishSnapshots()
        desk?.close()
        board.update { $0.status = .stopped }
    }

    // MARK: Waiting

    private mutating func takeNext(_ tasks: inout [VenueTask]) -> Bool {
        guard queue.take(into: &tasks, forMs: 0) else { return false }
        guard tasks.isEmpty else { return true }
        desk?.idle()
        return queue.take(into: &tasks, forMs: waitMs())
    }

    private mutating func waitMs() -> Int64 {
        let untilMs =
            if let reopening {
                reopening.atMs - settings.monotonicMs()
            } else if let dueMs = nextDueMs() {
                dueMs - settings.wallMs()
            } else {
                Self.longestWaitMs
            }
        return min(max(untilMs, 1), Self.longestWaitMs)
    }

    /// When the desk or a feed has something to do by itself, by the wall clock.
    private mutating func nextDueMs() -> Int64? {
        let deskMs = desk?.nextDueMs
        guard let feedMs = channels.nextDueMs else { return deskMs }
        return min(deskMs ?? feedMs, feedMs)
    }

    // MARK: A round

    /// Streams are told after the answers, both after the commit. HOUSE-13.
    private mutating func perform(_ tasks: [VenueTask]) {
        let (submissions, asked) = tasks.parted()
        perform(submissions)
        requests += asked
        if desk?.inform(&channels, requests) != nil { requests = [] }
    }

    private mutating func perform(_ submissions: [Submission]) {
        do throws(RoundFailure) {
            let wallMs = settings.wallMs()
            let wills = channels.dueWills(wallMs: wallMs)
            guard
                let responses = try desk?.perform(
                    submissions, after: wills.map(\.work), wallMs: wallMs, isFollowed: !channels.isEmpty)
            else { return submissions.releaseUnknown() }
            channels.forget(wills)
            publish()
            submissions.release { index, _ in responses[index] }
        } catch {
            desk?.close()
            desk = nil
            note(error)
            submissions.releaseUnknown()
            rebuild()
        }
    }

    private mutating func note(_ failure: RoundFailure) {
        switch failure {
        case .commit(let error): settings.notify(.commitFailed(.journal(error)))
        case .brokenInvariant(let reason): halt(reason)
        }
    }

    /// Only the first reason is told and kept: what follows may follow from it. It shows before any answer leaves.
    private mutating func halt(_ reason: String) {
        guard haltReason == nil else { return }
        haltReason = reason
        board.update { $0.status = .halted(reason) }
        settings.notify(.halted(reason))
    }

    // MARK: Snapshots

    /// A venue that is halted or has no journal writes none: only what is sound and durable is worth keeping.
    private mutating func keepSnapshots() {
        guard haltReason == nil, let desk = desk.take() else { return }
        if let sequence = snapshots?.collect() { desk.prune(through: sequence) }
        if let reason = snapshots?.brokenLaw {
            desk.close()
            halt(reason)
            return rebuild()
        }
        snapshots?.begin(desk)
        self.desk = consume desk
    }

    private mutating func finishSnapshots() {
        guard haltReason == nil, let desk = desk.take() else { return }
        if let sequence = snapshots?.finish(desk) { desk.prune(through: sequence) }
        if let reason = snapshots?.brokenLaw { halt(reason) }
        self.desk = consume desk
    }

    // MARK: Opening the journal anew

    private mutating func reopenIfDue() {
        guard let reopening, settings.monotonicMs() >= reopening.atMs else { return }
        rebuild()
    }

    private mutating func rebuild() {
        do throws(VenueError) {
            var desk = try JournalledDesk.open(settings)
            if let haltReason { desk.halt(haltReason) } else if let reason = desk.haltReason { halt(reason) }
            settings.notify(.rebuilt(sequence: desk.statistics.sequence))
            self.desk = consume desk
            reopening = nil
            publishedKeysVersion = nil
            publish()
        } catch {
            let longerMs = reopening.map { min($0.pauseMs * 2, settings.reopenPauseMs.upperBound) }
            let pauseMs = longerMs ?? settings.reopenPauseMs.lowerBound
            reopening = Reopening(atMs: settings.monotonicMs() + pauseMs, pauseMs: pauseMs)
            board.update { $0.status = .unavailable }
            settings.notify(.unavailable(error, retryInMs: pauseMs))
        }
    }

    // MARK: What others see

    /// Before the answers leave: whoever is told of a new key may use it at once.
    private mutating func publish() {
        guard let statistics = desk?.statistics, let keysVersion = desk?.keysVersion else { return }
        let status = haltReason.map { VenueStatus.halted($0) } ?? .serving
        let keys = keysVersion == publishedKeysVersion ? nil : desk?.keys(&logins, settings)
        publishedKeysVersion = keysVersion
        board.update { board in
            board.statistics = statistics
            board.status = status
            if let keys { board.keys = keys }
        }
    }
}
