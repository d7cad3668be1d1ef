import CUV
import Desks
import Dialects

/// What streams asked for, each waiting for its time, and the timer that tells it.
final class Pauses {
    enum Task {
        case follow(StreamChange)
        case work(DeskWork)
    }

    private struct Waiting {
        let dueMs: UInt64
        let ticket: UInt64
        let task: Task
    }

    private let timer: Handle<uv_timer_t>
    private let loop: UnsafeMutablePointer<uv_loop_t>
    /// By due time; those of the same time in the order in which they came.
    private var waiting: [Waiting] = []

    /// - Parameter timer: initialised by its owner, who also closes it.
    init(_ timer: Handle<uv_timer_t>, on loop: UnsafeMutablePointer<uv_loop_t>) {
        self.timer = timer
        self.loop = loop
    }

    func add(_ task: Task, for ticket: UInt64, afterMs: Int64) {
        let item = Waiting(dueMs: uv_now(loop) + UInt64(max(0, afterMs)), ticket: ticket, task: task)
        let place = waiting.lastIndex { $0.dueMs <= item.dueMs }.map { $0 + 1 } ?? 0
        waiting.insert(item, at: place)
        if place == 0 { startTimer() }
    }

    /// Takes what is due.
    func due() -> [(ticket: UInt64, task: Task)] {
        let nowMs = uv_now(loop)
        let due = waiting.prefix { $0.dueMs <= nowMs }
        waiting.removeFirst(due.count)
        startTimer()
        return due.map { ($0.ticket, $0.task) }
    }

    private func startTimer() {
        guard let first = waiting.first else { return }
        let nowMs = uv_now(loop)
        uv_timer_start(timer.pointer, Callbacks.pauseOver, first.dueMs > nowMs ? first.dueMs - nowMs : 0, 0)
    }
}
