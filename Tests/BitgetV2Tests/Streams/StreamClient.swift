import BitgetV2
import Desks
import Dialects
import HTTP1
import TestStreams
import Testing
import Wire

/// A client of one stream, without socket.
struct StreamClient {
    private var end: StreamEnd

    var isClosed: Bool { end.isClosed }

    init(_ path: String) throws {
        let request = Request(method: .get, methodText: "GET", path: path)
        end = StreamEnd(try #require(BitgetDialect().openStream(request, connectionID: "c-1")))
    }

    /// Sends a message and returns all that is answered, as text.
    mutating func texts(_ message: String, _ venue: inout BitgetVenue) -> [String] {
        var door = Door(keys: KeyRing([venue.login]), wireTimeMs: venue.nowMs, peer: venue.peer, limits: venue.limits)
        let answers = end.send(message, &door, &venue.desk)
        venue.limits = door.limits
        return answers.map { String(decoding: $0, as: UTF8.self) }
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
        let news = end.news(venue.desk)
        if !keepsEvents { venue.desk.clearGathered() }
        return news.compactMap { JSON.parse($0) }
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
}
