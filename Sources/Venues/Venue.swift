public import Desks
public import Dialects
import Synchronization

/// One market: a desk, its journal, and the thread that alone uses both.
///
/// Works are performed in the order in which they were submitted. An answer, of a query too, leaves only when all that
/// was applied before it is durable; so nobody outside ever sees state that is not.
public final class Venue: Sendable {
    /// The name it is addressed by.
    public let name: String
    private let queue = BlockingQueue<VenueTask>()
    private let board = Board()
    private let thread: Thread

    /// Opens the venue's journal, rebuilds the desk from it on the venue's own thread, and returns when that serves.
    public init(name: String, settings: VenueSettings) throws(VenueError) {
        self.name = name
        let started = BlockingQueue<VenueError?>()
        let thread = Thread { [queue, board] in
            do throws(VenueError) {
                var loop = try VenueLoop(settings, queue: queue, board: board)
                _ = started.append([nil])
                loop.run()
            } catch {
                _ = started.append([error])
            }
        }
        guard let thread else { throw .noThread }
        self.thread = thread
        var results: [VenueError?] = []
        _ = started.take(into: &results, forMs: nil)
        if let failure = results.first ?? nil {
            thread.join()
            throw failure
        }
    }

    deinit { stop() }

    /// Queues tasks in order. Once the venue is stopped, each work is answered at once that its result is unknown, and
    /// streams are told nothing.
    public func submit(_ tasks: [VenueTask]) {
        if !queue.append(tasks) { tasks.parted().works.releaseUnknown() }
    }

    /// Finishes what is queued, closes the journal and returns when that is done.
    public func stop() {
        queue.close()
        thread.join()
    }

    /// The keys as of the last commit.
    public var keys: KeyRing { board.read { $0.keys } }

    /// What the venue can do at present.
    public var status: VenueStatus { board.read { $0.status } }

    /// The counters as of the last commit.
    public var statistics: Desk.Statistics { board.read { $0.statistics } }
}
