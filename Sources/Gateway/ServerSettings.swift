public import HTTP1
import Venues

/// What a server is given from outside.
public struct ServerSettings: Sendable {
    /// Where it listens.
    public var address = ListenAddress(host: "127.0.0.1", port: 8787)
    /// What one connection may cost.
    public var limits = Limits.standard
    /// More connections are answered with 503 and closed.
    public var maxConnections = 4_096
    /// With more than this waiting for a peer that does not read, its next request waits too. Bytes.
    public var maxUnsentBytes = 256 * 1_024
    /// More WebSockets are answered with 503.
    public var maxStreams = 2_048
    /// A WebSocket client that has not read more than this is cut off: it is told too much to wait for. Bytes.
    public var maxUnsentStreamBytes = 4 * 1_024 * 1_024
    /// A peer that reads nothing for so long while something waits for it is closed. Milliseconds.
    public var sendDeadlineMs: Int64 = 30_000
    /// How long a peer may take to close after its last answer. Milliseconds.
    public var lingerMs: Int64 = 1_000
    /// How long a stop waits for requests that are not yet complete and for peers that do not read. Milliseconds.
    public var stopGraceMs: Int64 = 5_000
    /// How often deadlines are looked after. Milliseconds.
    public var sweepMs: UInt64 = 250
    /// False switches the venues' rate limits off.
    public var hasRateLimits = true
    /// True for the server of a process: the first SIGTERM or SIGINT stops it, the second ends the process with 1.
    public var handlesSignals = false
    /// Wire time, milliseconds since 1970.
    public var wallMs: @Sendable () -> Int64 = SystemClock.wallMs
    /// What deadlines are measured with. Milliseconds.
    public var monotonicMs: @Sendable () -> Int64 = SystemClock.monotonicMs
    /// Where it logs.
    public var log = Log(.info, wallMs: SystemClock.wallMs)

    /// The standard settings.
    public init() {}
}

/// Why a server does not start: what it was about, and the system's own words.
public struct ServerError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One sentence for whoever runs the server.
    public let description: String
}
