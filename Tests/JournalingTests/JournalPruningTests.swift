import Journaling
import Testing

/// What the documentation of `Journal.prune` demands of every implementation.
@Suite struct JournalPruningTests {
    private static let written = [batch(1...3), batch(4...6), batch(7...9)]

    private func withJournal(
        _ implementation: Implementation, _ body: (any JournalStore, any Journal) throws -> Void
    ) throws {
        try implementation.withStore { store in
            let journal = try store.open()
            for batch in Self.written { try journal.append(batch, after: batch.firstSequence - 1) }
            try body(store, journal)
        }
    }

    @Test(arguments: Implementation.allCases)
    func aPrunedJournalIsReadFromWhereItWasPruned(_ implementation: Implementation) throws {
        try withJournal(implementation) { store, journal in
            try journal.prune(through: 3)
            #expect(try journal.batches(after: 3) == Array(Self.written[1...]))
            #expect(try journal.batches(after: 6) == [Self.written[2]])
            #expect(try journal.batches(after: 9) == [])
            try journal.append(batch(10...10), after: 9)
            journal.close()
            #expect(try store.open().batches(after: 3) == Self.written[1...] + [batch(10...10)])
        }
    }

    @Test(arguments: Implementation.allCases)
    func whatWasPrunedIsNotPassedOver(_ implementation: Implementation) throws {
        try withJournal(implementation) { _, journal in
            try journal.prune(through: 6)
            for sequence: UInt64 in [0, 3, 5, 8, 10] {
                #expect(throws: JournalError.self) { try journal.batches(after: sequence) }
            }
        }
    }

    @Test(arguments: Implementation.allCases)
    func aBatchThatEndsLaterStays(_ implementation: Implementation) throws {
        try withJournal(implementation) { _, journal in
            try journal.prune(through: 5)
            #expect(try journal.batches(after: 3) == Array(Self.written[1...]))
            try journal.prune(through: 0)
            #expect(try journal.batches(after: 3) == Array(Self.written[1...]))
        }
    }

    @Test(arguments: Implementation.allCases)
    func theLastBatchStaysAndTellsWhereTheJournalEnds(_ implementation: Implementation) throws {
        try withJournal(implementation) { store, journal in
            try journal.prune(through: 9)
            try journal.prune(through: .max)
            let reopened = try store.open()
            #expect(reopened.lastSequence == 9)
            #expect(try reopened.batches(after: 6) == [Self.written[2]])
            #expect(throws: JournalError.fenced(last: 9)) { try reopened.append(batch(1...1), after: 0) }
            try reopened.append(batch(10...10), after: 9)
        }
    }

    @Test(arguments: Implementation.allCases)
    func anEmptyJournalHasNothingToPrune(_ implementation: Implementation) throws {
        try implementation.withStore { store in
            let journal = try store.open()
            try journal.prune(through: 7)
            #expect(try journal.batches() == [])
            try journal.append(batch(1...1), after: 0)
        }
    }

    @Test(arguments: Implementation.allCases)
    func aClosedJournalRefusesToPrune(_ implementation: Implementation) throws {
        try withJournal(implementation) { _, journal in
            journal.close()
            #expect(throws: JournalError.self) { try journal.prune(through: 3) }
        }
    }
}
