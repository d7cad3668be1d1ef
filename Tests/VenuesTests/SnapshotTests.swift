import Desks
import Foundation
import Journaling
import Testing
import Venues

/// A venue starts from its newest sound snapshot and the journal after it, and loses nothing however it was stopped.
struct SnapshotTests {
    /// Runs a venue to its clean stop; its digest then, and where its journal ends.
    private func run(_ disk: Disk, deposits: ClosedRange<Int64>) throws -> (digest: [String], sequence: UInt64) {
        let venue = try disk.venue()
        for coins in deposits { #expect(venue.ask(Fixture.deposit(coins)) == ["deposited \(coins)"]) }
        let digest = venue.ask(Fixture.digest)
        venue.stop()
        return (digest, venue.statistics.sequence)
    }

    @Test func afterACleanStopNothingIsReplayed() throws {
        let disk = try Disk()
        let before = try run(disk, deposits: 1...5)
        #expect(try disk.snapshots.sequences() == [before.sequence])
        let venue = try disk.venue()
        #expect(venue.statistics.commands == 0)
        #expect(venue.statistics.sequence == before.sequence)
        #expect(venue.ask(Fixture.digest, Fixture.balance) == before.digest + ["15"])
        #expect(venue.ask(Fixture.deposit(6)) == ["deposited 6"])
    }

    @Test func aVenueWithoutCommandsSinceItsSnapshotWritesNoOther() throws {
        let disk = try Disk()
        let before = try run(disk, deposits: 1...2)
        try disk.venue().stop()
        #expect(try disk.snapshots.sequences() == [before.sequence])
    }

    @Test func aSnapshotAndTheJournalAfterItGiveWhatTheWholeJournalGives() throws {
        let disk = try Disk()
        _ = try run(disk, deposits: 1...5)
        disk.store.change { $0.ignoresPruning = true }
        let running = try disk.venue()
        for coins in Int64(6)...9 { _ = running.ask(Fixture.deposit(coins)) }
        let digest = running.ask(Fixture.digest)
        let restarted = try disk.crashed().venue()
        #expect(restarted.statistics.commands == 4)
        #expect(restarted.ask(Fixture.digest) == digest)
        let replayed = try Fixture.venue(disk.store)
        #expect(replayed.ask(Fixture.digest) == digest)
    }

    @Test func theSnapshotBeforeTheNewestStaysAndTheJournalFromThereOn() throws {
        let disk = try Disk()
        let first = try run(disk, deposits: 1...3)
        #expect(try disk.journalReaches(back: 0))
        let second = try run(disk, deposits: 4...6)
        #expect(try disk.snapshots.sequences() == [second.sequence, first.sequence])
        #expect(try !disk.journalReaches(back: 0))
        #expect(try disk.journalReaches(back: first.sequence))
        let third = try run(disk, deposits: 7...9)
        #expect(try disk.snapshots.sequences() == [third.sequence, second.sequence])
        #expect(try !disk.journalReaches(back: first.sequence))
    }

    @Test func aDamagedSnapshotIsPassedOverForTheOneBefore() throws {
        let disk = try Disk()
        let first = try run(disk, deposits: 1...3)
        let second = try run(disk, deposits: 4...6)
        let length = try disk.snapshots.read(second.sequence).file.count
        for offset in stride(from: 0, to: length, by: 97) {
            let crashed = try disk.crashed()
            try crashed.change(second.sequence) { $0[offset] ^= 4 }
            let venue = try crashed.venue()
            #expect(venue.ask(Fixture.digest) == second.digest)
            #expect(venue.statistics.commands == second.sequence - first.sequence)
            guard case .snapshotPassedOver(second.sequence, .damaged) = crashed.takeNotices().first else {
                Issue.record("nothing was told of the damage at byte \(offset)")
                return
            }
        }
    }

    @Test func aSnapshotThatIsCutOffIsPassedOverForTheOneBefore() throws {
        let disk = try Disk()
        _ = try run(disk, deposits: 1...3)
        let second = try run(disk, deposits: 4...6)
        for _ in 0..<8 {
            try disk.change(second.sequence) { $0.removeLast(($0.count + 1) / 2) }
            #expect(try disk.digestAfterCrash() == second.digest)
        }
    }

    /// The process may die after each step; what it left is what the next one finds.
    @Test func whateverStepACrashInterruptsNothingIsLost() throws {
        let disk = try Disk()
        let first = try run(disk, deposits: 1...3)
        let old = try disk.snapshots.read(first.sequence)
        disk.store.change { $0.ignoresPruning = true }
        let second = try run(disk, deposits: 4...6)
        let new = try disk.snapshots.read(second.sequence)

        // Nothing but an unfinished file yet.
        try disk.snapshots.keepOnly([first.sequence])
        for length in [0, 40, new.file.count / 2, new.file.count] {
            try Data(new.file[..<length]).write(
                to: URL(filePath: "\(disk.path)/snapshot-\(second.sequence).unfinished"))
            #expect(try disk.digestAfterCrash() == second.digest)
        }
        // Renamed, older ones not removed, the journal not pruned.
        try disk.snapshots.write(new)
        #expect(try disk.digestAfterCrash() == second.digest)
        // The journal pruned as far as is allowed.
        #expect(try disk.journalReaches(back: 0))
        disk.store.change { $0.ignoresPruning = false }
        try disk.store.open().prune(through: first.sequence)
        #expect(try !disk.journalReaches(back: 0))
        #expect(try disk.digestAfterCrash() == second.digest)
        // Only the older one is left, as if the directory had not been synced.
        try disk.snapshots.keepOnly([first.sequence])
        try disk.snapshots.write(old)
        #expect(try disk.digestAfterCrash() == second.digest)
    }

    @Test func aSnapshotIsWrittenWhileTheVenueGoesOn() throws {
        let disk = try Disk()
        let venue = try disk.venue(interval: 10)
        var coins: Int64 = 0
        while try disk.snapshots.sequences().count < 2 {
            coins += 1
            try #require(coins < 100_000)
            #expect(venue.ask(Fixture.deposit(1)) == ["deposited 1"])
        }
        let digest = venue.ask(Fixture.digest)
        #expect(try disk.digestAfterCrash() == digest)
        #expect(venue.ask(Fixture.balance) == ["\(coins)"])
    }

    @Test func aSnapshotBeyondTheJournalKeepsTheVenueFromStarting() throws {
        let disk = try Disk()
        let before = try run(disk, deposits: 1...3)
        let other = try Disk()
        try other.snapshots.write(disk.snapshots.read(before.sequence))
        let expected = VenueError.snapshotBeyondJournal(sequence: before.sequence, journalEnds: 0)
        #expect(throws: expected) { try other.venue() }
    }

    @Test func aSnapshotThatCannotBeWrittenIsToldOfAndNothingIsPruned() throws {
        let disk = try Disk()
        let venue = try disk.venue()
        _ = venue.ask(Fixture.deposit(1))
        try FileManager.default.removeItem(atPath: disk.path)
        venue.stop()
        guard case .snapshotFailed(venue.statistics.sequence, .system) = disk.takeNotices().last else {
            Issue.record("nothing was told")
            return
        }
        #expect(try disk.journalReaches(back: 0))
    }
}
