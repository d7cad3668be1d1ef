import Desks
import Gateway
import TestSupport
import Testing
import Venues

struct RoutingTests {
    private func ask(_ server: RunningServer, _ method: String, _ path: String) throws -> Reply? {
        let socket = try server.connect()
        socket.send("\(method) \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
        return socket.answer()
    }

    @Test func theServerTellsThatItLives() throws {
        #expect(try ask(RunningServer(), "GET", "/healthz") == Reply(status: 200, closes: false, body: "ok\n"))
    }

    @Test func theServerIsReadyAsLongAsEveryVenueServes() throws {
        let server = try RunningServer()
        #expect(try ask(server, "GET", "/readyz") == Reply(status: 200, closes: false, body: "ready\n"))
        _ = server.venues[0].perform { $0.halt("a defect") }
        server.venues[1].stop()
        let names = server.venues.map(\.name)
        let answer = try ask(server, "GET", "/readyz")
        #expect(answer?.status == 503)
        #expect(answer?.body == "not ready\n\(names[0]): halted: a defect\n\(names[1]): stopped\n")
        #expect(try ask(server, "GET", "/healthz")?.status == 200)
    }

    @Test func onlyReadingMethodsAskForHealth() throws {
        #expect(try ask(RunningServer(), "POST", "/healthz")?.status == 405)
    }

    /// HOUSE-15.
    @Test(arguments: ["/", "/nope", "/venues/other/healthz", "/venues/other", "/venues/"])
    func whatNoDialectServesIsNotFound(path: String) throws {
        let answer = try ask(RunningServer(), "GET", path)
        #expect(answer?.status == 404)
        #expect(answer?.body.hasPrefix(#"{"error":"#) == true)
    }

    @Test func aVenuesOwnRootIsStrippedBeforeItsDialectSeesThePath() throws {
        let server = try RunningServer { $0.wallMs = { 42 } }
        #expect(try ask(server, "GET", "/venues/other/now?a=1")?.body == "GET /now a=1 127.0.0.1 42")
        #expect(try ask(server, "DELETE", "/now")?.body == "DELETE /now  127.0.0.1 42")
        #expect(try ask(server, "GET", "/venues/third/now")?.body == #"{"error":"no such venue"}"#)
    }

    @Test func theControlApiNamesTheVenueInItsOwnPath() throws {
        let server = try RunningServer { $0.wallMs = { 42 } }
        server.venues[1].stop()
        let path = "/plimsoll/v1/venues/third/digest"
        #expect(try ask(server, "GET", path)?.body == #"{"error":"no such venue"}"#)
        #expect(try ask(server, "GET", "/venues/other" + path)?.body == #"{"error":"no such venue"}"#)
        #expect(
            try ask(server, "GET", "/plimsoll/v1/venues/other/digest")?.body
                == "GET /plimsoll/v1/venues/other/digest  127.0.0.1 42")
    }

    @Test func callersOfTwoVenuesShareNoRateLimit() throws {
        let server = try RunningServer()
        #expect(try ask(server, "GET", "/limited")?.body == "free")
        #expect(try ask(server, "GET", "/limited")?.body == "limited")
        #expect(try ask(server, "GET", "/venues/other/limited")?.body == "free")
    }

    @Test func rateLimitsCanBeSwitchedOff() throws {
        let server = try RunningServer { $0.hasRateLimits = false }
        #expect(try ask(server, "GET", "/limited")?.body == "off")
    }
}
