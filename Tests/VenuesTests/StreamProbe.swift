import Desks
import Dialects
import Foundation
import MarginEngine
import Synchronization
import Venues

/// Collects what streams are told.
final class StreamProbe: StreamSink {
    struct Told: Equatable {
        let text: String
        let tickets: [UInt64]
    }

    private let told = Mutex<[Told]>([])
    private let arrivals = DispatchSemaphore(value: 0)

    func deliver(_ messages: [StreamMessage]) {
        for message in messages {
            told.withLock {
                $0.append(Told(text: String(decoding: message.text, as: UTF8.self), tickets: message.tickets))
            }
            arrivals.signal()
        }
    }

    var all: [Told] { told.withLock { $0 } }

    /// All that was told, once there is so much more than was waited for before.
    func wait(for count: Int) -> [Told] {
        for _ in 0..<count where arrivals.wait(timeout: .now() + 30) == .timedOut { break }
        return all
    }

    /// Has a stream follow a feed.
    func join(_ feed: any Feed, as ticket: UInt64, at venue: Venue) {
        request(.change(StreamChange { _ in [.join(feed)] }), as: ticket, at: venue)
    }

    func request(_ wish: StreamRequest.Wish, as ticket: UInt64, at venue: Venue) {
        venue.submit([.stream(StreamRequest(wish, ticket: ticket, sink: self))])
    }
}

/// Tells the fixture's balance in whole coins: when somebody joins, and with each change.
struct BalanceFeed: Feed {
    var key: String { "balance" }
    var subject: FeedSubject { .account(AccountID(index: 1)) }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] { [text("has", desk)] }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] { [text("now \(events.count)", desk)] }

    private func text(_ verb: String, _ desk: borrowing Desk) -> [UInt8] {
        let account = desk.engine[AccountID(index: 1)].main
        return Array("\(verb) \(desk.engine.wallet(account, Fixture.usdt).units / 100_000_000)".utf8)
    }
}

/// Tells the first instrument's mark price: when somebody joins, and whenever it is asked.
struct MarkFeed: Feed {
    var key: String { "mark" }
    var subject: FeedSubject { .instrument(InstrumentID(index: 0)) }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] { news([], desk) }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        [Array("at \(desk.engine[InstrumentID(index: 0)].mark.text)".utf8)]
    }
}

/// Has something to tell of itself as soon as somebody has joined, once.
struct ImpatientFeed: Feed {
    var isToTell = true

    var key: String { "impatient" }
    var subject: FeedSubject { .account(AccountID(index: 1)) }
    var nextDueMs: Int64? { isToTell ? 0 : nil }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] { [] }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        isToTell = false
        return [Array("due".utf8)]
    }
}
