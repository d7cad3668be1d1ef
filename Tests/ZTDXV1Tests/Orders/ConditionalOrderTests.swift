import Testing
import Wire
import ZTDXV1

@Suite("ZTDX-MODE-36: orders that wait for a price")
struct ConditionalOrderTests {
    static let kinds = [
        ("BUY", "STOP_MARKET", "61000", "60999.9", "61000"), ("SELL", "STOP_MARKET", "59000", "59000.1", "59000"),
        ("BUY", "TAKE_PROFIT_MARKET", "59000", "59000.1", "59000"),
        ("SELL", "TAKE_PROFIT_MARKET", "61000", "60999.9", "61000"),
    ]

    @Test("A stop waits for a worse price, a take-profit for a better one", arguments: kinds)
    func triggers(_ side: String, _ type: String, _ stop: String, _ near: String, _ met: String) throws {
        var venue = try TestVenue()
        try venue.deposit("10000")
        let placed = try venue.order(
            "side=\(side)&type=\(type)&quantity=0.1&stopPrice=\(stop)&workingType=MARK_PRICE&newClientOrderId=c")
        let expected = [
            "status": "NEW", "type": type, "origType": type, "stopPrice": stop, "workingType": "MARK_PRICE",
            "closePosition": "false",
        ]
        for (name, value) in expected { #expect(placed[name] == value, "\(name)") }
        try venue.setMark(near)
        let open = try venue.call("GET", "/fapi/v1/openOrders").json.elements
        #expect(open?.compactMap { $0["clientOrderId"]?.string } == ["c"])
        try venue.setMark(met)
        let ended = try venue.call("GET", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=c")
        // The book is empty: once live it finds nothing.
        #expect(ended["status"] == "EXPIRED")
        #expect(ended["type"] == "MARKET")
        #expect(ended["origType"] == type)
    }

    @Test("One that is met already is -2021", arguments: [("BUY", "STOP"), ("SELL", "TAKE_PROFIT")])
    func met(_ side: String, _ type: String) throws {
        var venue = try TestVenue()
        try venue.deposit("10000")
        let reply = try venue.call(
            "POST", "/fapi/v1/order",
            "symbol=BTCUSDT&side=\(side)&type=\(type)&quantity=0.1&price=60000&stopPrice=60000")
        #expect(reply.status == 400)
        #expect(reply.code == "-2021")
    }

    @Test("It is cancelled by its id like any other")
    func cancelled() throws {
        var venue = try TestVenue()
        let placed = try venue.order("side=BUY&type=STOP&quantity=0.1&price=62000&stopPrice=61000")
        let id = try #require(placed["orderId"])
        let reply = try venue.call("DELETE", "/fapi/v1/order", "symbol=BTCUSDT&orderId=\(id)")
        #expect(reply["status"] == "CANCELED")
        #expect(try venue.call("GET", "/fapi/v1/openOrders").json.elements?.isEmpty == true)
    }

    @Test("One for the whole position follows it, and goes with it")
    func wholePosition() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "25000")
        let placed = try venue.order("side=SELL&type=STOP_MARKET&stopPrice=55000&closePosition=true")
        #expect(placed["closePosition"] == "true")
        #expect(placed["type"] == "STOP_MARKET")
        let id = try #require(placed["orderId"])
        #expect(
            try venue.order("side=SELL&type=STOP_MARKET&stopPrice=55000&closePosition=true")["orderId"] == id)
        try venue.order("side=BUY&type=LIMIT&quantity=10&price=60000", as: .other)
        try venue.order("side=SELL&type=MARKET&quantity=10&reduceOnly=true")
        #expect(try venue.call("GET", "/fapi/v1/openOrders").json.elements?.isEmpty == true)
    }

    @Test("It keeps its client's id, by which it is found and cancelled; another order may not have it")
    func wholePositionByClientID() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "25000")
        let stop = "side=SELL&type=STOP_MARKET&stopPrice=55000&closePosition=true&newClientOrderId=mine"
        #expect(try venue.order(stop)["clientOrderId"] == "mine")
        let again = "symbol=BTCUSDT&side=SELL&type=TAKE_PROFIT_MARKET&stopPrice=65000&closePosition=true"
        #expect(try venue.call("POST", "/fapi/v1/order", "\(again)&newClientOrderId=mine").code == "-4116")
        #expect(try venue.call("POST", "/fapi/v1/order", "\(again)&newClientOrderId=no%20name").code == "-4015")
        let found = try venue.call("GET", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=mine")
        #expect(found["closePosition"] == "true")
        let ended = try venue.call("DELETE", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=mine")
        #expect(ended["clientOrderId"] == "mine")
    }

    static let wrong = [
        ("type=STOP_MARKET&quantity=0.1", "-1102"), ("type=STOP&quantity=0.1&stopPrice=61000", "-1102"),
        ("type=TRAILING_STOP_MARKET&quantity=0.1&stopPrice=61000", "-1116"),
        ("type=STOP_MARKET&quantity=0.1&stopPrice=61000&workingType=LAST", "-1130"),
        ("type=STOP_MARKET&quantity=0.1&stopPrice=61000.05", "-1013"),
        ("type=STOP&stopPrice=61000&price=61000&closePosition=true", "-1116"),
        ("type=STOP_MARKET&stopPrice=61000&quantity=1&closePosition=true", "-1106"),
        ("type=STOP_MARKET&stopPrice=61000&closePosition=true", "-2022"),
    ]

    @Test("What is wrong with it has a code", arguments: wrong)
    func refused(_ parameters: String, _ code: String) throws {
        var venue = try TestVenue()
        try venue.deposit("10000")
        let reply = try venue.call("POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&\(parameters)")
        #expect(reply.status == 400)
        #expect(reply.code == code)
    }

    @Test("The eleventh of a symbol is refused")
    func tooMany() throws {
        var venue = try TestVenue()
        for _ in 0..<10 { try venue.order("side=BUY&type=STOP_MARKET&quantity=0.1&stopPrice=61000") }
        let reply = try venue.call(
            "POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=STOP_MARKET&quantity=0.1&stopPrice=61000")
        #expect(reply.code == "-4045")
    }
}
