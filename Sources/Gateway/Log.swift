import Glibc
public import Wire

/// How much is logged.
public enum LogLevel: String, Sendable, CaseIterable, Comparable {
    case debug, info, warn, error

    /// True if `left` is the less urgent one.
    public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .debug: 0
        case .info: 1
        case .warn: 2
        case .error: 3
        }
    }
}

/// Log lines, one JSON object each: time (wall clock, ms), level, event, and what the event is about.
///
/// No caller hands over a secret, a signature, a query or a body.
public struct Log: Sendable {
    private let level: LogLevel
    private let wallMs: @Sendable () -> Int64
    private let write: @Sendable ([UInt8]) -> Void

    /// A log of what is at least as urgent as `level`; without `write`, it goes to standard error.
    public init(
        _ level: LogLevel, wallMs: @escaping @Sendable () -> Int64,
        write: @escaping @Sendable ([UInt8]) -> Void = Log.toStandardError
    ) {
        self.level = level
        self.wallMs = wallMs
        self.write = write
    }

    /// Writes one line; `details` adds its members.
    public func callAsFunction(
        _ level: LogLevel, _ event: StaticString, _ details: (inout JSONWriter) -> Void = { _ in }
    ) {
        guard level >= self.level else { return }
        var line = JSONWriter.bytes { json in
            json.object { json in
                json.member("time", wallMs())
                json.member("level", level.rawValue)
                json.member("event", "\(event)")
                details(&json)
            }
        }
        line.append(UInt8(ascii: "\n"))
        write(line)
    }

    /// Writes to file descriptor 2; a line that cannot be written is lost.
    @Sendable public static func toStandardError(_ line: [UInt8]) {
        _ = Glibc.write(STDERR_FILENO, line, line.count)
    }
}
