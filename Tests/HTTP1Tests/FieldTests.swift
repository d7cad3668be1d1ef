import HTTP1
import Testing

struct FieldTests {
    @Test func namesAreLoweredAndValuesTrimmedInTheOrderReceived() throws {
        let request = try #require(parse(get("X-BAPI-Sign: \t a b\t \r\nEmpty:\r\nx_y:1\r\n")).request)
        #expect(
            request.fields == [
                Request.Field(name: "host", value: "a"), Request.Field(name: "x-bapi-sign", value: "a b"),
                Request.Field(name: "empty", value: ""), Request.Field(name: "x_y", value: "1"),
            ])
    }

    @Test func firstFieldOfANameIsFound() {
        let fields = [Request.Field(name: "a", value: "1"), Request.Field(name: "a", value: "2")]
        let request = Request(method: .get, methodText: "GET", path: "/", fields: fields)
        #expect(request.field("a") == "1")
        #expect(request.field("b") == nil)
    }

    @Test(arguments: ["X: a\n", "\n"])
    func bareLineFeedIs400(line: String) {
        #expect(parse(get(line)) == .refused(.bareLineFeed))
        #expect(parse("GET / HTTP/1.1\n" + get()) == .refused(.bareLineFeed))
    }

    @Test(arguments: ["X: a\rb\r\n", "X\r: a\r\n", "X: a\r\r\n", "\r\r\n"])
    func bareCarriageReturnIs400(line: String) {
        #expect(parse(get(line)).refusal?.status == 400)
    }

    @Test(arguments: [" b\r\n", "\tb\r\n", " \r\n"])
    func foldedFieldIs400(line: String) {
        #expect(parse(get("X: a\r\n" + line)) == .refused(.foldedField))
        #expect(parse("GET / HTTP/1.1\r\n\(line)Host: a\r\n\r\n") == .refused(.foldedField))
    }

    @Test(arguments: ["X : a\r\n", "X\t: a\r\n", "Content-Length : 0\r\n", "X Y: a\r\n"])
    func spaceBeforeTheColonIs400(line: String) {
        #expect(parse(get(line)) == .refused(.malformedField))
    }

    @Test(arguments: ["X\r\n", ": a\r\n", "X(): a\r\n", "X\u{e9}: a\r\n", "X\u{1}: a\r\n", "\"X\": a\r\n"])
    func namesAreTokensBeforeAColon(line: String) {
        #expect(parse(get(line)) == .refused(.malformedField))
    }

    @Test(arguments: ["X: a\u{0}b\r\n", "X: a\u{1}\r\n", "X: \u{7f}\r\n", "X\u{0}: a\r\n", "X: \u{b}a\r\n"])
    func nulAndOtherControlCharactersAre400(line: String) {
        #expect(parse(get(line)) == .refused(.malformedField))
    }

    @Test(arguments: UInt8.min...UInt8.max)
    func everyByteOfAValueIsJudgedWhereverItStands(byte: UInt8) {
        let passes = byte == 0x09 || (0x20...0x7E).contains(byte)
        for position in 0..<17 {
            var value = [UInt8](repeating: 0x61, count: 17)
            value[position] = byte
            var parser = RequestParser()
            let outcome = parser.outcome(octets("GET / HTTP/1.1\r\nHost: a\r\nX: ") + value + octets("\r\n\r\n"))
            #expect((outcome.request != nil) == passes)
            #expect((outcome.refusal != nil) == !passes)
        }
    }

    @Test(arguments: (UInt8.min...UInt8.max).filter { $0 != UInt8(ascii: ":") })
    func everyByteOfANameIsATokenCharacter(byte: UInt8) {
        let tokens = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
        var parser = RequestParser()
        let outcome = parser.outcome(octets("GET / HTTP/1.1\r\nHost: a\r\nX") + [byte] + octets("Y: a\r\n\r\n"))
        #expect((outcome.request != nil) == tokens.utf8.contains(byte))
        #expect((outcome.refusal != nil) == !tokens.utf8.contains(byte))
    }

    @Test func valuesAreUTF8() {
        #expect(parse(get("X: \u{c3}\u{a9}\r\n")).request?.fields.last?.value == "\u{e9}")
        #expect(parse(get("X: \u{e9}\r\n")) == .refused(.malformedField))
    }

    @Test func missingHostIs400OnHTTP11Only() {
        #expect(parse("GET / HTTP/1.1\r\n\r\n") == .refused(.missingHost))
        #expect(parse("GET http://a/ HTTP/1.1\r\n\r\n") == .refused(.missingHost))
        #expect(parse("GET / HTTP/1.0\r\n\r\n").request?.version == .http10)
    }

    @Test(arguments: ["HTTP/1.1", "HTTP/1.0"])
    func severalHostsAre400(version: String) {
        #expect(parse("GET / \(version)\r\nHost: a\r\nhost: a\r\n\r\n") == .refused(.repeatedHost))
    }

    @Test(arguments: ["a", "127.0.0.1:8787", "[::1]", "[::ffff:1.2.3.4]:80", "a-b.c_d", "a.", "a:"])
    func hostsAreNamesOrAddresses(host: String) {
        #expect(parse("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n").request != nil)
    }

    @Test(arguments: [
        "", ":80", "a/b", "a b", "u@a", "a..b", ".", ".a", "[::1", "[]", "[::1]a", "[g]", "a:x", "a:1:2", "a, b",
        "a%00", "\ta", "a\t",
    ])
    func otherHostsAre400(host: String) {
        #expect(parse("GET / HTTP/1.1\r\nHost:\(host)\r\n\r\n") == .refused(.malformedHost))
    }

    @Test(arguments: [
        ("HTTP/1.1", "", true), ("HTTP/1.1", "close", false), ("HTTP/1.1", "x ,\tCLOSE", false),
        ("HTTP/1.1", "keep-alive", true), ("HTTP/1.0", "", false), ("HTTP/1.0", "Keep-Alive", true),
        ("HTTP/1.0", "keep-alive, close", false), ("HTTP/1.1", "closed", true),
    ])
    func connectionOptionsDecideWhetherItStays(version: String, options: String, keepsAlive: Bool) {
        let request = parse("GET / \(version)\r\nHost: a\r\nConnection: \(options)\r\n\r\n").request
        #expect(request?.keepsAlive == keepsAlive)
    }

    @Test func optionsOfSeveralConnectionFieldsAddUp() {
        #expect(parse(get("Connection: close\r\nConnection: keep-alive\r\n")).request?.keepsAlive == false)
    }

    @Test func upgradeRequestsAreOrdinaryRequests() {
        let request = parse(get("Connection: Upgrade\r\nUpgrade: websocket\r\n")).request
        #expect(request?.fields.last == Request.Field(name: "upgrade", value: "websocket"))
        #expect(request?.keepsAlive == true)
    }
}
