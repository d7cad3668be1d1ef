import MarginEngine
import Testing
import Wire

@Suite("Who is long and who takes; limits and rates")
struct SentimentTests {
    private static func market(_ venue: inout BitgetVenue, _ path: String, _ query: String) throws -> Answer {
        try venue.open("/api/v2/mix/market/\(path)", query)
    }

    @Test("BITGET-CALL-9: of the users' accounts and positions; the house has no opinion")
    func longAndShort() throws {
        var venue = try BitgetVenue()
        for path in ["account-long-short", "position-long-short", "long-short"] {
            #expect(try Self.market(&venue, path, "symbol=BTCUSDT").rows().isEmpty)
        }
        try #require(try venue.place("buy", "0.3", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        try venue.logInAsAnother(deposit: 100_000)
        try #require(try venue.place("sell", "0.1", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        let accounts = try #require(try Self.market(&venue, "account-long-short", "symbol=btcusdt").rows().first)
        // The start of the five minutes in which 1,700,000,000,000 lies.
        #expect(
            accounts.strings == [
                "longAccountRatio": "0.5", "shortAccountRatio": "0.5", "longShortAccountRatio": "1",
                "ts": "1699999800000",
            ])
        let positions = try #require(
            try Self.market(&venue, "position-long-short", "symbol=BTCUSDT&period=1h").rows().first)
        #expect(
            positions.strings == [
                "longPositionRatio": "0.75", "shortPositionRatio": "0.25", "longShortPositionRatio": "3",
                "ts": "1699999200000",
            ])
        let both = try #require(try Self.market(&venue, "long-short", "symbol=BTCUSDT&period=1Dutc").rows().first)
        #expect(try both.text("longShortRatio") == "3")
    }

    @Test("BITGET-CALL-9: what was taken in each of the last 30 periods, the oldest first")
    func takerVolumes() throws {
        var venue = try BitgetVenue()
        try #require(try venue.place("buy", "0.3", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        venue.passTime(toMs: venue.nowMs + 300_000)
        try #require(try venue.place("sell", "0.1", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        let rows = try Self.market(&venue, "taker-buy-sell", "symbol=BTCUSDT").rows()
        #expect(rows.count == 30)
        #expect(
            rows.suffix(2).map(\.strings) == [
                ["buyVolume": "0.3", "sellVolume": "0", "ts": "1699999800000"],
                ["buyVolume": "0", "sellVolume": "0.1", "ts": "1700000100000"],
            ])
        #expect(rows.first?["buyVolume"]?.string == "0")
    }

    @Test(
        "A symbol there must be, and a period of those that are offered",
        arguments: [
            ("", "40019"), ("symbol=NOPE", "40034"), ("symbol=BTCUSDT&period=7m", "400172"),
            ("symbol=BTCUSDT&period=1w", "400172"),
        ], ["account-long-short", "position-long-short", "long-short", "taker-buy-sell"])
    func refused(_ query: (text: String, code: String), path: String) throws {
        var venue = try BitgetVenue()
        #expect(try Self.market(&venue, path, query.text).code == query.code)
    }

    @Test("BITGET-CALL-10: how large a position may be, in USD")
    func positionLimits() throws {
        var venue = try BitgetVenue()
        let linear = try Self.market(&venue, "oi-limit", "productType=usdt-futures&symbol=BTCUSDT").rows()
        #expect(
            linear.map(\.strings) == [
                ["symbol": "BTCUSDT", "notionalValue": "12000000", "totalNotionalValue": "12000000"]
            ])
        // 450 BTC at 60,000.
        let inverse = try Self.market(&venue, "oi-limit", "productType=COIN-FUTURES").rows()
        #expect(inverse.map { $0["notionalValue"]?.string } == ["27000000"])
        #expect(try Self.market(&venue, "oi-limit", "").code == "400172")
    }

    @Test("BITGET-CALL-11: what a coin counts for, and what is owed and lacking in union mode")
    func union() throws {
        var venue = try BitgetVenue()
        let coins = try Self.market(&venue, "discount-rate", "").rows()
        #expect(try coins.map { try $0.text("coin") } == ["USDT", "USDC", "BTC"])
        let steps = try #require(coins.first?["discountRateList"]?.elements)
        #expect(
            steps.map(\.strings) == [["tier": "1", "minAmount": "0", "maxAmount": "-1", "discountRate": "1"]])
        #expect(try venue.get("account/union-config", "").text("mmr") == "0.05")
        #expect(try venue.get("account/transfer-limits", "coin=BTC").text("maxTransferIn") == "10000000000")
        #expect(try venue.get("account/transfer-limits", "").code == "40019")
        #expect(try venue.get("account/transfer-limits", "coin=DOGE").code == "40034")
        #expect(try venue.get("account/switch-union-usdt", "").text("usdtAmount") == "0")
    }

    @Test("BITGET-CALL-11: the USDT that are lacking are what lets the coins part again")
    func switchQuota() throws {
        var venue = try BitgetVenue()
        try #require(try venue.setAssetMode("union").isSuccess)
        try #require(try venue.place("buy", "3", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        // Loses some 105,000 of 100,000 USDT; 5 BTC back the rest.
        try venue.setMark("BTCUSDT", "25000")
        #expect(try !venue.setAssetMode("single").isSuccess)
        let lacking = try venue.get("account/switch-union-usdt", "").text("usdtAmount")
        try venue.deposit("\(try #require(Money(lacking)).units / 100_000_000 + 1)", of: "USDT")
        #expect(try venue.get("account/switch-union-usdt", "").text("usdtAmount") == "0")
        #expect(try venue.setAssetMode("single").isSuccess)
    }

    @Test("BITGET-CALL-12: the fees of all contracts, or of one")
    func rates() throws {
        var venue = try BitgetVenue()
        let path = "/api/v2/common/all-trade-rate"
        let all = try venue.send(venue.signed("GET", path, query: "businessType=mix")).rows()
        #expect(try all.map { try $0.text("symbol") } == ["BTCUSDT", "ETHUSDT", "BTCPERP", "BTCUSD"])
        #expect(try all[0].text("takerFeeRate") == "0.0006")
        let one = try venue.send(venue.signed("GET", path, query: "businessType=mix&symbol=ETHUSDT")).rows()
        #expect(one.count == 1)
        #expect(try venue.send(venue.signed("GET", path, query: "businessType=spot")).rows().isEmpty)
        #expect(try venue.send(venue.signed("GET", path)).code == "40019")
        #expect(try venue.send(venue.signed("GET", path, query: "businessType=swap")).code == "400172")
    }

    @Test("BITGET-CALL-11: the futures account is all there is")
    func balances() throws {
        var venue = try BitgetVenue()
        let rows = try venue.send(venue.signed("GET", "/api/v2/account/all-account-balance")).rows()
        #expect(
            try rows.map { try $0.text("accountType") } == ["spot", "futures", "funding", "earn", "bots", "margin"])
        // 100,000 USDT and 5 BTC at 60,000.
        #expect(try rows.map { try $0.text("usdtBalance") } == ["0", "400000", "0", "0", "0", "0"])
    }
}
