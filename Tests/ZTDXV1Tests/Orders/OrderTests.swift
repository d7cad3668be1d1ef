import Desks
import HTTP1
import MarginEngine
import Testing
import Wire
import ZTDXV1

@Suite("Orders")
struct OrderTests {
    static let path = "/fapi/v1/order"

    @Test("A resting order is answered, read, listed and cancelled with the same members")
    func life() throws {
        var venue = try TestVenue()
        try venue.deposit("10000")
        let placed = try venue.order(
            "side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.1&price=59000&newClientOrderId=mine")
        let id = try #require(placed.json["orderId"]?.string)
        let expected = [
            "symbol": "BTCUSDT", "status": "NEW", "clientOrderId": "mine", "price": "59000", "avgPrice": "0",
            "origQty": "0.1", "executedQty": "0", "cumQuote": "0", "timeInForce": "GTC", "type": "LIMIT",
            "reduceOnly": "false", "side": "BUY", "positionSide": "BOTH", "time": "1700000000000",
        ]
        for (name, value) in expected { #expect(placed[name] == value, "\(name)") }
        for name in ["orderId=\(id)", "origClientOrderId=mine"] {
            let read = try venue.call("GET", Self.path, "symbol=BTCUSDT&\(name)")
            #expect(read.response.body == placed.response.body)
            let open = try venue.call("GET", "/fapi/v1/openOrder", "symbol=BTCUSDT&\(name)")
            #expect(open.response.body == placed.response.body)
        }
        #expect(try venue.call("GET", "/fapi/v1/openOrders").json.elements?.count == 1)
        #expect(try venue.call("GET", "/fapi/v1/openOrders", "symbol=ETHUSDT").json.elements?.count == 0)
        let cancelled = try venue.call("DELETE", Self.path, "symbol=BTCUSDT&origClientOrderId=mine")
        #expect(cancelled.status == 200)
        #expect(cancelled["status"] == "CANCELED")
        #expect(try venue.call("GET", Self.path, "symbol=BTCUSDT&orderId=\(id)")["status"] == "CANCELED")
        #expect(try venue.call("GET", "/fapi/v1/openOrder", "symbol=BTCUSDT&orderId=\(id)").code == "-2013")
    }

    @Test("A market order tells what it filled; a rest that finds nothing has expired")
    func market() throws {
        var venue = try TestVenue()
        try venue.deposit("10000")
        try venue.deposit("10000", to: .other)
        try venue.order("side=SELL&type=LIMIT&quantity=0.1&price=60000", as: .other)
        try venue.order("side=SELL&type=LIMIT&quantity=0.1&price=60100", as: .other)
        let filled = try venue.order("side=BUY&type=MARKET&quantity=0.2")
        #expect(filled["status"] == "FILLED")
        #expect(filled["avgPrice"] == "60050")
        #expect(filled["cumQuote"] == "12010")
        #expect(try venue.order("side=BUY&type=MARKET&quantity=0.1")["status"] == "EXPIRED")
    }

    @Test("A JSON body carries an order as well; the query wins over it")
    func jsonBody() throws {
        var venue = try TestVenue()
        try venue.deposit("10000")
        let body = #"{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":0.1,"price":"59000"}"#
        let reply = try venue.call("POST", Self.path, "price=58000", body: body)
        #expect(reply.status == 200)
        #expect(reply["price"] == "58000")
    }

    @Test("A post-only order that would take is refused")
    func postOnly() throws {
        var venue = try TestVenue()
        try venue.deposit("10000")
        try venue.deposit("10000", to: .other)
        try venue.order("side=SELL&type=LIMIT&quantity=0.1&price=60000", as: .other)
        let reply = try venue.call(
            "POST", Self.path, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTX&quantity=0.1&price=60000")
        #expect(reply.status == 400)
        #expect(reply.code == "-2010")
    }

    static let rejections = [
        ("side=BUY&type=LIMIT&quantity=0.1&price=59000", "-1102"),
        ("symbol=NOPE&side=BUY&type=LIMIT&quantity=0.1&price=59000", "-1121"),
        ("symbol=SOLUSDT&side=BUY&type=LIMIT&quantity=0.1&price=150", "-1121"),
        ("symbol=BTCUSDT&side=LONG&type=LIMIT&quantity=0.1&price=59000", "-1117"),
        ("symbol=BTCUSDT&side=BUY&type=ICEBERG&quantity=0.1&price=59000", "-1116"),
        ("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=DAY&quantity=0.1&price=59000", "-1115"),
        ("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=much&price=59000", "-1102"),
        ("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.1", "-1102"),
        ("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.1&price=1e5", "-1102"),
        ("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.1&price=99999999999999999999", "-1102"),
        ("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.123456789&price=59000", "-1111"),
        ("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.1&price=59000&positionSide=LONG", "-4059"),
        ("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.1&price=59000&newClientOrderId=no%20spaces", "-4015"),
        ("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.1005&price=59000", "-1013"),
        ("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0&price=59000", "-1013"),
        ("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.1&price=59000.05", "-1013"),
        ("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.1&price=70000", "-1013"),
        ("symbol=ETHUSDT&side=BUY&type=LIMIT&quantity=0.001&price=3000", "-1013"),
        ("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=10&price=59000", "-2019"),
        ("symbol=BTCUSDT&side=SELL&type=LIMIT&quantity=0.1&price=60000&reduceOnly=true", "-2022"),
    ]

    @Test("What is wrong with an order has a code of its own and leaves no order", arguments: rejections)
    func refused(_ parameters: String, _ code: String) throws {
        var venue = try TestVenue()
        try venue.deposit("1000")
        let before = venue.desk.engine.digest()
        let reply = try venue.call("POST", Self.path, parameters)
        #expect(reply.status == 400)
        #expect(reply.code == code)
        #expect(venue.desk.engine.digest() == before)
    }

    @Test(
        "The message of a filter names the filter",
        arguments: [
            ("BTCUSDT&type=LIMIT&quantity=0.1005&price=59000", "LOT_SIZE"),
            ("ETHUSDT&type=LIMIT&quantity=0.001&price=3000", "MIN_NOTIONAL"),
            ("BTCUSDT&type=LIMIT&quantity=0.1&price=59000.05", "PRICE_FILTER"),
        ])
    func filter(_ parameters: String, _ name: String) throws {
        var venue = try TestVenue()
        try venue.deposit("10000")
        let reply = try venue.call("POST", Self.path, "side=BUY&symbol=\(parameters)")
        #expect(reply["msg"]?.hasPrefix("Filter failure: \(name)") == true)
    }

    @Test("An unknown order: -2011 when cancelled, -2013 when read; another account's order is unknown")
    func unknown() throws {
        var venue = try TestVenue()
        try venue.deposit("10000", to: .other)
        let foreign = try venue.order(
            "side=BUY&type=LIMIT&quantity=0.1&price=59000&newClientOrderId=theirs", as: .other)
        let id = try #require(foreign["orderId"])
        for name in ["orderId=7", "orderId=x", "orderId=\(id)", "origClientOrderId=theirs"] {
            #expect(try venue.call("DELETE", Self.path, "symbol=BTCUSDT&\(name)").code == "-2011")
            #expect(try venue.call("GET", Self.path, "symbol=BTCUSDT&\(name)").code == "-2013")
        }
        #expect(try venue.call("DELETE", Self.path, "symbol=BTCUSDT").code == "-1102")
        #expect(try venue.call("DELETE", Self.path, "symbol=ETHUSDT&orderId=\(id)", as: .other).code == "-2011")
    }

    @Test("All orders of one symbol are cancelled, those of another stay")
    func cancelAll() throws {
        var venue = try TestVenue()
        try venue.deposit("10000")
        for price in ["59000", "58000"] { try venue.order("side=BUY&type=LIMIT&quantity=0.1&price=\(price)") }
        let ether = try venue.call("POST", Self.path, "symbol=ETHUSDT&side=BUY&type=LIMIT&quantity=1&price=2900")
        #expect(ether.status == 200)
        let reply = try venue.call("DELETE", "/fapi/v1/allOpenOrders", "symbol=BTCUSDT")
        #expect(reply.code == "200")
        let left = try venue.call("GET", "/fapi/v1/openOrders").json.elements
        #expect(left?.compactMap { $0["symbol"]?.string } == ["ETHUSDT"])
    }

    @Test("An order that only reduces need not be worth the least notional; one that opens must")
    func leastNotional() throws {
        var venue = try TestVenue()
        for caller in [Caller.demo, .other] { try venue.deposit("10000", to: caller) }
        for (side, caller) in [("SELL", Caller.other), ("BUY", .demo)] {
            let order = "symbol=ETHUSDT&side=\(side)&type=LIMIT&quantity=0.1&price=3000"
            #expect(try venue.call("POST", Self.path, order, as: caller).status == 200)
        }
        // Worth 3; 5 is the least.
        let small = "symbol=ETHUSDT&type=LIMIT&quantity=0.001&price=3000"
        #expect(try venue.call("POST", Self.path, "\(small)&side=SELL&reduceOnly=true").status == 200)
        #expect(try venue.call("POST", Self.path, "\(small)&side=BUY").code == "-1013")
    }
}
