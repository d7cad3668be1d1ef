import Wire

/// What carries requests to a venue.
public protocol Transport: Sendable {
    /// Sends a request once, and never by itself again.
    /// - Throws: `.notSent` only when nothing at all was sent.
    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPAnswer
}

/// How connections are made and how long is waited.
public struct TransportSettings: Sendable, Equatable {
    /// From the beginning to the last byte of the answer. Milliseconds.
    public var timeoutMs = 10_000
    /// For a connection, name look-up and TLS included. Milliseconds.
    public var connectTimeoutMs = 5_000
    /// The URL of an `http`, `https` or `socks5h` proxy; nil goes straight. The environment's proxies are not used
    /// unasked, since a request through an unknown proxy is a secret told.
    public var proxy: String?
    /// A file of certificates in PEM that are trusted instead of the system's; nil trusts the system's.
    public var certificateFile: String?
    /// A longer answer is refused; more could not be read as JSON either. Bytes.
    public var maxAnswerBytes = JSON.maxBytes

    /// The settings of a client on a good line.
    public init() {}
}
