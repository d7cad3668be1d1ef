public import Wire

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
