import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// Who calls: the key in `X-MBX-APIKEY`, proved by a signature over the raw query and body.
/// https://docs.p99.world/auth
enum Authentication {
    /// ZTDX-MODE-3.
    private static let defaultRecvWindowMs: Int64 = 5_000
    private static let maxRecvWindowMs: Int64 = 60_000
    /// How far a caller's clock may be ahead.
    private static let aheadMs: Int64 = 1_000

    /// The checks in their order: ZTDX-MODE-4. The window comes before the signature: a skewed clock is the commoner fault, and its
    /// message helps more.
    static func login(_ call: Call, _ door: Door, changes: Bool) throws(Failure) -> Login {
        let login = try known(call, door)
        guard let timestampMs = Int64(try call.parameters.required("timestamp")) else { throw .malformed("timestamp") }
        let recvWindowMs = try recvWindowMs(call.parameters)
        guard timestampMs >= door.wireTimeMs - recvWindowMs else { throw .timestampBehind }
        guard timestampMs <= door.wireTimeMs + aheadMs else { throw .timestampAhead }
        let signed = SignedPayload(call.request)
        guard signed.signatures.count == 1, let signature = signed.signatures.first, !signature.isEmpty
        else { throw .malformed("signature") }
        guard signed.verifies(signature, login.signer) else { throw .signatureWrong }
        guard isAllowed(login, door, changes: changes) else { throw .keyRefused }
        return login
    }

    /// The owner of a key that need not be proved: Binance's stream calls go unsigned.
    static func keyOwner(_ call: Call, _ door: Door, changes: Bool) throws(Failure) -> Login {
        let login = try known(call, door)
        guard isAllowed(login, door, changes: changes) else { throw .keyRefused }
        return login
    }

    private static func known(_ call: Call, _ door: Door) throws(Failure) -> Login {
        guard let key = call.request.field("x-mbx-apikey"), isPlausible(key) else { throw .keyMalformed }
        guard let login = door.keys.login(key, .ztdx), !login.hasExpired(by: door.wireTimeMs) else { throw .keyRefused }
        return login
    }

    private static func recvWindowMs(_ parameters: Parameters) throws(Failure) -> Int64 {
        guard let text = parameters["recvWindow"] else { return defaultRecvWindowMs }
        guard let windowMs = Int64(text), (0...maxRecvWindowMs).contains(windowMs) else { throw .recvWindowInvalid }
        return windowMs
    }

    private static func isPlausible(_ key: String) -> Bool {
        (1...128).contains(key.utf8.count) && key.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private static func isAllowed(_ login: Login, _ door: Door, changes: Bool) -> Bool {
        login.isOpen(to: door.peer) && (!changes || !login.isReadOnly) && login.standing == .normal
    }
}
