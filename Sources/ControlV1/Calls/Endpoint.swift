import HTTP1
import Wire

/// A part of a path that names something.
enum Segment: String, Sendable {
    case venue, uid, key, symbol, base, asset
}

/// One call of the API.
struct Endpoint: Sendable {
    let method: Request.Method
    private let path: String
    let handle: @Sendable (Call) throws(ControlFailure) -> Answer

    /// - Parameter path: below `/plimsoll/v1`.
    init(
        _ method: Request.Method, _ path: String, _ handle: @escaping @Sendable (Call) throws(ControlFailure) -> Answer
    ) {
        self.method = method
        self.path = "/plimsoll/v1" + path
        self.handle = handle
    }

    /// The endpoint of a request and what its path names, or why there is none.
    static func route(_ request: Request) throws(ControlFailure) -> (Endpoint, [String: String]) {
        switch routes.match(request.method, request.path) {
        case .found(let endpoint, let named): return (endpoint, named)
        case .otherMethods(let allowed): throw .methodNotAllowed(request, allowed: allowed)
        case .nothing: throw .unknown("path", request.path)
        }
    }

    private static let routes = Routes(table) { ($0.method, $0.path) }
}
