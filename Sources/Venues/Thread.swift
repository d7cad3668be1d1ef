import Glibc
import Synchronization

/// A thread of its own for code that blocks.
final class Thread: Sendable {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private let handle: Mutex<pthread_t?>

    /// Runs `body` on a new thread; nil when the system has none to give.
    init?(_ body: @escaping @Sendable () -> Void) {
        let retained = Unmanaged.passRetained(Body(body))
        var handle = pthread_t()
        let result = pthread_create(
            &handle, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, retained.toOpaque())
        guard result == 0 else {
            retained.release()
            return nil
        }
        self.handle = Mutex(handle)
    }

    /// Returns when the thread has ended. Calls after the first return at once.
    func join() {
        let handle = self.handle.withLock { handle in
            defer { handle = nil }
            return handle
        }
        if let handle { pthread_join(handle, nil) }
    }
}
