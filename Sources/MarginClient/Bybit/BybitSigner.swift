import Wire

/// Signs requests of Bybit's v5 API. https://bybit-exchange.github.io/docs/v5/guide#authentication
public struct BybitSigner: Sendable {
    private let key: String
    private let recvWindowMs: Int
    private let hmac: HMACSHA256

    /// A signer for an account; the window is part of what it signs. Milliseconds.
    public init(_ credentials: Credentials, recvWindowMs: Int) {
        key = credentials.key
        self.recvWindowMs = recvWindowMs
        hmac = HMACSHA256(key: Array(credentials.secret.utf8))
    }

    /// Over time, key, window, and the query or the body byte for byte as it travels; in lower-case hex.
    public func signature(timestampMs: Int64, payload: [UInt8]) -> String {
        Hex.encode(hmac.digest(Array("\(timestampMs)\(key)\(recvWindowMs)".utf8), payload))
    }
}
