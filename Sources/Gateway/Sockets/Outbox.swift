import CUV
import Synchronization
import Venues

/// What other threads leave for the HTTP thread, and the wake-up that tells it.
final class Outbox: AnswerSink, StreamSink {
    struct Contents {
        var answers: [ReleasedAnswer] = []
        var messages: [StreamMessage] = []
        var isStopRequested = false

        /// True when nobody was woken up for anything yet.
        var isEmpty: Bool { answers.isEmpty && messages.isEmpty }
    }

    private struct WakeUp: @unchecked Sendable {
        let async: UnsafeMutablePointer<uv_async_t>
    }

    private struct State {
        var contents = Contents()
        /// Nil once the HTTP thread has ended.
        var wakeUp: WakeUp?

        /// Sent under the lock, so that the handle cannot be closed meanwhile.
        func wake() {
            if let wakeUp { uv_async_send(wakeUp.async) }
        }
    }

    private let state = Mutex(State())

    func open(_ async: UnsafeMutablePointer<uv_async_t>) {
        let wakeUp = WakeUp(async: async)
        state.withLock { $0.wakeUp = wakeUp }
    }

    func close() {
        state.withLock { $0.wakeUp = nil }
    }

    func release(_ answers: [ReleasedAnswer]) {
        state.withLock { state in
            let isFirst = state.contents.isEmpty
            state.contents.answers.append(contentsOf: answers)
            if isFirst { state.wake() }
        }
    }

    func deliver(_ messages: [StreamMessage]) {
        state.withLock { state in
            let isFirst = state.contents.isEmpty
            // Once the HTTP thread has ended nobody takes them any more.
            if state.wakeUp != nil { state.contents.messages.append(contentsOf: messages) }
            if isFirst { state.wake() }
        }
    }

    func requestStop() {
        state.withLock { state in
            state.contents.isStopRequested = true
            state.wake()
        }
    }

    /// Takes all that was left since the last call.
    func take() -> Contents {
        state.withLock { state in
            defer {
                state.contents.answers = []
                state.contents.messages = []
            }
            return state.contents
        }
    }
}

/// Stops a server from any thread.
public struct StopSwitch: Sendable {
    let outbox: Outbox

    /// The server stops accepting, answers what is in flight, and its `run` returns. Calls after the first do nothing.
    public func stop() { outbox.requestStop() }
}
