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

    private func order(_ client: StreamClient, _ operation: String, _ arguments: String, header: String = "{}") -> JSON?
    {
        client.send(#"{"reqId":"r","header":\#(header),"op":"\#(operation)","args":[\#(arguments)]}"#).first
    }

    @Test func anOrderIsPlacedAmendedAndCancelled() throws {
        let owner = venue.open(.uta2, usdt: "100000")
        let client = try client(owner)
        let placed = order(client, "order.create", orderBody())
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

    @Test func aSecondLoginIsRefused() throws {
        let owner = venue.open(.uta2)
        #expect(try client(owner).logIn(owner)?.number("retCode") == 20001)
    }

    @Test func anOldRequestIsRefused() throws {
        let client = try client(venue.open(.uta2, usdt: "100000"))
        let header = #"{"X-BAPI-TIMESTAMP":\#(venue.wallMs - 60_000),"X-BAPI-RECV-WINDOW":"5000"}"#
        #expect(order(client, "order.create", orderBody(), header: header)?.number("retCode") == 10002)
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

    @Test func aPingIsAnswered() throws {
        let client = try #require(StreamClient(venue, "/v5/trade"))
        #expect(client.send(#"{"op":"ping"}"#).first?.text("op") == "pong")
    }
}
