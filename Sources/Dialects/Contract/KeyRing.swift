public import Desks
public import MarginEngine
public import Wire

/// An API key ready to verify signatures.
public struct Login: Sendable {
    /// The public part, as requests name it.
    public let key: String
    /// The number of the account it acts for.
    public let uid: UInt64
    /// The same account, as the engine finds it.
    public let accountID: AccountID
    /// That account's family, generation and margin accounts.
    public let account: Account
    /// Keyed with the secret.
    public let signer: HMACSHA256
    /// Empty where the family has none.
    public let passphrase: [UInt8]
    /// True for a key that may not change anything.
    public let isReadOnly: Bool
    /// The only addresses it may be used from; any when empty.
    public let addresses: [String]
    /// When it expires, wire time in ms; nil for never.
    public let expiresMs: Int64?
    /// What it may change.
    public let permissions: KeyPermissions
    /// That of its account, which may change while the key stays as it is.
    public var standing: AccountStanding

    /// A key with its secret and passphrase in the clear.
    public init(
        _ key: APIKey, secret: [UInt8], passphrase: [UInt8], accountID: AccountID, account: Account,
        standing: AccountStanding = .normal
    ) {
        self.key = key.key
        uid = key.uid
        self.accountID = accountID
        self.account = account
        signer = HMACSHA256(key: secret)
        self.passphrase = passphrase
        isReadOnly = key.isReadOnly
        addresses = key.addresses
        expiresMs = key.expiresMs
        permissions = key.permissions
        self.standing = standing
    }

    /// Whether its time was over at that wire time, ms.
    public func hasExpired(by wireTimeMs: Int64) -> Bool { expiresMs.map { $0 <= wireTimeMs } ?? false }

    /// Whether it may be used from that address.
    public func isOpen(to address: String) -> Bool { addresses.isEmpty || addresses.contains(address) }
}

/// An immutable copy of the keys, published to the HTTP threads after each commit that changed them or the standing of
/// an account.
public struct KeyRing: Sendable {
    private let logins: [String: Login]

    /// The ring of these logins; of two with the same key the later counts.
    public init(_ logins: [Login] = []) {
        self.logins = Dictionary(logins.map { ($0.key, $0) }) { _, last in last }
    }

    /// The login of a key of that family; a key of another family is unknown here.
    public func login(_ key: String, _ family: AccountFamily) -> Login? {
        logins[key].flatMap { $0.account.family == family ? $0 : nil }
    }
}
