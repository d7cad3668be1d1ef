import Desks
import Dialects
import MarginEngine
import Wire

/// What a subscription proves its caller with: `key.timestamp.signature`, the signature being that of a signed call
/// whose whole query is `timestamp=…`; or a listen key, `key.expiry.signature`, over `listenKey=…`.
///
/// The venue's token is a session's of its web site, which this server has none of; the forms are ours. ZTDX-MODE-32.
struct StreamToken {
    private static let windowMs: Int64 = 5_000
    private static let aheadMs: Int64 = 1_000

    private let key: String
    private let timestamp: String
    private let signature: [UInt8]

    /// Nil for a text of another form.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let signature = Hex.decode(String(parts[2])) else { return nil }
        key = String(parts[0])
        timestamp = String(parts[1])
        self.signature = signature
    }

    /// A key that opens the caller's stream until then.
    static func listenKey(of login: Login, untilMs expiryMs: Int64) -> String {
        "\(login.key).\(expiryMs).\(Hex.encode(login.signer.digest(Array("listenKey=\(expiryMs)".utf8))))"
    }

    /// The caller; nil when anything about the token is not as it should be.
    func login(_ door: Door) -> Login? {
        guard let login = door.keys.login(key, .ztdx), !login.hasExpired(by: door.wireTimeMs),
            login.isOpen(to: door.peer), login.standing == .normal, let timeMs = Int64(timestamp),
            isOf(login, timeMs, door.wireTimeMs)
        else { return nil }
        return login
    }

    private func isOf(_ login: Login, _ timeMs: Int64, _ nowMs: Int64) -> Bool {
        if isSigned("listenKey", by: login) { return timeMs > nowMs }
        return isSigned("timestamp", by: login) && timeMs >= nowMs - Self.windowMs && timeMs <= nowMs + Self.aheadMs
    }

    private func isSigned(_ name: String, by login: Login) -> Bool {
        constantTimeEquals(login.signer.digest(Array("\(name)=\(timestamp)".utf8)), signature)
    }
}
