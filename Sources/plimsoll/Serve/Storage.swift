import Journaling
import Wire

/// Where a server keeps its journals and its own secrets.
protocol Storage {
    /// The key that API secrets are sealed under.
    func sealingKey() throws(FileError) -> [UInt8]
    /// The control API's token, made on first use.
    func controlToken() throws(FileError) -> String
    /// The venues there are, and `default` in any case.
    func venues() throws(FileError) -> [String]
    func journal(of venue: String) throws(FileError) -> any JournalStore
    /// Nil where the journal itself does not outlive the process.
    func snapshots(of venue: String) -> SnapshotDirectory?
}

extension Storage {
    func newSealingKey() throws(FileError) -> [UInt8] {
        guard let key = RandomBytes.make(SealedSecret.keyCount) else { throw .noRandomBytes }
        return key
    }

    func newControlToken() throws(FileError) -> String {
        guard let token = RandomBytes.make(24) else { throw .noRandomBytes }
        return Hex.encode(token)
    }
}

extension FileError {
    fileprivate static var noRandomBytes: FileError { FileError("the system has no random bytes to vouch for") }
}

/// Keeps nothing beyond the process.
struct EphemeralStorage: Storage {
    func sealingKey() throws(FileError) -> [UInt8] { try newSealingKey() }
    func controlToken() throws(FileError) -> String { try newControlToken() }
    func venues() throws(FileError) -> [String] { ["default"] }
    func journal(of venue: String) throws(FileError) -> any JournalStore { MemoryJournalStore() }
    func snapshots(of venue: String) -> SnapshotDirectory? { nil }
}

/// A directory, for its owner alone, that one server uses at a time.
struct DataDirectory: Storage {
    private let path: String

    init(_ path: String) throws(FileError) {
        self.path = path
        try Directory.make("\(path)/venues/default")
        try Directory.lock(path)
    }

    func sealingKey() throws(FileError) -> [UInt8] {
        let file = "\(path)/seal.key"
        if let key = try File.read(file) {
            guard key.count == SealedSecret.keyCount else { throw FileError("\(file) is not a key of this server") }
            return key
        }
        let key = try newSealingKey()
        try File.replace(file, with: key)
        return key
    }

    func controlToken() throws(FileError) -> String {
        let file = "\(path)/control.token"
        if let content = try File.read(file) {
            let token = String(decoding: content, as: UTF8.self)
            guard !token.isEmpty else { throw FileError("\(file) is empty") }
            return token
        }
        let token = try newControlToken()
        try File.replace(file, with: Array(token.utf8))
        return token
    }

    func venues() throws(FileError) -> [String] { try Directory.subdirectories(of: "\(path)/venues") }

    func journal(of venue: String) throws(FileError) -> any JournalStore {
        SQLiteJournalStore(path: "\(path)/venues/\(venue)/journal.sqlite")
    }

    func snapshots(of venue: String) -> SnapshotDirectory? { SnapshotDirectory(path: "\(path)/venues/\(venue)") }
}
