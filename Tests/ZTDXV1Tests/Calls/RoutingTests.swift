import HTTP1
import MarginEngine
import Testing
import Wire
import ZTDXV1

@Suite("Routes")
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

    @Test("An unknown result is 503 with the code for a status unknown")
    func resultUnknown() throws {
        let venue = try TestVenue()
        let response = try venue.resultUnknown(of: "/fapi/v1/exchangeInfo")
        #expect(response.status == 503)
        #expect(try #require(JSON.parse(response.body))["code"]?.numberText == "-1007")
    }
}
