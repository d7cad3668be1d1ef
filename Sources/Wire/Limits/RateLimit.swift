/// How much may be called in any stretch of time of a given length.
public struct RateLimit: Sendable, Hashable {
    /// The cost allowed within the window: calls, orders or weight, as the venue counts.
    public let calls: Int
    /// The length of the rolling window, milliseconds.
    public let windowMs: Int64

    /// - Parameters:
    ///   - calls: the cost allowed within the window.
    ///   - windowMs: the length of the rolling window, milliseconds.
    public init(calls: Int, windowMs: Int64) {
        self.calls = calls
        self.windowMs = windowMs
    }
}

/// Whose calls are counted together.
public struct RateKey: Sendable, Hashable {
    /// The caller a limit holds for.
    public enum Scope: Sendable, Hashable {
        /// A remote address.
        case ip(String)
        /// An account, by uid.
        case account(UInt64)
    }

    /// The caller.
    public let scope: Scope
    /// What is counted: an endpoint, a group of endpoints, or everything, named by the dialect.
    public let bucket: String

    /// - Parameters:
    ///   - scope: the caller.
    ///   - bucket: the name of what is counted; different dialects use different names.
    public init(_ scope: Scope, bucket: String) {
        self.scope = scope
        self.bucket = bucket
    }
}

/// What a limit says about one call.
public struct RateStatus: Sendable, Hashable {
    /// The cost allowed within the window.
    public let limit: Int
    /// The cost still allowed now, this call deducted unless it was refused.
    public let remaining: Int
    /// The earliest time at which another call of the same cost fits, milliseconds; the time of this call when that is
    /// now. It tells when to retry.
    public let resetAtMs: Int64
    /// Whether the call was refused; it was then not counted.
    public let isLimited: Bool
    /// Whether it was refused for a ban, whatever the window would have allowed.
    public let isBanned: Bool
}
