import Foundation
import TestSupport

/// A client's end of a WebSocket that can also do what a client must not.
final class WebSocketClient {
    struct Frame: Equatable {
        let opcode: UInt8
        let payload: [UInt8]

        var text: String? { opcode == 1 ? String(decoding: payload, as: UTF8.self) : nil }

        /// The status code of a closing frame.
        var closeCode: Int? { opcode == 8 && payload.count >= 2 ? Int(payload[0]) << 8 | Int(payload[1]) : nil }
    }

    static let handshake = """
        Host: x\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n\
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n
        """

    let socket: ByteStream
    /// The answer to the handshake.
    let opening: String

    /// - Parameter firstBytes: sent in one portion with the handshake.
    init(_ socket: ByteStream, path: String = "/stream", firstBytes: [UInt8] = []) throws {
        self.socket = socket
        socket.send(Array("GET \(path) HTTP/1.1\r\n\(Self.handshake)".utf8) + firstBytes)
        guard let opening = socket.head() else { throw RunningServer.NotStarted() }
        self.opening = opening
    }

    convenience init(_ server: RunningServer, path: String = "/stream") throws {
        try self.init(server.connect(), path: path)
    }

    func send(_ text: String) { socket.send(Self.frame(Array(text.utf8))) }

    /// The next frame; nil at the end of the stream.
    func frame() -> Frame? {
        guard let head = socket.take(2) else { return nil }
        var length = Int(head[1])
        if length >= 126 {
            guard let bytes = socket.take(length == 126 ? 2 : 8) else { return nil }
            length = bytes.reduce(0) { $0 << 8 | Int($1) }
        }
        return socket.take(length).map { Frame(opcode: head[0] & 0xF, payload: $0) }
    }

    /// A frame as a client sends it, masked.
    static func frame(
        _ payload: [UInt8], opcode: UInt8 = 1, isLast: Bool = true, isMasked: Bool = true, reserved: UInt8 = 0
    ) -> [UInt8] {
        var frame = [(isLast ? 0x80 : 0) | reserved | opcode]
        let flag: UInt8 = isMasked ? 0x80 : 0
        switch payload.count {
        case ..<126:
            frame.append(flag | UInt8(payload.count))
        case ..<65_536:
            frame += [flag | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
        default:
            frame.append(flag | 127)
            frame += (0..<8).reversed().map { UInt8(payload.count >> ($0 * 8) & 0xFF) }
        }
        guard isMasked else { return frame + payload }
        let mask: [UInt8] = [1, 2, 3, 4]
        return frame + mask + payload.enumerated().map { $1 ^ mask[$0 % 4] }
    }
}
