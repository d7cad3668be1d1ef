import Desks
import Dialects
import HTTP1
import Testing
import Wire
import ZTDXV1

@Suite("A call's key, time and signature")
struct AuthenticationTests {
    static let path = "/api/v1/account/margin-mode"

    struct Vector: Sendable, CustomTestStringConvertible {
        let name: String
        let query: String
        let body: String
        let signature: String
        var testDescription: String { name }
    }

    /// Made with Python's hmac over the secret `plimsoll_demo_secret`, checked with openssl.
    static let vectors = [
        Vector(
            name: "V1", query: "timestamp=1700000000000", body: #"{"margin_mode":"unified"}"#,
            signature: "181f59d3d0a0895bb8ec234ffb2503b87af8b883da14bbdea2a7c74a6d1aa609"),
        Vector(
            name: "V2", query: "timestamp=1700000000000", body: #"{"margin_mode":"isolated"}"#,
            signature: "ac3ef4b3f80fbb6a1010d81428f5a50fe35401d7a7ef10168cb0318364730006"),
        Vector(
            name: "V3", query: "timestamp=1700000000000", body: #"{"margin_mode": "unified"}"#,
            signature: "280ce2dd5f921de379283b8595c64bc98a8f5019d27e87528351ef295670b47b"),
        Vector(
            name: "V4", query: "timestamp=1700000000000&recvWindow=5000", body: #"{"margin_mode":"unified"}"#,
            signature: "9b465268acdbe4a81209ce7835f8bbe1b0cbf36dceb2177a77469fde2b6c4ce2"),
        Vector(
            name: "V5", query: "recvWindow=5000&timestamp=1700000000000", body: #"{"margin_mode":"unified"}"#,
            signature: "21196c929828795298af498b0da41c3aaff2ad63fbc57d138bffd2b57b441849"),
        Vector(
            name: "V6", query: "timestamp=1700000000000", body: "",
            signature: "cfc9c27735c32c0e94dda2a3fa5b03c2c996ac13d8f30613adcb289784cf5758"),
        Vector(
            name: "V7", query: "symbol=BTCUSDT&note=a%2Cb&timestamp=1700000000000", body: "",
            signature: "45d6992add296403a2d49fc0d50b44a83c8334c23ec6fc2b12a26eaf703e9b35"),
        Vector(
            name: "V7d", query: "symbol=BTCUSDT&note=a%2Cb&timestamp=1700000000000", body: "",
            signature: "5d2c716cfffa718202d44f4d83c46ce516f604a1481405f1a965b0b57b153f95"),
    ]

    @Test("ZTDX-MODE-1, ZTDX-MODE-2: every vector is accepted", arguments: vectors)
    func vector(_ vector: Vector) throws {
        var venue = try TestVenue()
        let (method, path) = vector.body.isEmpty ? ("GET", "/fapi/v1/openOrders") : ("POST", Self.path)
        let request = venue.request(
            method, path, "\(vector.query)&signature=\(vector.signature)", body: vector.body, key: "demo")
        #expect(try venue.send(request).status == 200)
    }

    @Test("ZTDX-MODE-2: a signature may stand anywhere in the query and have capital digits")
    func position() throws {
        var venue = try TestVenue()
        let signature = Self.vectors[4].signature.uppercased()
        let request = venue.request(
            "POST", Self.path, "recvWindow=5000&signature=\(signature)&timestamp=1700000000000",
            body: Self.vectors[4].body, key: "demo")
        #expect(try venue.send(request).status == 200)
    }

    @Test("ZTDX-MODE-1: a signature over other spaces than were sent is refused")
    func otherBytes() throws {
        var venue = try TestVenue()
        let request = venue.request(
            "POST", Self.path, "timestamp=1700000000000&signature=\(Self.vectors[2].signature)",
            body: Self.vectors[0].body, key: "demo")
        let reply = try venue.send(request)
        #expect(reply.status == 401)
        #expect(reply.code == "-1022")
        #expect(reply["msg"] == "Signature for this request is not valid.")
    }

    @Test("ZTDX-MODE-1: a form body may carry parameters, timestamp and signature")
    func form() throws {
        var venue = try TestVenue()
        let text = "symbol=BTCUSDT&leverage=7&timestamp=1700000000000"
        let signature = Hex.encode(HMACSHA256.digest(key: Array(Caller.demo.secret.utf8), Array(text.utf8)))
        let request = venue.request(
            "POST", "/fapi/v1/leverage", body: "\(text)&signature=\(signature)", key: "demo")
        let reply = try venue.send(request)
        #expect(reply.status == 200)
        #expect(reply["leverage"] == "7")
    }

    /// Each case breaks one check and every check after it, so that the order of the checks decides the answer.
    static let wrong: [(String?, String, Int, String)] = [
        (nil, "", 401, "-2014"),
        ("no spaces allowed", "", 401, "-2014"),
        ("nobody", "", 401, "-2015"),
        ("bybit", "", 401, "-2015"),
        ("expired", "", 401, "-2015"),
        ("read-only", "recvWindow=60001", 400, "-1102"),
        ("read-only", "timestamp=soon&recvWindow=60001", 400, "-1102"),
        ("read-only", "timestamp=1600000000000&recvWindow=60001", 400, "-1131"),
        ("read-only", "timestamp=1600000000000&recvWindow=-1", 400, "-1131"),
        ("read-only", "timestamp=1600000000000&recvWindow=long", 400, "-1131"),
        ("read-only", "timestamp=1600000000000", 400, "-1021"),
        ("read-only", "timestamp=1700000000000", 400, "-1102"),
        ("read-only", "timestamp=1700000000000&signature=ab&signature=ab", 400, "-1102"),
        ("read-only", "timestamp=1700000000000&signature=zz", 401, "-1022"),
        ("read-only", "timestamp=1700000000000&signature=ab", 401, "-1022"),
    ]

    @Test("ZTDX-MODE-4: the first check that fails names the code", arguments: wrong)
    func order(_ key: String?, _ query: String, _ status: Int, _ code: String) throws {
        var venue = try TestVenue()
        let reply = try venue.send(venue.request("POST", Self.path, query, body: "not even JSON", key: key))
        #expect(reply.status == status)
        #expect(reply.code == code)
        #expect(reply["msg"]?.isEmpty == false)
    }

    @Test("A signed call of a key that may not make it is refused", arguments: [Caller.readOnly, .elsewhere])
    func permission(_ caller: Caller) throws {
        var venue = try TestVenue()
        let reply = try venue.switch(to: "unified", as: caller)
        #expect(reply.status == 401)
        #expect(reply.code == "-2015")
    }

    @Test(
        "A locked account is refused like a key without permission, signed or not",
        arguments: [AccountStanding.abnormal, .frozen, .disabled, .unified])
    func locked(_ standing: AccountStanding) throws {
        var venue = try TestVenue()
        venue.setStanding(standing, of: .demo)
        let signed = try venue.call("GET", "/api/v1/unified/account")
        #expect(signed.status == 401)
        #expect(signed.code == "-2015")
        #expect(signed["msg"] == "Invalid API-key, IP, or permissions for action.")
        #expect(try venue.send(venue.request("POST", "/fapi/v1/listenKey", key: Caller.demo.key)).code == "-2015")
        let forged = "timestamp=\(venue.wireTimeMs)&signature=ab"
        #expect(try venue.send(venue.request("GET", "/api/v1/unified/account", forged, key: "demo")).code == "-1022")
        venue.setStanding(.normal, of: .demo)
        #expect(try venue.call("GET", "/api/v1/unified/account").status == 200)
    }

    @Test("A read-only key may read")
    func readOnly() throws {
        var venue = try TestVenue()
        #expect(try venue.call("GET", "/api/v1/unified/account", as: .readOnly).status == 200)
    }

    @Test("What changes nothing a read-only key may call though it is a POST; what changes something it may not")
    func readOnlyPosts() throws {
        var venue = try TestVenue()
        let mode = #"{"margin_mode":"unified"}"#
        #expect(try venue.call("POST", "\(Self.path)/precheck", body: mode, as: .readOnly).status == 200)
        let size = #"{"symbol":"BTCUSDT","size_usd":"1","leverage":1}"#
        #expect(try venue.call("POST", "/api/v1/unified/risk/simulate", body: size, as: .readOnly).status == 200)
        #expect(try venue.call("POST", "/fapi/v1/listenKey", as: .readOnly).status == 200)
        #expect(try venue.call("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=2", as: .readOnly).code == "-2015")
        #expect(try venue.call("DELETE", "/fapi/v1/allOpenOrders", "symbol=BTCUSDT", as: .readOnly).code == "-2015")
    }

    static let moments: [(Int64, Int64?, Bool)] = [
        (-5_000, nil, true), (-5_001, nil, false), (1_000, nil, true), (1_001, nil, false),
        (-60_000, 60_000, true), (-60_001, 60_000, false), (-1, 0, false), (0, 0, true),
    ]

    @Test("ZTDX-MODE-3: the window includes both of its ends", arguments: moments)
    func window(_ offsetMs: Int64, _ recvWindowMs: Int64?, _ isAccepted: Bool) throws {
        var venue = try TestVenue()
        let window = recvWindowMs.map { "&recvWindow=\($0)" } ?? ""
        let query = "timestamp=\(TestVenue.wireTimeMs + offsetMs)\(window)"
        let signature = Hex.encode(HMACSHA256.digest(key: Array(Caller.demo.secret.utf8), Array(query.utf8)))
        let reply = try venue.send(
            venue.request("GET", "/api/v1/unified/account", "\(query)&signature=\(signature)", key: "demo"))
        #expect(reply.status == (isAccepted ? 200 : 400))
        #expect(reply.code == (isAccepted ? nil : "-1021"))
    }
}
