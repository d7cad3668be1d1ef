import Desks
import Journaling
import Testing
import Venues

struct DurabilityTests {
    /// HOUSE-13.
    @Test func noAnswerLeavesWhileTheCommitIsHeldQueriesIncluded() throws {
        let store = ScriptedStore()
        let venue = try Fixture.venue(store)
        let (reached, proceed, probe) = (Gate(), Gate(), Probe())
        store.change { $0.append = .hold(reached: reached, proceed: proceed) }
        venue.submit(probe.tasks([Fixture.balance, Fixture.deposit(5), Fixture.balance]))
        #expect(reached.wait())
        #expect(probe.rounds.isEmpty)
        #expect(venue.statistics.commits == 1)
        proceed.open()
        #expect(probe.wait(for: 3) == ["0", "deposited 5", "5"])
        #expect(venue.statistics.commits == 2)
    }

    @Test func whatArrivesDuringACommitIsAnsweredInTheNextRoundInOrder() throws {
        let store = ScriptedStore()
        let venue = try Fixture.venue(store)
        let (reached, proceed, probe) = (Gate(), Gate(), Probe())
        store.change { $0.append = .hold(reached: reached, proceed: proceed) }
        venue.submit(probe.tasks([Fixture.deposit(1)]))
        #expect(reached.wait())
        venue.submit(probe.tasks([Fixture.deposit(2)]))
        venue.submit(probe.tasks([Fixture.balance]))
        proceed.open()
        #expect(probe.wait(for: 3) == ["deposited 1", "deposited 2", "3"])
        #expect(probe.rounds.map(\.count) == [1, 2])
    }

    @Test func aFailedCommitIsToldToTheWholeRoundAndLeavesTheStateAsItWas() throws {
        let store = ScriptedStore()
        let venue = try Fixture.venue(store)
        let before = venue.ask(Fixture.digest)
        store.change { $0.append = .fail }
        #expect(venue.ask(Fixture.balance, Fixture.deposit(5), Fixture.balance) == ["unknown", "unknown", "unknown"])
        #expect(venue.ask(Fixture.digest) == before)
        #expect(venue.ask(Fixture.deposit(4), Fixture.balance) == ["deposited 4", "4"])
        #expect(store.openings == 2)
    }

    @Test func aCommitThatFailedAfterItWasWrittenIsFoundInTheJournal() throws {
        let store = ScriptedStore()
        let venue = try Fixture.venue(store)
        store.change { $0.append = .failAfterWriting }
        #expect(venue.ask(Fixture.deposit(5)) == ["unknown"])
        #expect(venue.ask(Fixture.balance) == ["5"])
    }

    @Test func aDeposedWriterTellsNoResultAndGoesOnFromWhatTheOtherWrote() throws {
        let store = MemoryJournalStore()
        let deposed = try Fixture.venue(store)
        let successor = try Fixture.venue(store)
        #expect(successor.ask(Fixture.deposit(3)) == ["deposited 3"])
        #expect(deposed.ask(Fixture.deposit(4)) == ["unknown"])
        #expect(deposed.ask(Fixture.balance) == ["3"])
    }

    @Test func aQueryMakesNoCommit() throws {
        let venue = try Fixture.venue(MemoryJournalStore())
        #expect(venue.ask(Fixture.balance) == ["0"])
        #expect(venue.statistics.commits == 1)
    }

    /// HOUSE-14.
    @Test func aRefusedCommandIsNotJournalled() throws {
        let venue = try Fixture.venue(MemoryJournalStore())
        let sequence = venue.statistics.sequence
        #expect(venue.ask(Fixture.deposit(0)) == ["refused amountNotPositive"])
        #expect(venue.statistics.sequence == sequence)
    }
}
