import Desks
import Dialects
import HTTP1
import MarginEngine
import TestShapes
import TestStreams
import Testing
import Wire
import ZTDXV1

struct AccountStreamTests {
    private func client() throws -> StreamClient { try StreamClient() }

    /// ZTDX-MODE-31.
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

    /// ZTDX-MODE-30.
    @Test func aUnifiedAccountIsUpdatedEveryTwoSecondsThoughNothingChanges() throws {
        var venue = try TestVenue()
        try #require(try venue.switch(to: "unified").status == 200)
        var client = try client()
        _ = client.subscribe(&venue)
        try venue.deposit("5")
        #expect(client.news(&venue).isEmpty)
        venue.pass(ms: 1_999)
        #expect(client.news(&venue).isEmpty)
        for _ in 0..<2 {
            venue.pass(ms: client.dueInMs(venue))
            let news = client.news(&venue)
            #expect(news.map { $0["event"]?.string } == ["update"])
            #expect(news.map { $0["data"]?["total_equity"]?.string } == ["5"])
            #expect(news.first?["data"]?["reason"]?.isNull == true)
            #expect(news.first?["data"]?["orders_cancelled"]?.isNull == true)
            #expect(client.dueInMs(venue) == 2_000)
        }
    }

    /// ZTDX-MODE-31: the way into the band is one from `normal`.
    @Test func aSwitchIntoTheReduceOnlyBandIsTold() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "15290")
        try venue.setMark("59000")
        var client = try client()
        let opening = client.subscribe(&venue)
        #expect(opening.last?["data"]?["account_status"]?.string == "reduce_only")
        try #require(try venue.switch(to: "unified").status == 200)
        let news = client.news(&venue)
        #expect(news.map { $0["event"]?.string } == ["update", "reduce_only"])
        #expect(news.last?["data"]?["orders_cancelled"]?.numberText == "0")
    }

    /// ZTDX-MODE-31.
    @Test func anIsolatedAccountIsNotUpdated() throws {
        var venue = try TestVenue()
        var client = try client()
        _ = client.subscribe(&venue)
        try venue.deposit("5")
        venue.pass(ms: 10_000)
        #expect(client.news(&venue).isEmpty)
        #expect(client.dueInMs(venue) == 2_000)
    }

    @Test func theEnvelopeIsTheDocumentedOne() throws {
        var venue = try TestVenue()
        var client = try client()
        let replies = client.subscribe(&venue)
        let recorded = RecordedShapes.ztdx
        #expect(recorded.message(of: "unified_account").differences(of: replies.last) == [])
        #expect(recorded.message(of: "subscription").differences(of: replies.first) == [])
    }

    /// ZTDX-MODE-30. 10 BTC at 60,000 against 45,000: equity is 10 x price - 555,000, maintenance margin 0.1 x price - 1,300, so the
    /// ratio is 1.85 at 56,300, 1.39 at 56,100 and 1.16 at 56,000.
    @Test func aPriceThatChangesTheStatusIsToldAtOnceWithAnUpdate() throws {
        var venue = try TestVenue()
        try #require(try venue.switch(to: "unified").status == 200)
        try venue.openLong(wallet: "45000")
        try venue.order("side=BUY&type=LIMIT&quantity=0.001&price=57500")
        try venue.order("side=BUY&type=STOP_MARKET&quantity=0.001&stopPrice=70000")
        var client = try client()
        _ = client.subscribe(&venue)
        var news: [JSON] = []
        for price in ["58000", "56300", "56100", "56000", "58000"] {
            try venue.setMark(price)
            news += client.news(&venue)
        }
        let events = news.compactMap { $0["data"]?["event"]?.string }
        #expect(
            events == [
                "update", "margin_call", "update", "margin_call", "update", "reduce_only", "update", "status_change",
            ])
        #expect(
            news[1]["data"]?["reason"]?.string == "uniMMR=1.847575057736720554 status: normal → warning_1")
        #expect(news.map { $0["data"]?["orders_cancelled"]?.numberText } == [nil, nil, nil, nil, nil, "2", nil, nil])
        #expect(news[5]["data"]?["account_status"]?.string == "reduce_only")
        #expect(news.allSatisfy { RecordedShapes.ztdx.message(of: "unified_account").differences(of: $0).isEmpty })
    }

    /// At 55,900 equity is 4,000 and maintenance margin 4,302, of which 12 are the other position's.
    @Test func eachLiquidatedPositionIsAStepTwoSecondsApart() throws {
        var venue = try TestVenue()
        try #require(try venue.switch(to: "unified").status == 200)
        try venue.openLong(wallet: "45000")
        for (side, caller) in [("SELL", Caller.other), ("BUY", .demo)] {
            let ether = "symbol=ETHUSDT&side=\(side)&type=LIMIT&quantity=1&price=3000"
            try #require(try venue.call("POST", "/fapi/v1/order", ether, as: caller).status == 200)
        }
        var client = try client()
        _ = client.subscribe(&venue)
        try venue.setMark("55900")
        let first = client.news(&venue)
        #expect(first.compactMap { $0["event"]?.string } == ["update", "liquidating", "liquidation_step"])
        #expect(
            first[1]["data"]?["reason"]?.string == "uniMMR=0.929800092980009298 status: normal → liquidating")
        let text = try #require(first[2]["data"]?["reason"]?.string)
        #expect(text.hasPrefix("liquidated BTCUSDT long size_usd=559000 pnl=-44"))
        #expect(first[2]["data"]?["account_status"]?.string == "liquidating")
        venue.pass(ms: 1_999)
        #expect(client.news(&venue).isEmpty)
        venue.pass(ms: 1)
        let second = client.news(&venue)
        #expect(second.compactMap { $0["event"]?.string } == ["update", "liquidation_step", "status_change"])
        #expect(second[1]["data"]?["reason"]?.string?.hasPrefix("liquidated ETHUSDT long size_usd=3000 pnl=-") == true)
        #expect(second[2]["data"]?["account_status"]?.string == "normal")
        #expect(second[2]["data"]?["uni_mmr"]?.isNull == true)
    }

    /// ZTDX-MODE-32.
    @Test func aTokenMayComeAheadOfTheSubscription() throws {
        var venue = try TestVenue()
        var client = try client()
        let subscription = #"{"type":"subscribe","channel":"unified_account"}"#
        #expect(client.send(subscription, &venue).map { $0["code"]?.string } == ["UNAUTHORIZED"])
        #expect(client.send(#"{"type":"auth_token","token":"x"}"#, &venue).first?["code"]?.string == "UNAUTHORIZED")
        let token = StreamClient.token(.demo, timestampMs: venue.wireTimeMs)
        let known = client.send(#"{"type":"auth_token","token":"\#(token)"}"#, &venue)
        #expect(known.first?["type"]?.string == "authenticated")
        #expect(client.send(subscription, &venue).first?["type"]?.string == "subscribed")
    }

    @Test func aLockedAccountSubscribesNeitherWithItsTokenNorAfterIt() throws {
        var venue = try TestVenue()
        var client = try client()
        let subscription = #"{"type":"subscribe","channel":"unified_account"}"#
        let token = StreamClient.token(.demo, timestampMs: venue.wireTimeMs)
        _ = client.send(#"{"type":"auth_token","token":"\#(token)"}"#, &venue)
        venue.setStanding(.disabled, of: .demo)
        #expect(client.send(subscription, &venue).map { $0["code"]?.string } == ["UNAUTHORIZED"])
        #expect(client.subscribe(&venue, token: token).map { $0["code"]?.string } == ["UNAUTHORIZED"])
        venue.setStanding(.normal, of: .demo)
        #expect(client.send(subscription, &venue).first?["type"]?.string == "subscribed")
    }

    /// ZTDX-MODE-32.
    @Test func aListenKeyIsATokenForAnHour() throws {
        var venue = try TestVenue()
        let reply = try venue.send(venue.request("POST", "/fapi/v1/listenKey", key: "demo"))
        let token = try #require(reply["listenKey"])
        #expect(try venue.send(venue.request("POST", "/fapi/v1/listenKey", key: "elsewhere")).code == "-2015")
        #expect(try venue.send(venue.request("POST", "/fapi/v1/listenKey")).code == "-2014")
        var client = try client()
        venue.wireTimeMs += 3_599_999
        #expect(client.subscribe(&venue, token: token).first?["type"]?.string == "subscribed")
        venue.wireTimeMs += 1
        #expect(client.subscribe(&venue, token: token).first?["code"]?.string == "UNAUTHORIZED")
    }

    @Test func anotherAccountsNewsAreNotTold() throws {
        var venue = try TestVenue()
        var client = try client()
        _ = client.subscribe(&venue)
        try venue.openLong(wallet: "45000")
        try venue.setMark("56000")
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

    /// ZTDX-MODE-32.
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
        venue.pass(ms: 2_000)
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
    private var end: StreamEnd

    init() throws {
        let request = Request(method: .get, methodText: "GET", path: "/ws")
        end = StreamEnd(try #require(ZTDXDialect().openStream(request, connectionID: "c-1")))
    }

    static func token(_ caller: Caller, timestampMs: Int64) -> String {
        let digest = HMACSHA256.digest(key: Array(caller.secret.utf8), Array("timestamp=\(timestampMs)".utf8))
        return "\(caller.key).\(timestampMs).\(Hex.encode(digest))"
    }

    /// When the first feed has something to tell though nothing changes.
    func dueInMs(_ venue: borrowing TestVenue) -> Int64 {
        end.nextDueMs.map { $0 - venue.desk.wallMs } ?? .max
    }

    mutating func subscribe(_ venue: inout TestVenue, token: String? = nil) -> [JSON] {
        let token = token ?? Self.token(.demo, timestampMs: venue.wireTimeMs)
        return send(#"{"type":"subscribe","channel":"unified_account","token":"\#(token)"}"#, &venue)
    }

    mutating func send(_ text: String, _ venue: inout TestVenue) -> [JSON] {
        var door = venue.door
        return end.send(text, &door, &venue.desk).compactMap { JSON.parse($0) }
    }

    /// What is told of all that happened since the last call.
    mutating func news(_ venue: inout TestVenue) -> [JSON] {
        let news = end.news(venue.desk)
        venue.desk.clearGathered()
        return news.compactMap { JSON.parse($0) }
    }
}
