import Desks
import Dialects
import Journaling
import MarginEngine
import Testing
import Venues

/// A state that breaks a law of the engine halts its venue, wherever that is found: nothing is written any more, what
/// is there can be read, and the reason is told.
struct BrokenLawTests {
    /// Money out of nothing, which no command trips over.
    private static let invention = DeskWork(resultUnknown: Fixture.unknown) { desk in
        desk.engine.state[Fixture.usdt].fees += Money(units: 1)
        return Fixture.text("invented")
    }
    private static let invented = "money is conserved: USDT: 0.00000001 too much"

    @Test func aVenueThatFindsItsStateBrokenKeepsNoSnapshotAndHalts() throws {
        let disk = try Disk()
        let venue = try disk.venue(interval: 10)
        #expect(venue.ask(Self.invention) == ["invented"])
        var coins: Int64 = 0
        while venue.status == .serving {
            try #require(coins < 100_000)
            if venue.ask(Fixture.deposit(1)) == ["deposited 1"] { coins += 1 }
        }
        #expect(venue.status == .halted(Self.invented))
        #expect(venue.ask(Fixture.deposit(1), Fixture.balance) == ["refused halted", "\(coins)"])
        #expect(try disk.snapshots.sequences() == [])
        #expect(try disk.store.open().lastSequence == venue.statistics.sequence)
        #expect(
            disk.takeNotices() == [.halted(Self.invented), .rebuilt(sequence: venue.statistics.sequence)])
    }

    @Test func aCleanStopKeepsNoBrokenState() throws {
        let disk = try Disk()
        let venue = try disk.venue()
        #expect(venue.ask(Fixture.deposit(3), Self.invention) == ["deposited 3", "invented"])
        venue.stop()
        #expect(try disk.snapshots.sequences() == [])
        #expect(disk.takeNotices() == [.halted(Self.invented)])
        #expect(try disk.venue().ask(Fixture.balance) == ["3"])
    }

    @Test func aSnapshotOfABrokenStateIsPassedOverForTheJournal() throws {
        let disk = try Disk()
        let venue = try Fixture.venue(disk.store)
        #expect(venue.ask(Fixture.deposit(5)) == ["deposited 5"])
        let broken = venue.perform { desk in
            desk.engine.state[Fixture.usdt].fees += Money(units: 1)
            return Self.snapshot(of: desk)
        }
        venue.stop()
        let snapshot = try #require(broken)
        try disk.snapshots.write(snapshot)
        #expect(try disk.venue().ask(Fixture.balance, Fixture.deposit(1)) == ["5", "deposited 1"])
        let reason = SnapshotError.damaged("it breaks a law: \(Self.invented)")
        #expect(disk.takeNotices().first == .snapshotPassedOver(sequence: snapshot.sequence, reason))
    }

    /// What the journal holds did happen: the venue starts, and can be read.
    @Test func aJournalThatLeadsToABrokenStateHaltsItsVenue() throws {
        let disk = try Disk()
        let venue = try Fixture.venue(disk.store)
        let result = venue.perform { desk in Self.almostBroken(desk) }
        venue.stop()
        let (snapshot, batch) = try #require(result)
        try disk.snapshots.write(snapshot)
        try disk.store.open().append(batch, after: snapshot.sequence)

        let halted = try disk.venue()
        let reason = "the wallet of account 2 is out of bounds"
        #expect(halted.status == .halted(reason))
        #expect(disk.takeNotices() == [.halted(reason)])
        #expect(halted.statistics.sequence == batch.lastSequence)
        let balance = "\((Self.most + Fixture.coins(1)).units / 100_000_000)"
        #expect(halted.ask(Fixture.balance, Fixture.deposit(1)) == [balance, "refused halted"])
    }

    @Test func aVenueIsNotFoundedOnABrokenState() throws {
        #expect(throws: VenueError.genesis(Self.invented)) {
            try Disk().venue { desk in
                Fixture.genesis(&desk)
                desk.engine.state[Fixture.usdt].fees += Money(units: 1)
            }
        }
    }

    /// The account's only margin account; the first two are the venue's own.
    private static let account = MarginAccountID(index: 2)
    /// The most that a wallet may hold.
    private static let most = Money(units: (1 << 84) - 1)

    /// A snapshot of a sound state, and a batch that takes a wallet of it beyond what may be.
    private static func almostBroken(_ sound: borrowing Desk) -> (Snapshot, Batch) {
        var desk = sound.fork()
        desk.statistics = sound.statistics
        desk.engine.state[account, Fixture.usdt].wallet = most
        desk.engine.state[Fixture.usdt].netDeposits = most
        let snapshot = snapshot(of: desk)
        let entry = DeskEntry.command(.deposit(account, Fixture.usdt, Fixture.coins(1)))
        desk.replay(entry)
        var writer = ByteWriter()
        entry.encode(to: &writer)
        let digest = RecordedDigest(high: desk.digest.high, low: desk.digest.low)
        let batch = Batch(
            firstSequence: snapshot.sequence + 1, lastSequence: snapshot.sequence + 1,
            rulesVersion: Engine.rulesVersion, digest: digest, payload: writer.bytes)
        return (snapshot, batch)
    }

    private static func snapshot(of desk: borrowing Desk) -> Snapshot {
        var writer = ByteWriter()
        desk.encode(to: &writer)
        let digest = desk.engine.digest()
        return Snapshot(
            sequence: desk.statistics.sequence, rulesVersion: Engine.rulesVersion,
            digest: RecordedDigest(high: digest.high, low: digest.low), payload: writer.bytes)
    }
}
