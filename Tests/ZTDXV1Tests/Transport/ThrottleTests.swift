import HTTP1
import Testing
import Wire
import ZTDXV1

@Suite("Limits")
struct ThrottleTests {
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
}
