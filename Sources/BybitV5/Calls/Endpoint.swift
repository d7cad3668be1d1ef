import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// One endpoint: where it is, who may call it how often, and what it decodes to.
struct Endpoint: Sendable {
    enum Kind: Sendable {
        /// No key, no limit but the caller's address.
        case open(any PublicCall.Type)
        case signed(any PrivateCall.Type, RateLimit)
    }

    let method: Request.Method
    let path: String
    let kind: Kind
    /// What a key must be permitted to call it.
    private var permissions: KeyPermissions = []
    /// True for what classic accounts may not call.
    private var isForUnifiedAccountsOnly = false

    static func open(_ path: String, _ call: any PublicCall.Type) -> Endpoint {
        Endpoint(method: .get, path: path, kind: .open(call))
    }

    static func get(_ path: String, _ call: any PrivateCall.Type, perSecond calls: Int) -> Endpoint {
        Endpoint(method: .get, path: path, kind: .signed(call, RateLimit(calls: calls, windowMs: 1_000)))
    }

    static func get(_ path: String, _ call: any PrivateCall.Type, perMinute calls: Int) -> Endpoint {
        Endpoint(method: .get, path: path, kind: .signed(call, RateLimit(calls: calls, windowMs: 60_000)))
    }

    static func post(_ path: String, _ call: any PrivateCall.Type, perSecond calls: Int) -> Endpoint {
        Endpoint(method: .post, path: path, kind: .signed(call, RateLimit(calls: calls, windowMs: 1_000)))
    }

    static func post(_ path: String, _ call: any PrivateCall.Type, perMinute calls: Int) -> Endpoint {
        Endpoint(method: .post, path: path, kind: .signed(call, RateLimit(calls: calls, windowMs: 60_000)))
    }

    /// The same endpoint, closed to keys without a permission.
    func needing(_ permission: KeyPermissions) -> Endpoint {
        var endpoint = self
        endpoint.permissions = permission
        return endpoint
    }

    /// The same endpoint, closed to classic accounts.
    func unifiedOnly() -> Endpoint {
        var endpoint = self
        endpoint.isForUnifiedAccountsOnly = true
        return endpoint
    }

    /// Refuses a caller whose key or account is not meant for it.
    func requireAccess(of login: Login) throws(ReturnCode) {
        if login.isReadOnly, method != .get { throw .permissionDenied }
        guard login.permissions.isSuperset(of: permissions) else { throw .permissionDenied }
        guard login.standing == .normal else { throw .bannedAccount }
        if isForUnifiedAccountsOnly, !login.account.generation.isUnified { throw .unifiedAccountsOnly }
    }

    /// The endpoint at that method and path; nil when there is none.
    static func at(_ method: Request.Method, _ path: String) -> Endpoint? {
        guard case .found(let endpoint, _) = routes.match(method, path) else { return nil }
        return endpoint
    }

    private static let routes = Routes(table) { ($0.method, $0.path) }
}
