import Glibc

/// A stream that the process was started with.
enum StandardStream {
    case output, error

    /// Writes text; what nobody takes is lost.
    func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(self == .output ? STDOUT_FILENO : STDERR_FILENO, bytes, bytes.count)
    }
}
