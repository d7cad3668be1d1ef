import Foundation
import Synchronization
import TestSupport

/// A request as a server sees it.
struct SeenRequest: Sendable {
    let head: String
    let body: [UInt8]
    /// Counts connections from 1.
    let connection: Int

    var line: String { String(head.prefix { !$0.isNewline }) }

    /// The bytes as they came.
    var bytes: [UInt8] { Array(head.utf8) + body }
}

/// What a server does about a request.
enum Reaction: Sendable {
    /// These bytes; the connection stays.
    case answer([UInt8])
    /// These bytes, and then the end of the connection.
    case answerAndClose([UInt8])
    /// The end of the connection, by a reset.
    case reset
    /// Nothing, for as long as the client stays.
    case stall
}

/// A server on a free port of this machine that does what it is told, well or badly.
final class TestServer: Sendable {
    typealias Handler = @Sendable (SeenRequest) -> Reaction

    let port: UInt16
    private let listener: Int32
    private let threads = DispatchGroup()

    var url: String { "http://127.0.0.1:\(port)" }

    init(_ handler: @escaping Handler) throws {
        let (listener, port) = try boundSocket()
        guard listen(listener, 64) == 0 else { throw NotStarted() }
        self.listener = listener
        self.port = port
        let threads = threads
        threads.enter()
        Thread.detachNewThread {
            var count = 0
            while case let descriptor = accept(listener, nil, nil), descriptor >= 0 {
                count += 1
                threads.enter()
                Thread.detachNewThread { [count] in
                    Peer(descriptor, number: count).serve(handler)
                    threads.leave()
                }
            }
            threads.leave()
        }
    }

    /// Takes no connection any more, and returns when all clients have gone and all they sent has been dealt with.
    func finish() {
        shutdown(listener, Int32(SHUT_RDWR))
        threads.wait()
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }
}

private struct NotStarted: Error {}

/// A socket on a free port of this machine.
private func boundSocket() throws -> (descriptor: Int32, port: UInt16) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
        }
    }
    guard isBound else { throw NotStarted() }
    return (descriptor, UInt16(bigEndian: address.sin_port))
}

/// A port on which nobody listens, and nobody else will, for as long as this lives.
final class ClosedPort: Sendable {
    let port: UInt16
    private let descriptor: Int32

    init() throws { (descriptor, port) = try boundSocket() }

    deinit { close(descriptor) }
}

/// One connection.
private struct Peer {
    let stream: ByteStream
    let number: Int

    init(_ descriptor: Int32, number: Int) {
        stream = ByteStream(descriptor)
        self.number = number
    }

    func serve(_ handler: TestServer.Handler) {
        while let (head, body) = stream.message() {
            switch handler(SeenRequest(head: head, body: body, connection: number)) {
            case .answer(let bytes): stream.send(bytes)
            case .answerAndClose(let bytes): return stream.send(bytes)
            case .reset: return stream.resetAtEnd()
            case .stall: return stream.waitForEnd()
            }
        }
    }
}

extension Reaction {
    /// A good answer.
    static func ok(_ body: String, status: Int = 200) -> Reaction { .answer(Self.message(body, status: status)) }

    static func message(_ body: String, status: Int = 200) -> [UInt8] {
        Array("HTTP/1.1 \(status) X\r\nContent-Length: \(body.utf8.count)\r\nX-Echo:  yes \r\n\r\n\(body)".utf8)
    }
}
