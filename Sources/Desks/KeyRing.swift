public import MarginEngine
public import Wire

/// What an API key may change, beside being read-only or not.
public struct KeyPermissions: OptionSet, Sendable, Hashable {
    /// One bit for each permission; the journal keeps them so.
    public let rawValue: UInt8

    /// Bits that are no permission are dropped.
    public init(rawValue: UInt8) { self.rawValue = rawValue & 0b111 }

    /// Placing, amending and cancelling orders.
    public static let orders = KeyPermissions(rawValue: 0b001)
    /// Margin, leverage, modes and stops of positions.
    public static let positions = KeyPermissions(rawValue: 0b010)
    /// Moving money between the wallets of its account.
    public static let transfers = KeyPermissions(rawValue: 0b100)
    /// All of them.
    public static let all: KeyPermissions = [.orders, .positions, .transfers]
}

/// An API key as the journal keeps it: the secrets sealed.
public struct APIKey: Sendable, Equatable {
    /// The public part.
    public let key: String
    /// The account it belongs to.
    public let uid: UInt64
    /// The secret that signs requests, sealed under the data directory's key.
    public let sealedSecret: [UInt8]
    /// The passphrase (Bitget), sealed likewise; empty where the family has none.
    public let sealedPassphrase: [UInt8]
    /// True for a key that may not change anything.
    public let isReadOnly: Bool
    /// The only addresses it may be used from; any when empty.
    public let addresses: [String]
    /// When it expires, wire time in ms; nil for never.
    public let expiresMs: Int64?
    /// What it may change.
    public let permissions: KeyPermissions

    /// A key with its secrets sealed already.
    public init(
        key: String, uid: UInt64, sealedSecret: [UInt8], sealedPassphrase: [UInt8], isReadOnly: Bool = false,
        addresses: [String] = [], expiresMs: Int64? = nil, permissions: KeyPermissions = .all
    ) {
        self.key = key
        self.uid = uid
        self.sealedSecret = sealedSecret
        self.sealedPassphrase = sealedPassphrase
        self.isReadOnly = isReadOnly
        self.addresses = addresses
        self.expiresMs = expiresMs
        self.permissions = permissions
    }
}

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

    /// A key with its secret and passphrase in the clear.
    public init(_ key: APIKey, secret: [UInt8], passphrase: [UInt8], accountID: AccountID, account: Account) {
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
    }

    /// Whether its time was over at that wire time, ms.
    public func hasExpired(by wireTimeMs: Int64) -> Bool { expiresMs.map { $0 <= wireTimeMs } ?? false }

    /// Whether it may be used from that address.
    public func isOpen(to address: String) -> Bool { addresses.isEmpty || addresses.contains(address) }
}

/// An immutable copy of the keys, published to the HTTP threads after each commit that changed them.
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
