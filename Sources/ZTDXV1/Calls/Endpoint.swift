import Desks
import Dialects
import HTTP1
import Wire

/// One call of the API.
struct Endpoint: Sendable {
    /// What answers it: anyone, whoever names a key, or only the holder of its secret.
    enum Handler: Sendable {
        case open(@Sendable (Call) throws(Failure) -> Answer)
        case keyed(@Sendable (Call, Login) throws(Failure) -> Answer)
        case signed(@Sendable (Call, Login) throws(Failure) -> Answer)
    }

    let method: Request.Method
    let path: String
    /// The limit it counts against besides its weight.
    let limit: Throttle?
    /// False for what a key that may only read may call as well.
    let changes: Bool
    let handler: Handler

    /// - Parameter changes: nil for what the method says: only GET reads.
    init(
        _ method: Request.Method, _ path: String, limit: Throttle? = nil, changes: Bool? = nil, _ handler: Handler
    ) {
        self.method = method
        self.changes = changes ?? (method != .get)
        self.path = path
        self.limit = limit
        self.handler = handler
    }

    /// The endpoint of a request and the parameters that stand in its path, or why there is none.
    static func route(_ request: Request) throws(Failure) -> (endpoint: Endpoint, named: [String: String]) {
        switch routes.match(request.method, request.path) {
        case .found(let endpoint, let named): return (endpoint, named)
        case .otherMethods(let allowed): throw .methodNotAllowed(request, allowed: allowed)
        case .nothing: throw .noSuchPath(request.path)
        }
    }

    private static let routes = Routes(all) { ($0.method, $0.path) }
}
