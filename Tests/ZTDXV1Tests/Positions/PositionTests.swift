import MarginEngine
import Testing
import Wire
import ZTDXV1

@Suite("Positions and leverage")
struct PositionTests {
    @Test("A long position, worked by hand")
    func long() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "20000")
        try venue.setMark("59000")
        let row = try #require(
            try venue.call("GET", "/fapi/v1/positionRisk", "symbol=BTCUSDT").json.elements?.first)
        let expected = [
            "symbol": "BTCUSDT", "positionAmt": "10", "entryPrice": "60000", "markPrice": "59000",
            "unRealizedProfit": "-10000", "leverage": "40", "maxNotionalValue": "1000000", "marginType": "cross",
            "isolatedMargin": "15000", "positionSide": "BOTH", "notional": "590000",
        ]
        for (name, value) in expected { #expect(row[name]?.string == value, "\(name)") }
        // Margin and loss equal maintenance margin where 15,000 + 10 (P - 60,000) = 0.1 P - 1,300, rounded to the tick's
        // side by the engine: P = 583,700 / 9.9.
        #expect(row["liquidationPrice"]?.string.flatMap(Double.init).map { abs($0 - 58_959.6) < 1 } == true)
    }

    @Test("A short position has a negative amount and notional")
    func short() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "20000")
        let row = try venue.call("GET", "/fapi/v1/positionRisk", "symbol=BTCUSDT", as: .other).json.elements?.first
        #expect(row?["positionAmt"]?.string == "-10")
        #expect(row?["notional"]?.string == "-600000")
        #expect(row?["unRealizedProfit"]?.string == "0")
    }

    @Test("Without a symbol there is a row for each that the venue's accounts trade, flat ones as nothing")
    func all() throws {
        var venue = try TestVenue()
        let rows = try venue.call("GET", "/fapi/v1/positionRisk").json.elements
        #expect(rows?.compactMap { $0["symbol"]?.string } == ["BTCUSDT", "ETHUSDT"])
        #expect(rows?.compactMap { $0["positionAmt"]?.string } == ["0", "0"])
        #expect(rows?.compactMap { $0["leverage"]?.string } == ["20", "20"])
        #expect(try venue.call("GET", "/fapi/v1/positionRisk", "symbol=NOPE").code == "-1121")
    }

    @Test("Leverage is answered with the greatest value it allows, and survives the switch")
    func leverage() throws {
        var venue = try TestVenue()
        for _ in 0..<2 {
            let reply = try venue.call("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=75")
            #expect(reply.status == 200)
            #expect(reply.json["leverage"]?.numberText == "75")
            #expect(reply["maxNotionalValue"] == "250000")
            #expect(reply["symbol"] == "BTCUSDT")
        }
        _ = try venue.switch(to: "unified")
        let row = try venue.call("GET", "/fapi/v1/positionRisk", "symbol=BTCUSDT").json.elements?.first
        #expect(row?["leverage"]?.string == "75")
    }

    @Test(
        "Leverage out of band is -4028, one that is no number -1102",
        arguments: [
            ("126", "-4028"), ("0", "-4028"), ("-5", "-4028"), ("7.5", "-4028"), ("ten", "-1102"), ("", "-1102"),
        ])
    func leverageRefused(_ leverage: String, _ code: String) throws {
        var venue = try TestVenue()
        let reply = try venue.call("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=\(leverage)")
        #expect(reply.status == 400)
        #expect(reply.code == code)
    }

    @Test("Leverage above what an open position's tier allows is -4028")
    func leverageAboveTier() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "20000")
        #expect(try venue.call("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=51").code == "-4028")
    }

    @Test("An open position is not margined anew by another leverage; what is opened next is")
    func leverageLeavesPositions() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "30000")
        #expect(try venue.call("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=20").status == 200)
        let row = try venue.call("GET", "/fapi/v1/positionRisk", "symbol=BTCUSDT").json.elements?.first
        #expect(row?["isolatedMargin"]?.string == "15000")
        try venue.order("side=BUY&type=LIMIT&quantity=1&price=58000")
        let frozen = try venue.call("GET", "/api/v1/account/balances").json["balances"]?.elements?.first
        #expect(frozen?["frozen"]?.string == "2900")
    }
}
