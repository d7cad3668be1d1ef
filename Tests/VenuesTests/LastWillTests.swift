import Desks
import Dialects
import Journaling
import MarginEngine
import Synchronization
import Testing
import Venues

/// ORDER-33: what is done for those whose connections are gone.
struct LastWillTests {
    private let store = ScriptedStore()
    private let probe = StreamProbe()
    private let clock = WallClock()
    private let venue: Venue

    init() throws {
        var settings = Fixture.settings(store)
        settings.wallMs = { [clock] in clock.nowMs }
        venue = try Venue(name: "test", settings: settings)
    }

    /// A wall clock that is set by hand.
    private final class WallClock: Sendable {
        private let ms = Mutex<Int64>(1_800_000_000_000)

        var nowMs: Int64 { ms.withLock { $0 } }
        func advance(byMs passed: Int64) { ms.withLock { $0 += passed } }
    }

    /// Tells that somebody joined; five seconds after the last follower is gone seven coins are deposited.
    private struct MissedFeed: Feed {
        var key: String { "missed" }
        var subject: FeedSubject { .venue }

        mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] { [Array("joined".utf8)] }
        mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] { [] }

        func lastWill(_ desk: borrowing Desk) -> LastWill? { LastWill(afterMs: 5_000, work: Fixture.deposit(7)) }
    }

    private func join(_ ticket: UInt64) {
        probe.join(MissedFeed(), as: ticket, at: venue)
        _ = probe.wait(for: 1)
    }

    private func end(_ ticket: UInt64) {
        probe.request(.end, as: ticket, at: venue)
        // What streams ask for is done at the end of a round, and this is asked in that one or a later one.
        _ = venue.ask(Fixture.balance)
        _ = venue.ask(Fixture.balance)
    }

    private func balance(afterMs passed: Int64) -> [String] {
        clock.advance(byMs: passed)
        return venue.ask(Fixture.balance)
    }

    @Test("It is done once, when nobody has come back for so long")
    func done() {
        join(1)
        #expect(balance(afterMs: 60_000) == ["0"])
        end(1)
        #expect(balance(afterMs: 4_999) == ["0"])
        #expect(balance(afterMs: 1) == ["7"])
        #expect(balance(afterMs: 60_000) == ["7"])
    }

    @Test("Whoever stays or comes back in time stops it")
    func stopped() {
        join(1)
        join(2)
        end(1)
        #expect(balance(afterMs: 60_000) == ["0"])
        end(2)
        #expect(balance(afterMs: 4_000) == ["0"])
        join(3)
        #expect(balance(afterMs: 60_000) == ["0"])
        end(3)
        #expect(balance(afterMs: 4_999) == ["0"])
        #expect(balance(afterMs: 1) == ["7"])
    }

    @Test("Who leaves by a message is not missed")
    func left() {
        join(1)
        probe.request(.change(StreamChange { _ in [.leave(key: "missed")] }), as: 1, at: venue)
        end(1)
        #expect(balance(afterMs: 60_000) == ["0"])
    }

    @Test("What was not committed is done again")
    func repeated() {
        join(1)
        end(1)
        store.change { $0.append = .fail }
        #expect(balance(afterMs: 5_000) == ["unknown"])
        #expect(balance(afterMs: 0) == ["7"])
    }

    @Test("It needs nobody to ask: the venue wakes by itself")
    func woken() {
        probe.join(BalanceFeed(), as: 9, at: venue)
        #expect(probe.wait(for: 1).last?.text == "has 0")
        probe.join(HastyFeed(), as: 1, at: venue)
        probe.request(.end, as: 1, at: venue)
        #expect(probe.wait(for: 1).last?.text == "now 1 7")
    }

    /// The same without any time to come back.
    private struct HastyFeed: Feed {
        var key: String { "hasty" }
        var subject: FeedSubject { .venue }

        mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] { [] }
        mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] { [] }

        func lastWill(_ desk: borrowing Desk) -> LastWill? { LastWill(afterMs: 0, work: Fixture.deposit(7)) }
    }
}
