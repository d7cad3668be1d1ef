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
