import Glibc

/// A directory with the snapshots of one journal, `snapshot-<sequence>` each. One process writes to it at a time.
public struct SnapshotDirectory: Sendable {
    private let path: String
    private static let prefix = "snapshot-"
    private static let unfinished = ".unfinished"

    /// The directory at `path`, which must exist.
    public init(path: String) { self.path = path }

    /// The sequences of the snapshots there are, sound or not, the newest first.
    public func sequences() throws(SnapshotError) -> [UInt64] {
        try names().compactMap { UInt64($0.dropFirst(Self.prefix.count)) }.sorted(by: >)
    }

    /// Reads a snapshot. Throws `damaged` when it is not what was written under that name.
    public func read(_ sequence: UInt64) throws(SnapshotError) -> Snapshot {
        let snapshot = try Snapshot(file: bytes(of: file(sequence)))
        guard snapshot.sequence == sequence else { throw .damaged("it belongs to sequence \(snapshot.sequence)") }
        return snapshot
    }

    /// Makes a snapshot durable. Until then there is no file of its name; what is left of a failed attempt is ignored
    /// by all but the next `keepOnly`.
    public func write(_ snapshot: Snapshot) throws(SnapshotError) {
        let name = file(snapshot.sequence)
        try write(snapshot.file, to: name + Self.unfinished)
        guard rename(name + Self.unfinished, name) == 0 else { throw .failed("rename", name) }
        let directory = try File(path, O_RDONLY | O_DIRECTORY)
        guard fsync(directory.descriptor) == 0 else { throw .failed("sync", path) }
    }

    /// Removes all other snapshots, and what is left of failed attempts.
    public func keepOnly(_ sequences: Set<UInt64>) throws(SnapshotError) {
        let kept = Set(sequences.map { Self.prefix + String($0) })
        for name in try names() where !kept.contains(name) {
            guard unlink("\(path)/\(name)") == 0 else { throw .failed("remove", name) }
        }
    }

    private func file(_ sequence: UInt64) -> String { "\(path)/\(Self.prefix)\(sequence)" }

    /// The names of all that is or was to become a snapshot.
    private func names() throws(SnapshotError) -> [String] {
        guard let directory = opendir(path) else { throw .failed("open", path) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix(Self.prefix) { names.append(name) }
        }
        return names
    }

    private func write(_ bytes: [UInt8], to name: String) throws(SnapshotError) {
        let file = try File(name, O_WRONLY | O_CREAT | O_TRUNC)
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file.descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .failed("write", name) }
            rest = rest.dropFirst(count)
        }
        guard fsync(file.descriptor) == 0 else { throw .failed("sync", name) }
    }

    private func bytes(of name: String) throws(SnapshotError) -> [UInt8] {
        let file = try File(name, O_RDONLY)
        var status = stat()
        guard fstat(file.descriptor, &status) == 0 else { throw .failed("examine", name) }
        var bytes = [UInt8](repeating: 0, count: max(0, Int(status.st_size)))
        var count = 0
        while count < bytes.count {
            let read = bytes.withUnsafeMutableBytes {
                Glibc.read(file.descriptor, $0.baseAddress?.advanced(by: count), $0.count - count)
            }
            if read < 0, errno == EINTR { continue }
            guard read >= 0 else { throw .failed("read", name) }
            guard read > 0 else { throw .damaged("it became shorter while it was read") }
            count += read
        }
        return bytes
    }
}

/// A file that is closed when nobody needs it any more.
private struct File: ~Copyable {
    let descriptor: Int32

    init(_ name: String, _ flags: Int32) throws(SnapshotError) {
        descriptor = Glibc.open(name, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .failed("open", name) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}

extension SnapshotError {
    /// The system's own error, as it stands in `errno`.
    fileprivate static func failed(_ action: String, _ name: String) -> SnapshotError {
        let reason = String(cString: strerror(errno))
        return .system("cannot \(action) \(name): \(reason)")
    }
}
