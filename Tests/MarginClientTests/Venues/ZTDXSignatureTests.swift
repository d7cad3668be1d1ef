import MarginClient
import Testing

/// Signatures made with `openssl dgst -sha256 -hmac plimsoll_demo_secret`.
@Suite struct ZTDXSignatureTests {
    private static let key = "demo"

    private func request(
        recvWindowMs: Int = 5_000, _ call: (ZTDXVenue) async throws -> Void
    ) async throws -> HTTPRequest {
        let transport = ScriptedTransport { _, _ in .json("[]") }
        let line = Line(transport, surroundings: TestSurroundings().surroundings)
        let credentials = try Credentials.test(key: Self.key, secret: "plimsoll_demo_secret")
        try? await call(ZTDXVenue(credentials, at: "http://venue", over: line, recvWindowMs: recvWindowMs))
        return try #require(transport.requests.first)
    }

    @Test(arguments: [
        (ZTDXMarginMode.unified, "181f59d3d0a0895bb8ec234ffb2503b87af8b883da14bbdea2a7c74a6d1aa609"),
        (.isolated, "ac3ef4b3f80fbb6a1010d81428f5a50fe35401d7a7ef10168cb0318364730006"),
    ])
    func `a switch is signed over query and body`(_ mode: ZTDXMarginMode, _ signature: String) async throws {
        let request = try await request { _ = try await $0.setMarginMode(mode) }
        #expect(
            request.url
                == "http://venue/api/v1/account/margin-mode?timestamp=1700000000000&signature=\(signature)")
        #expect(String(decoding: request.body, as: UTF8.self) == #"{"margin_mode":"\#(mode.rawValue)"}"#)
        #expect(request.field("X-MBX-APIKEY") == Self.key)
        #expect(request.field("Content-Type") == "application/json")
    }

    @Test func `another window is in the query, and so in the signature`() async throws {
        let request = try await request(recvWindowMs: 20_000) { _ = try await $0.setMarginMode(.unified) }
        #expect(
            request.url == "http://venue/api/v1/account/margin-mode?timestamp=1700000000000&recvWindow=20000&signature="
                + "fa0f78e2af6b895f707366f8fc38c3949ec00231e28339e71ae69e5bee9303de")
    }

    @Test func `a question is signed over its query alone`() async throws {
        let request = try await request { _ = try await $0.unifiedAccount() }
        #expect(
            request.url == "http://venue/api/v1/unified/account?timestamp=1700000000000&signature="
                + "cfc9c27735c32c0e94dda2a3fa5b03c2c996ac13d8f30613adcb289784cf5758")
    }
}
