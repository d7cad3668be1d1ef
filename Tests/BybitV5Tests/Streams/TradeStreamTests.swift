import Desks
import MarginEngine
import Testing
import Wire

struct TradeStreamTests {
    private let venue = TestVenue()

    private func client(_ owner: TestVenue.Owner) throws -> StreamClient {
        let client = try #require(StreamClient(venue, "/v5/trade"))
        let answer = client.logIn(owner)
        #expect(answer?.number("retCode") == 0)
        #expect(answer?.text("op") == "auth")
        #expect(answer?.text("connId") == "c-1")
        return client
    }

    private func order(
        _ client: StreamClient, _ operation: String, _ arguments: String, header: String? = nil, name: String? = nil
    ) -> JSON? {
        let header = header ?? #"{"X-BAPI-TIMESTAMP":"\#(venue.wallMs)"}"#
        let name = name.map { #""reqId":"\#($0)","# } ?? ""
        return client.send(#"{\#(name)"header":\#(header),"op":"\#(operation)","args":[\#(arguments)]}"#).first
    }

    @Test func anOrderIsPlacedAmendedAndCancelled() throws {
        let owner = venue.open(.uta2, usdt: "100000")
        let client = try client(owner)
        let placed = order(client, "order.create", orderBody(), name: "r")
        #expect(placed?.names == ["reqId", "retCode", "retMsg", "op", "data", "retExtInfo", "header", "connId"])
        #expect(placed?.number("retCode") == 0)
        #expect(placed?.text("reqId") == "r")
        let id = try #require(placed?["data"]?.text("orderId"))
        let name = #"{"category":"linear","symbol":"BTCUSDT","orderId":"\#(id)""#
        #expect(order(client, "order.amend", name + #","price":"58000"}"#)?.number("retCode") == 0)
        #expect(
            venue.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT", as: owner).first?.text("price") == "58000"
        )
        #expect(order(client, "order.cancel", name + "}")?.number("retCode") == 0)
        #expect(order(client, "order.cancel", name + "}")?.number("retCode") == 110001)
    }

    /// pybit notes the `reqId` after it has sent the order.
    @Test("Orders and refusals are answered 20 ms late, the login at once")
    func answersAreLate() throws {
        let client = try client(venue.open(.uta2, usdt: "100000"))
        _ = order(client, "order.create", orderBody())
        _ = order(client, "order.dance", "{}")
        #expect(client.pausesMs == [20, 20])
    }

    @Test func refusalsAreThoseOfTheCalls() throws {
        let client = try client(venue.open(.uta2, usdt: "100000"))
        #expect(order(client, "order.dance", "{}")?.number("retCode") == 10404)
        #expect(order(client, "order.create", orderBody(["qty": #""x""#]))?.number("retCode") == 10001)
        #expect(order(client, "order.create", orderBody(["qty": #""100""#]))?.number("retCode") == 110007)
        #expect(client.send(#"{"op":"order.create","args":[]}"#).first?.number("retCode") == 10001)
        #expect(client.send("no JSON").first?.number("retCode") == 10001)
    }

    @Test func nobodyTradesWithoutLogin() throws {
        let client = try #require(StreamClient(venue, "/v5/trade"))
        #expect(order(client, "order.create", orderBody())?.number("retCode") == 10007)
        let reader = venue.open(.uta2, usdt: "100000", isReadOnly: true)
        #expect(order(try self.client(reader), "order.create", orderBody())?.number("retCode") == 10005)
    }

    @Test func aKeyThatIsRemovedOrExpiresEndsItsTrading() throws {
        let owner = venue.open(.uta2, usdt: "100000")
        let expiring = venue.open(.uta2, uid: 8, usdt: "100000", expiresMs: TestVenue.startMs + 1)
        let (client, other) = (try client(owner), try client(expiring))
        #expect(order(other, "order.create", orderBody())?.number("retCode") == 0)
        venue.wallMs += 1
        #expect(order(other, "order.create", orderBody())?.number("retCode") == 33004)
        #expect(order(client, "order.create", orderBody())?.number("retCode") == 0)
        venue.removeKey(of: owner)
        #expect(order(client, "order.create", orderBody())?.number("retCode") == 10003)
    }

    @Test(arguments: [AccountStanding.abnormal, .frozen, .disabled, .unified])
    func aLockedAccountNeitherLogsInNorTradesOnAnOpenStream(standing: AccountStanding) throws {
        let owner = venue.open(.uta2, usdt: "100000")
        let client = try client(owner)
        venue.setStanding(standing, of: owner)
        let reply = order(client, "order.create", orderBody())
        #expect(reply?.number("retCode") == 10008)
        #expect(reply?.text("retMsg") == "Common banned, please check your account mode")
        let another = try #require(StreamClient(venue, "/v5/trade"))
        #expect(another.logIn(owner)?.number("retCode") == 10008)
        venue.setStanding(.normal, of: owner)
        #expect(order(client, "order.create", orderBody())?.number("retCode") == 0)
    }

    @Test func aSecondLoginIsRefused() throws {
        let owner = venue.open(.uta2)
        #expect(try client(owner).logIn(owner)?.number("retCode") == 20001)
    }

    @Test func anOldRequestIsRefused() throws {
        let client = try client(venue.open(.uta2, usdt: "100000"))
        let header = #"{"X-BAPI-TIMESTAMP":\#(venue.wallMs - 60_000),"X-BAPI-RECV-WINDOW":"5000"}"#
        #expect(order(client, "order.create", orderBody(), header: header)?.number("retCode") == 10002)
    }

    /// BYBIT-CALL-5. https://bybit-exchange.github.io/docs/v5/websocket/trade/guideline: both are required, of orders only one is taken.
    @Test(arguments: [#"{}"#, #"{"X-BAPI-TIMESTAMP":""}"#, #"{"X-BAPI-TIMESTAMP":null}"#, #""x""#])
    func aRequestWithoutTimeIsRefused(header: String) throws {
        let owner = venue.open(.uta2, usdt: "100000")
        let client = try client(owner)
        let cancellation = #"{"category":"linear","symbol":"BTCUSDT","orderLinkId":"a"}"#
        for (operation, arguments) in [
            ("order.create", orderBody()), ("order.amend", cancellation), ("order.cancel", cancellation),
            ("order.create-batch", #"{"category":"linear","request":[\#(orderBody())]}"#),
        ] {
            let reply = order(client, operation, arguments, header: header)
            #expect(reply?.number("retCode") == 10001)
            #expect(reply?.text("retMsg") == "params error: X-BAPI-TIMESTAMP invalid")
        }
        #expect(client.send(#"{"op":"order.create","args":[\#(orderBody())]}"#).first?.number("retCode") == 10001)
        #expect(order(client, "order.create", orderBody() + "," + orderBody())?.number("retCode") == 10001)
        #expect(venue.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT", as: owner).list.isEmpty)
    }

    @Test(arguments: [("", 600_000), ("max_active_time=30s", 30_000), ("max_active_time=2m", 120_000)])
    func theClientSaysHowLongItMayBeSilent(query: String, limitMs: Int64) throws {
        #expect(StreamClient(venue, "/v5/trade", query: query)?.silenceLimitMs == limitMs)
    }

    @Test func theLimitIsThatOfTheCalls() throws {
        venue.limits = RateLimits()
        let owner = venue.open(.uta2, usdt: "100000")
        let client = try client(owner)
        for _ in 0..<9 { _ = venue.create(owner) }
        let last = order(client, "order.create", orderBody())
        #expect(last?.number("retCode") == 0)
        #expect(last?["header"]?.text("X-Bapi-Limit-Status") == "0")
        #expect(order(client, "order.create", orderBody())?.number("retCode") == 10006)
    }

    @Test func aRequestNeedNotBeNamedAndIsThenAnsweredWithoutName() throws {
        let client = try client(venue.open(.uta2, usdt: "100000"))
        for _ in 1...2 {
            let reply = order(client, "order.create", orderBody())
            #expect(reply?.number("retCode") == 0)
            #expect(reply?["reqId"] == nil)
        }
    }

    @Test func aNameIsUsedOnceAndIsNotLong() throws {
        let client = try client(venue.open(.uta2, usdt: "100000"))
        #expect(order(client, "order.create", orderBody(), name: "a")?.number("retCode") == 0)
        let again = order(client, "order.create", orderBody(), name: "a")
        #expect(again?.number("retCode") == 20006)
        #expect(again?.text("retMsg") == "reqId is duplicated")
        #expect(again?.text("reqId") == "a")
        #expect(order(client, "order.create", orderBody(), name: "b")?.number("retCode") == 0)
        let long = String(repeating: "x", count: 37)
        #expect(order(client, "order.create", orderBody(), name: long)?.number("retCode") == 10001)
        #expect(order(client, "order.create", orderBody(), name: String(long.dropLast()))?.number("retCode") == 0)
    }

    @Test func anotherCategoryIsNotFound() throws {
        let client = try client(venue.open(.uta2, usdt: "100000"))
        #expect(order(client, "order.create", orderBody(["category": #""spot""#]))?.number("retCode") == 10404)
    }

    @Test func aBatchTellsTheOutcomeOfEachOrder() throws {
        let client = try client(venue.open(.uta2, usdt: "100000"))
        let rows = [orderBody(["orderLinkId": #""a""#]), orderBody(["qty": #""x""#])].joined(separator: ",")
        let placed = order(client, "order.create-batch", #"{"category":"linear","request":[\#(rows)]}"#)
        #expect(placed?.number("retCode") == 0)
        #expect(placed?["retExtInfo"]?["list"]?.elements?.map { $0.number("code") } == [0, 10001])
        #expect(placed?["data"]?["list"]?.elements?.map { $0.text("orderLinkId") } == ["a", ""])
        let name = #"{"symbol":"BTCUSDT","orderLinkId":"a""#
        func batch(_ operation: String, _ row: String) -> [Int64?]? {
            order(client, operation, #"{"category":"linear","request":[\#(row)]}"#)?["retExtInfo"]?["list"]?.elements?
                .map { $0.number("code") }
        }
        #expect(batch("order.amend-batch", name + #","price":"58000"}"#) == [0])
        #expect(batch("order.cancel-batch", name + "}") == [0])
        #expect(batch("order.cancel-batch", name + "}") == [110001])
    }

    @Test func theRequestsOfAnAddressAreLimited() throws {
        venue.limits = RateLimits()
        let client = try client(venue.open(.uta2, usdt: "100000"))
        for _ in 0..<3_000 { #expect(order(client, "order.dance", "{}")?.number("retCode") == 10404) }
        #expect(order(client, "order.dance", "{}")?.number("retCode") == 10403)
    }

    @Test func aPingIsAnswered() throws {
        let client = try #require(StreamClient(venue, "/v5/trade"))
        #expect(client.send(#"{"op":"ping"}"#).first?.text("op") == "pong")
    }
}
