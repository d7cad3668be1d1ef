import MarginClient
import Synchronization

/// A clock that moves only while somebody pauses, and a chance that always takes the most.
final class TestSurroundings: Sendable {
    private let state: Mutex<(nowMs: Int64, pausesMs: [Int64])>

    init(nowMs: Int64 = 1_700_000_000_000) { state = Mutex((nowMs, [])) }

    /// How long was paused, each time.
    var pausesMs: [Int64] { state.withLock { $0.pausesMs } }

    var nowMs: Int64 { state.withLock { $0.nowMs } }

    var surroundings: Surroundings {
        Surroundings(
            wallMs: { self.nowMs },
            pause: { ms in
                self.state.withLock { state in
                    state.nowMs += ms
                    state.pausesMs.append(ms)
                }
            },
            random: { $0.upperBound })
    }
}
