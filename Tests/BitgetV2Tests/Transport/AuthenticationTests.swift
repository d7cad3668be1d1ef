import Desks
import HTTP1
import Testing
import Wire

@Suite("Authentication: https://www.bitget.com/api-doc/common/signature")
struct AuthenticationTests {
    private static let path = "/api/v2/mix/account/accounts"
    private static let query = "productType=USDT-FUTURES"

    /// The checks in their order, each with a request that fails it and every later one.
    private static let checks: [(without: Set<String>, replacing: [String: String], code: String, message: String)] = [
        (
            ["access-key", "access-sign", "access-timestamp", "access-passphrase"], [:], "40001",
            "ACCESS_KEY cannot be empty"
        ),
        (
            ["access-sign", "access-timestamp", "access-passphrase"], ["access-key": ""], "40001",
            "ACCESS_KEY cannot be empty"
        ),
        (
            ["access-sign", "access-timestamp", "access-passphrase"], ["access-key": "?"], "40002",
            "ACCESS_SIGN cannot be empty"
        ),
        (
            ["access-timestamp", "access-passphrase"], ["access-key": "?", "access-sign": ""], "40003",
            "Signature cannot be empty"
        ),
        (
            ["access-timestamp", "access-passphrase"], ["access-key": "?", "access-sign": "x"], "40005",
            "Invalid ACCESS_TIMESTAMP"
        ),
        (
            ["access-passphrase"], ["access-key": "?", "access-sign": "x", "access-timestamp": "12.5"], "40005",
            "Invalid ACCESS_TIMESTAMP"
        ),
        (
            ["access-passphrase"], ["access-key": "?", "access-sign": "x", "access-timestamp": "0"], "40011",
            "ACCESS_PASSPHRASE cannot be empty"
        ),
        (
            [], ["access-key": "?", "access-sign": "x", "access-timestamp": "0", "access-passphrase": "x"], "40006",
            "Invalid ACCESS_KEY"
        ),
        (
            [], ["access-key": "bg_other", "access-sign": "x", "access-timestamp": "0", "access-passphrase": "x"],
            "40037", "Apikey does not exist"
        ),
        (
            [], ["access-sign": "x", "access-timestamp": "0", "access-passphrase": "x"], "40008",
            "Request timestamp expired"
        ),
        ([], ["access-sign": "x", "access-passphrase": "x"], "40012", "apikey/password is incorrect"),
        ([], ["access-sign": "x"], "40009", "sign signature error"),
    ]

    @Test("The first check that fails answers, with HTTP 400 and null data", arguments: checks.indices)
    func order(index: Int) throws {
        let check = Self.checks[index]
        var venue = try BitgetVenue()
        let request = venue.signed(
            "GET", Self.path, query: Self.query, without: check.without, replacing: check.replacing)
        let answer = try venue.send(request)
        #expect(answer.status == 400)
        #expect(answer.code == check.code)
        #expect(answer.message == check.message)
        #expect(answer.json["data"]?.isNull == true)
    }

    @Test(
        "An account's lock comes after the key's permission and before the body's type; the unified account after both")
    func standing() throws {
        var venue = try BitgetVenue()
        let request = venue.signed(
            "POST", "/api/v2/mix/account/set-margin-mode", body: "{}", replacing: ["content-type": "text/plain"])
        venue.restrictKey(isReadOnly: true)
        venue.setStanding(.frozen)
        #expect(try venue.send(request).code == "40014")
        venue.restrictKey()
        venue.setStanding(.frozen)
        #expect(try venue.send(request).code == "40024")
        venue.setStanding(.unified)
        #expect(try venue.send(request).code == "40007")
        #expect(try venue.setMode("isolated").code == "40085")
        venue.setStanding(.normal)
        #expect(try venue.setMode("isolated").isSuccess)
    }

    @Test("Open calls are answered whatever the standing of the account")
    func openCallsOfTheLocked() throws {
        var venue = try BitgetVenue()
        venue.setStanding(.disabled)
        #expect(try venue.open("/api/v2/public/time").isSuccess)
    }

    @Test("A correctly signed request is accepted")
    func accepts() throws {
        var venue = try BitgetVenue()
        #expect(try venue.get("account/accounts", Self.query).isSuccess)
    }

    @Test(
        "BITGET-MODE-20: the timestamp may be 30 s off either way and no more",
        arguments: [
            (-30_001, "40008"), (-30_000, "00000"), (30_000, "00000"), (30_001, "40008"),
        ])
    func window(offMs: Int64, code: String) throws {
        var venue = try BitgetVenue()
        let timestamp = String(BitgetVenue.startMs + offMs)
        let request = venue.signed(
            "GET", Self.path, query: Self.query, replacing: ["access-timestamp": timestamp])
        #expect(try venue.send(request).code == code)
    }

    @Test("A timestamp at the edge of 64 bits is expired, not a crash", arguments: [Int64.min, .max])
    func extremeTimestamp(timeMs: Int64) throws {
        var venue = try BitgetVenue()
        let request = venue.signed(
            "GET", Self.path, query: Self.query, replacing: ["access-timestamp": String(timeMs)])
        #expect(try venue.send(request).code == "40008")
    }

    @Test("BITGET-MODE-20: the known answer: a signature computed elsewhere is accepted")
    func knownSignature() throws {
        var venue = try BitgetVenue()
        // printf '1700000000000GET/api/v2/mix/account/accounts?productType=USDT-FUTURES' \
        //   | openssl dgst -sha256 -hmac 'a secret' -binary | base64
        let signature = "SAvg0gN4xfhl620j4bdgGvYHhjYRAhWUX/Mqo9WzrAU="
        let request = venue.signed("GET", Self.path, query: Self.query, replacing: ["access-sign": signature])
        #expect(try venue.send(request).isSuccess)
    }

    @Test("The hexadecimal digest is no signature")
    func hexadecimal() throws {
        var venue = try BitgetVenue()
        let payload = "\(BitgetVenue.startMs)GET\(Self.path)?\(Self.query)"
        let digest = HMACSHA256.digest(key: Array(BitgetVenue.secret.utf8), Array(payload.utf8))
        let request = venue.signed(
            "GET", Self.path, query: Self.query, replacing: ["access-sign": Hex.encode(digest)])
        #expect(try venue.send(request).code == "40009")
    }

    @Test(
        "BITGET-MODE-20: an encoded query may be signed as sent or, as ccxt does, decoded",
        arguments: [
            ("productType=USDT%2DFUTURES", "productType=USDT%2DFUTURES", "00000"),
            ("productType=USDT%2DFUTURES", "productType=USDT-FUTURES", "00000"),
            ("productType=USDT-FUTURES", "productType=USDT%2DFUTURES", "40009"),
            ("productType=USDT-FUTURES&a=1", "a=1&productType=USDT-FUTURES", "40009"),
        ])
    func encodedQuery(sent: String, signed: String, code: String) throws {
        var venue = try BitgetVenue()
        let request = venue.signed("GET", Self.path, query: sent, signedQuery: signed)
        #expect(try venue.send(request).code == code)
    }

    @Test("The body is signed as sent, spaces included, and not as it is understood")
    func body() throws {
        var venue = try BitgetVenue()
        let spaced = #"{ "productType" : "USDT-FUTURES", "posMode": "one_way_mode" }"#
        #expect(try venue.post("account/set-position-mode", spaced).isSuccess)
        let compact = #"{"productType":"USDT-FUTURES","posMode":"one_way_mode"}"#
        let signed = venue.signed("POST", "/api/v2/mix/account/set-position-mode", body: compact)
        let tampered = Request(
            method: .post, methodText: "POST", path: signed.path, fields: signed.fields, body: Array(spaced.utf8))
        #expect(try venue.send(tampered).code == "40009")
    }

    @Test("A key with addresses answers to those only, and says which address came")
    func addresses() throws {
        var venue = try BitgetVenue()
        venue.restrictKey(addresses: ["192.0.2.1"])
        #expect(try venue.get("account/accounts", Self.query).isSuccess)
        venue.peer = "198.51.100.7"
        let answer = try venue.get("account/accounts", Self.query)
        #expect(answer.code == "40018")
        #expect(answer.message == "Invalid IP, Current request IP 198.51.100.7")
    }

    @Test("A read-only key reads and may not write")
    func readOnly() throws {
        var venue = try BitgetVenue()
        venue.restrictKey(isReadOnly: true)
        #expect(try venue.get("account/accounts", Self.query).isSuccess)
        let answer = try venue.post("order/cancel-all-orders", #"{"productType":"USDT-FUTURES"}"#)
        #expect(answer.code == "40014")
        #expect(answer.message == "Incorrect permissions, need contract order write permissions")
    }

    @Test("An expired key does not exist any more")
    func expired() throws {
        var venue = try BitgetVenue()
        venue.restrictKey(expiresMs: BitgetVenue.startMs)
        #expect(try venue.get("account/accounts", Self.query).code == "40037")
    }

    @Test(
        "A body needs the type JSON; a POST without body needs none",
        arguments: [
            ("text/plain", #"{"productType":"USDT-FUTURES"}"#, "", "40007"),
            ("Application/JSON; charset=utf-8", #"{"productType":"USDT-FUTURES"}"#, "", "00000"),
            ("text/plain", "", "productType=USDT-FUTURES", "00000"),
        ])
    func contentType(type: String, body: String, query: String, code: String) throws {
        var venue = try BitgetVenue()
        let request = venue.signed(
            "POST", "/api/v2/mix/order/cancel-all-orders", query: query, body: body,
            replacing: ["content-type": type])
        let answer = try venue.send(request)
        #expect(answer.code == code)
        if code == "40007" { #expect(answer.message == "Invalid Content_Type") }
    }

    @Test("Open calls ignore ACCESS headers, right or wrong")
    func openCalls() throws {
        var venue = try BitgetVenue()
        let request = Request(
            method: .get, methodText: "GET", path: "/api/v2/public/time",
            fields: [Request.Field(name: "access-key", value: "?")])
        #expect(try venue.send(request).isSuccess)
    }

    @Test("Demo trading's header is accepted and means nothing")
    func paperTrading() throws {
        var venue = try BitgetVenue()
        let request = venue.signed("GET", Self.path, query: Self.query, replacing: ["paptrading": "1"])
        #expect(try venue.send(request).isSuccess)
    }
}
