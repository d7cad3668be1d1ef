import HTTP1
import Testing

struct RequestLineTests {
    private func line(_ line: String) -> Outcome { parse("\(line)\r\nHost: a\r\n\r\n") }

    @Test func pathAndQueryAreTheRawBytes() throws {
        let request = try #require(line("GET /v5/a%20b?symbol=BTC%2FUSDT&x={\"y\"}? HTTP/1.1").request)
        #expect(request.path == "/v5/a%20b")
        #expect(request.query == "symbol=BTC%2FUSDT&x={\"y\"}?")
    }

    @Test(arguments: ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "M-SEARCH"])
    func capitalTokensAreMethods(method: String) {
        #expect(line("\(method) / HTTP/1.1").request?.method == method)
    }

    @Test(arguments: ["get", "Get", "GE7", "G:T", "G\u{0}T", "", "G\u{e9}T"])
    func badMethodTokensAre400(method: String) {
        #expect(line("\(method) / HTTP/1.1") == .refused(.malformedRequestLine))
    }

    @Test(arguments: ["CONNECT a:443 HTTP/1.1", "TRACE / HTTP/1.1"])
    func tunnelsAndTracesAre501(text: String) {
        #expect(line(text).refusal?.status == 501)
    }

    @Test(arguments: ["HTTP/2.0", "HTTP/1.2", "HTTP/0.9", "HTTP/3.0"])
    func unsupportedVersionIs505(version: String) {
        #expect(line("GET / \(version)").refusal?.status == 505)
    }

    @Test(arguments: [
        "HTTP/1", "HTTP/1.1 ", "HTTP/1,1", "http/1.1", "HTTP/11.1", "HTTQ/1.1", " HTTP/1.1", "x HTTP/1.1",
    ])
    func malformedVersionIs400(version: String) {
        #expect(line("GET / \(version)") == .refused(.malformedRequestLine))
    }

    @Test(arguments: ["GET /", "GET", "GET  / HTTP/1.1", "GET\t/ HTTP/1.1", " GET / HTTP/1.1", "GET  HTTP/1.1"])
    func partsAreSeparatedByOneSpaceEach(text: String) {
        #expect(line(text).refusal?.status == 400)
    }

    @Test(arguments: [
        ("http://venue/v5/time?x=1", "/v5/time", "x=1"), ("HTTPS://venue:8443/", "/", ""), ("http://venue", "/", ""),
        ("http://[::1]:80?x", "/", "x"),
    ])
    func absoluteFormIsReducedToItsPath(target: String, path: String, query: String) {
        let request = line("GET \(target) HTTP/1.1").request
        #expect(request?.path == path)
        #expect(request?.query == query)
    }

    @Test(arguments: ["http://", "http:///a", "http://u@a/", "http:a", "ftp://a/", "https://?x"])
    func absoluteFormNeedsAKnownSchemeAndAPlainAuthority(target: String) {
        #expect(line("GET \(target) HTTP/1.1") == .refused(.malformedTarget))
    }

    @Test func asteriskIsForOptionsOnly() {
        #expect(line("OPTIONS * HTTP/1.1").request?.path == "*")
        #expect(line("GET * HTTP/1.1") == .refused(.malformedTarget))
        #expect(line("OPTIONS *a HTTP/1.1") == .refused(.malformedTarget))
    }

    @Test(arguments: ["a", "?a", "/a#b", "/a\u{0}", "/a\u{1}b", "/a\u{7f}", "/\u{e9}", "/a\rb", "/?\u{0}"])
    func targetsAreVisibleASCIIFromASlashOn(target: String) {
        #expect(line("GET \(target) HTTP/1.1") == .refused(.malformedTarget))
    }

    @Test(arguments: [
        "/a%", "/a%2", "/a%zz", "/%00", "/%2", "/..", "/../a", "/a/..", "/%2e%2E/a", "/a%2f..%2fb", "//../",
    ])
    func pathsThatTwoReadersResolveDifferentlyAreRefused(path: String) {
        #expect(line("GET \(path) HTTP/1.1") == .refused(.malformedTarget))
        #expect(line("GET http://a\(path) HTTP/1.1") == .refused(.malformedTarget))
    }

    @Test(arguments: ["/...", "/..a", "/a..", "/.", "//", "/%2e", "/a%2Fb", "/%20"])
    func otherPathsPass(path: String) {
        #expect(line("GET \(path) HTTP/1.1").request?.path == path)
    }

    @Test func oneEmptyLineMayStandBefore() {
        #expect(parse("\r\n" + get()).request != nil)
        #expect(parse("\r\n\r\n" + get()) == .refused(.malformedRequestLine))
    }

    @Test func aForeignProtocolIsRefusedAtItsFirstByte() {
        #expect(parse("\u{16}\u{3}\u{1}") == .refused(.malformedRequestLine))
    }
}
