import Synchronization

/// What a client has learned of its venue, shared by all its calls.
final class ConversationMemory: Sendable {
    private struct State: Sendable {
        /// What to add to the own clock to have the venue's. Milliseconds.
        var skewMs: Int64?
        /// Until when a call must not be made again, by its path, on the own clock. Milliseconds.
        var closedUntilMs: [String: Int64] = [:]
    }

    private let state = Mutex(State())

    var skewMs: Int64? {
        get { state.withLock { $0.skewMs } }
        set { state.withLock { $0.skewMs = newValue } }
    }

    func close(_ path: String, untilMs: Int64) {
        state.withLock { $0.closedUntilMs[path] = max(untilMs, $0.closedUntilMs[path] ?? untilMs) }
    }

    /// How long a call must wait; 0 for not at all.
    func waitMs(_ path: String, nowMs: Int64) -> Int64 {
        state.withLock { state in
            guard let untilMs = state.closedUntilMs[path], untilMs > nowMs else {
                state.closedUntilMs[path] = nil
                return 0
            }
            return untilMs - nowMs
        }
    }
}
