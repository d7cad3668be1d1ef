import Foundation
import Gateway
import Synchronization
import TestSupport
import Testing

struct WebSocketTests {
    private typealias Client = WebSocketClient

    // MARK: Opening

    @Test func aHandshakeIsAnsweredAsItsStandardShows() throws {
        let client = try Client(RunningServer())
        let lines = client.opening.components(separatedBy: "\r\n")
        #expect(lines[0] == "HTTP/1.1 101 Switching Protocols")
        #expect(lines.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
        #expect(lines.contains("Upgrade: websocket"))
        #expect(lines.contains("Connection: Upgrade"))
    }

    @Test(arguments: [
        ("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 12", 426),
        ("Sec-WebSocket-Version: 13", "X: y", 426),
        ("keep-alive, Upgrade", "keep-alive", 400),
        ("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZQ==", 400),
        ("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ", 400),
        ("Sec-WebSocket-Key:", "X-Key:", 400),
    ])
    func aHandshakeThatLacksSomethingIsRefused(part: String, replacement: String, status: Int) throws {
        let socket = try RunningServer().connect()
        let head = Client.handshake.replacing(part, with: replacement)
        socket.send("GET /stream HTTP/1.1\r\n\(head)")
        #expect(socket.answer()?.status == status)
    }

    @Test func aPathWithoutStreamIsNotFound() throws {
        #expect(try Client(RunningServer(), path: "/now").opening.hasPrefix("HTTP/1.1 404 "))
        #expect(try Client(RunningServer(), path: "/venues/third/stream").opening.hasPrefix("HTTP/1.1 404 "))
    }

    @Test func everyVenueHasItsStreams() throws {
        let client = try Client(RunningServer(), path: "/venues/other/stream")
        client.send("hello")
        #expect(client.frame()?.text == "hello")
    }

    @Test func whatComesWithTheHandshakeIsRead() throws {
        let client = try Client(RunningServer().connect(), firstBytes: Client.frame(Array("early".utf8)))
        #expect(client.frame()?.text == "early")
    }

    @Test func moreStreamsThanAllowedAreSentAway() throws {
        let server = try RunningServer {
            $0.maxStreams = 1
            $0.log = Log(.error, wallMs: { 0 })
        }
        let first = try Client(server)
        #expect(try Client(server).opening.hasPrefix("HTTP/1.1 503 "))
        first.send("still here")
        #expect(first.frame()?.text == "still here")
    }

    @Test func anAddressMayOpenFiveHundredStreamsInFiveMinutes() throws {
        let server = try RunningServer { $0.wallMs = { 42 } }
        for _ in 0..<500 { #expect(try Client(server).opening.hasPrefix("HTTP/1.1 101 ")) }
        #expect(try Client(server).opening.hasPrefix("HTTP/1.1 429 "))
        #expect(try Client(server, path: "/venues/other/stream").opening.hasPrefix("HTTP/1.1 101 "))
    }

    // MARK: Frames

    @Test(arguments: [0, 1, 125, 126, 65_535, 65_536])
    func textsOfAllLengthsTravelBothWays(length: Int) throws {
        let client = try Client(RunningServer())
        let text = String(repeating: "x", count: length)
        client.send(text)
        #expect(client.frame()?.text == text)
    }

    @Test func aTextMayComeInPieces() throws {
        let client = try Client(RunningServer())
        client.socket.send(Client.frame(Array("one ".utf8), isLast: false))
        client.socket.send(Client.frame(Array("now".utf8), opcode: 9))
        client.socket.send(Client.frame(Array("two".utf8), opcode: 0))
        let frames = [client.frame(), client.frame()]
        #expect(frames.contains(Client.Frame(opcode: 10, payload: Array("now".utf8))))
        #expect(frames.contains(Client.Frame(opcode: 1, payload: Array("one two".utf8))))
    }

    @Test func aCloseIsAnsweredAndEndsTheConnection() throws {
        let client = try Client(RunningServer())
        client.socket.send(Client.frame([0x03, 0xE8], opcode: 8))
        #expect(client.frame()?.closeCode == 1000)
        #expect(client.frame() == nil)
    }

    @Test(arguments: Breach.allCases)
    func whatAClientMustNotSendEndsTheConnection(breach: Breach) throws {
        let client = try Client(RunningServer())
        client.socket.send(breach.bytes)
        let last = client.frame()
        #expect(last?.opcode == 8)
        #expect(last?.closeCode == breach.code)
        #expect(client.frame() == nil)
    }

    // MARK: Sessions

    @Test func theVenuesAnswerIsAText() throws {
        let client = try Client(RunningServer())
        client.send("work")
        #expect(client.frame()?.text == "assets 1")
    }

    @Test func aSessionCanEndTheStream() throws {
        let client = try Client(RunningServer())
        client.send("bye")
        #expect(client.frame()?.text == "bye")
        #expect(client.frame()?.closeCode == 1000)
        #expect(client.frame() == nil)
    }

    @Test func aChangeThatIsToWaitIsOvertaken() throws {
        let client = try Client(RunningServer())
        client.send("later")
        client.send("sooner")
        #expect(client.frame()?.text == "sooner")
        #expect(client.frame()?.text == "later")
    }

    @Test func whoFollowsIsToldUntilItLeaves() throws {
        let server = try RunningServer()
        let (client, asker) = (try Client(server), try server.connect())
        client.send("follow 3")
        #expect(client.frame()?.text == "following")
        #expect(client.frame()?.text == "opening")
        asker.get("/desk")
        #expect(asker.answer()?.status == 200)
        #expect(client.frame()?.text == "nnn")
        client.send("leave")
        var last = client.frame()?.text
        while last == "nnn" { last = client.frame()?.text }
        #expect(last == "left")
        asker.get("/desk")
        #expect(asker.answer()?.status == 200)
        client.send("work")
        #expect(client.frame()?.text == "assets 1")
    }

    @Test func aClientThatDoesNotReadIsCutOffAndHoldsNobodyUp() throws {
        let cutOff = Gate()
        let server = try RunningServer { settings in
            settings.maxUnsentStreamBytes = 1_024 * 1_024
            settings.log = Log(.warn, wallMs: { 0 }) { line in
                if String(decoding: line, as: UTF8.self).contains("slow stream cut off") { cutOff.open() }
            }
        }
        guard let socket = ByteStream(port: server.port, receiveBytes: 4_096) else { throw RunningServer.NotStarted() }
        let slow = try Client(socket)
        slow.send("follow 262144")
        #expect(slow.frame()?.text == "following")
        let asker = try server.connect()
        for _ in 0..<100 {
            asker.get("/desk")
            #expect(asker.answer()?.status == 200)
        }
        #expect(cutOff.wait())
    }

    @Test func aStopTellsStreamsThatTheServerGoes() throws {
        let server = try RunningServer()
        let client = try Client(server)
        client.send("hello")
        #expect(client.frame()?.text == "hello")
        server.stop()
        #expect(client.frame()?.closeCode == 1001)
        #expect(client.frame() == nil)
        #expect(server.waitForEnd())
    }
}

/// What a client must not send.
enum Breach: CaseIterable {
    case unmasked, reservedBit, strayContinuation, unknownOpcode, longPing, fragmentedPing
    case brokenUTF8, longMessage, binary, manyFragments

    var bytes: [UInt8] {
        let x = [UInt8](arrayLiteral: 0x78)
        switch self {
        case .unmasked: return WebSocketClient.frame(x, isMasked: false)
        case .reservedBit: return WebSocketClient.frame(x, reserved: 0x40)
        case .strayContinuation: return WebSocketClient.frame(x, opcode: 0)
        case .unknownOpcode: return WebSocketClient.frame(x, opcode: 3)
        case .longPing: return WebSocketClient.frame([UInt8](repeating: 0, count: 126), opcode: 9)
        case .fragmentedPing: return WebSocketClient.frame(x, opcode: 9, isLast: false)
        case .brokenUTF8: return WebSocketClient.frame([0xC3, 0x28])
        case .longMessage: return WebSocketClient.frame([UInt8](repeating: 0x78, count: 65_537))
        case .binary: return WebSocketClient.frame(x, opcode: 2)
        case .manyFragments:
            let more = WebSocketClient.frame(x, opcode: 0, isLast: false)
            return WebSocketClient.frame(x, isLast: false) + Array(repeatElement(more, count: 200).joined())
        }
    }

    /// RFC 6455, section 7.4.1; nil where libwslay closes without one, which section 5.5.1 allows.
    var code: Int? {
        switch self {
        case .unmasked, .reservedBit, .strayContinuation, .unknownOpcode: 1002
        case .longPing, .fragmentedPing: nil
        case .binary: 1003
        case .brokenUTF8: 1007
        case .manyFragments: 1008
        case .longMessage: 1009
        }
    }
}
