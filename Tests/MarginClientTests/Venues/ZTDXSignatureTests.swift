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

    private static let unified = #"{"margin_mode":"unified"}"#

    @Test(arguments: [
        ("timestamp=1700000000000", unified, "181f59d3d0a0895bb8ec234ffb2503b87af8b883da14bbdea2a7c74a6d1aa609"),
        (
            "timestamp=1700000000000", #"{"margin_mode":"isolated"}"#,
            "ac3ef4b3f80fbb6a1010d81428f5a50fe35401d7a7ef10168cb0318364730006"
        ),
        (
            "timestamp=1700000000000", #"{"margin_mode": "unified"}"#,
            "280ce2dd5f921de379283b8595c64bc98a8f5019d27e87528351ef295670b47b"
        ),
        (
            "timestamp=1700000000000&recvWindow=5000", unified,
            "9b465268acdbe4a81209ce7835f8bbe1b0cbf36dceb2177a77469fde2b6c4ce2"
        ),
        (
            "recvWindow=5000&timestamp=1700000000000", unified,
            "21196c929828795298af498b0da41c3aaff2ad63fbc57d138bffd2b57b441849"
        ),
        ("timestamp=1700000000000", "", "cfc9c27735c32c0e94dda2a3fa5b03c2c996ac13d8f30613adcb289784cf5758"),
        (
            "symbol=BTCUSDT&note=a%2Cb&timestamp=1700000000000", "",
            "45d6992add296403a2d49fc0d50b44a83c8334c23ec6fc2b12a26eaf703e9b35"
        ),
        (
            "symbol=BTCUSDT&note=a,b&timestamp=1700000000000", "",
            "5d2c716cfffa718202d44f4d83c46ce516f604a1481405f1a965b0b57b153f95"
        ),
    ])
    func `every byte of query and body is signed as it is`(
        _ query: String, _ body: String, _ signature: String
    ) throws {
        let signer = ZTDXSigner(try .test(key: Self.key, secret: "plimsoll_demo_secret"))
        #expect(signer.signature(query: query, body: Array(body.utf8)) == signature)
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
