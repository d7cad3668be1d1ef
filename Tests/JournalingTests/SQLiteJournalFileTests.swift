import CSQLite
import Foundation
import Journaling
import Testing

/// What the file of an SQLite journal is, and which files are refused.
@Suite struct SQLiteJournalFileTests {
    @Test func theFileIsReadableByItsOwnerAlone() throws {
        try withDirectory { directory in
            let journal = try SQLiteJournalStore(path: directory + "/journal").open()
            try journal.append(batch(1...1), after: 0)
            let names = try FileManager.default.contentsOfDirectory(atPath: directory)
            #expect(names.contains("journal-wal"))
            for name in names {
                let attributes = try FileManager.default.attributesOfItem(atPath: directory + "/" + name)
                #expect(attributes[.posixPermissions] as? Int == 0o600)
            }
        }
    }

    @Test func aClosedJournalIsOneFile() throws {
        try withDirectory { directory in
            let journal = try SQLiteJournalStore(path: directory + "/journal").open()
            try journal.append(batch(1...1), after: 0)
            journal.close()
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["journal"])
        }
    }

    @Test func aMissingDirectoryIsNotCreated() throws {
        try withDirectory { directory in
            let path = directory + "/missing/journal"
            let refusal = JournalError.cannotOpen("\(path): cannot create the file: No such file or directory")
            #expect(throws: refusal) { try SQLiteJournalStore(path: path).open() }
        }
    }

    @Test func aFileThatIsNoDatabaseIsRefusedAndLeftAlone() throws {
        try withDirectory { directory in
            let path = directory + "/journal"
            let text = Data(String(repeating: "a diary, not a database\n", count: 100).utf8)
            try text.write(to: URL(filePath: path))
            let refusal = JournalError.cannotOpen("\(path): file is not a database")
            #expect(throws: refusal) { try SQLiteJournalStore(path: path).open() }
            #expect(try Data(contentsOf: URL(filePath: path)) == text)
        }
    }

    @Test func anotherProgramsDatabaseIsRefusedAndLeftAlone() throws {
        try withDirectory { directory in
            let path = directory + "/journal"
            try execute("CREATE TABLE batch (first INTEGER)", at: path)
            let before = try Data(contentsOf: URL(filePath: path))
            let refusal = JournalError.cannotOpen("\(path): a database, but not a Plimsoll journal")
            #expect(throws: refusal) { try SQLiteJournalStore(path: path).open() }
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
        }
    }

    @Test func aJournalOfANewerFormatIsRefusedAndLeftAlone() throws {
        try withDirectory { directory in
            let path = directory + "/journal"
            try SQLiteJournalStore(path: path).open().close()
            try execute("PRAGMA user_version = 2", at: path)
            let before = try Data(contentsOf: URL(filePath: path))
            let refusal = JournalError.cannotOpen("\(path): a journal of format 2; this version reads format 1")
            #expect(throws: refusal) { try SQLiteJournalStore(path: path).open() }
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
        }
    }

    @Test(arguments: [
        "first = 3, last = 3", "last = 3", "rulesVersion = 8", "rulesVersion = -1", "digestHigh = 0", "digestLow = 0",
        "checksum = checksum + 1", "payload = zeroblob(100)", "payload = substr(payload, 2)",
    ])
    func aDamagedBatchIsNotHandedOver(change: String) throws {
        try withDirectory { directory in
            let store = SQLiteJournalStore(path: directory + "/journal")
            try write([batch(1...1), batch(2...2)], to: store)
            try execute("UPDATE batch SET \(change) WHERE first = 2", at: directory + "/journal")
            try expectDamage("the batch after sequence 1 is damaged", after: [batch(1...1)], in: store)
        }
    }

    @Test func aMissingBatchIsNotPassedOver() throws {
        try withDirectory { directory in
            let store = SQLiteJournalStore(path: directory + "/journal")
            try write([batch(1...1), batch(2...3), batch(4...9)], to: store)
            try execute("DELETE FROM batch WHERE first = 2", at: directory + "/journal")
            try expectDamage("after sequence 1 comes 4...9", after: [batch(1...1)], in: store)
        }
    }

    @Test func aFlippedBitOnTheDiskIsFound() throws {
        try withDirectory { directory in
            let store = SQLiteJournalStore(path: directory + "/journal")
            try write([batch(1...1), batch(2...77)], to: store)
            let file = URL(filePath: directory + "/journal")
            var bytes = try Data(contentsOf: file)
            let payload = try #require(bytes.range(of: Data(batch(2...77).payload)))
            bytes[payload.lowerBound + 50] ^= 0x10
            try bytes.write(to: file)
            try expectDamage("the batch after sequence 1 is damaged", after: [batch(1...1)], in: store)
        }
    }

    private func write(_ batches: [Batch], to store: SQLiteJournalStore) throws {
        let journal = try store.open()
        for batch in batches { try journal.append(batch, after: batch.firstSequence - 1) }
        journal.close()
    }

    private func expectDamage(_ text: String, after sound: [Batch], in store: SQLiteJournalStore) throws {
        let journal = try store.open()
        var handedOver: [Batch] = []
        #expect(throws: JournalError.corrupt(text)) {
            try journal.read(after: 0) { batch in
                handedOver.append(batch)
                return true
            }
        }
        #expect(handedOver == sound)
    }

    /// Runs `sql` as another program would.
    private func execute(_ sql: String, at path: String) throws {
        var connection: OpaquePointer?
        defer { sqlite3_close(connection) }
        try #require(sqlite3_open(path, &connection) == SQLITE_OK)
        try #require(sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK)
    }
}
