import Desks
import HTTP1
import Journaling

/// What the venue's thread does: take all that is queued, perform it in order, make it durable, release the answers.
struct VenueLoop: ~Copyable {
    private let settings: VenueSettings
    private let queue: BlockingQueue<Submission>
    private let board: Board
    /// Nil while the journal cannot be had.
    private var ledger: Ledger?
    /// Nil where no snapshots are kept.
    private var snapshots: SnapshotKeeper?
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

    init(_ settings: VenueSettings, queue: BlockingQueue<Submission>, board: Board) throws(VenueError) {
        self.settings = settings
        self.queue = queue
        self.board = board
        let ledger = try Ledger.open(settings)
        snapshots = SnapshotKeeper(settings, restored: ledger.restored)
        self.ledger = consume ledger
        publish()
    }

    /// Runs until the queue is closed and everything taken before is answered.
    mutating func run() {
        var submissions: [Submission] = []
        while takeNext(&submissions) {
            reopenIfDue()
            perform(submissions)
            keepSnapshots()
        }
        finishSnapshots()
        ledger?.close()
        board.update { $0.status = .stopped }
    }

    // MARK: Waiting

    private mutating func takeNext(_ submissions: inout [Submission]) -> Bool {
        guard queue.take(into: &submissions, forMs: 0) else { return false }
        guard submissions.isEmpty else { return true }
        ledger?.idle()
        return queue.take(into: &submissions, forMs: waitMs())
    }

    private mutating func waitMs() -> Int64 {
        let untilMs =
            if let reopening {
                reopening.atMs - settings.monotonicMs()
            } else if let dueMs = ledger?.nextDueMs {
                dueMs - settings.wallMs()
            } else {
                Self.longestWaitMs
            }
        return min(max(untilMs, 1), Self.longestWaitMs)
    }

    // MARK: A round

    private mutating func perform(_ submissions: [Submission]) {
        do throws(RoundFailure) {
            guard let responses = try ledger?.perform(submissions, wallMs: settings.wallMs()) else {
                return submissions.releaseUnknown()
            }
            publish()
            submissions.release { index, _ in responses[index] }
        } catch {
            ledger?.close()
            ledger = nil
            submissions.releaseUnknown()
            note(error)
            rebuild()
        }
    }

    private mutating func note(_ failure: RoundFailure) {
        switch failure {
        case .commit(let error):
            settings.notify(.commitFailed(.journal(error)))
        case .brokenInvariant(let reason):
            haltReason = reason
            settings.notify(.halted(reason))
        }
    }

    // MARK: Snapshots

    /// A venue that is halted or has no journal writes none: only what is sound and durable is worth keeping.
    private mutating func keepSnapshots() {
        guard haltReason == nil, let ledger = ledger.take() else { return }
        if let sequence = snapshots?.collect() { ledger.prune(through: sequence) }
        snapshots?.begin(ledger)
        self.ledger = consume ledger
    }

    private mutating func finishSnapshots() {
        guard haltReason == nil, let ledger = ledger.take() else { return }
        if let sequence = snapshots?.finish(ledger) { ledger.prune(through: sequence) }
        self.ledger = consume ledger
    }

    // MARK: Opening the journal anew

    private mutating func reopenIfDue() {
        guard let reopening, settings.monotonicMs() >= reopening.atMs else { return }
        rebuild()
    }

    private mutating func rebuild() {
        do throws(VenueError) {
            var ledger = try Ledger.open(settings)
            if let haltReason { ledger.halt(haltReason) }
            settings.notify(.rebuilt(sequence: ledger.statistics.sequence))
            self.ledger = consume ledger
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
        guard let statistics = ledger?.statistics, let keysVersion = ledger?.keysVersion else { return }
        let status = haltReason.map { VenueStatus.halted($0) } ?? .serving
        let keys = keysVersion == publishedKeysVersion ? nil : ledger?.keys(&logins, settings)
        publishedKeysVersion = keysVersion
        board.update { board in
            board.statistics = statistics
            board.status = status
            if let keys { board.keys = keys }
        }
    }
}
