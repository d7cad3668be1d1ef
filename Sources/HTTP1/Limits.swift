/// What one connection may cost: sizes in bytes, times in milliseconds.
public struct Limits: Sendable, Equatable {
    /// The longest request line and header fields together; also the longest trailers and chunk extensions together.
    public let headBytes: Int
    /// The longest body after transfer decoding.
    public let bodyBytes: Int
    /// The most header fields of one request, and the most trailer fields.
    public let maxFields: Int
    /// From a request's first byte to its last. One deadline for all of it: a peer that drips bytes gains nothing.
    public let requestDeadlineMs: Int64
    /// From the opening or the last answer to the next request's first byte.
    public let idleDeadlineMs: Int64

    /// What the server runs with.
    public static let standard = Limits()

    /// Limits that differ from the standard ones where named.
    public init(
        headBytes: Int = 16 * 1024, bodyBytes: Int = 1024 * 1024, requestDeadlineMs: Int64 = 10_000,
        idleDeadlineMs: Int64 = 75_000, maxFields: Int = 100
    ) {
        self.headBytes = headBytes
        self.bodyBytes = bodyBytes
        self.maxFields = maxFields
        self.requestDeadlineMs = requestDeadlineMs
        self.idleDeadlineMs = idleDeadlineMs
    }
}
