import HTTP1
import MarginEngine
import Testing
import Wire
import ZTDXV1

@Suite("Routes and limits")
struct RoutingTests {
    @Test(
        "The dialect serves its prefixes and nothing else",
        arguments: [
            ("/api/v1/account/margin-mode", true), ("/api/v1/unheard-of", true), ("/fapi/v3/unheard-of", true),
            ("/exchangeInfo", true), ("/api/v2/mix/account/accounts", false), ("/v5/account/info", false),
            ("/plimsoll/v1/venues", false), ("/", false),
        ])
    func serves(_ path: String, _ isServed: Bool) {
        #expect(ZTDXDialect().serves(path) == isServed)
    }

    @Test("An unknown path is 404 before any key is looked at")
    func unknownPath() throws {
        var venue = try TestVenue()
        let reply = try venue.send(venue.request("GET", "/fapi/v1/unheard-of"))
        #expect(reply.status == 404)
        #expect(reply.code == "-5000")
    }

    @Test("A wrong method is 405 and says which are right, before any key is looked at")
    func wrongMethod() throws {
        var venue = try TestVenue()
        let reply = try venue.send(venue.request("PATCH", "/api/v1/account/margin-mode"))
        #expect(reply.status == 405)
        #expect(reply.response.fields.first { $0.name == "Allow" }?.value == "POST, GET")
    }

    @Test("The sixth switch of a key within a second is 429, and a second later it is not")
    func switches() throws {
        var venue = try TestVenue()
        venue.limits = RateLimits()
        for _ in 0..<5 {
            let reply = try venue.switch(to: "unified")
            #expect(reply.status == 200)
        }
        let reply = try venue.switch(to: "unified")
        #expect(reply.status == 429)
        #expect(reply.code == "-1003")
        #expect(reply.response.fields.first { $0.name == "Retry-After" }?.value == "1")
        venue.wireTimeMs += 1_000
        let later = try venue.switch(to: "unified")
        #expect(later.status == 200)
    }

    @Test("Calls beyond 2400 a minute are 429; who goes on is banned with 418; another key is not concerned")
    func weight() throws {
        var venue = try TestVenue()
        venue.limits = RateLimits()
        var statuses: [Int: Int] = [:]
        for _ in 0..<2_510 {
            let reply = try venue.send(venue.request("GET", "/fapi/v1/ping", key: "demo"))
            statuses[reply.status, default: 0] += 1
        }
        #expect(statuses == [200: 2_400, 429: 101, 418: 9])
        let other = try venue.send(venue.request("GET", "/fapi/v1/ping", key: "other"))
        #expect(other.status == 200)
    }

    @Test("Orders have a limit of their own: 1200 a minute")
    func orders() throws {
        var venue = try TestVenue()
        venue.limits = RateLimits()
        var statuses: [Int: Int] = [:]
        for _ in 0..<1_201 {
            let reply = try venue.call("DELETE", "/fapi/v1/allOpenOrders", "symbol=BTCUSDT")
            statuses[reply.status, default: 0] += 1
        }
        #expect(statuses == [200: 1_200, 429: 1])
    }

    @Test("An unknown result is 503 with the code for a status unknown")
    func resultUnknown() throws {
        let venue = try TestVenue()
        let response = try venue.resultUnknown(of: "/fapi/v1/exchangeInfo")
        #expect(response.status == 503)
        #expect(try #require(JSON.parse(response.body))["code"]?.numberText == "-1007")
    }
}
