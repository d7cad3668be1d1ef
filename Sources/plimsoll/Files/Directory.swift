import Glibc

/// Directories and what stands in them.
enum Directory {
    /// Makes a directory and those above it, for its owner alone; one that exists stays as it is.
    static func make(_ path: String) throws(FileError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += part + "/"
            if mkdir(made, 0o700) != 0, errno != EEXIST { throw .system("make", path) }
        }
    }

    /// The names of the directories in a directory, in order.
    static func subdirectories(of path: String) throws(FileError) -> [String] {
        guard let directory = opendir(path) else { throw .system("read", path) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            guard entry.pointee.d_type == UInt8(DT_DIR) else { continue }
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// Makes the names in a directory durable.
    static func sync(_ path: String) throws(FileError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system("open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system("sync", path) }
    }

    /// Claims a directory for this process until it ends.
    static func lock(_ path: String) throws(FileError) {
        let descriptor = open("\(path)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system("lock", path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let isTaken = errno == EWOULDBLOCK
            let error = FileError.system("lock", path)
            close(descriptor)
            throw isTaken ? FileError("another server uses \(path)") : error
        }
    }
}
