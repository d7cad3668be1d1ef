import Dispatch
import Journaling
import Synchronization
import Testing

/// What the documentation of `Journal` demands of every implementation.
@Suite struct JournalConformanceTests {
    @Test(arguments: Implementation.allCases)
    func anEmptyJournalEndsAtZero(_ implementation: Implementation) throws {
        try implementation.withStore { store in
            let journal = try store.open()
            #expect(journal.lastSequence == 0)
            #expect(try journal.batches() == [])
        }
    }

    @Test(arguments: Implementation.allCases)
    func whatIsAppendedIsReadBackInOrder(_ implementation: Implementation) throws {
        try implementation.withStore { store in
            let journal = try store.open()
            let written = [batch(1...1), batch(2...9, bytes: 0), batch(10...10, bytes: 5_001)]
            try journal.append(written[0], after: 0)
            try journal.append(written[1], after: 1)
            try journal.append(written[2], after: 9)
            #expect(journal.lastSequence == 10)
            #expect(try journal.batches() == written)
        }
    }

    @Test(arguments: Implementation.allCases)
    func everyFieldKeepsItsFullRange(_ implementation: Implementation) throws {
        try implementation.withStore { store in
            let journal = try store.open()
            let widest = Batch(
                firstSequence: 1, lastSequence: UInt64(Int64.max), rulesVersion: .max,
                digest: RecordedDigest(high: .max, low: 1 << 63), payload: [0, 255])
            try journal.append(widest, after: 0)
            #expect(try journal.batches() == [widest])
            #expect(try store.open().lastSequence == UInt64(Int64.max))
        }
    }

    @Test(arguments: Implementation.allCases)
    func appendingAfterAnotherSequenceThanTheLastWritesNothing(_ implementation: Implementation) throws {
        try implementation.withStore { store in
            let journal = try store.open()
            try journal.append(batch(1...5), after: 0)
            #expect(throws: JournalError.fenced(last: 5)) { try journal.append(batch(1...5), after: 0) }
            #expect(throws: JournalError.fenced(last: 5)) { try journal.append(batch(5...6), after: 4) }
            #expect(throws: JournalError.fenced(last: 5)) { try journal.append(batch(8...9), after: 7) }
            #expect(try journal.batches() == [batch(1...5)])
            try journal.append(batch(6...6), after: 5)
            #expect(try journal.batches() == [batch(1...5), batch(6...6)])
        }
    }

    @Test(arguments: Implementation.allCases)
    func aBatchThatDoesNotBeginWhereItSaysIsRefused(_ implementation: Implementation) throws {
        try implementation.withStore { store in
            let journal = try store.open()
            try journal.append(batch(1...5), after: 0)
            let gap = batch(7...8)
            let overlap = batch(5...8)
            let backwards = Batch(
                firstSequence: 6, lastSequence: 5, rulesVersion: 1, digest: RecordedDigest(high: 0, low: 0), payload: []
            )
            let fromZero = batch(0...8)
            let beyond = batch(6...UInt64.max)
            for misnumbered in [gap, overlap, backwards, fromZero, beyond] {
                #expect(throws: JournalError.fenced(last: 5)) { try journal.append(misnumbered, after: 5) }
            }
            #expect(throws: JournalError.fenced(last: 5)) { try journal.append(fromZero, after: .max) }
            #expect(try journal.batches() == [batch(1...5)])
        }
    }

    @Test(arguments: Implementation.allCases)
    func aReopenedJournalHoldsEverything(_ implementation: Implementation) throws {
        try implementation.withStore { store in
            let first = try store.open()
            try first.append(batch(1...3), after: 0)
            first.close()
            let second = try store.open()
            #expect(second.lastSequence == 3)
            try second.append(batch(4...4), after: 3)
            second.close()
            #expect(try store.open().batches() == [batch(1...3), batch(4...4)])
        }
    }

    @Test(arguments: Implementation.allCases)
    func aDeposedHandleIsFencedAndLearnsTheLastSequence(_ implementation: Implementation) throws {
        try implementation.withStore { store in
            let deposed = try store.open()
            let leader = try store.open()
            try leader.append(batch(1...2), after: 0)
            #expect(deposed.lastSequence == 0)
            #expect(throws: JournalError.fenced(last: 2)) { try deposed.append(batch(1...1), after: 0) }
            #expect(deposed.lastSequence == 2)
            #expect(try deposed.batches() == [batch(1...2)])
        }
    }

    @Test(arguments: Implementation.allCases)
    func ofTwoWritersAtOnceExactlyOneWins(_ implementation: Implementation) throws {
        try implementation.withStore { store in
            // Each handle stays with one of the two racers, and a race is over before the next begins.
            nonisolated(unsafe) let handles = [try store.open(), try store.open()]
            for sequence in UInt64(1)...100 {
                let winners = Mutex<[Int]>([])
                DispatchQueue.concurrentPerform(iterations: handles.count) { racer in
                    do throws(JournalError) {
                        try handles[racer].append(batch(sequence...sequence, bytes: racer), after: sequence - 1)
                        winners.withLock { $0.append(racer) }
                    } catch {
                        #expect(error == .fenced(last: sequence))
                    }
                }
                let stored = try handles[0].batches(after: sequence - 1)
                #expect(stored.map(\.payload.count) == winners.withLock { $0 })
                try #require(stored.count == 1)
            }
        }
    }

    @Test(arguments: Implementation.allCases)
    func readingBeginsAfterAnyBatch(_ implementation: Implementation) throws {
        try implementation.withStore { store in
            let journal = try store.open()
            try journal.append(batch(1...4), after: 0)
            try journal.append(batch(5...5), after: 4)
            try journal.append(batch(6...9), after: 5)
            #expect(try journal.batches(after: 4) == [batch(5...5), batch(6...9)])
            #expect(try journal.batches(after: 9) == [])
        }
    }

    @Test(arguments: Implementation.allCases, [UInt64(2), 5, UInt64.max])
    func readingFromWhereNoBatchEndsIsRefused(_ implementation: Implementation, _ sequence: UInt64) throws {
        try implementation.withStore { store in
            let journal = try store.open()
            try journal.append(batch(1...1), after: 0)
            try journal.append(batch(2...4), after: 1)
            let refusal = JournalError.corrupt("no batch of the journal ends at sequence \(sequence)")
            #expect(throws: refusal) { try journal.batches(after: sequence) }
        }
    }

    @Test(arguments: Implementation.allCases)
    func readingStopsWhenTheBodySaysSo(_ implementation: Implementation) throws {
        try implementation.withStore { store in
            let journal = try store.open()
            try journal.append(batch(1...1), after: 0)
            try journal.append(batch(2...2), after: 1)
            var seen: [UInt64] = []
            try journal.read(after: 0) { batch in
                seen.append(batch.lastSequence)
                return false
            }
            #expect(seen == [1])
            try journal.append(batch(3...3), after: 2)
        }
    }

    @Test(arguments: Implementation.allCases)
    func aPayloadOfEightMebibytesIsKept(_ implementation: Implementation) throws {
        try implementation.withStore { store in
            let journal = try store.open()
            let huge = batch(1...1, bytes: 8 << 20)
            try journal.append(huge, after: 0)
            journal.close()
            #expect(try store.open().batches() == [huge])
        }
    }

    @Test(arguments: Implementation.allCases)
    func upkeepChangesNothingThatCanBeRead(_ implementation: Implementation) throws {
        try implementation.withStore { store in
            let journal = try store.open()
            journal.idle()
            try journal.append(batch(1...1, bytes: 3 << 20), after: 0)
            journal.idle()
            journal.idle()
            try journal.append(batch(2...2), after: 1)
            #expect(try journal.batches() == [batch(1...1, bytes: 3 << 20), batch(2...2)])
        }
    }

    @Test(arguments: Implementation.allCases)
    func aClosedJournalRefusesEveryCall(_ implementation: Implementation) throws {
        try implementation.withStore { store in
            let journal = try store.open()
            journal.close()
            journal.close()
            journal.idle()
            let refusal = JournalError.resultUnknown("this handle was closed or has failed before")
            #expect(throws: refusal) { try journal.append(batch(1...1), after: 0) }
            #expect(throws: refusal) { try journal.batches() }
            #expect(try store.open().batches() == [])
        }
    }
}
