import Desks
import MarginEngine
import Testing
import Wire
import ZTDXV1

@Suite("What an account traded, earned and paid")
struct LedgerTests {
    /// Bought 1 at 60,000 and 1 at 60,100, sold 0.5 at 60,200.
    private func traded() throws -> TestVenue {
        var venue = try TestVenue()
        for caller in [Caller.demo, .other] { try venue.deposit("100000", to: caller) }
        for (side, quantity, price) in [("BUY", "1", "60000"), ("BUY", "1", "60100"), ("SELL", "0.5", "60200")] {
            let other = side == "BUY" ? "SELL" : "BUY"
            try venue.order("side=\(other)&type=LIMIT&quantity=\(quantity)&price=\(price)", as: .other)
            try venue.order("side=\(side)&type=MARKET&quantity=\(quantity)")
        }
        return venue
    }

    @Test("Trades, the oldest first, of an order, from an id, within a time")
    func trades() throws {
        var venue = try traded()
        let path = "/fapi/v1/userTrades"
        let rows = try #require(try venue.call("GET", path, "symbol=BTCUSDT").json.elements)
        #expect(rows.compactMap { $0["price"]?.string } == ["60000", "60100", "60200"])
        #expect(rows.compactMap { $0["buyer"]?.bool } == [true, true, false])
        #expect(rows.compactMap { $0["realizedPnl"]?.string } == ["0", "0", "75"])
        #expect(rows.compactMap { $0["quoteQty"]?.string } == ["60000", "60100", "30100"])
        let id = try #require(rows[1]["id"]?.numberText)
        let order = try #require(rows[1]["orderId"]?.string)
        for (query, prices) in [
            ("limit=2", ["60100", "60200"]), ("fromId=\(id)", ["60100", "60200"]),
            ("fromId=\(id)&limit=1", ["60100"]), ("orderId=\(order)", ["60100"]),
            ("endTime=1699999999999", []), ("startTime=1700000000000&limit=1", ["60000"]),
        ] {
            let page = try venue.call("GET", path, "symbol=BTCUSDT&\(query)").json.elements
            #expect(page?.compactMap { $0["price"]?.string } == prices, "\(query)")
        }
        #expect(try venue.call("GET", path).code == "-1102")
        #expect(try venue.call("GET", path, "symbol=BTCUSDT&fromId=x").code == "-1102")
        #expect(try venue.call("GET", path, "symbol=BTCUSDT&startTime=x").code == "-1102")
        #expect(try venue.call("GET", path, "symbol=BTCUSDT&limit=1001").code == "-1130")
    }

    @Test("Income has a row for each cause: deposits, profits, fees, funding")
    func income() throws {
        var venue = try traded()
        try venue.desk.accept(.advance(toMs: 1_700_006_400_000))
        let path = "/fapi/v1/income"
        let rows = try #require(try venue.call("GET", path).json.elements)
        #expect(rows.first?["incomeType"]?.string == "TRANSFER")
        #expect(rows.first?["income"]?.string == "100000")
        #expect(rows.last?["incomeType"]?.string == "FUNDING_FEE")
        // 1.5 long at 60,000 and 0.01 %.
        #expect(rows.last?["income"]?.string == "-9")
        let profits = try venue.call("GET", path, "symbol=BTCUSDT&incomeType=REALIZED_PNL").json.elements
        #expect(profits?.compactMap { $0["income"]?.string } == ["75"])
        #expect(try venue.call("GET", path, "incomeType=COMMISSION").json.elements?.count == 3)
        #expect(try venue.call("GET", path, "limit=1").json.elements?.first?["incomeType"]?.string == "FUNDING_FEE")
        #expect(try venue.call("GET", path, "incomeType=GIFT").code == "-1130")
        #expect(try venue.call("GET", path, "symbol=NOPE").code == "-1121")
    }

    @Test("The fee rates are those of the account's terms")
    func fees() throws {
        var venue = try TestVenue()
        let reply = try venue.call("GET", "/fapi/v1/commissionRate", "symbol=BTCUSDT")
        #expect(reply["takerCommissionRate"] == "0")
        #expect(try venue.call("GET", "/fapi/v1/commissionRate").code == "-1102")
    }

    @Test("ZTDX-MODE-37: margin type is always crossed: a repeat succeeds, anything else has a code of its own")
    func marginType() throws {
        var venue = try TestVenue()
        let path = "/fapi/v1/marginType"
        #expect(try venue.call("GET", path, "symbol=BTCUSDT")["marginType"] == "CROSSED")
        #expect(try venue.call("POST", path, "symbol=BTCUSDT&marginType=CROSSED").code == "200")
        #expect(try venue.call("POST", path, "symbol=BTCUSDT&marginType=ISOLATED").code == "-4046")
        #expect(try venue.call("POST", path, "symbol=BTCUSDT&marginType=crossed").code == "-1128")
        #expect(try venue.call("POST", path, "symbol=NOPE&marginType=CROSSED").code == "-1121")
    }

    @Test("ZTDX-MODE-35: an order of the account calls sets its leverage and tells what it filled")
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
