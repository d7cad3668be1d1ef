import Glibc

/// Hands values from any thread to the one that takes them, all that wait at once.
///
/// A POSIX mutex and condition: waiting has a deadline, which the standard library's `Mutex` cannot give.
final class BlockingQueue<Element: Sendable>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var waiting: [Element] = []
    private var isClosed = false

    init() {
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        // A wall clock that is set must neither end a wait early nor prolong it.
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Queues the elements in order; false, and nothing is queued, once the queue is closed.
    func append(_ elements: some Collection<Element>) -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard !isClosed else { return false }
        if waiting.isEmpty, !elements.isEmpty { pthread_cond_signal(condition) }
        waiting.append(contentsOf: elements)
        return true
    }

    /// Refuses whatever comes from now on and wakes the taker.
    func close() {
        pthread_mutex_lock(mutex)
        isClosed = true
        pthread_cond_signal(condition)
        pthread_mutex_unlock(mutex)
    }

    /// Replaces `elements` with all that waits, and waits for the first if there is none.
    /// - Parameter forMs: how long to wait at most, without limit when nil. Milliseconds.
    /// - Returns: false when the queue is closed and everything was taken before.
    func take(into elements: inout [Element], forMs: Int64?) -> Bool {
        elements.removeAll(keepingCapacity: true)
        let deadline = forMs.map { Self.deadline(inMs: $0) }
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while waiting.isEmpty, !isClosed {
            guard wait(until: deadline) else { return true }
        }
        swap(&elements, &waiting)
        return !(isClosed && elements.isEmpty)
    }

    /// False when the deadline has passed.
    private func wait(until deadline: timespec?) -> Bool {
        guard var deadline else { return pthread_cond_wait(condition, mutex) == 0 }
        return pthread_cond_timedwait(condition, mutex, &deadline) == 0
    }

    private static func deadline(inMs: Int64) -> timespec {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let nanoseconds = Int64(time.tv_nsec) + inMs % 1_000 * 1_000_000
        return timespec(
            tv_sec: time.tv_sec + Int(inMs / 1_000 + nanoseconds / 1_000_000_000),
            tv_nsec: Int(nanoseconds % 1_000_000_000))
    }
}
