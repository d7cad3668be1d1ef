import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// One row of the endpoint table.
struct Endpoint: Sendable {
    /// Who may call, and what answers.
    enum Access: Sendable {
        case open(@Sendable (Call) -> @Sendable (inout Desk) throws(Failure) -> [UInt8])
        case signed(@Sendable (SignedCall) -> @Sendable (inout Desk) throws(Failure) -> [UInt8])
    }

    let method: Request.Method
    let path: String
    /// Calls a second: of one uid where it is signed, of one address where it is open.
    let limit: RateLimit
    /// Parameters that must be there, in the order in which they are asked for.
    let required: [String]
    let access: Access

    /// A call that needs no key.
    static func open(
        _ path: String, perSecond: Int = 20, required: [String] = [],
        _ answer: @escaping @Sendable (Call) -> @Sendable (inout Desk) throws(Failure) -> [UInt8]
    ) -> Endpoint {
        Endpoint(
            method: .get, path: path, limit: RateLimit(calls: perSecond, windowMs: 1_000), required: required,
            access: .open(answer))
    }

    /// A call on behalf of an account.
    static func signed(
        _ method: Request.Method, _ path: String, perSecond: Int, required: [String] = [],
        _ answer: @escaping @Sendable (SignedCall) -> @Sendable (inout Desk) throws(Failure) -> [UInt8]
    ) -> Endpoint {
        Endpoint(
            method: method, path: path, limit: RateLimit(calls: perSecond, windowMs: 1_000), required: required,
            access: .signed(answer))
    }
}

/// A call that needs no key.
struct Call: Sendable {
    let parameters: Parameters
    /// The wire time, ms.
    let timeMs: Int64
}

/// A call on behalf of an account.
struct SignedCall: Sendable {
    let parameters: Parameters
    let login: Login
    /// The wire time, ms.
    let timeMs: Int64

    /// Bitget's accounts have one margin account.
    var account: MarginAccountID { login.account.main }
}
