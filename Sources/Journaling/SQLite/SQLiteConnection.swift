import CSQLite

/// What SQLite answered instead of success.
struct SQLiteFailure: Error {
    /// The extended result code: https://www.sqlite.org/rescode.html
    let code: Int32
    let text: String

    /// The result code without its extension.
    var primaryCode: Int32 { code & 0xFF }
}

/// One connection to a database file, closed when it and its last statement are gone.
final class SQLiteConnection {
    let handle: OpaquePointer

    /// Opens the file at `path` through the named virtual file system, the system's own when nil.
    init(path: String, vfs: String?) throws(SQLiteFailure) {
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let code = sqlite3_open_v2(path, &handle, flags, vfs)
        guard code == SQLITE_OK, let handle else {
            let text = handle.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
            sqlite3_close_v2(handle)
            throw SQLiteFailure(code: code, text: text)
        }
        self.handle = handle
    }

    deinit { sqlite3_close_v2(handle) }

    func check(_ code: Int32) throws(SQLiteFailure) {
        guard code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE else {
            // The connection's message is about its own last call, which a call on one of its files is not.
            let isOwn = sqlite3_extended_errcode(handle) == code
            throw SQLiteFailure(
                code: code, text: String(cString: isOwn ? sqlite3_errmsg(handle) : sqlite3_errstr(code)))
        }
    }

    /// Runs statements that return no rows of interest.
    func execute(_ sql: String) throws(SQLiteFailure) {
        try check(sqlite3_exec(handle, sql, nil, nil, nil))
    }

    /// The first column of the first row as an integer, 0 without a row.
    func integer(_ sql: String) throws(SQLiteFailure) -> Int64 {
        let statement = try SQLiteStatement(sql, on: self)
        return try statement.step() ? statement.integer(0) : 0
    }
}

/// A prepared statement, kept for reuse.
final class SQLiteStatement {
    private let connection: SQLiteConnection
    private let handle: OpaquePointer

    init(_ sql: String, on connection: SQLiteConnection) throws(SQLiteFailure) {
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v3(connection.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        try connection.check(code)
        guard let handle else { throw SQLiteFailure(code: SQLITE_MISUSE, text: "an empty statement") }
        self.connection = connection
        self.handle = handle
    }

    deinit { sqlite3_finalize(handle) }

    /// Advances to the next row; false after the last.
    func step() throws(SQLiteFailure) -> Bool {
        let code = sqlite3_step(handle)
        try connection.check(code)
        return code == SQLITE_ROW
    }

    /// Ends the execution. Failures were reported by `step`.
    func reset() { sqlite3_reset(handle) }

    /// Runs a statement that returns no rows of interest.
    func run() throws(SQLiteFailure) {
        defer { reset() }
        _ = try step()
    }

    func bind(_ value: Int64, at index: Int32) throws(SQLiteFailure) {
        try connection.check(sqlite3_bind_int64(handle, index, value))
    }

    /// Runs the statement with `blob` bound at `index`, without copying it: bind anew before running again.
    func run(blob: [UInt8], at index: Int32) throws(SQLiteFailure) {
        let code = blob.withUnsafeBytes { bytes in
            // A null pointer would bind NULL, and an empty array may have one.
            let bound =
                bytes.isEmpty
                ? sqlite3_bind_zeroblob(handle, index, 0)
                : sqlite3_bind_blob64(handle, index, bytes.baseAddress, UInt64(bytes.count), nil)
            let code = bound == SQLITE_OK ? sqlite3_step(handle) : bound
            sqlite3_reset(handle)
            return code
        }
        try connection.check(code)
    }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func text(_ column: Int32) -> String {
        sqlite3_column_text(handle, column).map { String(cString: $0) } ?? ""
    }

    func blob(_ column: Int32) -> [UInt8] {
        guard let bytes = sqlite3_column_blob(handle, column) else { return [] }
        let count = Int(sqlite3_column_bytes(handle, column))
        return [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
    }
}
