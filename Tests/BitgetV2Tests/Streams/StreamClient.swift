import BitgetV2
import Desks
import HTTP1
import Testing
import Wire

/// A client of one stream, without socket.
struct StreamClient {
    private var session: any StreamSession
    private var feeds: [any Feed] = []
    private(set) var isClosed = false

    init(_ path: String) throws {
        let request = Request(method: .get, methodText: "GET", path: path)
        session = try #require(BitgetDialect().openStream(request, connectionID: "c-1"))
    }

    /// Sends a message and returns all that is answered, as text.
    mutating func texts(_ message: String, _ venue: inout BitgetVenue) -> [String] {
        venue.desk.gathersEvents = true
        var door = Door(keys: KeyRing([venue.login]), wireTimeMs: venue.nowMs, peer: venue.peer, limits: venue.limits)
        let actions = session.received(Array(message.utf8), &door)
        venue.limits = door.limits
        var texts: [[UInt8]] = []
        for action in actions { texts += follow(action, venue.desk) }
        return texts.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The same, read.
    mutating func send(_ message: String, _ venue: inout BitgetVenue) -> [JSON] {
        texts(message, &venue).compactMap { JSON.parse(Array($0.utf8)) }
    }

    /// - Parameter id: a symbol, a coin or `default`; nil to name none.
    mutating func subscribe(_ channel: String, _ id: String?, _ venue: inout BitgetVenue) -> [JSON] {
        let id = id.map { #","\#(channel == "account" ? "coin" : "instId")":"\#($0)""# } ?? ""
        return send(
            #"{"op":"subscribe","args":[{"instType":"USDT-FUTURES","channel":"\#(channel)"\#(id)}]}"#, &venue)
    }

    /// What is told of all that happened since the last call.
    /// - Parameter keepsEvents: leaves them for another client's call.
    mutating func news(_ venue: inout BitgetVenue, keepsEvents: Bool = false) -> [JSON] {
        var texts: [[UInt8]] = []
        for place in feeds.indices { texts += feeds[place].news(venue.desk.gathered, venue.desk) }
        if !keepsEvents { venue.desk.clearGathered() }
        return texts.compactMap { JSON.parse($0) }
    }

    mutating func logIn(
        _ venue: inout BitgetVenue, timestamp: String? = nil, passphrase: String = BitgetVenue.passphrase,
        secret: String = BitgetVenue.secret, key: String = BitgetVenue.key
    ) -> [JSON] {
        let timestamp = timestamp ?? "\(venue.nowMs / 1_000)"
        let digest = HMACSHA256.digest(key: Array(secret.utf8), Array("\(timestamp)GET/user/verify".utf8))
        return send(
            #"{"op":"login","args":[{"apiKey":"\#(key)","passphrase":"\#(passphrase)","timestamp":"\#(timestamp)","#
                + #""sign":"\#(Base64.encode(digest))"}]}"#, &venue)
    }

    private mutating func follow(_ action: StreamAction, _ desk: borrowing Desk) -> [[UInt8]] {
        switch action {
        case .send(let text): return [text]
        case .work: return []
        case .close:
            isClosed = true
            return []
        case .follow(let change, _):
            var texts: [[UInt8]] = []
            for step in change.steps(desk) { texts += take(step, desk) }
            return texts
        }
    }

    private mutating func take(_ step: StreamStep, _ desk: borrowing Desk) -> [[UInt8]] {
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
