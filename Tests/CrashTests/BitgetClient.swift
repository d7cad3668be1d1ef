import Foundation
import Wire

/// A client of Bitget's API with one connection and one request in flight.
final class BitgetClient {
    private let account: PlimsollProcess.Account
    private let descriptor: Int32
    private let signer: HMACSHA256
    private var received: [UInt8] = []

    init?(_ account: PlimsollProcess.Account, port: UInt16) {
        self.account = account
        signer = HMACSHA256(key: Array(account.secret.utf8))
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if result != 0 { return nil }
    }

    deinit { close(descriptor) }

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
        let bytes = Array(request.utf8)
        guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { return nil }
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            if let body = takeBody() { return body }
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            received += buffer[..<count]
        }
    }

    private func takeBody() -> String? {
        guard let headEnd = received.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let head = String(decoding: received[..<headEnd.lowerBound], as: UTF8.self)
        let field = "Content-Length: "
        let line = head.components(separatedBy: "\r\n").first { $0.hasPrefix(field) }
        let end = headEnd.upperBound + (line.flatMap { Int($0.dropFirst(field.count)) } ?? 0)
        guard received.count >= end else { return nil }
        defer { received.removeFirst(end) }
        return String(decoding: received[headEnd.upperBound..<end], as: UTF8.self)
    }
}
