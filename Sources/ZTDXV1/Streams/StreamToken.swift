import Desks
import MarginEngine
import Wire

/// What a subscription proves its caller with: `key.timestamp.signature`, the signature being that of a signed call
/// whose whole query is `timestamp=…`.
///
/// The venue's token is a session's of its web site, which this server has none of; the form is ours.
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

    /// The caller; nil when anything about the token is not as it should be.
    func login(_ door: Door) -> Login? {
        guard let login = door.keys.login(key, .ztdx), login.expiresMs.map({ door.wireTimeMs < $0 }) ?? true,
            login.addresses.isEmpty || login.addresses.contains(door.peer),
            let timestampMs = Int64(timestamp), timestampMs >= door.wireTimeMs - Self.windowMs,
            timestampMs <= door.wireTimeMs + Self.aheadMs,
            constantTimeEquals(login.signer.digest(Array("timestamp=\(timestamp)".utf8)), signature)
        else { return nil }
        return login
    }
}
