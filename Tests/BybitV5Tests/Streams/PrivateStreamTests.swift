import Desks
import Dialects
import MarginEngine
import Testing
import Wire

struct PrivateStreamTests {
    private let venue = TestVenue()

    private func client(_ owner: TestVenue.Owner, _ topics: String...) throws -> StreamClient {
        let client = try #require(StreamClient(venue, "/v5/private"))
        let answer = client.logIn(owner)
        #expect(answer?["success"]?.bool == true)
        for topic in topics {
            #expect(client.send(#"{"op":"subscribe","args":["\#(topic)"]}"#).first?["success"]?.bool == true)
        }
        return client
    }

    // MARK: Login

    @Test func aLoginIsAnsweredAsDocumented() throws {
        let client = try #require(StreamClient(venue, "/v5/private"))
        let answer = client.logIn(venue.open(.uta2))
        #expect(answer?.names == ["success", "ret_msg", "op", "conn_id"])
        #expect(answer?.text("op") == "auth")
        #expect(answer?["success"]?.bool == true)
    }

    @Test func theExpiryMayBeAText() throws {
        let owner = venue.open(.uta2)
        let client = try #require(StreamClient(venue, "/v5/private"))
        let expires = "\(venue.wallMs + 1_000)"
        let signature = HMACSHA256.digest(key: Array(owner.secret.utf8), Array("GET/realtime\(expires)".utf8))
        let answer = client.send(#"{"op":"auth","args":["\#(owner.key)","\#(expires)","\#(Hex.encode(signature))"]}"#)
        #expect(answer.first?["success"]?.bool == true)
    }

    @Test func aWrongSignatureAnUnknownKeyAndAnOldExpiryAreRefused() throws {
        let owner = venue.open(.uta2)
        let client = try #require(StreamClient(venue, "/v5/private"))
        let stranger = TestVenue.Owner(account: owner.account, key: "nobody", secret: "x")
        for answer in [
            client.logIn(owner, secret: "wrong"), client.logIn(stranger),
            client.logIn(owner, expiresMs: venue.wallMs - 60_000),
        ] {
            #expect(answer?["success"]?.bool == false)
            #expect(answer?.text("op") == "auth")
            #expect(answer?["request"]?.text("op") == "auth")
        }
        let refusal = client.send(#"{"op":"subscribe","args":["order"]}"#).first
        #expect(refusal?.text("ret_msg") == "Request not authorized")
        _ = venue.create(owner)
        #expect(client.news().isEmpty)
    }

    @Test func aKeyOfAnotherAddressIsRefused() throws {
        let owner = venue.open(.uta2, addresses: ["192.0.2.9"])
        let client = try #require(StreamClient(venue, "/v5/private"))
        #expect(client.logIn(owner)?["success"]?.bool == false)
    }

    @Test func aLockedAccountNeitherLogsInNorSubscribesOnAnOpenStream() throws {
        let owner = venue.open(.uta2)
        let client = try client(owner, "wallet")
        venue.setStanding(.frozen, of: owner)
        let refusal = client.send(#"{"op":"subscribe","args":["order"]}"#).first
        #expect(refusal?["success"]?.bool == false)
        #expect(refusal?.text("ret_msg") == "Common banned, please check your account mode")
        let another = try #require(StreamClient(venue, "/v5/private"))
        #expect(another.logIn(owner)?.text("ret_msg") == "Common banned, please check your account mode")
        venue.setStanding(.normal, of: owner)
        #expect(client.send(#"{"op":"subscribe","args":["order"]}"#).first?["success"]?.bool == true)
    }

    @Test func aPongNamesTheRequest() throws {
        let client = try #require(StreamClient(venue, "/v5/private"))
        let pong = client.send(#"{"op":"ping","req_id":"t"}"#).first
        #expect(pong?.text("op") == "pong")
        #expect(pong?.text("req_id") == "t")
        #expect(pong?["args"]?.elements?.first?.string == "\(venue.wallMs)")
    }

    @Test(arguments: [
        ("", 600_000), ("max_active_time=30s", 30_000), ("max_active_time=1m", 60_000),
        ("max_active_time=29s", 600_000), ("max_active_time=11m", 600_000), ("max_active_time=x", 600_000),
    ])
    func theClientSaysHowLongItMayBeSilent(query: String, limitMs: Int64) throws {
        #expect(StreamClient(venue, "/v5/private", query: query)?.silenceLimitMs == limitMs)
    }

    @Test(arguments: [
        #"["position","position.linear"]"#, #"["order.inverse","order"]"#, #"["wallet.linear"]"#, #"["nope"]"#, "[]",
        #"["silent"]"#, #"["greeks.option"]"#, #"["dcp"]"#,
    ])
    /// BYBIT-CALL-7.
    func whatCannotBeFollowedIsRefused(args: String) throws {
        let client = try client(venue.open(.uta2))
        #expect(client.send(#"{"op":"subscribe","args":\#(args)}"#).first?["success"]?.bool == false)
    }

    // MARK: Topics

    /// https://bybit-exchange.github.io/docs/v5/websocket/private/greek and its neighbours.
    @Test("HOUSE-15: documented topics of products that are not listed are followed and silent")
    func topicsOfOtherProducts() throws {
        let owner = venue.open(.uta2, usdt: "100000")
        let client = try client(
            owner, "greeks", "strategy", "dcp.future", "dcp.spot", "dcp.option", "spread.order", "spread.execution",
            "rfq.open.rfqs", "rfq.open.quotes", "rfq.open.trades", "order.spot", "order.option", "position.option",
            "execution.spot", "execution.fast.option")
        _ = venue.create(owner)
        #expect(client.news().isEmpty)
        let list = #"["order","position","execution","wallet","greeks"]"#
        #expect(client.send(#"{"op":"subscribe","args":\#(list)}"#).first?["success"]?.bool == true)
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        #expect(Set(client.news().map { $0.text("topic") }) == ["order", "position", "execution", "wallet"])
    }

    /// https://bybit-exchange.github.io/docs/v5/websocket/private/order has no `extraFees`.
    @Test func anOrderIsToldWithTheMembersOfItsQueryButOneAndThree() throws {
        let owner = venue.open(.uta2, usdt: "100000")
        let client = try client(owner, "order")
        let placed = venue.create(owner)
        let message = try #require(client.news("order").first)
        #expect(message.names == ["id", "topic", "creationTime", "data"])
        #expect(message.number("creationTime") == venue.wallMs)
        let row = try #require(message["data"]?.elements?.first)
        let listed = venue.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT", as: owner).first
        #expect(row.names == listed?.names.subtracting(["extraFees"]).union(["category", "closedPnl", "feeCurrency"]))
        #expect(row.text("orderId") == placed.result?.text("orderId"))
        #expect(row.text("orderStatus") == "New")
        #expect(row.text("category") == "linear")
        _ = venue.post("/v5/order/cancel-all", #"{"category":"linear","symbol":"BTCUSDT"}"#, as: owner)
        #expect(client.news("order").first?["data"]?.elements?.first?.text("orderStatus") == "Cancelled")
    }

    @Test func anExecutionIsToldToItsOwnersOnly() throws {
        let (owner, stranger) = (venue.open(.uta2, usdt: "100000"), venue.open(.uta2, uid: 8, usdt: "100000"))
        let (mine, theirs) = (try client(owner, "execution"), try client(stranger, "execution", "order", "wallet"))
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        #expect(theirs.news().isEmpty)
        venue.trade(owner, "BTCUSDT", .sell, "0.1", at: "60100")
        let row = mine.news("execution").last?["data"]?.elements?.last
        #expect(row?.text("execType") == "Trade")
        #expect(row?.text("side") == "Sell")
        #expect(row?.text("execPnl") == "10")
        #expect(row?.text("isLeverage") == "0")
        #expect(row?.text("category") == "linear")
    }

    @Test func aPositionIsToldWithItsEntryPriceWhetherItChangedOrNot() throws {
        let owner = venue.open(.uta2, usdt: "100000")
        let client = try client(owner, "position")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        let open = client.news("position").first?["data"]?.elements?.first
        #expect(open?.text("entryPrice") == "60000")
        #expect(open?["avgPrice"] == nil)
        #expect(open?.text("side") == "Buy")
        #expect(open?.text("category") == "linear")
        _ = venue.create(owner, ["price": #""50000""#])
        #expect(client.news("position").first?["data"]?.elements?.first?.text("size") == "0.1")
    }

    /// BYBIT-CALL-8. https://bybit-exchange.github.io/docs/v5/websocket/private/position shows a flat row; the query's differs.
    @Test(arguments: [("BTCUSDT", "linear", "0.1"), ("BTCUSD", "inverse", "600")])
    func aFlatPositionHasNumbersInTheStreamAndGapsInTheQuery(symbol: String, category: String, size: String) throws {
        let owner = venue.open(.uta2, usdt: "100000")
        let client = try client(owner, "position")
        venue.trade(owner, symbol, .buy, size, at: "60000")
        venue.wallMs += 5
        venue.apply(.advance(toMs: TestVenue.startMs + 5))
        venue.trade(owner, symbol, .sell, size, at: "60000")
        let told = client.news("position").last?["data"]?.elements?.last
        let listed = venue.get("/v5/position/list", "category=\(category)&symbol=\(symbol)", as: owner).first
        let gaps = "positionValue liqPrice unrealisedPnl takeProfit stopLoss sessionAvgPrice breakEvenPrice"
        for name in gaps.split(separator: " ").map(String.init) {
            #expect(told?.text(name) == "0", "\(name)")
            #expect(listed?.text(name) == "", "\(name)")
        }
        let zeros = "size positionIM positionMM positionIMByMp positionMMByMp positionBalance trailingStop"
        for row in [told, listed] {
            for name in zeros.split(separator: " ").map(String.init) { #expect(row?.text(name) == "0", "\(name)") }
            #expect(row?.text("side") == "")
            #expect(row?.text("bustPrice") == "")
            #expect(row?.text("createdTime") == "\(TestVenue.startMs)")
            #expect(row?.text("updatedTime") == "\(TestVenue.startMs + 5)")
        }
        #expect(told?.text("entryPrice") == "0")
        #expect(listed?.text("avgPrice") == "0")
    }

    /// BYBIT-MODE-27. Posted are 600 + 6,000 * 0.9 * 0.00055 = 602.97.
    @Test func aSwitchOfTheMarginModeTellsPositionsAndTheWallet() throws {
        let owner = venue.open(.uta2, usdt: "100000")
        let client = try client(owner, "position", "wallet")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        _ = client.news()
        #expect(venue.setMode("ISOLATED", owner).code == 0)
        let news = client.news()
        #expect(Set(news.map { $0.text("topic") }) == ["position", "wallet"])
        func row(_ topic: String) -> JSON? {
            news.first { $0.text("topic") == topic }?["data"]?.elements?.first
        }
        #expect(row("position")?.text("positionBalance") == "602.97")
        #expect(row("wallet")?.text("accountIMRate") == "")
    }

    @Test func hedgeModeTellsBothSides() throws {
        let owner = venue.open(.uta2, usdt: "100000")
        let client = try client(owner, "position")
        let body = #"{"category":"linear","symbol":"BTCUSDT","mode":3}"#
        #expect(venue.post("/v5/position/switch-mode", body, as: owner).isOK)
        let rows = client.news("position").first?["data"]?.elements
        #expect(rows?.map { $0.number("positionIdx") } == [1, 2])
    }

    @Test func aCategorisedTopicTellsItsCategoryOnly() throws {
        let owner = venue.open(.uta2, usdt: "100000", btc: "1")
        let client = try client(owner, "order.linear", "execution.inverse")
        venue.trade(owner, "BTCUSD", .buy, "100", at: "60000")
        #expect(client.news().map { $0.text("topic") } == ["execution.inverse"])
        _ = venue.create(owner)
        #expect(client.news().map { $0.text("topic") } == ["order.linear"])
    }

    @Test func aWalletIsToldAsItsQueryShowsIt() throws {
        let owner = venue.open(.uta2, usdt: "100000")
        let client = try client(owner, "wallet")
        venue.deposit("5", "USDT", to: owner.account.main)
        let row = client.news("wallet").first?["data"]?.elements?.first
        let listed = venue.get("/v5/account/wallet-balance", "accountType=UNIFIED", as: owner).first
        #expect(row?.names == listed?.names)
        #expect(row?["coin"]?.elements?.first?.text("walletBalance") == "100005")
        venue.setMark("BTCUSDT", "60001")
        #expect(client.news().isEmpty)
    }

    @Test func aMassCancellationComesInSeveralMessages() throws {
        let owner = venue.open(.uta2, usdt: "1000000")
        let client = try client(owner, "order")
        for _ in 0..<150 { _ = venue.create(owner, ["qty": #""0.001""#]) }
        _ = client.news()
        _ = venue.post("/v5/order/cancel-all", #"{"category":"linear","symbol":"BTCUSDT"}"#, as: owner)
        #expect(client.news("order").map { $0["data"]?.elements?.count } == [100, 50])
    }
}
