import CSQLite

/// The statements on one open journal file.
struct SQLiteSession {
    /// The page size SQLite gives new files.
    static let pageBytes = 4096

    private let connection: SQLiteConnection
    private let begin: SQLiteStatement
    private let end: SQLiteStatement
    private let insert: SQLiteStatement
    private let commit: SQLiteStatement
    private let rollback: SQLiteStatement
    private let select: SQLiteStatement
    private let start: SQLiteStatement
    private let delete: SQLiteStatement

    init(_ connection: SQLiteConnection) throws(SQLiteFailure) {
        self.connection = connection
        // The write lock comes first: two handles cannot both find the same last sequence and write after it.
        begin = try SQLiteStatement("BEGIN IMMEDIATE", on: connection)
        end = try SQLiteStatement(
            "SELECT last FROM batch WHERE first <= ?1 ORDER BY first DESC LIMIT 1", on: connection)
        insert = try SQLiteStatement("INSERT INTO batch VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", on: connection)
        commit = try SQLiteStatement("COMMIT", on: connection)
        rollback = try SQLiteStatement("ROLLBACK", on: connection)
        select = try SQLiteStatement("SELECT * FROM batch WHERE first > ?1 ORDER BY first", on: connection)
        start = try SQLiteStatement("SELECT first FROM batch ORDER BY first LIMIT 1", on: connection)
        delete = try SQLiteStatement(
            "DELETE FROM batch WHERE first <= ?1 AND last <= ?1 AND first < (SELECT max(first) FROM batch)",
            on: connection)
    }

    /// Where the journal ends, 0 if it is empty.
    func lastSequence() throws(SQLiteFailure) -> UInt64 {
        try end(through: .max)
    }

    /// Where the last batch ends that begins at or before `sequence`, 0 without one.
    private func end(through sequence: UInt64) throws(SQLiteFailure) -> UInt64 {
        defer { end.reset() }
        try end.bind(Int64(clamping: sequence), at: 1)
        return try end.step() ? UInt64(clamping: end.integer(0)) : 0
    }

    /// Where the batches before the first one end: 0 unless they were pruned.
    private func sequenceBefore() throws(SQLiteFailure) -> UInt64 {
        defer { start.reset() }
        return try start.step() ? UInt64(clamping: start.integer(0) - 1) : 0
    }

    /// Deletes the batches that end at or before `sequence`, but for the last one.
    func prune(through sequence: UInt64) throws(SQLiteFailure) {
        defer { delete.reset() }
        try delete.bind(Int64(clamping: sequence), at: 1)
        _ = try delete.step()
    }

    /// Appends `batch` if the journal ends at `sequence`, and returns where the journal ended before.
    func append(_ batch: Batch, after sequence: UInt64) throws(SQLiteFailure) -> UInt64 {
        try begin.run()
        let found = try lastSequence()
        guard found == sequence else {
            try rollback.run()
            return found
        }
        try insert.bind(Int64(bitPattern: batch.firstSequence), at: 1)
        try insert.bind(Int64(bitPattern: batch.lastSequence), at: 2)
        try insert.bind(Int64(batch.rulesVersion), at: 3)
        try insert.bind(Int64(bitPattern: batch.digest.high), at: 4)
        try insert.bind(Int64(bitPattern: batch.digest.low), at: 5)
        try insert.bind(Int64(bitPattern: batch.checksum), at: 6)
        try insert.run(blob: batch.payload, at: 7)
        try commit.run()
        return found
    }

    /// What reading came upon.
    enum Finding {
        case sound
        case noBatchEnds
        case damaged(String)
    }

    func read(after sequence: UInt64, _ body: (Batch) -> Bool) throws(SQLiteFailure) -> Finding {
        if try sequenceBefore() != sequence, try end(through: sequence) != sequence { return .noBatchEnds }
        defer { select.reset() }
        try select.bind(Int64(clamping: sequence), at: 1)
        var last = sequence
        do throws(SQLiteFailure) {
            while try select.step() {
                guard let batch = selectedBatch() else {
                    return .damaged("the batch after sequence \(last) is damaged")
                }
                guard batch.continues(last) else {
                    return .damaged("after sequence \(last) comes \(batch.firstSequence)...\(batch.lastSequence)")
                }
                guard body(batch) else { return .sound }
                last = batch.lastSequence
            }
        } catch  where error.primaryCode == SQLITE_CORRUPT {
            return .damaged("after sequence \(last): \(error.text)")
        }
        return .sound
    }

    /// The selected row, if it is what was written.
    private func selectedBatch() -> Batch? {
        guard let firstSequence = UInt64(exactly: select.integer(0)),
            let lastSequence = UInt64(exactly: select.integer(1)),
            let rulesVersion = UInt32(exactly: select.integer(2))
        else { return nil }
        let digest = RecordedDigest(
            high: UInt64(bitPattern: select.integer(3)), low: UInt64(bitPattern: select.integer(4)))
        let batch = Batch(
            firstSequence: firstSequence, lastSequence: lastSequence, rulesVersion: rulesVersion, digest: digest,
            payload: select.blob(6))
        return batch.checksum == UInt64(bitPattern: select.integer(5)) ? batch : nil
    }

    /// Moves the write-ahead log into the database without waiting for anyone; false if another handle is doing so.
    func checkpoint() throws(SQLiteFailure) -> Bool {
        let code = sqlite3_wal_checkpoint_v2(connection.handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        guard code & 0xFF != SQLITE_BUSY else { return false }
        try connection.check(code)
        return true
    }

    /// Makes the connection leave the files alone when it closes.
    func abandon() {
        _ = csqlite_disable_checkpoint_on_close(connection.handle)
    }
}
