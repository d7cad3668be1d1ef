import Desks
import Dialects
import Wire

/// What a caller may ask for: https://www.bitget.com/api-doc/common/intro
enum Limits {
    /// All calls of one address.
    private static let overall = RateLimit(calls: 6_000, windowMs: 60_000)
    /// How long one call too many shuts the address out.
    private static let recoveryMs: Int64 = 300_000

    /// Counts one for the caller's address; true when it is one too many.
    static func shutOut(_ door: inout Door) -> Bool {
        door.addressExceeds(overall, bucket: "bitget", banMs: recoveryMs)
    }

    /// Counts one against an endpoint's own limit.
    /// - Returns: how many calls are left, and whether this one was one too many.
    static func count(
        _ endpoint: Endpoint, by caller: RateKey.Scope, _ door: inout Door
    ) -> (remaining: Int, isExceeded: Bool) {
        let status = door.take(RateKey(caller, bucket: endpoint.path), limit: endpoint.limit)
        return (status?.remaining ?? endpoint.limit.calls - 1, status?.isLimited ?? false)
    }
}
