import Desks
import MarginEngine
import Testing
import Wire
import ZTDXV1

@Suite("ZTDX-MODE-35: an order with its leverage in one call")
struct AccountOrderTests {
    @Test("It sets the leverage and tells what was filled")
    func accountOrder() throws {
        var venue = try TestVenue()
        for caller in [Caller.demo, .other] { try venue.deposit("10000", to: caller) }
        try venue.order("side=SELL&type=LIMIT&quantity=0.1&price=60000", as: .other)
        let path = "/api/v1/orders"
        let order =
            #"{"symbol":"BTCUSDT","side":"buy","order_type":"limit","amount":"0.3","price":"60000","leverage":50}"#
        let reply = try venue.call("POST", path, body: order)
        let expected = [
            "status": "partially_filled", "filled_amount": "0.1", "remaining_amount": "0.2", "average_price": "60000",
            "created_at": "2023-11-14T22:13:20.000Z",
        ]
        for (name, value) in expected { #expect(reply[name] == value, "\(name)") }
        let row = try venue.call("GET", "/fapi/v1/positionRisk", "symbol=BTCUSDT").json.elements?.first
        #expect(row?["leverage"]?.string == "50")
    }

    @Test("A wallet's signature is not verified, and a timestamp may be 60 s old")
    func walletSignature() throws {
        var venue = try TestVenue()
        try venue.deposit("1000")
        let order =
            #"{"symbol":"BTCUSDT","side":"buy","order_type":"limit","amount":"0.1","price":"59000","leverage":10"#
        let proof = #""signature":"0x00","timestamp":1699999940}"#
        #expect(try venue.call("POST", "/api/v1/orders", body: "\(order),\(proof)")["status"] == "open")
    }

    static let wrong = [
        (#""symbol":"NOPE""#, "INVALID_SYMBOL"), (#""side":"BUY""#, "INVALID_PARAMETER"),
        (#""order_type":"stop""#, "INVALID_PARAMETER"), (#""amount":"""#, "INVALID_PARAMETER"),
        (#""price":"x""#, "INVALID_PARAMETER"), (#""leverage":126"#, "INVALID_LEVERAGE"),
        (#""timestamp":1699999939"#, "TIMESTAMP_EXPIRED"), (#""timestamp":"soon""#, "INVALID_PARAMETER"),
        (#""amount":"0.0005""#, "FILTER_FAILURE"), (#""amount":"100""#, "INSUFFICIENT_MARGIN"),
    ]

    @Test("What is wrong with it has the named shape", arguments: wrong)
    func refusedAccountOrder(_ member: String, _ code: String) throws {
        var venue = try TestVenue()
        try venue.deposit("1000")
        let before = venue.desk.engine.digest()
        let rest =
            #""symbol":"BTCUSDT","side":"buy","order_type":"limit","amount":"0.1","price":"59000","leverage":10"#
        let reply = try venue.call("POST", "/api/v1/orders", body: "{\(member),\(rest)}")
        #expect(reply.status == 400)
        #expect(reply.code == code)
        #expect(reply["success"] == "false")
        #expect(venue.desk.engine.digest() == before)
    }
}
