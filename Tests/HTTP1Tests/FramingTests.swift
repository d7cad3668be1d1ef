import HTTP1
import Testing

struct FramingTests {
    @Test func lengthDelimitsTheBody() {
        guard case .complete(let request, let rest) = parse(post("Content-Length: 5\r\n", "hello" + get())) else {
            Issue.record("not complete")
            return
        }
        #expect(request.body == octets("hello"))
        #expect(rest == get().utf8.count)
    }

    @Test func withoutLengthThereIsNoBody() {
        #expect(parse(post("", "hello")).request?.body == [])
        #expect(parse(post("Content-Length: 0\r\n", "hello")).request?.body == [])
    }

    @Test func bodiesMayComeWithAnyMethod() {
        #expect(parse(get("Content-Length: 2\r\n") + "hi").request?.body == octets("hi"))
    }

    @Test(arguments: [
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n",
    ])
    func lengthBesideTransferEncodingIs400(fields: String) {
        #expect(parse(post(fields, "0\r\n\r\n")) == .refused(.lengthBesideCoding))
    }

    @Test(arguments: ["5", "6", "0"])
    func duplicateLengthIs400(second: String) {
        let fields = "Content-Length: 5\r\nContent-Length: \(second)\r\n"
        #expect(parse(post(fields, "hello")) == .refused(.repeatedLength))
    }

    @Test(arguments: ["+5", "-5", "-0", "05", "00", "5, 5", "5,", "0x5", "5.0", "1 0", "five", "", "\t5", "5\t", "5;"])
    func signedOrPaddedOrOtherwiseOddLengthIs400(length: String) {
        #expect(parse(post("Content-Length: \(length)\r\n", "hello")) == .refused(.malformedLength))
    }

    @Test(arguments: ["1048577", "9223372036854775807", "9223372036854775808", "18446744073709551621"])
    func lengthAboveTheLimitIs413(length: String) {
        #expect(parse(post("Content-Length: \(length)\r\n", "")) == .refused(.bodyTooLarge))
    }

    @Test func bodyOfExactlyTheLimitPasses() {
        let body = String(repeating: "x", count: 1024 * 1024)
        #expect(parse(post("Content-Length: 1048576\r\n", body)).request?.body.count == 1024 * 1024)
        #expect(parse(chunked("100000\r\n\(body)\r\n0\r\n\r\n")).request?.body.count == 1024 * 1024)
    }

    @Test(arguments: [
        "gzip", "identity", "gzip, chunked", "chunked, chunked", "xchunked", "\"chunked\"", "", "\tchunked",
    ])
    func unknownTransferCodingIs400(coding: String) {
        #expect(parse(post("Transfer-Encoding: \(coding)\r\n", "0\r\n\r\n")).refusal == .unknownCoding)
        #expect(Refusal.unknownCoding.status == 400)
    }

    @Test func chunkedTwiceIs400() {
        let fields = "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"
        #expect(parse(post(fields, "0\r\n\r\n")) == .refused(.unknownCoding))
    }

    @Test func chunkedFromHTTP10Is400() {
        let text = "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        #expect(parse(text) == .refused(.unknownCoding))
    }

    @Test(arguments: [
        ("0\r\n\r\n", ""), ("5\r\nhello\r\n0\r\n\r\n", "hello"), ("3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n", "hello"),
        ("00a\r\n0123456789\r\n000\r\n\r\n", "0123456789"), ("A\r\n0123\r\n6789\r\n0\r\n\r\n", "0123\r\n6789"),
        ("5;a=b;c=\"d\"\r\nhello\r\n0;e\r\n\r\n", "hello"), ("2\r\nhi\r\n0\r\nX-Sum: 1\r\nY:\r\n\r\n", "hi"),
    ])
    func chunksAreJoined(raw: String, body: String) throws {
        guard case .complete(let request, let rest) = parse(chunked(raw) + "next") else {
            Issue.record("not complete")
            return
        }
        #expect(request.body == octets(body))
        #expect(rest == 4)
    }

    @Test func codingNameIgnoresCase() {
        #expect(parse(post("TRANSFER-ENCODING: Chunked\r\n", "2\r\nhi\r\n0\r\n\r\n")).request?.body == octets("hi"))
    }

    @Test(arguments: [
        "g\r\n", "+5\r\n", "-1\r\n", "0x5\r\n", "\r\n", ";a\r\n", " 5\r\n", "5 \r\n", "5 ;a\r\n", "5\t\r\n",
        "fffffffffffffffff\r\n", "5;a\u{0}\r\n", "5;a\rb\r\n", "5\r\r\n", "5\r\nhello!\r\n", "5\r\nhello0",
        "5\r\nhello\r\r\n",
    ])
    func brokenChunkFramingIs400(raw: String) {
        #expect(parse(chunked(raw)) == .refused(.malformedChunk))
    }

    @Test(arguments: ["5\nhello\r\n0\r\n\r\n", "5;a\nhello\r\n", "5\r\nhello\n0\r\n\r\n", "0\r\n\n", "0\n\r\n"])
    func bareLineFeedInChunksIs400(raw: String) {
        #expect(parse(chunked(raw)) == .refused(.bareLineFeed))
    }

    @Test func chunksAboveTheLimitTogetherAre413() {
        let limits = Limits(bodyBytes: 8)
        #expect(parse(chunked("5\r\nhello\r\n3\r\nabc\r\n0\r\n\r\n"), limits: limits).request?.body.count == 8)
        #expect(parse(chunked("5\r\nhello\r\n4\r\n"), limits: limits) == .refused(.bodyTooLarge))
        #expect(parse(chunked("7fffffffffffff\r\n")) == .refused(.bodyTooLarge))
    }

    @Test func trailersAreCheckedAndDropped() throws {
        let request = try #require(parse(chunked("0\r\nHost: b\r\nContent-Length: 9\r\n\r\n")).request)
        #expect(request.fields.map(\.name) == ["host", "transfer-encoding"])
        #expect(parse(chunked("0\r\nX : a\r\n\r\n")) == .refused(.malformedField))
        #expect(parse(chunked("0\r\nX: a\r\n b\r\n\r\n")) == .refused(.foldedField))
        #expect(parse(chunked("0\r\nGET / HTTP/1.1\r\n\r\n")) == .refused(.malformedField))
    }

    @Test func trailersAndExtensionsAreBounded() {
        let line = "X: \(String(repeating: "x", count: 1000))\r\n"
        #expect(parse(chunked("0\r\n" + String(repeating: line, count: 16) + "\r\n")).request != nil)
        #expect(parse(chunked("0\r\n" + String(repeating: line, count: 17))).refusal == .fieldsTooLarge)
        #expect(parse(chunked("0\r\n" + String(repeating: "X:\r\n", count: 101))).refusal == .fieldsTooLarge)
        let extended = "1;\(String(repeating: "x", count: 1000))\r\na\r\n"
        #expect(parse(chunked(String(repeating: extended, count: 17))).refusal == .fieldsTooLarge)
    }

    @Test func manySmallChunksCostNoBudget() {
        let body = String(repeating: "1\r\na\r\n", count: 20_000) + "0\r\n\r\n"
        #expect(parse(chunked(body)).request?.body.count == 20_000)
    }

    @Test func headAboveTheLimitIs431() {
        let room = 16 * 1024 - get("X: \r\n").utf8.count
        #expect(parse(get("X: \(String(repeating: "x", count: room))\r\n")).request != nil)
        #expect(parse(get("X: \(String(repeating: "x", count: room + 1))\r\n")) == .refused(.fieldsTooLarge))
        #expect(parse("GET /" + String(repeating: "x", count: 16 * 1024)) == .refused(.fieldsTooLarge))
    }

    @Test func moreFieldsThanTheLimitAre431() {
        #expect(parse(get(String(repeating: "X:\r\n", count: 99))).request?.fields.count == 100)
        #expect(parse(get(String(repeating: "X:\r\n", count: 100))) == .refused(.fieldsTooLarge))
    }

    @Test func everyPrefixOfARequestIsIncomplete() {
        let whole = octets(chunked("5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n"))
        for length in whole.indices {
            var parser = RequestParser()
            #expect(parser.outcome(Array(whole[..<length])) == .incomplete)
            #expect(parser.hasBegun == (length > 0))
        }
    }
}
