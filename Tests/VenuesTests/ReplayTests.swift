import Desks
import Journaling
import MarginEngine
import Testing
import Venues

struct ReplayTests {
    @Test func aVenueRebuiltFromItsJournalHasTheSameDigest() throws {
        let store = MemoryJournalStore()
        let first = try Fixture.venue(store)
        #expect(first.ask(Fixture.deposit(1), Fixture.deposit(2)) == ["deposited 1", "deposited 2"])
        #expect(first.ask(Fixture.deposit(3)) == ["deposited 3"])
        let digest = first.ask(Fixture.digest)
        first.stop()
        let second = try Fixture.venue(store)
        #expect(second.ask(Fixture.digest, Fixture.balance) == digest + ["6"])
        #expect(second.statistics.sequence == first.statistics.sequence)
    }

    @Test func aBatchWithAnotherDigestIsNamedAndNothingStarts() throws {
        let store = ScriptedStore()
        let venue = try Fixture.venue(store)
        _ = venue.ask(Fixture.deposit(1))
        let last = venue.statistics.sequence
        venue.stop()
        store.change { script in
            script.tamper = { batch in
                guard batch.lastSequence == last else { return batch }
                return Batch(
                    firstSequence: batch.firstSequence, lastSequence: batch.lastSequence, rulesVersion: 77,
                    digest: RecordedDigest(high: batch.digest.high ^ 1, low: batch.digest.low),
                    payload: batch.payload)
            }
        }
        let expected = VenueError.digestDiffers(sequence: last, journalled: 77, present: Engine.rulesVersion)
        #expect(throws: expected) { try Fixture.venue(store) }
        #expect(expected.description.contains("sequence \(last)"))
        #expect(expected.description.contains("rules version 77"))
    }

    @Test func aBatchWithABrokenPayloadIsNamedAndNothingStarts() throws {
        let store = ScriptedStore()
        try Fixture.venue(store).stop()
        store.change { script in
            script.tamper = { batch in
                Batch(
                    firstSequence: batch.firstSequence, lastSequence: batch.lastSequence,
                    rulesVersion: batch.rulesVersion, digest: batch.digest, payload: Array(batch.payload.dropLast()))
            }
        }
        #expect(throws: VenueError.undecodable(sequence: 3)) { try Fixture.venue(store) }
    }

    @Test func anEmptyJournalBeginsWithGenesisAndNoOtherDoes() throws {
        let store = MemoryJournalStore()
        try Fixture.venue(store).stop()
        var settings = Fixture.settings(store)
        settings.genesis = { _ in throw JournalError.cannotOpen("genesis ran twice") }
        let venue = try Venue(name: "test", settings: settings)
        #expect(venue.ask(Fixture.deposit(1)) == ["deposited 1"])
    }

    @Test func aGenesisThatFailsLeavesTheJournalEmpty() throws {
        let store = MemoryJournalStore()
        var settings = Fixture.settings(store)
        settings.genesis = { desk in
            Fixture.genesis(&desk)
            throw JournalError.cannotOpen("half a venue")
        }
        #expect(throws: VenueError.self) { try Venue(name: "test", settings: settings) }
        #expect(try store.open().lastSequence == 0)
    }
}
