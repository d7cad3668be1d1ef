import HTTP1
import Testing

struct ResponseWriterTests {
    private func written(_ response: Response, to request: String = get()) -> String {
        let peer = Peer()
        _ = peer.send(request)
        return text(peer.answer(response).write)
    }

    @Test func fieldsTravelAsSpelledBeforeTheBody() {
        let response = Response(
            status: 429, contentType: "text/plain", fields: [("X-Bapi-Limit", "10"), ("ratelimit", "\u{e9}")],
            body: octets("slow"))
        #expect(
            written(response) == """
                HTTP/1.1 429 Too Many Requests\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\
                X-Bapi-Limit: 10\r\nratelimit: \u{e9}\r\n\r\nslow
                """)
    }

    @Test(arguments: [204, 304])
    func answersWithoutContentHaveNeitherBodyNorLength(status: Int) {
        let bytes = written(Response(status: status, fields: [("ETag", "1")], body: octets("x")))
        #expect(bytes.hasPrefix("HTTP/1.1 \(status) N"))
        #expect(bytes.hasSuffix("\r\nETag: 1\r\n\r\n"))
        #expect(!bytes.contains("Content-"))
    }

    @Test func emptyBodyHasLengthZero() {
        #expect(written(Response(status: 200)).hasSuffix("Content-Length: 0\r\n\r\n"))
    }

    @Test func unknownStatusHasAnEmptyReason() {
        #expect(written(Response(status: 499)).hasPrefix("HTTP/1.1 499 \r\n"))
    }

    @Test func lineBreaksInAFieldBecomeSpaces() {
        let response = Response(
            status: 302, contentType: "a\r\nX: 1", fields: [("Location", "/\r\nSet-Cookie: x\u{0}"), ("A\r\nB", "1")])
        #expect(
            written(response) == """
                HTTP/1.1 302 Found\r\nContent-Type: a  X: 1\r\nContent-Length: 0\r\n\
                Location: /  Set-Cookie: x \r\nA  B: 1\r\n\r\n
                """)
    }

    @Test func http11AnswersSayNothingOfKeepAlive() {
        #expect(!written(Response(status: 200), to: get("Connection: keep-alive\r\n")).contains("Connection"))
    }

    @Test func responsesAreEqualIfAllPartsAre() {
        let response = Response(status: 200, fields: [("a", "b")], body: [1])
        #expect(response == Response(status: 200, fields: [("a", "b")], body: [1]))
        #expect(response != Response(status: 201, fields: [("a", "b")], body: [1]))
        #expect(response != Response(status: 200, fields: [("a", "c")], body: [1]))
        #expect(response != Response(status: 200, fields: [("a", "b")], body: [2]))
        #expect(response != Response(status: 200, contentType: "x", fields: [("a", "b")], body: [1]))
    }
}
