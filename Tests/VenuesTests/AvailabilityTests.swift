import Desks
import Dialects
import Journaling
import MarginEngine
import Synchronization
import Testing
import Venues

struct AvailabilityTests {
    /// A clock that only the test moves, and what the venue told.
    final class World: Sendable {
        let nowMs = Mutex<Int64>(0)
        let notices = Mutex<[VenueNotice]>([])

        func settings(_ store: any JournalStore) -> VenueSettings {
            var settings = Fixture.settings(store)
            settings.monotonicMs = { self.nowMs.withLock { $0 } }
            settings.notify = { notice in self.notices.withLock { $0.append(notice) } }
            settings.reopenPauseMs = 1_000_000...3_000_000
            return settings
        }

        func pass(ms: Int64) { nowMs.withLock { $0 += ms } }
    }

    @Test func aJournalThatCannotBeOpenedIsTriedAgainAfterPausesThatGrow() throws {
        let (store, world) = (ScriptedStore(), World())
        let venue = try Venue(name: "test", settings: world.settings(store))
        store.change { script in
            script.append = .fail
            script.failedOpenings = 3
        }
        #expect(venue.ask(Fixture.deposit(1)) == ["unknown"])
        #expect(venue.ask(Fixture.balance) == ["unknown"])
        #expect(venue.status == .unavailable)
        #expect(store.openings == 2)
        for (pauseMs, openings) in [(Int64(1_000_000), 3), (2_000_000, 4)] {
            world.pass(ms: pauseMs - 1)
            #expect(venue.ask(Fixture.balance) == ["unknown"])
            #expect(store.openings == openings - 1)
            world.pass(ms: 1)
            #expect(venue.ask(Fixture.balance) == ["unknown"])
            #expect(store.openings == openings)
        }
        world.pass(ms: 3_000_000)
        #expect(venue.ask(Fixture.balance) == ["0"])
        #expect(venue.status == .serving)
        let reason = VenueError.journal(.cannotOpen("no such disk"))
        #expect(
            world.notices.withLock { $0 } == [
                .commitFailed(.journal(.resultUnknown("the disk is gone"))),
                .unavailable(reason, retryInMs: 1_000_000), .unavailable(reason, retryInMs: 2_000_000),
                .unavailable(reason, retryInMs: 3_000_000), .rebuilt(sequence: 3),
            ])
    }

    @Test func aHaltedDeskAnswersQueriesRefusesChangesAndJournalsNothing() throws {
        let (store, world) = (MemoryJournalStore(), World())
        let venue = try Venue(name: "test", settings: world.settings(store))
        let doubt = DeskWork(resultUnknown: Fixture.unknown) { desk in
            _ = Fixture.deposit(9).perform(&desk)
            desk.halt("equity went missing")
            return Fixture.text("all is well")
        }
        #expect(venue.ask(Fixture.deposit(2)) == ["deposited 2"])
        #expect(venue.ask(doubt, Fixture.balance) == ["unknown", "unknown"])
        #expect(venue.ask(Fixture.balance, Fixture.deposit(1), Fixture.balance) == ["2", "refused halted", "2"])
        #expect(venue.status == .halted("equity went missing"))
        #expect(try store.open().lastSequence == venue.statistics.sequence)
        #expect(world.notices.withLock { $0.first } == .halted("equity went missing"))
    }

    @Test func aStoppedVenueHasFinishedItsQueueAndTakesNothingMore() throws {
        let store = ScriptedStore()
        let venue = try Fixture.venue(store)
        let (reached, proceed, probe) = (Gate(), Gate(), Probe())
        store.change { $0.append = .hold(reached: reached, proceed: proceed) }
        venue.submit(probe.tasks([Fixture.deposit(1)]))
        #expect(reached.wait())
        venue.submit(probe.tasks([Fixture.deposit(2), Fixture.balance]))
        proceed.open()
        venue.stop()
        #expect(probe.wait(for: 3) == ["deposited 1", "deposited 2", "3"])
        #expect(venue.ask(Fixture.balance) == ["unknown"])
        #expect(venue.status == .stopped)
    }
}
