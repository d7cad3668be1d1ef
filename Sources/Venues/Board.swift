import Desks
import Dialects
import Synchronization

/// What a venue's thread lets others see: copies as of the last commit.
final class Board: Sendable {
    struct Notice: Sendable {
        var keys = KeyRing()
        var statistics = Desk.Statistics()
        var status = VenueStatus.unavailable
    }

    private let notice = Mutex(Notice())

    func read<Value: Sendable>(_ value: (Notice) -> Value) -> Value { notice.withLock { value($0) } }

    func update(_ change: (inout Notice) -> Void) { notice.withLock { change(&$0) } }
}
