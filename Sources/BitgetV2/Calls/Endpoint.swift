import Desks
import Dialects
import HTTP1
import Wire

/// One row of the endpoint table.
struct Endpoint: Sendable {
    /// Who may call, and what answers.
    enum Handler: Sendable {
        case open(@Sendable (Call) throws(Failure) -> Answer)
        case signed(@Sendable (Call, Login) throws(Failure) -> Answer)
    }

    let method: Request.Method
    let path: String
    /// Calls a second: of one uid where it is signed, of one address where it is open.
    let limit: RateLimit
    /// Parameters that must be there, in the order in which they are asked for.
    let required: [String]
    let handler: Handler

    /// A call that needs no key.
    static func open(
        _ path: String, perSecond: Int = 20, _ handle: @escaping @Sendable (Call) throws(Failure) -> Answer
    ) -> Endpoint {
        Endpoint(
            method: .get, path: path, limit: RateLimit(calls: perSecond, windowMs: 1_000), required: [],
            handler: .open(handle))
    }

    /// A call on behalf of an account.
    static func signed(
        _ method: Request.Method, _ path: String, perSecond: Int, required: [String] = [],
        _ handle: @escaping @Sendable (Call, Login) throws(Failure) -> Answer
    ) -> Endpoint {
        Endpoint(
            method: method, path: path, limit: RateLimit(calls: perSecond, windowMs: 1_000), required: required,
            handler: .signed(handle))
    }
}
