import HTTP1
import Wire

/// A part of a path that names something.
enum Segment: String, Sendable {
    case venue, uid, key, symbol
}

/// One call of the API.
struct Endpoint: Sendable {
    let method: Request.Method
    private let path: String
    let handle: @Sendable (Call) throws(ControlFailure) -> Answer

    /// - Parameter path: below `/plimsoll/v1`.
    private init(
        _ method: Request.Method, _ path: String, _ handle: @escaping @Sendable (Call) throws(ControlFailure) -> Answer
    ) {
        self.method = method
        self.path = "/plimsoll/v1" + path
        self.handle = handle
    }

    static let all = [
        Endpoint(.get, "/venues", Venues.list),
        Endpoint(.post, "/preview", Previews.preview),
        Endpoint(.post, "/venues/:venue/preview", Previews.preview),
        Endpoint(.get, "/venues/:venue", Venues.read),
        Endpoint(.get, "/venues/:venue/digest", Venues.digest),
        Endpoint(.get, "/venues/:venue/clock", Clocks.read),
        Endpoint(.put, "/venues/:venue/clock", Clocks.set),
        Endpoint(.post, "/venues/:venue/clock/advance", Clocks.advance),
        Endpoint(.put, "/venues/:venue/insurance-fund", Wallets.fundInsurance),
        Endpoint(.post, "/venues/:venue/insurance-fund", Wallets.fundInsurance),

        Endpoint(.get, "/venues/:venue/instruments", Instruments.list),
        Endpoint(.put, "/venues/:venue/instruments/:symbol", Instruments.change),
        Endpoint(.put, "/venues/:venue/instruments/:symbol/prices", Instruments.setPrices),

        Endpoint(.get, "/venues/:venue/accounts", Accounts.list),
        Endpoint(.post, "/venues/:venue/accounts", Accounts.open),
        Endpoint(.get, "/venues/:venue/accounts/:uid", Accounts.read),
        Endpoint(.post, "/venues/:venue/accounts/:uid/keys", Keys.add),
        Endpoint(.delete, "/venues/:venue/accounts/:uid/keys/:key", Keys.remove),
        Endpoint(.post, "/venues/:venue/accounts/:uid/deposits", Wallets.deposit),
        Endpoint(.post, "/venues/:venue/accounts/:uid/withdrawals", Wallets.withdraw),
    ]

    /// The endpoint of a request and what its path names, or why there is none.
    static func route(_ request: Request) throws(ControlFailure) -> (Endpoint, [String: String]) {
        switch routes.match(request.method, request.path) {
        case .found(let endpoint, let named): return (endpoint, named)
        case .otherMethods(let allowed): throw .methodNotAllowed(request, allowed: allowed)
        case .nothing: throw .unknown("path", request.path)
        }
    }

    private static let routes = Routes(all) { ($0.method, $0.path) }
}
