import BybitV5
import HTTP1
import MarginEngine
import Testing
import Wire

/// https://bybit-exchange.github.io/docs/v5/guide#common-response-parameters
@Suite struct EnvelopeTests {
    private let venue = TestVenue()

    @Test("HOUSE-12: a success has the five members, with the wall clock as its time")
    func success() {
        venue.wallMs += 12_345
        let reply = venue.get("/v5/market/time")
        #expect(reply.status == 200)
        #expect(reply.contentType == "application/json")
        #expect(
            reply.text
                == #"{"retCode":0,"retMsg":"OK","result":{"timeSecond":"1700000012","timeNano":"1700000012345000000"},"#
                + #""retExtInfo":{},"time":1700000012345}"#)
    }

    @Test("An error is HTTP 200 and has the same members, its result empty")
    func error() {
        let reply = venue.get("/v5/market/tickers", "category=linear&symbol=NOPE")
        #expect(reply.status == 200)
        #expect(
            reply.text
                == #"{"retCode":10001,"retMsg":"Not supported symbols","result":{},"retExtInfo":{},"#
                + #""time":1700000000000}"#)
    }

    @Test(
        "HOUSE-15: an unknown path, and a known one with another method, is HTTP 404 with a JSON body",
        arguments: [
            (Request.Method.get, "/v5/nowhere"), (.post, "/v5/market/time"), (.get, "/v5/account/set-margin-mode"),
            (.put, "/v5/account/info"), (.get, "/v5/"), (.get, "/v5/market/time/"),
        ])
    func unknownPath(method: Request.Method, path: String) {
        let reply = venue.send(venue.request(method, path))
        #expect(reply.status == 404)
        #expect(reply.code == 10017)
        #expect(reply.message == "Route not found.")
    }

    @Test("Every path below /v5 is the dialect's, and no other")
    func servedPaths() {
        let dialect = BybitDialect()
        #expect(dialect.serves("/v5/market/time"))
        #expect(dialect.serves("/v5/nowhere"))
        for other in ["/", "/v5", "/v50/market/time", "/api/v2/mix", "/plimsoll/v1/state", "/V5/market/time"] {
            #expect(!dialect.serves(other))
        }
    }

    @Test("When the commit failed the answer is that the result is unknown")
    func resultUnknown() throws {
        let owner = venue.open(.uta2)
        let request = venue.request(
            .post, "/v5/account/set-margin-mode", body: #"{"setMarginMode":"ISOLATED_MARGIN"}"#, as: owner)
        let reply = try #require(venue.resultUnknown(request))
        #expect(reply.status == 200)
        #expect(reply.code == 10016)
        #expect(reply.message == "Server error.")
    }

    @Test("Text from the client comes back escaped")
    func escaping() {
        let owner = venue.open(.uta2)
        let impostor = TestVenue.Owner(account: owner.account, key: owner.key, secret: "guess")
        let reply = venue.post("/v5/order/create", "{\"a\":\"\\\"\n\u{1}\"}", as: impostor)
        #expect(reply.json != nil)
        #expect(reply.message == "error sign! origin_string[1700000000000key75000{\"a\":\"\\\"\n\u{1}\"}]")
    }
}
