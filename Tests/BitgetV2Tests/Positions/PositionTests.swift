import Testing
import Wire

@Suite("Positions: https://www.bitget.com/api-doc/contract/position/get-all-position")
struct PositionTests {
    private static let members = [
        "achievedProfits", "assetMode", "autoMargin", "available", "breakEvenPrice", "cTime", "deductedFee", "grant",
        "holdSide", "keepMarginRate", "leverage", "liquidationPrice", "locked", "marginCoin", "marginMode",
        "marginRatio", "marginSize", "markPrice", "openDelegateSize", "openPriceAvg", "posMode", "stopLoss",
        "stopLossId", "symbol", "takeProfit", "takeProfitId", "total", "totalFee", "uTime", "unrealizedPL",
    ]
    private static let single = "symbol=BTCUSDT&productType=USDT-FUTURES&marginCoin=USDT"

    @Test("A flat account has an empty list, not null")
    func flat() throws {
        var venue = try BitgetVenue()
        #expect(try venue.positions().rows().isEmpty)
        #expect(try venue.get("position/single-position", Self.single).rows().isEmpty)
    }

    @Test("A row has its members, all strings, the same in both calls")
    func shape() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        let all = try venue.positions()
        let row = try #require(try all.rows().first)
        #expect(row.names == Self.members)
        #expect(try #require(row.members).allSatisfy { $0.value.kind == .string })
        #expect(try venue.get("position/single-position", Self.single).body == all.body)
    }

    @Test("An isolated position's figures")
    func isolated() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        let row = try #require(try venue.positions().rows().first)
        let expected = [
            "symbol": "BTCUSDT", "marginCoin": "USDT", "holdSide": "long", "total": "0.1", "available": "0.1",
            "locked": "0", "openDelegateSize": "0", "leverage": "10", "openPriceAvg": "60000.1",
            "marginMode": "isolated", "posMode": "one_way_mode", "marginSize": "600.001", "unrealizedPL": "-0.01",
            "markPrice": "60000", "keepMarginRate": "0.004", "liquidationPrice": "54249.7",
            // 6000 * 0.0046 = 27.6, over 600.001 - 0.01: 0.046000690...
            "marginRatio": "0.0460007",
            // 60000.1 * 1.0006 / 0.9994 = 60072.14334600760...
            "breakEvenPrice": "60072.14334601", "achievedProfits": "0", "deductedFee": "3.600006",
            "totalFee": "0", "autoMargin": "off", "assetMode": "single", "grant": "", "takeProfit": "",
            "cTime": "1700000000000", "uTime": "1700000000000",
        ]
        for (name, value) in expected { #expect(try row.text(name) == value, "\(name)") }
    }

    @Test("A crossed position shows entry value over leverage as its margin, and the pool's ratio")
    func crossed() throws {
        var venue = try BitgetVenue()
        try #require(try venue.place("buy", "0.1", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        try venue.setMark("BTCUSDT", "61000")
        let row = try #require(try venue.positions().rows().first)
        #expect(try row.text("marginMode") == "crossed")
        #expect(try row.text("posMode") == "hedge_mode")
        // 6000.01 / 20
        #expect(try row.text("marginSize") == "300.0005")
        // 28.06 over 99996.399994 + 99.99
        #expect(try row.text("marginRatio") == "0.00028033")
    }

    @Test("A position that cannot be liquidated has the liquidation price 0")
    func noLiquidationPrice() throws {
        var venue = try BitgetVenue()
        try #require(try venue.place("buy", "0.1", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        #expect(try venue.positions().rows()[0].text("liquidationPrice") == "0")
    }

    @Test("A partial close shows as achieved profit and fees, and the next position begins at nothing")
    func achieved() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        try venue.setMark("BTCUSDT", "61000")
        try #require(try venue.place("sell", "0.04", #""reduceOnly":"YES""#).isSuccess)
        var row = try #require(try venue.positions().rows().first)
        // Sold at 60999.9: 0.04 * 999.8 = 39.992; fees 3.600006 + 2439.996 * 0.0006 = 5.0640036.
        #expect(try row.text("achievedProfits") == "39.992")
        #expect(try row.text("deductedFee") == "5.0640036")
        #expect(try row.text("total") == "0.06")
        // Flips to a short of 0.01, which has its share of the last fee: 0.01 * 60999.9 * 0.0006.
        try #require(try venue.place("sell", "0.07").isSuccess)
        row = try #require(try venue.positions().rows().first)
        #expect(try row.text("holdSide") == "short")
        #expect(try row.text("total") == "0.01")
        #expect(try row.text("achievedProfits") == "0")
        #expect(try row.text("deductedFee") == "0.3659994")
    }

    @Test("Orders that would close lock their size, orders that would open are its delegate size")
    func locked() throws {
        var venue = try BitgetVenue()
        try #require(try venue.setMode("isolated").isSuccess)
        try #require(try venue.place("buy", "0.1", #""tradeSide":"open""#).isSuccess)
        try #require(try venue.place("buy", "0.03", price: "62000", #""tradeSide":"close""#).isSuccess)
        try #require(try venue.place("buy", "0.02", price: "59000", #""tradeSide":"open""#).isSuccess)
        try #require(try venue.place("sell", "0.05", price: "62000", #""tradeSide":"open""#).isSuccess)
        let row = try #require(try venue.positions().rows().first)
        #expect(try row.text("total") == "0.1")
        #expect(try row.text("available") == "0.07")
        #expect(try row.text("locked") == "0.03")
        #expect(try row.text("openDelegateSize") == "0.02")
    }

    @Test("Both sides of a hedged symbol are rows, the newest first, others of the product type too")
    func newestFirst() throws {
        var venue = try BitgetVenue()
        for (side, symbol) in [("buy", "BTCUSDT"), ("sell", "BTCUSDT"), ("buy", "ETHUSDT")] {
            venue.nowMs += 1
            try #require(
                try venue.post(
                    "order/place-order",
                    #"{"symbol":"\#(symbol)","productType":"USDT-FUTURES","marginCoin":"USDT","marginMode":"crossed","#
                        + #""side":"\#(side)","tradeSide":"open","orderType":"market","size":"0.1"}"#
                ).isSuccess)
        }
        let rows = try venue.positions().rows()
        #expect(
            try rows.map { "\(try $0.text("symbol")) \(try $0.text("holdSide"))" }
                == ["ETHUSDT long", "BTCUSDT short", "BTCUSDT long"])
        #expect(try venue.get("position/single-position", Self.single).rows().count == 2)
        #expect(try venue.get("position/all-position", "productType=USDC-FUTURES").rows().isEmpty)
        #expect(try venue.get("position/all-position", "productType=USDT-FUTURES&marginCoin=usdc").rows().isEmpty)
        #expect(try venue.get("position/all-position", "productType=usdt-futures").rows().count == 3)
    }

    @Test(
        "Missing parameters are named",
        arguments: [
            ("position/all-position", "marginCoin=USDT", "productType"),
            ("position/single-position", "symbol=BTCUSDT&marginCoin=USDT", "productType"),
            ("position/single-position", "productType=USDT-FUTURES&marginCoin=USDT", "symbol"),
            ("position/single-position", "productType=USDT-FUTURES&symbol=BTCUSDT", "marginCoin"),
            ("account/account", "productType=USDT-FUTURES&symbol=BTCUSDT", "marginCoin"),
            ("account/accounts", "", "productType"),
        ])
    func missing(path: String, query: String, name: String) throws {
        var venue = try BitgetVenue()
        let answer = try venue.get(path, query)
        #expect(answer.code == "40019")
        #expect(answer.message == "Parameter \(name) cannot be empty")
    }
}
