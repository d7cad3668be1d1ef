import Glibc

/// Why a file or directory cannot be used.
struct FileError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    /// What was tried on a path, and the system's own words for why it failed.
    static func system(_ attempt: String, _ path: String) -> FileError {
        FileError("cannot \(attempt) \(path): \(String(cString: strerror(errno)))")
    }
}
