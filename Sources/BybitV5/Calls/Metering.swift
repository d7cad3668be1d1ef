import Desks
import Dialects
import MarginEngine
import Wire

extension Endpoint {
    /// Counts a signed call against its account's limit, then decodes it. A batch counts its orders: those beyond the
    /// limit are refused one by one, unless all of them are.
    /// https://bybit-exchange.github.io/docs/v5/rate-limit#instructions-for-batch-endpoints
    func admit(
        _ decoded: Result<Parameters, ReturnCode>, by login: Login, _ door: inout Door, _ status: inout RateStatus?
    ) throws(ReturnCode) -> any Call {
        guard case .signed(let call, let limit) = kind else { throw .routeNotFound }
        let cost = (try? decoded.get()).map(call.cost) ?? 1
        let key = RateKey(.account(login.uid), bucket: path)
        status = door.take(key, cost: cost, limit: limit)
        var granted = cost
        if let full = status, full.isLimited {
            guard full.remaining > 0, !full.isBanned else { throw .tooManyVisits }
            granted = full.remaining
            status = door.take(key, cost: granted, limit: limit)
        }
        return try call.init(try decoded.get(), by: login).limited(to: granted)
    }
}
