import HTTP1
import TestSupport
import Testing

struct RobustnessTests {
    private static let valid = [
        get("X-BAPI-API-KEY: k\r\nUser-Agent: x\r\n"),
        "POST /v5/order/create?a=%20b HTTP/1.1\r\nHost: a:80\r\nContent-Length: 14\r\nX: y\r\n\r\n{\"side\":\"Buy\"}",
        "OPTIONS * HTTP/1.1\r\nHost: [::1]\r\n\r\n",
        "\r\nGET http://a/b?c HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "PUT / HTTP/1.0\r\nContent-Length: 3\r\nConnection: keep-alive\r\n\r\n\r\n\r",
        chunked("5;a=b\r\nhello\r\n00\r\nTrailer: x\r\n\r\n"),
        chunked("1\r\na\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n"),
    ]

    @Test(arguments: valid)
    func validRequestCutInTwoAnywhereParsesTheSame(text: String) throws {
        let bytes = octets(text)
        let expected = try #require(parse(text).request)
        for cut in bytes.indices.dropFirst() {
            var parser = RequestParser()
            var outcome = parser.outcome(Array(bytes[..<cut]))
            if outcome.request == nil { outcome = parser.outcome(Array(bytes[cut...])) }
            #expect(outcome.request == expected)
        }
    }

    @Test(arguments: valid)
    func validRequestInThreePortionsParsesTheSame(text: String) throws {
        let bytes = octets(text)
        let expected = try #require(parse(text).request)
        var source = SplitMix64(seed: 1)
        for _ in 0..<500 {
            let cuts = [
                Int.random(in: 0...bytes.count, using: &source), Int.random(in: 0...bytes.count, using: &source),
            ]
            .sorted()
            var parser = RequestParser()
            var requests: [Summary] = []
            for portion in [bytes[..<cuts[0]], bytes[cuts[0]..<cuts[1]], bytes[cuts[1]...]] {
                if let request = parser.outcome(Array(portion)).request { requests.append(request) }
            }
            #expect(requests == [expected])
        }
    }

    @Test(arguments: valid)
    func validRequestByteByByteParsesTheSame(text: String) throws {
        var parser = RequestParser()
        let expected = try #require(parse(text).request)
        for round in 1...2 {  // the parser is ready for the next request after the first
            let outcomes = octets(text).map { parser.outcome([$0]) }
            #expect(outcomes.compactMap(\.request) == [expected], "round \(round)")
        }
    }

    @Test func damagedRequestsNeitherTrapNorSlipThroughAfterARefusal() {
        var source = SplitMix64(seed: 2)
        var refusals = 0
        for _ in 0..<20_000 {
            var bytes = octets(Self.valid.randomElement(using: &source) ?? "")
            for _ in 0..<Int.random(in: 1...3, using: &source) {
                let index = Int.random(in: bytes.indices, using: &source)
                switch Int.random(in: 0...2, using: &source) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &source)
                case 1: bytes.insert(UInt8.random(in: 0...255, using: &source), at: index)
                default: bytes.remove(at: index)
                }
            }
            let peer = Peer()
            let actions = peer.send(bytes)
            if let request = actions.dispatch {
                #expect(request.path.utf8.first == UInt8(ascii: "/") || request.path == "*")
                #expect(request.fields.allSatisfy { $0.value.utf8.allSatisfy { $0 >= 32 || $0 == 9 } })
            }
            guard actions.close else { continue }
            refusals += 1
            let after = peer.send(get())
            #expect(after.dispatch == nil && after.write.isEmpty)
        }
        #expect(refusals > 5_000)
    }

    @Test func randomBytesAreNeverARequest() {
        var source = SplitMix64(seed: 3)
        for _ in 0..<2_000 {
            let bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &source) }
            let peer = Peer()
            #expect(peer.send(bytes).dispatch == nil)
        }
    }

    @Test func aMebibyteDrippedByteByByteParses() {
        let body = [UInt8](repeating: 0x61, count: 1024 * 1024)
        let peer = Peer()
        #expect(peer.send(post("Content-Length: \(body.count)\r\n", "")).dispatch == nil)
        var dispatched: [Request] = []
        for byte in body {
            if let request = peer.send([byte]).dispatch { dispatched.append(request) }
        }
        #expect(dispatched.map(\.body) == [body])
    }

    @Test func aLongHeadDrippedByteByByteParses() {
        let value = String(repeating: "x", count: 16_000)
        let peer = Peer()
        var dispatched: [Request] = []
        for byte in octets(get("X: \(value)\r\n")) {
            if let request = peer.send([byte]).dispatch { dispatched.append(request) }
        }
        #expect(dispatched.map { $0.field("x") } == [value])
    }

    @Test func anEmptyPortionBeginsNothing() {
        var parser = RequestParser()
        #expect(parser.outcome([]) == .incomplete)
        #expect(!parser.hasBegun)
    }
}
