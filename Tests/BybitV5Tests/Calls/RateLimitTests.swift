import HTTP1
import MarginEngine
import Testing
import Wire

/// https://bybit-exchange.github.io/docs/v5/rate-limit
@Suite struct RateLimitTests {
    private let venue = TestVenue()

    init() {
        venue.limits = RateLimits()
    }

    @Test(
        "BYBIT-MODE-8: each private endpoint allows as many calls a second as documented, and then answers 10006",
        arguments: [
            ("GET", "/v5/account/info", 50), ("GET", "/v5/account/wallet-balance", 50),
            ("GET", "/v5/account/fee-rate", 5), ("POST", "/v5/account/set-margin-mode", 5),
            ("GET", "/v5/position/list", 50), ("POST", "/v5/position/switch-isolated", 10),
            ("POST", "/v5/position/set-leverage", 10), ("POST", "/v5/position/switch-mode", 10),
            ("POST", "/v5/position/add-margin", 10), ("POST", "/v5/position/set-auto-add-margin", 10),
            ("POST", "/v5/order/create", 10), ("POST", "/v5/order/amend", 10), ("POST", "/v5/order/cancel", 10),
            ("POST", "/v5/order/create-batch", 10), ("POST", "/v5/order/amend-batch", 10),
            ("POST", "/v5/order/cancel-batch", 10), ("POST", "/v5/position/trading-stop", 10),
            ("GET", "/v5/position/closed-pnl", 50), ("GET", "/v5/account/transaction-log", 25),
            ("POST", "/v5/order/cancel-all", 10), ("GET", "/v5/order/realtime", 50), ("GET", "/v5/order/history", 50),
            ("GET", "/v5/execution/list", 50), ("GET", "/v5/user/query-api", 10),
            ("GET", "/v5/asset/coin/query-info", 5),
            ("GET", "/v5/asset/transfer/query-account-coins-balance", 5),
            ("GET", "/v5/asset/transfer/query-account-coin-balance", 450),
            ("GET", "/v5/account/collateral-info", 50), ("GET", "/v5/account/withdrawal", 50),
            ("GET", "/v5/account/user-setting-config", 50), ("GET", "/v5/account/smp-group", 5),
            ("GET", "/v5/account/query-dcp-info", 5), ("POST", "/v5/account/upgrade-to-uta", 1),
            ("POST", "/v5/account/set-collateral-switch", 5),
            ("POST", "/v5/account/set-collateral-switch-batch", 5),
            ("GET", "/v5/asset/transfer/query-universal-transfer-list", 5),
            ("POST", "/v5/asset/transfer/universal-transfer", 5), ("POST", "/v5/position/confirm-pending-mmr", 10),
            ("POST", "/v5/position/set-risk-limit", 10), ("POST", "/v5/position/set-tpsl-mode", 10),
            ("GET", "/v5/position/symbol-info", 2), ("POST", "/v5/order/pre-check", 10),
            ("POST", "/v5/order/disconnected-cancel-all", 5),
        ])
    func callsASecond(method: String, path: String, calls: Int) {
        let owner = venue.open(.uta2)
        let request = venue.request(method == "GET" ? .get : .post, path, body: method == "GET" ? "" : "{}", as: owner)
        for call in 1...calls {
            let reply = venue.send(request)
            #expect(reply.code != 10006)
            #expect(reply.field("X-Bapi-Limit") == "\(calls)")
            #expect(reply.field("X-Bapi-Limit-Status") == "\(calls - call)")
            #expect(reply.field("X-Bapi-Limit-Reset-Timestamp") == "1700000000000")
        }
        let refused = venue.send(request)
        #expect(refused.status == 200)
        #expect(refused.code == 10006)
        #expect(refused.message == "Too many visits!")
        #expect(refused.field("X-Bapi-Limit-Status") == "0")
        venue.wallMs += 1_000
        #expect(venue.send(request.resigned(at: venue.wallMs, by: owner)).code != 10006)
    }

    @Test("Demo funds are counted by the minute: one request")
    func demoFunds() {
        let owner = venue.open(.uta2)
        func code() -> Int? { venue.post("/v5/account/demo-apply-money", "{}", as: owner).code }
        #expect(code() == 10001)
        venue.wallMs += 59_999
        #expect(code() == 10006)
        venue.wallMs += 1
        #expect(code() == 10001)
    }

    /// https://bybit-exchange.github.io/docs/v5/rate-limit#instructions-for-batch-endpoints
    @Test("A batch counts its orders: those beyond the limit are refused one by one, the first ones succeed")
    func batchesCountOrders() {
        let owner = venue.open(.uta2, usdt: "100000")
        func place(_ count: Int) -> Reply {
            let orders = Array(repeating: orderBody(["qty": #""0.001""#]), count: count).joined(separator: ",")
            return venue.post("/v5/order/create-batch", #"{"category":"linear","request":[\#(orders)]}"#, as: owner)
        }
        func codes(_ reply: Reply) -> [Int64?] {
            reply.json?["retExtInfo"]?["list"]?.elements?.map { $0.number("code") } ?? []
        }
        let first = place(7)
        #expect(first.field("X-Bapi-Limit-Status") == "3")
        #expect(codes(first) == [0, 0, 0, 0, 0, 0, 0])
        let second = place(5)
        #expect(second.isOK)
        #expect(second.field("X-Bapi-Limit-Status") == "0")
        #expect(codes(second) == [0, 0, 0, 10006, 10006])
        #expect(second.list.map { $0.text("orderId") == "" } == [false, false, false, true, true])
        #expect(place(1).code == 10006)
        #expect(venue.create(owner).isOK)
        venue.wallMs += 1_000
        #expect(codes(place(10)).allSatisfy { $0 == 0 })
    }

    @Test("Transfers are counted by the minute")
    func transfersAMinute() {
        let owner = venue.open(.uta1)
        for _ in 0..<60 { _ = venue.post("/v5/asset/transfer/inter-transfer", "{}", as: owner) }
        venue.wallMs += 59_000
        #expect(venue.post("/v5/asset/transfer/inter-transfer", "{}", as: owner).code == 10006)
        venue.wallMs += 1_000
        #expect(venue.post("/v5/asset/transfer/inter-transfer", "{}", as: owner).code != 10006)
    }

    /// pybit sleeps until that time and raises when it is past.
    @Test("The reset time of a refused call lies at least a second ahead of the wall clock")
    func resetLiesAhead() throws {
        let owner = venue.open(.uta2)
        for _ in 0..<5 { _ = venue.get("/v5/account/fee-rate", "category=linear", as: owner) }
        venue.wallMs += 999
        let refused = venue.get("/v5/account/fee-rate", "category=linear", as: owner)
        #expect(refused.code == 10006)
        let reset = try #require(refused.field("X-Bapi-Limit-Reset-Timestamp"))
        #expect(reset == "1700000001999")
    }

    @Test("Endpoints and accounts are counted apart")
    func countedApart() {
        let one = venue.open(.uta2, uid: 1)
        let other = venue.open(.uta2, uid: 2)
        for _ in 0..<6 { _ = venue.get("/v5/account/fee-rate", "category=linear", as: one) }
        #expect(venue.get("/v5/account/info", as: one).isOK)
        #expect(venue.get("/v5/account/fee-rate", "category=linear", as: other).isOK)
    }

    @Test("The 601st call of an address within 5 seconds is HTTP 403, and so is every call for ten minutes")
    func addressLimit() {
        for _ in 0..<600 { #expect(venue.get("/v5/market/time").isOK) }
        let refused = venue.get("/v5/market/time")
        #expect(refused.status == 403)
        #expect(refused.message == "access too frequent")
        venue.wallMs += 599_999
        #expect(venue.get("/v5/market/time").status == 403)
        venue.peer = "10.0.0.2"
        #expect(venue.get("/v5/market/time").isOK)
        venue.peer = "10.0.0.1"
        venue.wallMs += 1
        #expect(venue.get("/v5/market/time").isOK)
    }

    @Test("Public endpoints carry no limit headers")
    func publicHeaders() {
        #expect(venue.get("/v5/market/time").field("X-Bapi-Limit") == nil)
    }

    @Test("With rate limits switched off nothing is refused")
    func switchedOff() {
        venue.limits = nil
        let owner = venue.open(.uta2)
        for _ in 0..<700 { #expect(venue.get("/v5/account/info", as: owner).isOK) }
    }
}

extension Request {
    /// The same request, signed anew.
    fileprivate func resigned(at timeMs: Int64, by owner: TestVenue.Owner) -> Request {
        let signed = Array("\(timeMs)\(owner.key)5000".utf8) + (method == .get ? query : body)
        let signature = HMACSHA256.digest(key: Array(owner.secret.utf8), signed)
        return replacing("x-bapi-timestamp", with: "\(timeMs)")
            .replacing("x-bapi-sign", with: Hex.encode(signature))
    }
}
