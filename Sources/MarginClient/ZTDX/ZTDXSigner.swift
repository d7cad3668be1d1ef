import Wire

/// Signs requests of ZTDX's v1 API. https://docs.p99.world/auth
public struct ZTDXSigner: Sendable {
    private let hmac: HMACSHA256

    /// A signer for an account.
    public init(_ credentials: Credentials) {
        hmac = HMACSHA256(key: Array(credentials.secret.utf8))
    }

    /// Over the query without the signature itself, and the body right behind it, byte for byte as they travel; in
    /// lower-case hex.
    public func signature(query: String, body: [UInt8]) -> String {
        Hex.encode(hmac.digest(Array(query.utf8), body))
    }
}
