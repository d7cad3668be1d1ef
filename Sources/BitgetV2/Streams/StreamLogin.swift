import Desks
import Dialects
import MarginEngine
import Wire

/// Verifies who opened a stream: https://www.bitget.com/api-doc/common/websocket-intro
enum StreamLogin {
    private static let signedPath = "GET/user/verify"

    /// The login of `{"apiKey","passphrase","timestamp","sign"}`, or the first check that fails, in this order.
    static func verify(_ arg: JSON, _ door: Door) throws(StreamFailure) -> Login {
        guard let key = arg["apiKey"]?.string, let login = door.keys.login(key, .bitget) else { throw .keyInvalid }
        guard !login.hasExpired(by: door.wireTimeMs), login.isOpen(to: door.peer) else { throw .loginFailed }
        guard let passphrase = arg["passphrase"]?.string,
            constantTimeEquals(Array(passphrase.utf8), login.passphrase)
        else { throw .passphraseInvalid }
        guard let timestamp = arg["timestamp"]?.scalarText, let timeMs = milliseconds(timestamp) else {
            throw .timestampInvalid
        }
        guard (timeMs - door.wireTimeMs).magnitude <= Authentication.windowMs.magnitude else { throw .timestampExpired }
        let digest = login.signer.digest(Array((timestamp + signedPath).utf8))
        guard let signature = arg["sign"]?.string,
            constantTimeEquals(Array(signature.utf8), Array(Base64.encode(digest).utf8))
        else { throw .signatureInvalid }
        // The documentation has no code of its own for a locked account's stream.
        guard login.standing == .normal else { throw .loginFailed }
        return login
    }

    /// True while the login of an open stream would be accepted again: its key may be removed, its account locked.
    static func isAccepted(_ login: Login, _ door: Door) -> Bool {
        door.keys.login(login.key, .bitget)?.standing == .normal
    }

    /// Clients send seconds; the documentation says milliseconds in one place. The number of digits tells.
    private static func milliseconds(_ text: String) -> Int64? {
        guard let number = Int64(text), number >= 0 else { return nil }
        switch text.utf8.count {
        case 10: return number * 1_000
        case 13: return number
        default: return nil
        }
    }
}
