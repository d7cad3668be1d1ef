import BybitV5
import Desks
import HTTP1
import Testing
import Wire

/// A client of one stream, without socket: it is told at once what a real one is told after a pause.
final class StreamClient {
    let venue: TestVenue
    private var session: any StreamSession
    private var feeds: [any Feed] = []
    /// The pauses that changes were to wait.
    private(set) var pausesMs: [Int64] = []
    /// True once the server has ended the stream.
    private(set) var isClosed = false

    /// Nil where there is no stream.
    init?(_ venue: TestVenue, _ path: String, query: String = "") {
        let request = Request(method: .get, methodText: "GET", path: path, query: Array(query.utf8))
        guard let session = BybitDialect().openStream(request, connectionID: "c-1") else { return nil }
        self.venue = venue
        self.session = session
        venue.withDesk { $0.gathersEvents = true }
    }

    var silenceLimitMs: Int64 { session.silenceLimitMs }

    /// Sends a message and returns all that is answered.
    @discardableResult
    func send(_ text: String) -> [JSON] {
        var door = venue.door
        let actions = session.received(Array(text.utf8), &door)
        venue.limits = door.limits
        return actions.flatMap { follow($0) }.compactMap { JSON.parse($0) }
    }

    /// What followers are told of all that happened since the last call.
    func news() -> [JSON] {
        venue.withDesk { desk in
            var texts: [[UInt8]] = []
            for place in feeds.indices { texts += feeds[place].news(desk.gathered, desk) }
            desk.clearGathered()
            return texts.compactMap { JSON.parse($0) }
        }
    }

    /// The news of one topic.
    func news(_ topic: String) -> [JSON] { news().filter { $0.text("topic") == topic } }

    func logIn(_ owner: TestVenue.Owner, expiresMs: Int64? = nil, secret: String? = nil) -> JSON? {
        let expires = "\(expiresMs ?? venue.wallMs + 1_000)"
        let signature = HMACSHA256.digest(
            key: Array((secret ?? owner.secret).utf8), Array("GET/realtime\(expires)".utf8))
        return send(#"{"op":"auth","args":["\#(owner.key)",\#(expires),"\#(Hex.encode(signature))"]}"#).first
    }

    private func follow(_ action: StreamAction) -> [[UInt8]] {
        switch action {
        case .send(let text): return [text]
        case .work(let work): return [venue.withDesk { work.perform(&$0).body }]
        case .close:
            isClosed = true
            return []
        case .follow(let change, let afterMs):
            pausesMs.append(afterMs)
            return venue.withDesk { desk in change.steps(desk).flatMap { take($0, desk) } }
        }
    }

    private func take(_ step: StreamStep, _ desk: borrowing Desk) -> [[UInt8]] {
        switch step {
        case .send(let text):
            return [text]
        case .leave(let key):
            feeds.removeAll { $0.key == key }
            return []
        case .join(var feed):
            let opening = feed.opening(desk)
            feeds.append(feed)
            return opening
        }
    }
}
