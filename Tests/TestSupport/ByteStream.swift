import Glibc

/// Bytes both ways over a socket, blocking; closed with its last owner.
public final class ByteStream {
    private let descriptor: Int32
    /// What is to live as long as the stream.
    private let companion: AnyObject?
    private var received: [UInt8] = []

    /// The stream of a connected socket.
    public init(_ descriptor: Int32, with companion: AnyObject? = nil) {
        self.descriptor = descriptor
        self.companion = companion
    }

    /// A connection to a port of this machine; nil when nobody listens. Reads give up after half a minute.
    public convenience init?(port: UInt16, receiveBytes: Int32? = nil, with companion: AnyObject? = nil) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
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
        self.init(descriptor, with: companion)
        if result != 0 { return nil }
    }

    deinit { close(descriptor) }

    /// Sends a text; an end that is gone is no error.
    public func send(_ text: String) { send(Array(text.utf8)) }

    /// Sends bytes; an end that is gone is no error.
    public func send(_ bytes: [UInt8]) { _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }

    /// Says that nothing more will be sent.
    public func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Makes the end of this connection a reset instead of an orderly close.
    public func resetAtEnd() {
        var atOnce = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &atOnce, socklen_t(MemoryLayout<linger>.size))
    }

    /// The next lines up to an empty one, and the body of the length they name; nil at the end of the stream.
    public func message() -> (head: String, body: [UInt8])? {
        guard let head = head() else { return nil }
        let name = "content-length:"
        let line = head.lowercased().split(whereSeparator: \.isNewline).first { $0.hasPrefix(name) }
        let length = line.flatMap { Int($0.dropFirst(name.count).drop { $0 == " " }) } ?? 0
        return take(length).map { (head, $0) }
    }

    /// The next lines up to an empty one; nil when the stream ends before.
    public func head() -> String? {
        while true {
            if let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
                return take(end.upperBound).map { String(decoding: $0, as: UTF8.self) }
            }
            guard fill() else { return nil }
        }
    }

    /// The next bytes; nil when the stream ends before there are so many.
    public func take(_ count: Int) -> [UInt8]? {
        while received.count < count {
            guard fill() else { return nil }
        }
        defer { received.removeFirst(count) }
        return Array(received[..<count])
    }

    /// True when the other end has closed and nothing is left.
    public var isAtEnd: Bool { received.isEmpty && !fill() }

    /// Reads until the other end has closed.
    public func waitForEnd() { while fill() {} }

    private func fill() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return false }
        received += buffer[..<count]
        return true
    }
}
