import Desks
import HTTP1
import MarginEngine
import Testing
import Wire

/// https://bybit-exchange.github.io/docs/v5/guide#authentication
@Suite struct AuthenticationTests {
    private let venue = TestVenue()

    @Test("A GET is signed over its query as it travels, whatever the order of its parameters")
    func queryIsSignedRaw() {
        let owner = venue.open(.uta2, usdt: "1000")
        #expect(venue.get("/v5/position/list", "symbol=BTCUSDT&category=linear", as: owner).isOK)
        #expect(venue.get("/v5/position/list", "category=linear&symbol=BTCUSDT", as: owner).isOK)
        #expect(venue.get("/v5/position/list", "category=linear&symbol=BTC%55SDT", as: owner).isOK)
    }

    @Test("BYBIT-MODE-9: a POST is signed over its body as it travels, spaced or compact")
    func bodyIsSignedRaw() {
        let owner = venue.open(.uta2, usdt: "1000")
        for body in [#"{"setMarginMode": "ISOLATED_MARGIN"}"#, #"{"setMarginMode":"ISOLATED_MARGIN"}"#] {
            #expect(venue.post("/v5/account/set-margin-mode", body, as: owner).isOK)
        }
    }

    @Test("BYBIT-MODE-9: without a window nothing is concatenated and 5,000 ms hold")
    func windowIsOptional() {
        let owner = venue.open(.uta2)
        let now = TestVenue.startMs
        func code(_ timestampMs: Int64) -> Int? {
            venue.send(
                venue.request(.get, "/v5/account/info", as: owner, recvWindow: nil, timestampMs: timestampMs)
            ).code
        }
        #expect(code(now - 5_000) == 0)
        #expect(code(now - 5_001) == 10002)
    }

    @Test(
        "BYBIT-MODE-9, HOUSE-12: server time - window <= timestamp < server time + 1000",
        arguments: [(-2_000, 0), (-2_001, 10002), (0, 0), (999, 0), (1_000, 10002)] as [(Int64, Int)])
    func window(offsetMs: Int64, code: Int) {
        let owner = venue.open(.uta2)
        let reply = venue.send(
            venue.request(
                .get, "/v5/account/info", as: owner, recvWindow: "2000", timestampMs: TestVenue.startMs + offsetMs))
        #expect(reply.code == code)
    }

    @Test("The refusal of a stale timestamp names all three times")
    func staleTimestampText() {
        let owner = venue.open(.uta2)
        let reply = venue.send(
            venue.request(.get, "/v5/account/info", as: owner, timestampMs: 1_699_999_990_000))
        #expect(reply.status == 200)
        #expect(
            reply.message
                == "invalid request, please check your server timestamp or recv_window param. "
                + "req_timestamp[1699999990000],server_timestamp[1700000000000],recv_window[5000]")
    }

    @Test(
        "A window or timestamp that is no number of milliseconds is outside the window",
        arguments: ["", "abc", "-1", "1e3", "5000.0", "99999999999999999999", "9223372036854775807"])
    func malformedWindow(window: String) {
        let owner = venue.open(.uta2)
        #expect(venue.send(venue.request(.get, "/v5/account/info", as: owner, recvWindow: window)).code == 10002)
        let stamped = venue.request(.get, "/v5/account/info", as: owner)
        #expect(venue.send(stamped.replacing("x-bapi-timestamp", with: window)).code == 10002)
    }

    @Test("A wrong signature is refused with the text that the venue signed")
    func wrongSignature() {
        let owner = venue.open(.uta2)
        let impostor = TestVenue.Owner(account: owner.account, key: owner.key, secret: "guess")
        let get = venue.get("/v5/position/list", "category=linear&symbol=BTCUSDT", as: impostor)
        #expect(get.status == 200)
        #expect(get.code == 10004)
        #expect(
            get.message == "error sign! origin_string[1700000000000key75000category=linear&symbol=BTCUSDT]")
        let post = venue.post("/v5/account/set-margin-mode", #"{"a":"b"}"#, as: impostor)
        #expect(post.message == #"error sign! origin_string[1700000000000key75000{"a":"b"}]"#)
    }

    @Test("A signature may be in capitals; one that is cut, empty or no hex is wrong")
    func signatureForms() throws {
        let owner = venue.open(.uta2)
        let good = venue.request(.get, "/v5/account/info", as: owner)
        let signature = try #require(good.field("x-bapi-sign"))
        #expect(venue.send(good.replacing("x-bapi-sign", with: signature.uppercased())).isOK)
        for bad in [String(signature.dropLast(2)), "", "zz", signature + "00", String(signature.reversed())] {
            #expect(venue.send(good.replacing("x-bapi-sign", with: bad)).code == 10004)
        }
    }

    @Test("A key that does not exist, and one of another family, is unknown")
    func unknownKey() {
        let owner = venue.open(.uta2)
        let stranger = TestVenue.Owner(account: owner.account, key: "nobody", secret: "x")
        let reply = venue.get("/v5/account/info", as: stranger)
        #expect(reply.status == 200)
        #expect(reply.code == 10003)
        #expect(reply.message == "API key is invalid.")
        let foreigner = venue.open(.only, family: .bitget, uid: 8)
        #expect(venue.get("/v5/account/info", as: foreigner).code == 10003)
    }

    @Test(
        "A private call without key, timestamp, signature or body is HTTP 401",
        arguments: ["x-bapi-api-key", "x-bapi-timestamp", "x-bapi-sign", "body"])
    func missingHeaders(missing: String) {
        let owner = venue.open(.uta2)
        let body = missing == "body" ? "" : #"{"setMarginMode":"ISOLATED_MARGIN"}"#
        let whole = venue.request(.post, "/v5/account/set-margin-mode", body: body, as: owner)
        let reply = venue.send(whole.replacing(missing, with: nil))
        #expect(reply.status == 401)
        #expect(reply.code != 0)
    }

    @Test("The old way, with the key among the parameters, is HTTP 401")
    func queryAuthentication() {
        _ = venue.open(.uta2)
        #expect(venue.get("/v5/account/info", "api_key=key7&timestamp=1700000000000&sign=00").status == 401)
    }

    @Test("A key past its expiry is refused; one that expires later is not")
    func expiredKey() {
        let expired = venue.open(.uta2, uid: 1, expiresMs: TestVenue.startMs)
        let valid = venue.open(.uta2, uid: 2, expiresMs: TestVenue.startMs + 1)
        let reply = venue.get("/v5/account/info", as: expired)
        #expect(reply.code == 33004)
        #expect(reply.message == "Your api key has expired.")
        #expect(venue.get("/v5/account/info", as: valid).isOK)
    }

    @Test("A key bound to addresses is refused from others")
    func boundAddress() {
        let owner = venue.open(.uta2, addresses: ["10.0.0.9"])
        let reply = venue.get("/v5/account/info", as: owner)
        #expect(reply.code == 10010)
        #expect(reply.message == "Unmatched IP, please check your API key's bound IP addresses.")
        venue.peer = "10.0.0.9"
        #expect(venue.get("/v5/account/info", as: owner).isOK)
    }

    @Test("A read-only key may read and may not write")
    func readOnlyKey() {
        let owner = venue.open(.uta2, isReadOnly: true)
        #expect(venue.get("/v5/account/info", as: owner).isOK)
        let before = venue.digest
        let reply = venue.post("/v5/account/set-margin-mode", #"{"setMarginMode":"ISOLATED_MARGIN"}"#, as: owner)
        #expect(reply.code == 10005)
        #expect(reply.message == "Permission denied, please check your API key permissions.")
        #expect(venue.digest == before)
    }

    @Test(
        "A key changes what it is permitted to, reads all, and shows its permissions",
        arguments: [
            (KeyPermissions.orders, [0, 10005, 10005], ["Order"]),
            (.positions, [10005, 0, 10005], ["Position"]),
            (.transfers, [10005, 10005, 0], []),
            ([.orders, .positions], [0, 0, 10005], ["Order", "Position"]),
            ([], [10005, 10005, 10005], []),
        ] as [(KeyPermissions, [Int], [String])])
    func permissions(permissions: KeyPermissions, codes: [Int], contractTrade: [String]) {
        let owner = venue.open(.uta1, usdt: "10000", permissions: permissions)
        let leverage = #"{"category":"linear","symbol":"BTCUSDT","buyLeverage":"20","sellLeverage":"20"}"#
        let transfer =
            #"{"transferId":"42c0cfb0-6bca-c242-bc76-4e6df6cbcb16","coin":"USDT","amount":"1","#
            + #""fromAccountType":"UNIFIED","toAccountType":"CONTRACT"}"#
        let replies = [
            venue.create(owner), venue.post("/v5/position/set-leverage", leverage, as: owner),
            venue.post("/v5/asset/transfer/inter-transfer", transfer, as: owner),
        ]
        #expect(replies.map(\.code) == codes)
        #expect(venue.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT", as: owner).isOK)
        let shown = venue.get("/v5/user/query-api", as: owner).result?["permissions"]
        #expect(shown?["ContractTrade"]?.elements?.map(\.string) == contractTrade)
        #expect(shown?["Wallet"]?.elements?.count == (permissions.contains(.transfers) ? 1 : 0))
    }

    @Test("Public calls need no key")
    func publicCalls() {
        #expect(venue.get("/v5/market/time").isOK)
    }
}

extension Request {
    /// The same request with one header field changed or, with nil, left out.
    func replacing(_ name: String, with value: String?) -> Request {
        let others = fields.filter { $0.name != name }
        let changed = fields.contains { $0.name == name } ? value.map { [Field(name: name, value: $0)] } ?? [] : []
        return Request(
            method: method, methodText: methodText, path: path, query: query, fields: others + changed, body: body)
    }
}
