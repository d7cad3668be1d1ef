import Desks
import HTTP1
import MarginEngine
import Testing
import Wire
import ZTDXV1

struct AccountStreamTests {
    private func client() throws -> StreamClient { try StreamClient() }

    @Test func aSubscriberIsToldItsAccountAtOnce() throws {
        var venue = try TestVenue()
        try venue.deposit("1000")
        var client = try client()
        let replies = client.subscribe(&venue)
        #expect(replies.first?["type"]?.string == "subscribed")
        let data = try #require(replies.last?["data"])
        #expect(data["event"]?.string == "update")
        #expect(data["total_equity"]?.string == "1000")
        #expect(data["available_balance"]?.string == "1000")
        #expect(data["uni_mmr"]?.isNull == true)
        #expect(data["account_status"]?.string == "normal")
        #expect(data["timestamp"]?.numberText == "\(venue.wireTimeMs)")
    }

    @Test func aDepositIsAnUpdateAndAReadIsNone() throws {
        var venue = try TestVenue()
        var client = try client()
        _ = client.subscribe(&venue)
        _ = try venue.call("GET", "/api/v1/unified/account")
        #expect(client.news(&venue).isEmpty)
        try venue.deposit("5")
        #expect(client.news(&venue).map { $0["data"]?["total_equity"]?.string } == ["5"])
    }

    /// 10 BTC at 60,000 against 45,000: equity is 10 x price - 555,000, maintenance margin 0.1 x price - 1,300, so the
    /// ratio is 1.85 at 56,300, 1.39 at 56,100 and 1.16 at 56,000.
    @Test func aPriceThatChangesTheStatusHasAnEventOfItsOwn() throws {
        var venue = try TestVenue()
        try #require(try venue.switch(to: "unified").status == 200)
        try venue.openLong(wallet: "45000")
        var client = try client()
        _ = client.subscribe(&venue)
        var events: [String] = []
        for price in ["58000", "56300", "56100", "56000", "58000"] {
            try venue.setMark(price)
            events += client.news(&venue).compactMap { $0["data"]?["event"]?.string }
        }
        #expect(events == ["update", "margin_call", "margin_call", "reduce_only", "status_change"])
    }

    @Test func anotherAccountsNewsAreNotTold() throws {
        var venue = try TestVenue()
        var client = try client()
        _ = client.subscribe(&venue)
        try venue.deposit("5", to: .other)
        #expect(client.news(&venue).isEmpty)
    }

    @Test(arguments: ["", "a.b", "demo.1700000000000.00", "nobody.1700000000000.00", "demo..", "demo.x.00"])
    func aTokenThatProvesNothingIsRefused(token: String) throws {
        var venue = try TestVenue()
        var client = try client()
        #expect(client.subscribe(&venue, token: token).map { $0["code"]?.string } == ["UNAUTHORIZED"])
        try venue.deposit("5")
        #expect(client.news(&venue).isEmpty)
    }

    @Test(arguments: [Caller.expired, .elsewhere, .bybit])
    func aKeyThatMayNotBeUsedIsRefused(caller: Caller) throws {
        var venue = try TestVenue()
        var client = try client()
        let token = StreamClient.token(caller, timestampMs: venue.wireTimeMs)
        #expect(client.subscribe(&venue, token: token).map { $0["code"]?.string } == ["UNAUTHORIZED"])
    }

    @Test(arguments: [-5_001, 1_001] as [Int64])
    func aTokenOutsideItsTimeIsRefused(offsetMs: Int64) throws {
        var venue = try TestVenue()
        var client = try client()
        let token = StreamClient.token(.demo, timestampMs: venue.wireTimeMs + offsetMs)
        #expect(client.subscribe(&venue, token: token).map { $0["code"]?.string } == ["UNAUTHORIZED"])
    }

    @Test func whoLeavesIsToldNothingMore() throws {
        var venue = try TestVenue()
        var client = try client()
        _ = client.subscribe(&venue)
        let leave = #"{"type":"unsubscribe","channel":"unified_account"}"#
        #expect(client.send(leave, &venue).first?["type"]?.string == "unsubscribed")
        try venue.deposit("5")
        #expect(client.news(&venue).isEmpty)
        #expect(client.send(leave, &venue).first?["code"]?.string == "NOT_SUBSCRIBED")
    }

    @Test(arguments: [
        ("x", "INVALID_MESSAGE"), ("{}", "INVALID_MESSAGE"), (#"{"type":"subscribe"}"#, "UNKNOWN_CHANNEL"),
        (#"{"type":"subscribe","channel":"trades"}"#, "UNKNOWN_CHANNEL"),
        (#"{"type":"dance","channel":"unified_account"}"#, "INVALID_MESSAGE"),
        (#"{"type":"subscribe","channel":"unified_account"}"#, "UNAUTHORIZED"),
    ])
    func whatIsNoRequestIsRefused(text: String, code: String) throws {
        var venue = try TestVenue()
        var client = try client()
        #expect(client.send(text, &venue).map { $0["code"]?.string } == [code])
    }

    @Test func aPingIsAnswered() throws {
        var venue = try TestVenue()
        var client = try client()
        #expect(client.send(#"{"type":"ping"}"#, &venue).first?["type"]?.string == "pong")
    }
}

/// A client of the stream, without socket.
private struct StreamClient {
    private var session: any StreamSession
    private var feeds: [any Feed] = []

    init() throws {
        let request = Request(method: .get, methodText: "GET", path: "/ws")
        session = try #require(ZTDXDialect().openStream(request, connectionID: "c-1"))
    }

    static func token(_ caller: Caller, timestampMs: Int64) -> String {
        let digest = HMACSHA256.digest(key: Array(caller.secret.utf8), Array("timestamp=\(timestampMs)".utf8))
        return "\(caller.key).\(timestampMs).\(Hex.encode(digest))"
    }

    mutating func subscribe(_ venue: inout TestVenue, token: String? = nil) -> [JSON] {
        let token = token ?? Self.token(.demo, timestampMs: venue.wireTimeMs)
        return send(#"{"type":"subscribe","channel":"unified_account","token":"\#(token)"}"#, &venue)
    }

    mutating func send(_ text: String, _ venue: inout TestVenue) -> [JSON] {
        venue.desk.gathersEvents = true
        var door = venue.door
        var texts: [[UInt8]] = []
        for action in session.received(Array(text.utf8), &door) {
            switch action {
            case .send(let text): texts.append(text)
            case .follow(let change, _): for step in change.steps(venue.desk) { texts += take(step, venue.desk) }
            case .work, .close: break
            }
        }
        return texts.compactMap { JSON.parse($0) }
    }

    /// What is told of all that happened since the last call.
    mutating func news(_ venue: inout TestVenue) -> [JSON] {
        var texts: [[UInt8]] = []
        for place in feeds.indices { texts += feeds[place].news(venue.desk.gathered, venue.desk) }
        venue.desk.clearGathered()
        return texts.compactMap { JSON.parse($0) }
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
