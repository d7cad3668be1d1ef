import Desks
import Dialects
import HTTP1
import MarginEngine

/// A session that does what its client says, and echoes all else.
struct TestStream: StreamSession {
    let silenceLimitMs: Int64 = 600_000

    mutating func received(_ text: [UInt8], _ door: inout Door) -> [StreamAction] {
        let words = String(decoding: text, as: UTF8.self).split(separator: " ")
        switch words.first {
        case "work":
            return [
                .work(
                    DeskWork(resultUnknown: Response(status: 503)) { desk in
                        Response(status: 200, body: Array("assets \(desk.engine.assetCount)".utf8))
                    }, afterMs: words.count > 1 ? 50 : 0)
            ]
        case "follow":
            let feed = TestFeed(byteCount: Int(words[1]) ?? 0)
            return [.follow(StreamChange { _ in [.send(Array("following".utf8)), .join(feed)] }, afterMs: 0)]
        case "leave":
            return [
                .follow(
                    StreamChange { _ in [.leave(key: TestFeed.key), .send(Array("left".utf8))] }, afterMs: 0)
            ]
        case "later":
            return [.follow(StreamChange { _ in [.send(Array("later".utf8))] }, afterMs: 50)]
        case "bye":
            return [.send(Array("bye".utf8)), .close]
        default:
            return [.send(text)]
        }
    }
}

/// Tells a text of some length in every round.
struct TestFeed: Feed {
    static let key = "test"

    let byteCount: Int

    var key: String { Self.key }
    var subject: FeedSubject { .venue }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] { [Array("opening".utf8)] }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        [[UInt8](repeating: UInt8(ascii: "n"), count: byteCount)]
    }
}
