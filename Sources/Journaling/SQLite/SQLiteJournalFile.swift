import CSQLite

/// A database file on its way to be used as a journal.
struct SQLiteJournalFile {
    let connection: SQLiteConnection

    /// "Plim", which file(1) and SQLite's header show: https://www.sqlite.org/fileformat.html section 1.3.
    private static let applicationID: Int64 = 0x506C_696D
    private static let format: Int64 = 1

    /// How long to wait for another handle's commit.
    private static let busyMs: Int32 = 5_000

    private static let schema = """
        CREATE TABLE batch (
            first INTEGER PRIMARY KEY, last INTEGER NOT NULL, rulesVersion INTEGER NOT NULL,
            digestHigh INTEGER NOT NULL, digestLow INTEGER NOT NULL, checksum INTEGER NOT NULL, payload BLOB NOT NULL
        ) STRICT;
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(format);
        """

    /// Checks that the file is a journal of this format before changing anything, and makes an empty one into one.
    func prepare() throws(SQLiteFailure) {
        try connection.check(sqlite3_busy_timeout(connection.handle, Self.busyMs))
        let isNew = try inspect()
        try connection.execute("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_mode = WAL")
        if isNew { try create() }
    }

    /// Whether the file is an empty database. Refuses what is neither that nor a journal of this format.
    private func inspect() throws(SQLiteFailure) -> Bool {
        let applicationID = try connection.integer("PRAGMA application_id")
        let objects = try connection.integer("SELECT count(*) FROM sqlite_schema")
        if applicationID == 0 && objects == 0 { return true }
        guard applicationID == Self.applicationID else { throw .refused("a database, but not a Plimsoll journal") }
        let format = try connection.integer("PRAGMA user_version")
        guard format == Self.format else {
            throw .refused("a journal of format \(format); this version reads format \(Self.format)")
        }
        return false
    }

    /// Writes the schema, unless another handle was faster.
    private func create() throws(SQLiteFailure) {
        try connection.execute("BEGIN IMMEDIATE")
        let isStillNew = try inspect()
        try connection.execute((isStillNew ? Self.schema : "") + "COMMIT")
    }

    /// Makes durable what the write-ahead log holds, and returns its length in bytes.
    ///
    /// After a failed fsync, or when a process dies between write and fsync, the log in the page cache can hold a whole
    /// commit that the disk lacks; the kernel may even take those pages for clean, so that a later fsync skips them.
    /// SQLite would serve that commit and write on after it, and a loss of power would take all of it. So every byte is
    /// written once more, unchanged, and synced, while the write lock keeps other handles from appending.
    /// https://www.usenix.org/conference/atc20/presentation/rebello
    func settle() throws(SQLiteFailure) -> Int {
        try connection.execute("BEGIN IMMEDIATE")
        let logBytes = try rewriteLog()
        try connection.execute("ROLLBACK")
        return logBytes
    }

    private func rewriteLog() throws(SQLiteFailure) -> Int {
        var log: UnsafeMutablePointer<sqlite3_file>?
        try connection.check(
            sqlite3_file_control(connection.handle, nil, SQLITE_FCNTL_JOURNAL_POINTER, &log))
        guard let log, let methods = log.pointee.pMethods?.pointee,
            let size = methods.xFileSize, let read = methods.xRead, let write = methods.xWrite, let sync = methods.xSync
        else { throw .refused("its write-ahead log is not open") }
        var bytes: sqlite3_int64 = 0
        try connection.check(size(log, &bytes))
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var offset: sqlite3_int64 = 0
        while offset < bytes {
            let count = Int32(min(bytes - offset, sqlite3_int64(buffer.count)))
            try connection.check(read(log, &buffer, count, offset))
            try connection.check(write(log, buffer, count, offset))
            offset += sqlite3_int64(count)
        }
        try connection.check(sync(log, SQLITE_SYNC_FULL))
        return Int(bytes)
    }
}

extension SQLiteFailure {
    fileprivate static func refused(_ text: String) -> SQLiteFailure {
        SQLiteFailure(code: SQLITE_NOTADB, text: text)
    }
}
