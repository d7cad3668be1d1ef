import Desks
import HTTP1

/// One call of the API.
struct Endpoint: Sendable {
    /// What answers it: anyone, or only the holder of a key.
    enum Handler: Sendable {
        case open(@Sendable (Call) throws(Failure) -> Answer)
        case signed(@Sendable (Call, Login) throws(Failure) -> Answer)
    }

    let method: Request.Method
    let path: String
    /// The limit it counts against besides its weight.
    let limit: Throttle?
    let handler: Handler

    init(_ method: Request.Method, _ path: String, limit: Throttle? = nil, _ handler: Handler) {
        self.method = method
        self.path = path
        self.limit = limit
        self.handler = handler
    }

    static let all = [
        Endpoint(.post, "/api/v1/account/margin-mode", limit: .switches, .signed(MarginModes.change)),
        Endpoint(.get, "/api/v1/account/margin-mode", .signed(MarginModes.read)),
        Endpoint(.get, "/api/v1/unified/account", .signed(UnifiedAccounts.read)),
        Endpoint(.get, "/api/v1/account/balances", .signed(UnifiedAccounts.balances)),
        Endpoint(.get, "/api/v1/time", .open(Markets.serverTime)),

        Endpoint(.get, "/fapi/v1/ping", .open(Markets.ping)),
        Endpoint(.get, "/fapi/v1/time", .open(Markets.time)),
        Endpoint(.get, "/fapi/v1/exchangeInfo", .open(Markets.exchangeInfo)),
        Endpoint(.get, "/exchangeInfo", .open(Markets.exchangeInfo)),
        Endpoint(.get, "/fapi/v1/premiumIndex", .open(Markets.premiumIndex)),

        Endpoint(.post, "/fapi/v1/order", limit: .orders, .signed(Orders.place)),
        Endpoint(.delete, "/fapi/v1/order", limit: .orders, .signed(Orders.cancel)),
        Endpoint(.get, "/fapi/v1/order", .signed(Orders.read)),
        Endpoint(.get, "/fapi/v1/openOrder", .signed(Orders.readOpen)),
        Endpoint(.get, "/fapi/v1/openOrders", .signed(Orders.listOpen)),
        Endpoint(.delete, "/fapi/v1/allOpenOrders", limit: .orders, .signed(Orders.cancelAll)),

        Endpoint(.get, "/fapi/v1/positionRisk", .signed(Positions.risk)),
        Endpoint(.post, "/fapi/v1/leverage", .signed(Positions.setLeverage)),
        Endpoint(.get, "/fapi/v1/positionSide/dual", .signed(Positions.readMode)),
        Endpoint(.post, "/fapi/v1/positionSide/dual", .signed(Positions.setMode)),
        Endpoint(.get, "/fapi/v2/balance", .signed(UnifiedAccounts.balance)),
    ]

    /// The endpoint of a request, or why there is none.
    static func route(_ request: Request) throws(Failure) -> Endpoint {
        let atPath = all.filter { $0.path == request.path }
        guard !atPath.isEmpty else { throw .noSuchPath(request.path) }
        guard let endpoint = atPath.first(where: { $0.method == request.method }) else {
            throw .methodNotAllowed(request, allowed: atPath.map(\.methodText).joined(separator: ", "))
        }
        return endpoint
    }

    private var methodText: String {
        switch method {
        case .get: "GET"
        case .post: "POST"
        case .delete: "DELETE"
        case .head, .put, .options, .other: ""
        }
    }
}
