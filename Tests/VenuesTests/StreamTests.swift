import Desks
import Dialects
import Journaling
import TestDesks
import Testing
import Venues

struct StreamTests {
    private typealias Told = StreamProbe.Told

    @Test func followersAreToldWhatHappenedOnceItIsDurable() throws {
        let store = ScriptedStore()
        let venue = try Fixture.venue(store)
        let probe = StreamProbe()
        probe.join(BalanceFeed(), as: 1, at: venue)
        #expect(probe.wait(for: 1) == [Told(text: "has 0", tickets: [1])])
        let (reached, proceed) = (Gate(), Gate())
        store.change { $0.append = .hold(reached: reached, proceed: proceed) }
        venue.submit(Probe().tasks([Fixture.deposit(5)]))
        #expect(reached.wait())
        #expect(probe.all.count == 1)
        proceed.open()
        #expect(probe.wait(for: 1).last == Told(text: "now 1 5", tickets: [1]))
    }

    @Test func whatWasNotCommittedIsNeverTold() throws {
        let store = ScriptedStore()
        let venue = try Fixture.venue(store)
        let probe = StreamProbe()
        probe.join(BalanceFeed(), as: 1, at: venue)
        store.change { $0.append = .fail }
        #expect(venue.ask(Fixture.deposit(5)) == ["unknown"])
        #expect(venue.ask(Fixture.deposit(3)) == ["deposited 3"])
        #expect(probe.wait(for: 2).map(\.text) == ["has 0", "now 1 3"])
    }

    @Test func allWhoFollowTheSameShareOneMessage() throws {
        let venue = try Fixture.venue(MemoryJournalStore())
        let probe = StreamProbe()
        probe.join(BalanceFeed(), as: 1, at: venue)
        probe.join(BalanceFeed(), as: 2, at: venue)
        _ = probe.wait(for: 2)
        #expect(venue.ask(Fixture.deposit(1), Fixture.deposit(2)) == ["deposited 1", "deposited 2"])
        #expect(probe.wait(for: 1).last == Told(text: "now 2 3", tickets: [1, 2]))
    }

    @Test func whoJoinsTwiceIsToldOnce() throws {
        let venue = try Fixture.venue(MemoryJournalStore())
        let probe = StreamProbe()
        probe.join(BalanceFeed(), as: 1, at: venue)
        probe.join(BalanceFeed(), as: 1, at: venue)
        _ = probe.wait(for: 2)
        _ = venue.ask(Fixture.deposit(1))
        #expect(probe.wait(for: 1).last == Told(text: "now 1 1", tickets: [1]))
    }

    @Test(arguments: [StreamRequest.Wish.end, .change(StreamChange { _ in [.leave(key: "balance")] })])
    func whoIsGoneIsToldNothingMore(wish: StreamRequest.Wish) throws {
        let venue = try Fixture.venue(MemoryJournalStore())
        let probe = StreamProbe()
        probe.join(BalanceFeed(), as: 1, at: venue)
        probe.join(BalanceFeed(), as: 2, at: venue)
        _ = probe.wait(for: 2)
        probe.request(wish, as: 1, at: venue)
        // What streams ask for is done at the end of a round: the deposit must be in the next.
        _ = venue.ask(Fixture.balance)
        _ = venue.ask(Fixture.deposit(1))
        #expect(probe.wait(for: 1).last == Told(text: "now 1 1", tickets: [2]))
        probe.request(wish, as: 2, at: venue)
        _ = venue.ask(Fixture.balance)
        _ = venue.ask(Fixture.deposit(1))
        probe.join(BalanceFeed(), as: 3, at: venue)
        #expect(probe.wait(for: 1).suffix(1) == [Told(text: "has 2", tickets: [3])])
        #expect(probe.all.count == 4)
    }

    @Test func aQueryIsNoNews() throws {
        let venue = try Fixture.venue(MemoryJournalStore())
        let probe = StreamProbe()
        probe.join(BalanceFeed(), as: 1, at: venue)
        #expect(venue.ask(Fixture.balance) == ["0"])
        _ = venue.ask(Fixture.deposit(1))
        #expect(probe.wait(for: 2).map(\.text) == ["has 0", "now 1 1"])
    }

    @Test func aFeedOfAnInstrumentIsAskedWhenItChangedAndOnlyThen() throws {
        var settings = Fixture.settings(MemoryJournalStore())
        settings.genesis = { $0.open() }
        let venue = try Venue(name: "test", settings: settings)
        let probe = StreamProbe()
        probe.join(MarkFeed(), as: 1, at: venue)
        _ = probe.wait(for: 1)
        for mark: Int64 in [60_000, 60_100, 60_100, 60_200] { _ = venue.ask(Fixture.setPrices(mark)) }
        #expect(probe.wait(for: 2).map(\.text) == ["at 60000", "at 60100", "at 60200"])
    }

    @Test func whatIsAskedForWhileTheJournalIsAwayIsDoneWhenItIsBack() throws {
        let store = ScriptedStore()
        let venue = try Fixture.venue(store)
        let probe = StreamProbe()
        store.change {
            $0.append = .fail
            $0.failedOpenings = 2
        }
        #expect(venue.ask(Fixture.deposit(5)) == ["unknown"])
        probe.join(BalanceFeed(), as: 1, at: venue)
        #expect(probe.wait(for: 1) == [Told(text: "has 0", tickets: [1])])
    }

    @Test func aFeedMayTellSomethingThoughNothingHappens() throws {
        let venue = try Fixture.venue(MemoryJournalStore())
        let probe = StreamProbe()
        probe.join(ImpatientFeed(), as: 1, at: venue)
        #expect(probe.wait(for: 1) == [Told(text: "due", tickets: [1])])
    }
}
