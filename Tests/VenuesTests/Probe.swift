import Desks
import Dialects
import Foundation
import HTTP1
import Synchronization
import Venues

/// Collects answers, and counts the calls they came in.
final class Probe: AnswerSink {
    private let released = Mutex<[[ReleasedAnswer]]>([])
    private let arrivals = DispatchSemaphore(value: 0)

    func release(_ answers: [ReleasedAnswer]) {
        released.withLock { $0.append(answers) }
        for _ in answers { arrivals.signal() }
    }

    func tasks(_ works: [DeskWork]) -> [VenueTask] {
        works.enumerated().map { .work(Submission(work: $1, ticket: UInt64($0), sink: self)) }
    }

    var rounds: [[ReleasedAnswer]] { released.withLock { $0 } }

    /// The texts of the answers in the order in which they came, once there are so many.
    func wait(for count: Int) -> [String] {
        for _ in 0..<count where arrivals.wait(timeout: .now() + 30) == .timedOut { return ["no answer came"] }
        return rounds.joined().map { String(decoding: $0.response.body, as: UTF8.self) }
    }
}

/// A place where one thread waits for another.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func open() { semaphore.signal() }

    /// False if nobody opened it within half a minute.
    func wait() -> Bool { semaphore.wait(timeout: .now() + 30) == .success }
}
