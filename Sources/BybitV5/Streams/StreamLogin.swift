import Desks
import Dialects
import MarginEngine
import Wire

/// Verifies who opened a stream. https://bybit-exchange.github.io/docs/v5/ws/connect#authentication
enum StreamLogin {
    /// pybit signs one second ahead by default, and its clock and the way here take their part of that.
    private static let graceMs: Int64 = 5_000
    private static let signedPath = "GET/realtime"

    /// The login of `[key, expires, signature]`; `expires` is a number from pybit and a text from ccxt.
    static func verify(_ args: [JSON], _ door: Door) throws(ReturnCode) -> Login {
        guard args.count >= 3, let key = args[0].string, let expires = args[1].scalarText,
            let expiresMs = Int64(expires),
            let signature = args[2].string
        else { throw .bodyNotAnObject }
        guard let login = door.keys.login(key, .bybit) else { throw .unknownKey }
        guard !login.hasExpired(by: door.wireTimeMs) else { throw .expiredKey }
        guard login.isOpen(to: door.peer) else { throw .unmatchedAddress }
        guard expiresMs > door.wireTimeMs - graceMs else { throw .expiredLogin }
        let signed = Array((signedPath + expires).utf8)
        guard constantTimeEquals(Hex.decode(signature) ?? [], login.signer.digest(signed)) else {
            throw .wrongSignature(of: signed)
        }
        guard login.standing == .normal else { throw .bannedAccount }
        return login
    }

    /// The login as it is now: a key may be removed, changed or expire, and its account be locked, while its stream is
    /// open.
    static func present(_ login: Login?, _ door: Door) throws(ReturnCode) -> Login {
        guard let login else { throw .notAuthenticated }
        guard let present = door.keys.login(login.key, .bybit) else { throw .unknownKey }
        guard !present.hasExpired(by: door.wireTimeMs) else { throw .expiredKey }
        guard present.standing == .normal else { throw .bannedAccount }
        return present
    }
}
