import BitgetV2
import Desks
import HTTP1
import Testing
import Wire

@Suite("Transport: envelope, routes, rate limits, where parameters are")
struct TransportTests {
    @Test("Every answer has the four members, success spelled as clients expect it")
    func envelope() throws {
        var venue = try BitgetVenue()
        let good = try venue.open("/api/v2/public/time")
        #expect(
            good.body
                == #"{"code":"00000","msg":"success","requestTime":1700000000000,"#
                + #""data":{"serverTime":"1700000000000"}}"#
        )
        #expect(good.status == 200)
        let bad = try venue.open("/api/v2/mix/market/ticker", "productType=USDT-FUTURES&symbol=nope")
        #expect(
            bad.body
                == #"{"code":"40034","msg":"Parameter NOPE does not exist","requestTime":1700000000000,"data":null}"#)
        #expect(bad.status == 400)
    }

    @Test(
        "It serves v2 and v3, and v1 to say that it is gone, and nothing else",
        arguments: [
            ("/api/mix/v1/market/ticker", true), ("/api/spot/v1/account/assets", true), ("/api/mix/v10/x", false),
            ("/api/v2/mix/account/account", true), ("/api/v2/anything", true), ("/api/v3/account/settings", true),
            ("/api/v1/account", false), ("/v5/account/info", false), ("/api/v20/mix", false),
        ])
    func serves(path: String, expected: Bool) {
        #expect(BitgetDialect().serves(path) == expected)
    }

    @Test(
        "An unknown path is 40404: HTTP 400 inside v2, 404 elsewhere",
        arguments: [
            ("/api/v2/mix/account/nope", 400), ("/api/v2/", 400), ("/api/v3/market/nope", 404),
        ])
    func unknownPath(path: String, status: Int) throws {
        var venue = try BitgetVenue()
        let answer = try venue.open(path)
        #expect(answer.status == status)
        #expect(answer.code == "40404")
        #expect(answer.message == "Request URL NOT FOUND")
    }

    @Test("A known path answers to its own method only")
    func method() throws {
        var venue = try BitgetVenue()
        let answer = try venue.send(venue.signed("GET", "/api/v2/mix/account/set-margin-mode"))
        #expect(answer.code == "40404")
    }

    @Test(
        "BITGET-CALL-1: all signed calls of v3 are refused to a classic account, once it is known, and none to nobody",
        arguments: [
            ("GET", "account/settings"), ("GET", "account/assets"), ("GET", "account/info"),
            ("POST", "trade/place-order"), ("GET", "position/current-position"), ("GET", "nope"),
        ])
    func classicAccount(method: String, path: String) throws {
        var venue = try BitgetVenue()
        let answer = try venue.send(venue.signed(method, "/api/v3/\(path)"))
        #expect(answer.status == 400)
        #expect(answer.code == "40084")
        #expect(
            answer.message
                == "You are in Classic Account mode, and the Unified Account API is not supported at this time")
        let unsigned = venue.signed(method, "/api/v3/\(path)", without: ["access-key"])
        #expect(try venue.send(unsigned).code == "40001")
        let wrong = venue.signed(method, "/api/v3/\(path)", replacing: ["access-sign": "wrong"])
        #expect(try venue.send(wrong).code == "40009")
    }

    @Test("BITGET-CALL-2: a unified account is told that v3 is not offered, and that v2 is not for it")
    func unifiedAccount() throws {
        var venue = try BitgetVenue()
        venue.setStanding(.unified)
        #expect(try venue.send(venue.signed("GET", "/api/v3/account/assets")).code == "40919")
        #expect(try venue.send(venue.signed("GET", "/api/v2/mix/account/accounts")).code == "40085")
    }

    @Test(
        "BITGET-CALL-3: v1 is gone, before any signature is looked at",
        arguments: ["/api/mix/v1/account/account", "/api/spot/v1/market/ticker", "/api/margin/v1/cross/nope"])
    func firstVersion(path: String) throws {
        var venue = try BitgetVenue()
        let answer = try venue.open(path)
        #expect(answer.status == 400)
        #expect(answer.code == "30032")
        #expect(answer.message == "The V1 API has been decommissioned. Please migrate to a newer version.")
    }

    @Test("BITGET-MODE-1: POST parameters may stand in the query of a POST without body")
    func queryOfPost() throws {
        var venue = try BitgetVenue()
        let query = "marginCoin=USDT&marginMode=isolated&productType=USDT-FUTURES&symbol=btcusdt"
        let answer = try venue.send(venue.signed("POST", "/api/v2/mix/account/set-margin-mode", query: query))
        #expect(try answer.text("marginMode") == "isolated")
    }

    @Test("The body goes before the query")
    func bodyFirst() throws {
        var venue = try BitgetVenue()
        let request = venue.signed(
            "POST", "/api/v2/mix/account/set-margin-mode",
            query: "marginCoin=USDT&marginMode=crossed&productType=USDT-FUTURES&symbol=ethusdt",
            body: #"{"symbol":"btcusdt","marginMode":"isolated","marginCoin":null}"#)
        let answer = try venue.send(request)
        #expect(try answer.text("symbol") == "BTCUSDT")
        #expect(try answer.text("marginMode") == "isolated")
    }

    @Test(
        "A body that is no JSON object is refused and changes nothing",
        arguments: [
            "{", "[]", "\"text\"", "null", "{} {}", "{\"a\":}", "\u{0}",
        ])
    func malformedBody(body: String) throws {
        var venue = try BitgetVenue()
        let before = venue.digest
        let answer = try venue.post("account/set-margin-mode", body)
        #expect(answer.status == 400)
        #expect(answer.code == "40017")
        #expect(answer.message == "Parameter verification failed body")
        #expect(venue.digest == before)
    }

    @Test("A list or an object where text belongs is refused", arguments: ["[]", "{}"])
    func wrongKind(value: String) throws {
        var venue = try BitgetVenue()
        let answer = try venue.post("account/set-margin-mode", #"{"symbol":\#(value)}"#)
        #expect(answer.code == "40020")
        #expect(answer.message == "Parameter symbol error")
    }

    @Test("Each endpoint of an account has its own calls a second, counted down in a header")
    func accountLimit() throws {
        var venue = try BitgetVenue()
        venue.limits = RateLimits()
        let body = #"{"productType":"USDT-FUTURES","posMode":"hedge_mode"}"#
        for left in ["4", "3", "2", "1", "0"] {
            let answer = try venue.post("account/set-position-mode", body)
            #expect(answer.isSuccess)
            #expect(answer.fields["x-mbx-used-remain-limit"] == left)
        }
        let refused = try venue.post("account/set-position-mode", body)
        #expect(refused.status == 429)
        #expect(refused.body == #"{"code":"429","msg":"Too Many Requests","requestTime":1700000000000,"data":null}"#)
        #expect(refused.fields["x-mbx-used-remain-limit"] == "0")
        #expect(try venue.get("account/accounts", "productType=USDT-FUTURES").isSuccess)
        venue.nowMs += 1_000
        #expect(try venue.post("account/set-position-mode", body).isSuccess)
    }

    @Test("Open calls are limited by address")
    func addressLimit() throws {
        var venue = try BitgetVenue()
        venue.limits = RateLimits()
        for _ in 0..<20 { #expect(try venue.open("/api/v2/public/time").isSuccess) }
        #expect(try venue.open("/api/v2/public/time").status == 429)
        venue.peer = "198.51.100.7"
        #expect(try venue.open("/api/v2/public/time").isSuccess)
    }

    @Test("More than 6,000 calls a minute from one address shut it out for five minutes")
    func overallLimit() throws {
        var venue = try BitgetVenue()
        venue.limits = RateLimits()
        for _ in 0..<6_000 { #expect(try venue.open("/api/v2/nope").status == 400) }
        #expect(try venue.open("/api/v2/nope").status == 429)
        venue.nowMs += 299_999
        #expect(try venue.open("/api/v2/nope").status == 429)
        venue.nowMs += 1
        #expect(try venue.open("/api/v2/nope").status == 400)
    }

    @Test("Without rate limits the header still says that calls are left")
    func limitsOff() throws {
        var venue = try BitgetVenue()
        for _ in 0..<3 {
            let answer = try venue.get("account/accounts", "productType=USDT-FUTURES")
            #expect(answer.fields["x-mbx-used-remain-limit"] == "9")
        }
    }

    @Test("A refused call carries the header as well")
    func headerOnRefusal() throws {
        var venue = try BitgetVenue()
        #expect(try venue.post("account/set-margin-mode", "{}").fields["x-mbx-used-remain-limit"] == "4")
    }

    @Test("A change that may or may not have been made durable has an unknown result")
    func resultUnknown() throws {
        let venue = try BitgetVenue()
        let answer = try venue.resultUnknown(
            venue.signed("POST", "/api/v2/mix/order/cancel-all-orders", body: #"{"productType":"USDT-FUTURES"}"#))
        #expect(answer.status == 500)
        #expect(answer.code == "40725")
        #expect(answer.message == "service return an error")
        #expect(answer.json["data"]?.isNull == true)
    }

    @Test("A venue that stands still changes nothing", arguments: ["place-order", "modify-order", "place-pos-tpsl"])
    func halted(path: String) throws {
        var venue = try BitgetVenue.after(.busy)
        let order = try venue.get("order/orders-pending", "productType=USDT-FUTURES").rows("entrustedList")[0]
        venue.desk.halt("a test")
        let answer = try venue.post(
            "order/\(path)",
            #"{\#(BitgetVenue.usdt),"orderId":"\#(order.text("orderId"))","newClientOid":"n","newSize":"0.02","#
                + #""marginMode":"isolated","size":"0.01","side":"buy","tradeSide":"open","orderType":"market","#
                + #""holdSide":"long","stopLossTriggerPrice":"50000"}"#)
        #expect(answer.status == 400)
        #expect(answer.code == "40015")
        #expect(answer.message == "System is abnormal, please try again later")
    }
}
