import CSQLite
import Glibc

/// Keeps a journal in an SQLite database file.
public struct SQLiteJournalStore: JournalStore {
    private let path: String
    private let vfs: String?
    private let checkpointBytes: Int

    /// The journal in the file at `path`. Its directory must exist; the file is created when first opened, readable by
    /// its owner alone.
    public init(path: String) {
        self.init(path: path, vfs: nil)
    }

    /// The journal in the file that the SQLite virtual file system `vfs` has at `path` (nil: the system's own). A
    /// checkpoint is due whenever the write-ahead log has grown by `checkpointBytes`.
    package init(path: String, vfs: String?, checkpointBytes: Int = 1 << 20) {
        self.path = path
        self.vfs = vfs
        self.checkpointBytes = checkpointBytes
    }

    /// Opens the journal, created if there is none. Throws `cannotOpen`, for example for a file that is no journal or
    /// was written by a newer version; such a file is left as it is.
    public func open() throws(JournalError) -> sending any Journal {
        do throws(SQLiteFailure) {
            if vfs == nil { try createPrivateFile() }
            let connection = try SQLiteConnection(path: path, vfs: vfs)
            let file = SQLiteJournalFile(connection: connection)
            try file.prepare()
            let logBytes = try file.settle()
            let session = try SQLiteSession(connection)
            return SQLiteJournal(
                session: session, lastSequence: try session.lastSequence(), unmovedBytes: logBytes,
                checkpointBytes: checkpointBytes)
        } catch {
            throw .cannotOpen("\(path): \(error.text)")
        }
    }

    /// Creates the empty file that SQLite takes for a new database, and makes its name durable. SQLite gives the
    /// write-ahead log the permissions of the database: https://www.sqlite.org/src/doc/trunk/src/os_unix.c
    ///
    /// An existing file is not even opened here: closing it would drop the locks that other handles of this process
    /// hold on it (https://www.sqlite.org/howtocorrupt.html section 2.2).
    private func createPrivateFile() throws(SQLiteFailure) {
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if file < 0 && errno == EEXIST { return }
        guard file >= 0 else { throw .system("cannot create the file") }
        Glibc.close(file)
        let directory = Glibc.open(directoryPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw .system("cannot open the directory") }
        defer { Glibc.close(directory) }
        guard fsync(directory) == 0 else { throw .system("cannot sync the directory") }
    }

    private var directoryPath: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return String(path[...slash])
    }
}

extension SQLiteFailure {
    /// The system's own error, as it stands in `errno`.
    fileprivate static func system(_ action: String) -> SQLiteFailure {
        SQLiteFailure(code: SQLITE_CANTOPEN, text: "\(action): \(String(cString: strerror(errno)))")
    }
}
