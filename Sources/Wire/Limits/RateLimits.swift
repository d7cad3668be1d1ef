/// Exact rolling-window counters, one per key. It reads no clock: the caller passes the wire time.
///
/// Memory is bounded by two generations of keys: when the younger is full or old it becomes the elder, and what the
/// elder still held was not used for a whole generation and is forgotten. So a flood of keys costs the least recently
/// used ones, never memory.
public struct RateLimits: Sendable {
    private var younger: [RateKey: RollingWindow] = [:]
    private var elder: [RateKey: RollingWindow] = [:]
    private var turnedAtMs: Int64?
    private let capacity: Int
    private let idleMs: Int64

    /// - Parameters:
    ///   - capacity: keys that may be in use at once without one being forgotten; at most twice as many are held.
    ///   - idleMs: how long an unused key is remembered at least; no window and no ban may be longer. Milliseconds.
    public init(capacity: Int = 16_384, idleMs: Int64 = 900_000) {
        self.capacity = max(1, capacity)
        self.idleMs = idleMs
    }

    /// Keys held at present.
    public var count: Int { younger.count + elder.count }

    /// Counts one call unless it exceeds the limit or the key is banned; a refused call is not counted.
    /// - Parameters:
    ///   - cost: a cost of 0 counts nothing and is refused only during a ban: it asks what remains.
    ///   - nowMs: the wire time, milliseconds.
    public mutating func take(_ key: RateKey, cost: Int = 1, limit: RateLimit, nowMs: Int64) -> RateStatus {
        recall(key, nowMs: nowMs)
        return younger[key, default: RollingWindow()].take(cost: max(0, cost), limit: limit, nowMs: nowMs)
    }

    /// Refuses every call of a key before `untilMs`. A ban is never shortened.
    public mutating func ban(_ key: RateKey, untilMs: Int64, nowMs: Int64) {
        recall(key, nowMs: nowMs)
        younger[key, default: RollingWindow()].ban(untilMs: untilMs)
    }

    /// Makes the younger generation the one that holds the key, if any does.
    private mutating func recall(_ key: RateKey, nowMs: Int64) {
        let turnedAtMs = self.turnedAtMs ?? nowMs
        self.turnedAtMs = turnedAtMs
        if younger.count >= capacity || nowMs - turnedAtMs >= idleMs {
            elder = younger
            younger = [:]
            self.turnedAtMs = nowMs
        }
        if let window = elder.removeValue(forKey: key) { younger[key] = window }
    }
}
