import Foundation
import Journaling
import LossyVFS
import TestSupport
import Testing

/// What a journal holds after power, the process or a sync has failed, on a disk that keeps only what was synced.
@Suite struct SQLiteCrashTests {
    @Test(arguments: 0..<UInt64(240))
    func everyAnsweredBatchSurvivesALossOfPower(seed: UInt64) throws {
        try withLossyDisk { disk, store in
            var writer = Writer(seed: seed)
            for _ in 0..<4 {
                lossy_disk_stop_after(disk, writer.random.next(upperBound: UInt64(400)))
                if let journal = try? store.open() { writer.appendUntilRefused(by: journal) }
                lossy_disk_lose_power(disk, writer.random.next())
                try writer.append(to: writer.expectNothingLost(store))
            }
        }
    }

    @Test(arguments: 0..<UInt64(60))
    func whatAKilledProcessLeftIsDurableOnceItWasRead(seed: UInt64) throws {
        try withLossyDisk { disk, store in
            var writer = Writer(seed: seed)
            let killed = try store.open()
            lossy_disk_stop_after(disk, writer.random.next(upperBound: UInt64(400)))
            writer.appendUntilRefused(by: killed)
            lossy_disk_kill_process(disk)
            let reader = try writer.expectNothingLost(store)
            lossy_disk_lose_power(disk, writer.random.next())
            try writer.append(to: writer.expectNothingLost(store))
            #expect(throws: JournalError.self) { try reader.batches() }
        }
    }

    @Test(arguments: 0..<UInt64(60))
    func aLossOfPowerWhilePruningLosesNothingThatStays(seed: UInt64) throws {
        try withLossyDisk { disk, store in
            let written = (1...UInt64(20)).map { batch($0...$0, bytes: 3_000) }
            let journal = try store.open()
            for batch in written { try journal.append(batch, after: batch.firstSequence - 1) }
            lossy_disk_stop_after(disk, seed)
            try? journal.prune(through: 15)
            lossy_disk_lose_power(disk, seed)
            let reopened = try store.open()
            #expect(try reopened.batches(after: 15) == Array(written[15...]))
            try reopened.append(batch(21...21), after: 20)
        }
    }

    @Test(arguments: 0..<UInt64(60))
    func whatIsAnsweredAfterAFailedSyncSurvivesALossOfPower(seed: UInt64) throws {
        try withLossyDisk { disk, store in
            var writer = Writer(seed: seed)
            let failing = try store.open()
            try writer.append(to: failing)
            lossy_disk_fail_syncs(disk, 1)
            writer.appendUntilRefused(by: failing)
            let reopened = try writer.expectNothingLost(store)
            lossy_disk_stop_after(disk, writer.random.next(upperBound: UInt64(100)))
            writer.appendUntilRefused(by: reopened)
            lossy_disk_lose_power(disk, writer.random.next())
            try writer.append(to: writer.expectNothingLost(store))
        }
    }

    @Test func aFailedSyncEndsTheHandleButNotTheJournal() throws {
        try withLossyDisk { disk, store in
            let failing = try store.open()
            try failing.append(batch(1...1), after: 0)
            lossy_disk_fail_syncs(disk, 1)
            #expect { try failing.append(batch(2...2), after: 1) } throws: { error in
                if case .resultUnknown = error as? JournalError { true } else { false }
            }
            let refusal = JournalError.resultUnknown("this handle was closed or has failed before")
            #expect(throws: refusal) { try failing.append(batch(2...2), after: 1) }
            #expect(throws: refusal) { try failing.batches() }
            let reopened = try store.open()
            let last = reopened.lastSequence
            try reopened.append(batch(last + 1...9), after: last)
            #expect(try reopened.batches().last == batch(last + 1...9))
        }
    }

    @Test func aFileWhoseSyncFailedIsNotSyncedAgainButOpenedAnew() throws {
        try withLossyDisk { disk, store in
            let failing = try store.open()
            try failing.append(batch(1...1), after: 0)
            lossy_disk_fail_syncs(disk, 2)
            #expect(throws: JournalError.self) { try failing.append(batch(2...2), after: 1) }
            failing.close()
            // The second failure is still to come: the failed handle has left the disk alone.
            #expect(throws: JournalError.cannotOpen("journal: disk I/O error")) { try store.open() }
            #expect(try store.open().batches().first == batch(1...1))
        }
    }

    @Test func aFailedCheckpointEndsTheHandleAndLosesNothing() throws {
        try withLossyDisk { disk, store in
            let failing = try store.open()
            try failing.append(batch(1...1, bytes: 100_000), after: 0)
            lossy_disk_fail_syncs(disk, 1)
            failing.idle()
            #expect(throws: JournalError.self) { try failing.append(batch(2...2), after: 1) }
            lossy_disk_lose_power(disk, 0)
            #expect(try store.open().batches() == [batch(1...1, bytes: 100_000)])
        }
    }
}

/// A venue that appends batches of random size and remembers which were answered.
private struct Writer {
    var random: SplitMix64
    private var answered: [Batch] = []
    private var unanswered: Batch?

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// Appends until the journal refuses, with upkeep now and then.
    mutating func appendUntilRefused(by journal: any Journal) {
        do throws(JournalError) {
            while true {
                try append(to: journal)
                if random.next(upperBound: UInt64(4)) == 0 { journal.idle() }
            }
        } catch {}
    }

    /// Opens the journal and expects every answered batch, in order and whole, and at most the one in flight besides.
    /// What was found counts as answered from now on.
    mutating func expectNothingLost(_ store: some JournalStore) throws -> any Journal {
        let journal = try store.open()
        let found = try journal.batches()
        #expect(found == answered || found == answered + [unanswered].compactMap { $0 })
        answered = found
        unanswered = nil
        return journal
    }

    /// Appends a batch of random size.
    mutating func append(to journal: any Journal) throws(JournalError) {
        let last = answered.last?.lastSequence ?? 0
        let count = random.next(upperBound: UInt64(64)) + 1
        let next = batch(last + 1...last + count, bytes: Int(random.next(upperBound: UInt64(20_000))))
        unanswered = next
        try journal.append(next, after: last)
        answered.append(next)
        unanswered = nil
    }
}

/// Runs `body` with an empty lossy disk and a journal on it whose checkpoints are due early.
private func withLossyDisk(_ body: (OpaquePointer, SQLiteJournalStore) throws -> Void) throws {
    let name = "lossy-\(UUID().uuidString)"
    let disk = try #require(lossy_disk_create(name))
    defer { lossy_disk_destroy(disk) }
    try body(disk, SQLiteJournalStore(path: "journal", vfs: name, checkpointBytes: 50_000))
}
