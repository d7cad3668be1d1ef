public import HTTP1
public import Wire

/// One exchange's API on the wire: translation only. It verifies, decodes and encodes; what happens is the desk's.
public protocol Dialect: Sendable {
    /// True for the paths this dialect answers, unknown ones below its prefix included.
    func serves(_ path: String) -> Bool

    /// Takes a request through the dialect's own checks, in the venue's order, up to the point where the desk is needed.
    func accept(_ request: Request, _ door: inout Door) -> Acceptance

    /// A client's end of the stream (WebSocket) at a request's path; nil where the dialect has none.
    /// - Parameter connectionID: a text that names the connection to its client, unlike any other.
    func openStream(_ request: Request, connectionID: String) -> (any StreamSession)?
}

extension Dialect {
    /// Most paths are no streams.
    public func openStream(_ request: Request, connectionID: String) -> (any StreamSession)? { nil }
}

/// What a dialect has at hand before the desk is asked: nothing that the venue's thread owns.
public struct Door: Sendable {
    /// The keys as of the last commit.
    public let keys: KeyRing
    /// The wall clock, ms since 1970: signature windows and envelope times follow it, never the venue clock. HOUSE-12.
    public let wireTimeMs: Int64
    /// The caller's address.
    public let peer: String
    /// Nil when rate limits are switched off.
    public var limits: RateLimits?

    /// What one request is accepted with.
    public init(keys: KeyRing, wireTimeMs: Int64, peer: String, limits: RateLimits?) {
        self.keys = keys
        self.wireTimeMs = wireTimeMs
        self.peer = peer
        self.limits = limits
    }

    /// Counts a call against a limit; nil when rate limits are switched off.
    public mutating func take(_ key: RateKey, cost: Int = 1, limit: RateLimit) -> RateStatus? {
        limits?.take(key, cost: cost, limit: limit, nowMs: wireTimeMs)
    }

    /// Counts one for the caller's address; true when it is one too many.
    /// - Parameters:
    ///   - bucket: the name of what is counted.
    ///   - banMs: how long the address is kept out once it has exceeded the limit; nil for as long as the limit says.
    public mutating func addressExceeds(_ limit: RateLimit, bucket: String, banMs: Int64? = nil) -> Bool {
        let key = RateKey(.ip(peer), bucket: bucket)
        guard let status = take(key, limit: limit), status.isLimited else { return false }
        if let banMs, !status.isBanned { limits?.ban(key, untilMs: wireTimeMs + banMs, nowMs: wireTimeMs) }
        return true
    }
}

/// How far a dialect got with a request on its own.
public enum Acceptance: Sendable {
    /// Answered: refused before the desk, or nothing the desk must say.
    case answered(Response)
    /// The desk has to apply or say something.
    case work(DeskWork)
}

/// What a request wants of the desk.
public struct DeskWork: Sendable {
    /// Runs on the venue's thread, alone with the desk. Its response leaves when all it applied is durable.
    public let perform: @Sendable (inout Desk) -> Response
    /// The venue's answer for "the result is unknown", sent when the commit failed.
    public let resultUnknown: Response

    /// What to run, and what to answer when its result cannot be known.
    public init(resultUnknown: Response, perform: @escaping @Sendable (inout Desk) -> Response) {
        self.resultUnknown = resultUnknown
        self.perform = perform
    }
}
