import Testing
import Wire

@Suite("set-margin: https://www.bitget.com/api-doc/contract/account/Change-Margin")
struct BitgetSetMarginSeedTests {
    /// The body of the document's own curl call.
    static let example =
        #"{"symbol": "btcusdt","productType": "USDT-FUTURES","marginCoin": "usdt","amount": "20","holdSide": "long"}"#
    private static let path = "account/set-margin"

    @Test("BITGET-MARGIN-12: the document's request gets the document's response, field by field")
    func example() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        let answer = try venue.post(Self.path, Self.example)
        #expect(answer.status == 200)
        #expect(answer.body == #"{"code":"00000","msg":"success","requestTime":1700000000000,"data":""}"#)
    }

    private static let unusable = [
        ErrorCase("{}", "40019", "Parameter symbol cannot be empty"),
        ErrorCase(#"{"symbol":"NOPE"}"#, "40019", "Parameter productType cannot be empty"),
        ErrorCase(#"{"symbol":"NOPE","productType":"NOPE"}"#, "40019", "Parameter marginCoin cannot be empty"),
        ErrorCase(
            #"{"symbol":"NOPE","productType":"NOPE","marginCoin":"NOPE"}"#, "40019",
            "Parameter holdSide cannot be empty"),
        ErrorCase(
            #"{"symbol":"NOPE","productType":"NOPE","marginCoin":"NOPE","holdSide":"x"}"#, "40019",
            "Parameter amount cannot be empty"),
        ErrorCase(
            #"{"symbol":"NOPE","productType":"NOPE","marginCoin":"NOPE","holdSide":"x","amount":""}"#, "40019",
            "Parameter amount cannot be empty"),
        ErrorCase(
            #"{"symbol":"NOPE","productType":"NOPE","marginCoin":"NOPE","holdSide":"x","amount":"x"}"#, "40019",
            "Parameter NOPE cannot be empty"),
        ErrorCase(
            #"{"symbol":"nope","productType":"USDT-FUTURES","marginCoin":"NOPE","holdSide":"x","amount":"x"}"#,
            "40034", "Parameter NOPE does not exist"),
        ErrorCase(
            #"{"symbol":"btcusd","productType":"USDT-FUTURES","marginCoin":"NOPE","holdSide":"x","amount":"x"}"#,
            "40034", "Parameter BTCUSD does not exist"),
        ErrorCase(
            #"{"symbol":"btcusdt","productType":"USDT-FUTURES","marginCoin":"usdc","holdSide":"x","amount":"x"}"#,
            "40778", "Coin pair BTCUSDT does not support USDC currency as margin"),
        ErrorCase(
            #"{"symbol":"btcusdt","productType":"USDT-FUTURES","marginCoin":"usdt","holdSide":"x","amount":"x"}"#,
            "400172", "Parameter verification failed"),
        ErrorCase(amount("x"), "40020", "Parameter amount error"),
        ErrorCase(amount("1e3"), "40020", "Parameter amount error"),
        ErrorCase(amount(" 1"), "40020", "Parameter amount error"),
        ErrorCase(amount("1,5"), "40020", "Parameter amount error"),
        ErrorCase(amount("--1"), "40020", "Parameter amount error"),
        ErrorCase(amount("NaN"), "40020", "Parameter amount error"),
        ErrorCase(amount("."), "40020", "Parameter amount error"),
        ErrorCase(
            amount("0.123456789"), "40808",
            "Parameter verification exception amount checkBDScale error value=0.123456789 checkScale=8"),
        ErrorCase(amount("0"), "40017", "Parameter verification failed amount"),
        ErrorCase(amount("-0.0"), "40017", "Parameter verification failed amount"),
    ]

    private static func amount(_ text: String) -> String {
        #"{"symbol":"btcusdt","productType":"USDT-FUTURES","marginCoin":"usdt","holdSide":"long","amount":"\#(text)"}"#
    }

    @Test(
        """
        BITGET-MARGIN-1, BITGET-MARGIN-2, BITGET-MARGIN-3, BITGET-MARGIN-4, BITGET-MARGIN-5, BITGET-MARGIN-6: a missing \
        or illegal parameter is refused in this order, before cross is, and changes nothing
        """,
        arguments: unusable)
    func parameters(_ error: ErrorCase) throws {
        var venue = try BitgetVenue()
        let before = venue.digest
        let answer = try venue.post(Self.path, error.body)
        #expect(answer.status == 400)
        #expect(answer.code == error.code)
        #expect(answer.message == error.message)
        #expect(answer.json["data"]?.isNull == true)
        #expect(venue.digest == before)
    }

    @Test("An amount may be a JSON number, as some clients send it")
    func number() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        let answer = try venue.post(Self.path, #"{\#(BitgetVenue.usdt),"amount":20.5,"holdSide":"long"}"#)
        #expect(answer.isSuccess)
        #expect(try venue.positions().rows()[0].text("marginSize") == "620.501")
    }

    @Test("An amount beyond all bounds is judged after the mode and the position, as any other")
    func unboundedComesLast() throws {
        var venue = try BitgetVenue()
        #expect(try venue.setMargin("99999999999").code == "40808")
        try #require(try venue.setMode("isolated").isSuccess)
        #expect(try venue.setMargin("-99999999999").code == "40802")
    }

    @Test("BITGET-MARGIN-7: a symbol in cross is refused, with a position or without", arguments: [true, false])
    func crossed(hasPosition: Bool) throws {
        var venue = try BitgetVenue()
        if hasPosition {
            try #require(try venue.place("buy", "0.01", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        }
        let before = venue.digest
        let answer = try venue.setMargin("20")
        #expect(answer.status == 400)
        #expect(answer.code == "40808")
        #expect(answer.message == "Parameter verification exception margin mode == FIXED")
        #expect(venue.digest == before)
    }

    @Test(
        "BITGET-MARGIN-8: without a position on that side it is refused",
        arguments: [
            ("long", false), ("short", false), ("short", true),
        ])
    func noPosition(side: String, hasLong: Bool) throws {
        var venue = try BitgetVenue()
        if hasLong { try venue.openIsolatedLong() } else { try #require(try venue.setMode("isolated").isSuccess) }
        let before = venue.digest
        let answer = try venue.setMargin("20", side)
        #expect(answer.code == "40802")
        #expect(answer.message == "Position is zero and direct margin call is not allowed")
        #expect(venue.digest == before)
    }

    @Test("In hedge mode each side has its own margin")
    func hedged() throws {
        var venue = try BitgetVenue()
        try #require(try venue.setMode("isolated").isSuccess)
        try #require(try venue.place("buy", "0.1", #""tradeSide":"open""#).isSuccess)
        try #require(try venue.place("sell", "0.1", #""tradeSide":"open""#).isSuccess)
        try #require(try venue.setMargin("20", "short").isSuccess)
        let rows = try venue.positions().rows()
        let margins = try Dictionary(
            uniqueKeysWithValues: rows.map { (try $0.text("holdSide"), try $0.text("marginSize")) })
        // 20x: long 0.1 * 60000.1 / 20 = 300.0005; short 0.1 * 59999.9 / 20 = 299.9995, and 20.
        #expect(margins == ["long": "300.0005", "short": "319.9995"])
    }

    /// What a client sees of its position and balance.
    private static func look(_ venue: inout BitgetVenue) throws -> [String] {
        let row = try #require(try venue.positions().rows().first)
        let account = try venue.singleAccount()
        return [
            try row.text("marginSize"), try row.text("liquidationPrice"), try row.text("leverage"),
            try account.text("isolatedMargin"), try account.text("available"), try account.text("accountEquity"),
        ]
    }

    @Test("BITGET-MARGIN-13: adding and removing move margin, liquidation price and balance by exactly the amount")
    func figures() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        // Entry value 0.1 * 60000.1 = 6000.01; margin at 10x 600.001; fee 6000.01 * 0.0006 = 3.600006.
        // Wallet 100000 - 3.600006 = 99996.399994; available = wallet - margin = 99396.398994.
        // Unrealised at mark 60000: 6000 - 6000.01 = -0.01; equity 99996.389994.
        // Liquidation (margin - entry value) / (0.1 * (0.004 + 0.0006 - 1)) = -5400.009 / -0.09954
        //   = 54249.638..., a long's rounded up to the tick: 54249.7.
        #expect(
            try Self.look(&venue) == ["600.001", "54249.7", "10", "600.001", "99396.398994", "99996.389994"])

        try #require(try venue.setMargin("20").isSuccess)
        // -5380.009 / -0.09954 = 54048.714...
        #expect(
            try Self.look(&venue) == ["620.001", "54048.8", "10", "620.001", "99376.398994", "99996.389994"])

        try #require(try venue.setMargin("-10").isSuccess)
        // -5390.009 / -0.09954 = 54149.176...
        #expect(
            try Self.look(&venue) == ["610.001", "54149.2", "10", "610.001", "99386.398994", "99996.389994"])

        try #require(try venue.setMargin("+0.00000001").isSuccess)
        #expect(try Self.look(&venue)[0] == "610.00100001")
    }

    @Test("A short's liquidation price rises as margin is added")
    func shortFigures() throws {
        var venue = try BitgetVenue()
        try #require(try venue.setPositionMode("one_way_mode").isSuccess)
        try #require(try venue.setMode("isolated").isSuccess)
        try #require(try venue.setLeverage(#""leverage":"10""#).isSuccess)
        try #require(try venue.place("sell", "0.1").isSuccess)
        // Sold at 59999.9: entry value 5999.99, margin 599.999, fee 3.599994;
        // (599.999 + 5999.99) / (0.1 * 1.0046) = 65697.680..., a short's rounded down.
        #expect(
            try Self.look(&venue) == ["599.999", "65697.6", "10", "599.999", "99396.401006", "99996.390006"])
        try #require(try venue.setMargin("20", "short").isSuccess)
        // 6619.989 / 0.10046 = 65896.764...
        #expect(
            try Self.look(&venue) == ["619.999", "65896.7", "10", "619.999", "99376.401006", "99996.390006"])
    }

    @Test("A coin-margined position takes margin in its coin")
    func inverse() throws {
        var venue = try BitgetVenue()
        let names = #""symbol":"btcusd","productType":"coin-futures","marginCoin":"btc""#
        try #require(try venue.post("account/set-margin-mode", #"{\#(names),"marginMode":"isolated"}"#).isSuccess)
        try #require(
            try venue.post(
                "order/place-order",
                #"{\#(names),"marginMode":"isolated","side":"buy","tradeSide":"open","orderType":"market","#
                    + #""size":"6000"}"#
            ).isSuccess)
        let query = "symbol=BTCUSD&productType=COIN-FUTURES&marginCoin=BTC"
        // 6000 / 60000.1 = 0.0999998333..., kept as 0.09999983 for a long; at 20x 0.0049999915, rounded up.
        #expect(try venue.get("position/single-position", query).rows()[0].text("marginSize") == "0.005")
        try #require(try venue.post(Self.path, #"{\#(names),"amount":"0.25","holdSide":"long"}"#).isSuccess)
        #expect(try venue.get("position/single-position", query).rows()[0].text("marginSize") == "0.255")
    }

    @Test("BITGET-MARGIN-10, BITGET-MARGIN-15: more than what is available cannot be added; all of it can")
    func balance() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        let before = venue.digest
        let answer = try venue.setMargin("99396.39899401")
        #expect(answer.code == "40800")
        #expect(answer.message == "Insufficient amount of margin")
        #expect(venue.digest == before)
        try #require(try venue.setMargin("99396.398994").isSuccess)
        #expect(try venue.singleAccount().text("available") == "0")
    }

    @Test(
        "An amount beyond all bounds is more than there is",
        arguments: [
            ("1000000000000000000000000000000000000000", "40800"),
            ("-1000000000000000000000000000000000000000", "40801"),
            ("99999999999", "40800"), ("-99999999999", "40801"),
        ])
    func unbounded(amount: String, code: String) throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        let before = venue.digest
        #expect(try venue.setMargin(amount).code == code)
        #expect(venue.digest == before)
    }

    @Test(
        "BITGET-MARGIN-11: what the position needs at mark cannot be removed; what is above it can",
        arguments: [
            // At mark 60000: margin 620.001 + min(0, -0.01) - 6000 / 10 = 19.991.
            ("60000", "19.991"),
            // At mark 61000 profit does not count: 620.001 + 0 - 6100 / 10 = 10.001.
            ("61000", "10.001"),
            // At mark 59900 the loss counts: 620.001 + (5990 - 6000.01) - 5990 / 10 = 10.991.
            ("59900", "10.991"),
        ])
    func removable(mark: String, most: String) throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        try #require(try venue.setMargin("20").isSuccess)
        try venue.setMark("BTCUSDT", mark)
        let before = venue.digest
        let answer = try venue.setMargin("-\(most)0000")
        #expect(answer.isSuccess, "\(answer.body)")
        let after = venue.digest
        #expect(after != before)
        let refused = try venue.setMargin("-0.00000001")
        #expect(refused.code == "40801")
        #expect(refused.message == "Cannot exceed the maximum transferable deposit amount")
        #expect(venue.digest == after)
    }

    @Test("BITGET-MARGIN-17: what would leave the position below its maintenance margin cannot be removed either")
    func liquidating() throws {
        var venue = try BitgetVenue()
        try venue.deposit("3000000", of: "USDT")
        try #require(try venue.setMode("isolated").isSuccess)
        try #require(try venue.setLeverage(#""shortLeverage":"125""#).isSuccess)
        try #require(try venue.place("sell", "2.4", #""tradeSide":"open""#).isSuccess)
        try #require(try venue.setMargin("2000000", "short").isSuccess)
        try venue.setMark("BTCUSDT", "800000")
        // Sold for 144,000, worth 1,920,000 now: of 2,001,152 some 225,152 are left. Value / 125 is 15,360, but the
        // third tier's 1 % less 4,650, and the closing fee, are 15,702: at the first removal 15,452 would stay, at the
        // second 15,852.
        let before = venue.digest
        let answer = try venue.setMargin("-209700", "short")
        #expect(answer.code == "40801")
        #expect(answer.message == "Cannot exceed the maximum transferable deposit amount")
        #expect(venue.digest == before)
        #expect(try venue.setMargin("-209300", "short").isSuccess)
    }

    @Test("BITGET-MARGIN-14: a second identical call is a second adjustment")
    func notIdempotent() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        for _ in 0..<2 { try #require(try venue.post(Self.path, Self.example).isSuccess) }
        #expect(try venue.positions().rows()[0].text("marginSize") == "640.001")
    }
}
