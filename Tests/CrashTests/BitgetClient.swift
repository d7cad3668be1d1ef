import Foundation
import TestSupport
import Wire

/// A client of Bitget's API with one connection and one request in flight.
final class BitgetClient {
    private let account: PlimsollProcess.Account
    private let stream: ByteStream
    private let signer: HMACSHA256

    init?(_ account: PlimsollProcess.Account, port: UInt16) {
        self.account = account
        signer = HMACSHA256(key: Array(account.secret.utf8))
        guard let stream = ByteStream(port: port) else { return nil }
        self.stream = stream
    }

    /// The body of the answer; nil when none came.
    func post(_ path: String, _ body: String) -> String? {
        let timestamp = String(Int64(Date().timeIntervalSince1970 * 1_000))
        let signature = Base64.encode(signer.digest(Array("\(timestamp)POST\(path)\(body)".utf8)))
        return exchange(
            """
            POST \(path) HTTP/1.1\r\nHost: x\r\nACCESS-KEY: \(account.key)\r\nACCESS-SIGN: \(signature)\r
            ACCESS-TIMESTAMP: \(timestamp)\r\nACCESS-PASSPHRASE: \(account.passphrase)\r
            Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
            """)
    }

    /// The body of the answer to a call of the control API; nil when none came.
    func get(_ path: String, token: String) -> String? {
        exchange("GET \(path) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token)\r\n\r\n")
    }

    private func exchange(_ request: String) -> String? {
        stream.send(request)
        return stream.message().map { String(decoding: $0.body, as: UTF8.self) }
    }
}
