import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// The venue's limits. https://docs.p99.world/futures/usdt-margined/market-rest/exchange-info names 2400 request weight
/// and 1200 orders a minute; a call weighs 1, since no page names weights. The limit of the switch is ours.
enum Throttle: Sendable {
    /// Orders placed or cancelled by an account.
    case orders
    /// Margin-mode switches by a key.
    case switches

    static let weightLimit = RateLimit(calls: 2_400, windowMs: 60_000)
    static let orderLimit = RateLimit(calls: 1_200, windowMs: 60_000)
    private static let switchLimit = RateLimit(calls: 5, windowMs: 1_000)
    /// How many calls above the weight a caller may make in a minute before it is banned, and for how long.
    private static let excessLimit = RateLimit(calls: 100, windowMs: 60_000)
    private static let banMs: Int64 = 120_000

    /// Counts a call against the weight of its key and address. A caller who goes on calling after 429 gets 418.
    static func countCall(_ request: Request, _ door: inout Door) throws(Failure) {
        let known = request.field("x-mbx-apikey").flatMap { door.keys.login($0, .ztdx)?.key }
        let key = RateKey(.ip(door.peer), bucket: "ztdx.weight.\(known ?? "")")
        guard let status = door.take(key, limit: weightLimit), status.isLimited else { return }
        if status.isBanned { throw .banned(untilMs: status.resetAtMs, nowMs: door.wireTimeMs) }
        if door.addressExceeds(excessLimit, bucket: "ztdx.excess.\(known ?? "")") {
            door.limits?.ban(key, untilMs: door.wireTimeMs + banMs, nowMs: door.wireTimeMs)
        }
        throw .tooManyRequests(retryAtMs: status.resetAtMs, nowMs: door.wireTimeMs)
    }

    /// Counts a call against a limit of its own, if it has one.
    static func count(_ throttle: Throttle?, _ login: Login, _ door: inout Door) throws(Failure) {
        let status: RateStatus?
        switch throttle {
        case nil: return
        case .orders: status = door.take(RateKey(.account(login.uid), bucket: "ztdx.orders"), limit: orderLimit)
        case .switches:
            status = door.take(RateKey(.account(login.uid), bucket: "ztdx.switches.\(login.key)"), limit: switchLimit)
        }
        guard let status, status.isLimited else { return }
        throw .tooManyRequests(retryAtMs: status.resetAtMs, nowMs: door.wireTimeMs)
    }
}
