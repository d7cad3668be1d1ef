public import Desks
import Dialects
public import MarginEngine
import Wire

/// What a client signs in with.
public struct Credentials: Sendable, Equatable {
    /// The public part.
    public let key: String
    /// What signatures are made with.
    public let secret: String
    /// Empty for families without one.
    public let passphrase: String

    /// Credentials nobody can predict, HOUSE-7; nil when the machine has no random bytes to vouch for.
    public static func random(for family: AccountFamily) -> Credentials? {
        guard let key = RandomBytes.make(12), let secret = RandomBytes.make(32), let passphrase = RandomBytes.make(12)
        else { return nil }
        return Credentials(
            key: Hex.encode(key), secret: Hex.encode(secret), passphrase: Hex.encode(passphrase), family)
    }

    /// The documented credentials of a demo account, the same everywhere: for tests, never for a server that others
    /// reach.
    public static func fixed(for name: String, _ family: AccountFamily) -> Credentials {
        Credentials(
            key: "plimsoll-demo-\(name)", secret: "plimsoll_demo_secret", passphrase: "plimsoll_demo_passphrase", family
        )
    }

    private init(key: String, secret: String, passphrase: String, _ family: AccountFamily) {
        self.key = key
        self.secret = secret
        self.passphrase = family == .bitget ? passphrase : ""
    }

    /// The key as the journal keeps it; nil when the sealing key has not 32 bytes or sealing fails.
    public func sealed(
        for uid: UInt64, under sealingKey: [UInt8], isReadOnly: Bool = false, addresses: [String] = [],
        expiresMs: Int64? = nil, permissions: KeyPermissions = .all
    ) -> APIKey? {
        guard let sealedSecret = SealedSecret.seal(Array(secret.utf8), key: sealingKey),
            let sealedPassphrase = SealedSecret.seal(Array(passphrase.utf8), key: sealingKey)
        else { return nil }
        return APIKey(
            key: key, uid: uid, sealedSecret: sealedSecret, sealedPassphrase: sealedPassphrase,
            isReadOnly: isReadOnly, addresses: addresses, expiresMs: expiresMs, permissions: permissions)
    }
}
