import MarginEngine
import Testing
import Wire

struct PublicStreamTests {
    private let venue = TestVenue()

    private func client(_ path: String = "/v5/public/linear") throws -> StreamClient {
        try #require(StreamClient(venue, path))
    }

    private func subscribe(_ client: StreamClient, _ topics: String...) -> [JSON] {
        let list = topics.map { "\"\($0)\"" }.joined(separator: ",")
        return client.send(#"{"op":"subscribe","args":[\#(list)]}"#)
    }

    // MARK: Messages of the client

    @Test func theRequestsIdIsEchoedWithItsType() throws {
        let client = try client()
        let number = client.send(#"{"op":"subscribe","req_id":1,"args":["tickers.BTCUSDT"]}"#).first
        #expect(number?["req_id"]?.numberText == "1")
        #expect(number?["success"]?.bool == true)
        #expect(number?.text("op") == "subscribe")
        #expect(client.send(#"{"op":"ping","req_id":"a-b"}"#).first?.text("req_id") == "a-b")
        #expect(client.send(#"{"op":"ping"}"#).first?.text("req_id") == "")
    }

    @Test func aPingIsAnsweredWithPong() throws {
        let pong = try client().send(#"{"op":"ping"}"#).first
        #expect(pong?.text("ret_msg") == "pong")
        #expect(pong?.text("op") == "ping")
        #expect(pong?.text("conn_id") == "c-1")
    }

    @Test func aSubscriptionIsAnsweredAfterTheClientHadTimeToNoteIt() throws {
        let client = try client()
        _ = subscribe(client, "orderbook.50.BTCUSDT")
        client.send(#"{"op":"unsubscribe","args":["orderbook.50.BTCUSDT"]}"#)
        #expect(client.pausesMs == [50, 50])
    }

    @Test(arguments: [
        "orderbook.3.BTCUSDT", "orderbook.BTCUSDT", "orderbook.50.NOPEUSDT", "orderbook.50.BTCUSD", "kline.7.BTCUSDT",
        "tickers.1.BTCUSDT", "position", "", ".", "a.b.c.d",
    ])
    func anUnknownTopicIsRefusedWithAllOfItsRequest(topic: String) throws {
        let client = try client()
        let replies = subscribe(client, "tickers.BTCUSDT", topic)
        #expect(replies.count == 1)
        #expect(replies.first?["success"]?.bool == false)
        #expect(replies.first?.text("ret_msg") == "error:handler not found,topic:\(topic)")
        venue.setMark("BTCUSDT", "60001")
        #expect(client.news().isEmpty)
    }

    @Test(arguments: [
        "", "[]", "{}", "null", #"{"op":1}"#, #"{"op":"subscribe"}"#, #"{"op":"subscribe","args":[]}"#,
        #"{"op":"subscribe","args":[1]}"#, #"{"op":"auth","args":[]}"#, #"{"op":"dance"}"#,
    ])
    func whatIsNoRequestIsRefused(text: String) throws {
        let replies = try client().send(text)
        #expect(replies.count == 1)
        #expect(replies.first?["success"]?.bool == false)
    }

    @Test func theTopicsOfAConnectionAreBounded() throws {
        let client = try client()
        let long = String(repeating: "x", count: 20_990)
        #expect(subscribe(client, long).first?.text("ret_msg")?.hasPrefix("error:handler") == true)
        #expect(subscribe(client, "tickers.BTCUSDT").first?.text("ret_msg") == "args size >21000")
    }

    @Test func anAddressOpens500StreamsWithinFiveMinutes() throws {
        venue.limits = RateLimits()
        func open(_ path: String) throws -> StreamClient {
            let client = try client(path)
            client.send(#"{"op":"ping"}"#)
            return client
        }
        let paths = ["/v5/public/linear", "/v5/public/inverse", "/v5/private", "/v5/trade"]
        for number in 0..<500 { #expect(try !open(paths[number % 4]).isClosed) }
        for path in paths { #expect(try open(path).isClosed) }
        venue.peer = "10.0.0.2"
        #expect(try !open(paths[0]).isClosed)
        venue.peer = "10.0.0.1"
        venue.wallMs += 300_000
        #expect(try !open(paths[0]).isClosed)
    }

    /// https://bybit-exchange.github.io/docs/v5/ws/connect
    @Test("HOUSE-15: the stream of spot is there, its books are empty and nothing happens")
    func spot() throws {
        let client = try #require(StreamClient(venue, "/v5/public/spot"))
        let topics = #"["orderbook.50.BTCUSDT","publicTrade.BTCUSDT","tickers.BTCUSDT","kline.1.ANYCOIN"]"#
        let answers = client.send(#"{"op":"subscribe","args":\#(topics)}"#)
        #expect(answers.first?["success"]?.bool == true)
        #expect(answers.first?.text("ret_msg") == "subscribe")
        #expect(answers.count == 2)
        #expect(answers.last?.text("topic") == "orderbook.50.BTCUSDT")
        #expect(answers.last?.text("type") == "snapshot")
        for side in ["a", "b"] { #expect(answers.last?["data"]?[side]?.elements?.isEmpty == true) }
        let owner = venue.open(.uta2, usdt: "100000")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        #expect(client.news().isEmpty)
        let pong = client.send(#"{"op":"ping"}"#).first
        #expect(pong?.names == ["success", "ret_msg", "conn_id", "op"])
        for topic in ["orderbook.7.BTCUSDT", "allLiquidation.BTCUSDT", "insurance.USDT", "nope"] {
            let refusal = client.send(#"{"op":"subscribe","args":["\#(topic)"]}"#).first
            #expect(refusal?.text("ret_msg") == "error:handler not found,topic:\(topic)")
        }
        let eleven = (1...11).map { "\"tickers.C\($0)\"" }.joined(separator: ",")
        #expect(client.send(#"{"op":"subscribe","args":[\#(eleven)]}"#).first?["success"]?.bool == false)
    }

    @Test func aTopicThatWasLeftIsNotTold() throws {
        let client = try client()
        _ = subscribe(client, "tickers.BTCUSDT")
        #expect(client.send(#"{"op":"unsubscribe","args":["tickers.BTCUSDT"]}"#).first?["success"]?.bool == true)
        venue.setMark("BTCUSDT", "60001")
        #expect(client.news().isEmpty)
    }

    // MARK: Topics

    @Test func aTickerIsASnapshotAndThenWhatChanged() throws {
        let client = try client()
        let snapshot = subscribe(client, "tickers.BTCUSDT").last
        #expect(snapshot?.text("type") == "snapshot")
        #expect(snapshot?["data"]?.text("markPrice") == "60000")
        #expect(snapshot?["data"]?.text("tickDirection") == "ZeroPlusTick")
        venue.setMark("BTCUSDT", "60001")
        let delta = client.news().first
        #expect(delta?.text("type") == "delta")
        #expect(delta?["data"]?.text("symbol") == "BTCUSDT")
        #expect(delta?["data"]?.text("markPrice") == "60001")
        #expect(delta?["data"]?["lastPrice"] == nil)
        #expect(client.news().isEmpty)
    }

    @Test(arguments: [50, 200, 500, 1_000])
    func aBookIsASnapshotAndThenTheLevelsThatChanged(depth: Int) throws {
        let owner = venue.open(.uta2, usdt: "1000000")
        _ = venue.create(owner, ["price": #""59000""#])
        let client = try client()
        let snapshot = subscribe(client, "orderbook.\(depth).BTCUSDT").last
        #expect(snapshot?.text("topic") == "orderbook.\(depth).BTCUSDT")
        #expect(snapshot?.text("type") == "snapshot")
        #expect(snapshot?["data"]?.levels("b") == ["59000 0.1"])
        #expect(snapshot?["data"]?.levels("a") == [])
        let first = try #require(snapshot?["data"]?.number("u"))
        _ = venue.create(owner, ["price": #""59100""#])
        _ = venue.create(owner, ["price": #""59000""#, "qty": #""0.2""#])
        let delta = try #require(client.news().first)
        #expect(delta.text("type") == "delta")
        #expect(delta["data"]?.levels("b") == ["59100 0.1", "59000 0.3"])
        let second = try #require(delta["data"]?.number("u"))
        #expect(second > first)
        _ = venue.post("/v5/order/cancel-all", #"{"category":"linear","symbol":"BTCUSDT"}"#, as: owner)
        #expect(client.news().first?["data"]?.levels("b") == ["59100 0", "59000 0"])
    }

    @Test func aBookOfOneLevelIsAlwaysWhole() throws {
        let owner = venue.open(.uta2, usdt: "1000000")
        _ = venue.create(owner)
        let client = try client()
        _ = subscribe(client, "orderbook.1.BTCUSDT")
        _ = venue.create(owner, ["price": #""58000""#])
        #expect(client.news().isEmpty)
        _ = venue.create(owner, ["price": #""59100""#])
        let message = client.news().first
        #expect(message?.text("type") == "snapshot")
        #expect(message?["data"]?.levels("b") == ["59100 0.1"])
    }

    @Test func aBookOfOneLevelIsRepeatedAfterThreeSeconds() throws {
        let client = try client()
        _ = subscribe(client, "orderbook.1.BTCUSDT", "orderbook.50.BTCUSDT")
        venue.wallMs += 2_999
        #expect(client.news().isEmpty)
        venue.wallMs += 1
        #expect(client.news().map { $0.text("topic") } == ["orderbook.1.BTCUSDT"])
        #expect(client.news().isEmpty)
    }

    @Test func aTradeIsToldOnceWithItsTakersSide() throws {
        let client = try client()
        _ = subscribe(client, "publicTrade.BTCUSDT")
        let owner = venue.open(.uta2, usdt: "1000000")
        venue.trade(owner, "BTCUSDT", .sell, "0.5", at: "59990")
        let rows = client.news().first?["data"]?.elements ?? []
        #expect(rows.count == 1)
        #expect(rows.first?.text("S") == "Sell")
        #expect(rows.first?.text("p") == "59990")
        #expect(rows.first?.text("v") == "0.5")
        #expect(rows.first?.text("L") == "MinusTick")
        #expect(rows.first?.number("T") == TestVenue.startMs)
    }

    @Test func aCandleIsToldWithEachTradeAndOnceMoreWhenItIsOver() throws {
        let client = try client()
        _ = subscribe(client, "kline.1.BTCUSDT")
        let owner = venue.open(.uta2, usdt: "1000000")
        venue.trade(owner, "BTCUSDT", .buy, "0.5", at: "60010")
        let first = client.news().first?["data"]?.elements?.first
        #expect(first?.text("close") == "60010")
        #expect(first?.text("volume") == "0.5")
        #expect(first?["confirm"]?.bool == false)
        venue.apply(.advance(toMs: TestVenue.startMs + 60_000))
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60020")
        let both = client.news().compactMap { $0["data"]?.elements?.first }
        #expect(both.map { $0["confirm"]?.bool } == [true, false])
        #expect(both.map { $0.text("close") } == ["60010", "60020"])
    }

    @Test func aLiquidatedLongIsToldAsBuy() throws {
        let client = try client()
        _ = subscribe(client, "allLiquidation.BTCUSDT")
        venue.fundInsurance("1000000", "USDT")
        let owner = venue.open(.uta2, usdt: "1000")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        #expect(client.news().isEmpty)
        venue.setMark("BTCUSDT", "50200")
        let row = client.news().first?["data"]?.elements?.first
        #expect(row?.text("S") == "Buy")
        #expect(row?.text("v") == "0.1")
        #expect(row?.text("s") == "BTCUSDT")
    }

    @Test func inverseContractsHaveAStreamOfTheirOwn() throws {
        let replies = subscribe(try client("/v5/public/inverse"), "tickers.BTCUSD")
        #expect(replies.last?["data"]?.text("symbol") == "BTCUSD")
        #expect(StreamClient(venue, "/v5/public/option") == nil)
    }
}

extension JSON {
    /// Price and quantity of each level.
    fileprivate func levels(_ side: String) -> [String]? {
        self[side]?.elements?.map { $0.elements?.compactMap(\.string).joined(separator: " ") ?? "" }
    }
}
