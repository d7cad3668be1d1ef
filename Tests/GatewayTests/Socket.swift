import Foundation

/// A client's end of a connection, blocking. Reads give up after half a minute.
final class Socket {
    private let descriptor: Int32
    /// Runs as long as somebody is connected.
    private let server: RunningServer?
    private var received: [UInt8] = []

    /// Nil when nobody listens on the port.
    init?(port: UInt16, receiveBytes: Int32? = nil, of server: RunningServer? = nil) {
        self.server = server
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var receiveBytes {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBytes, socklen_t(MemoryLayout<Int32>.size))
        }
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

    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
        _ = Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Asks for a path by GET.
    func get(_ path: String, fields: String = "") {
        send("GET \(path) HTTP/1.1\r\nHost: x\r\n\(fields)\r\n")
    }

    /// Says that nothing more will be sent.
    func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Makes the end of this connection a reset instead of an orderly close.
    func reset() {
        var atOnce = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &atOnce, socklen_t(MemoryLayout<linger>.size))
    }

    /// The next whole answer; nil at the end of the stream.
    func answer() -> Reply? {
        while true {
            if let (reply, length) = Reply.read(received) {
                received.removeFirst(length)
                return reply
            }
            guard fill() else { return nil }
        }
    }

    /// The next bytes; nil when the stream ends before there are so many.
    func take(_ count: Int) -> [UInt8]? {
        while received.count < count {
            guard fill() else { return nil }
        }
        defer { received.removeFirst(count) }
        return Array(received[..<count])
    }

    /// The next lines up to an empty one.
    func head() -> String? {
        while true {
            if let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
                return take(end.upperBound).map { String(decoding: $0, as: UTF8.self) }
            }
            guard fill() else { return nil }
        }
    }

    /// True when the server has closed and nothing is left.
    var isAtEnd: Bool { received.isEmpty && !fill() }

    private func fill() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return false }
        received += buffer[..<count]
        return true
    }
}

/// An answer as a client sees it.
struct Reply: Equatable {
    let status: Int
    let closes: Bool
    let body: String

    static func read(_ bytes: [UInt8]) -> (Reply, length: Int)? {
        guard let headEnd = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<headEnd.lowerBound], as: UTF8.self).lowercased().components(
            separatedBy: "\r\n")
        let length = lines.compactMap { $0.hasPrefix("content-length: ") ? Int($0.dropFirst(16)) : nil }.first ?? 0
        let end = headEnd.upperBound + length
        guard bytes.count >= end, let status = Int(lines[0].split(separator: " ")[1]) else { return nil }
        let body = String(decoding: bytes[headEnd.upperBound..<end], as: UTF8.self)
        return (Reply(status: status, closes: lines.contains("connection: close"), body: body), end)
    }
}
