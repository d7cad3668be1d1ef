import BybitV5
import Desks
import Dialects
import HTTP1
import TestStreams
import Testing
import Wire

/// A client of one stream, without socket.
final class StreamClient {
    let venue: TestVenue
    private var end: StreamEnd

    /// Nil where there is no stream.
    init?(_ venue: TestVenue, _ path: String, query: String = "") {
        let request = Request(method: .get, methodText: "GET", path: path, query: Array(query.utf8))
        guard let session = BybitDialect().openStream(request, connectionID: "c-1") else { return nil }
        self.venue = venue
        end = StreamEnd(session)
        venue.withDesk { $0.gathersEvents = true }
    }

    var silenceLimitMs: Int64 { end.silenceLimitMs }
    /// The pauses that changes were to wait.
    var pausesMs: [Int64] { end.pausesMs }
    /// True once the server has ended the stream.
    var isClosed: Bool { end.isClosed }

    /// Sends a message and returns all that is answered.
    @discardableResult
    func send(_ text: String) -> [JSON] {
        var door = venue.door
        let answers = venue.withDesk { end.send(text, &door, &$0) }
        venue.limits = door.limits
        return answers.compactMap { JSON.parse($0) }
    }

    /// What is to be done when its connection is gone and nobody comes back.
    var lastWills: [LastWill] { venue.withDesk { end.lastWills($0) } }

    /// What followers are told of all that happened since the last call.
    func news() -> [JSON] {
        venue.withDesk { desk in
            let news = end.news(desk)
            desk.clearGathered()
            return news.compactMap { JSON.parse($0) }
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
}
