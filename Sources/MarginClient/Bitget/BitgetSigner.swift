import Wire

/// Signs requests of Bitget's v2 API. https://www.bitget.com/api-doc/common/signature
public struct BitgetSigner: Sendable {
    private let hmac: HMACSHA256

    /// A signer for an account.
    public init(_ credentials: Credentials) {
        hmac = HMACSHA256(key: Array(credentials.secret.utf8))
    }

    /// Over time, method, path with query, and body, byte for byte as they travel; in base 64.
    public func signature(
        timestampMs: Int64, method: HTTPRequest.Method, target: String, body: [UInt8]
    ) -> String {
        Base64.encode(hmac.digest(Array("\(timestampMs)\(method.rawValue)\(target)".utf8), body))
    }
}
