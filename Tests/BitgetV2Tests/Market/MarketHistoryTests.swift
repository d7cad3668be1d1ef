import Desks
import MarginEngine
import Testing
import Wire

@Suite("Past trades, rates and prices: https://www.bitget.com/api-doc/contract/market/Get-Recent-Fills")
struct MarketHistoryTests {
    private static let symbol = "symbol=BTCUSDT&productType=USDT-FUTURES"

    private static func market(_ venue: inout BitgetVenue, _ path: String, _ more: String = "") throws -> Answer {
        try venue.open("/api/v2/mix/market/\(path)", "\(symbol)\(more)")
    }

    /// Buys and sells 0.01, a millisecond apart.
    private static func trade(_ venue: inout BitgetVenue) throws {
        for trade in ["open", "close"] {
            venue.nowMs += 1
            try #require(try venue.place("buy", "0.01", mode: "crossed", #""tradeSide":"\#(trade)""#).isSuccess)
        }
    }

    @Test(
        "Candles begin by UTC: weeks on Monday, months on their first day",
        arguments: [
            ("1W", "1699833600000"), ("1Wutc", "1699833600000"), ("1M", "1698796800000"), ("1Mutc", "1698796800000"),
            ("1m", "1699999980000"), ("3Dutc", "1699833600000"), ("12H", "1699963200000"), ("6Hutc", "1699984800000"),
        ])
    func candleStarts(granularity: String, startMs: String) throws {
        var venue = try BitgetVenue()
        let rows = try Self.market(&venue, "candles", "&granularity=\(granularity)&limit=2").rows()
        #expect(rows.count == 2)
        #expect(rows[1].elements?.first?.string == startMs)
    }

    @Test("A trade shows its taker's side, the newest first", arguments: ["fills", "fills-history"])
    func trades(path: String) throws {
        var venue = try BitgetVenue()
        #expect(try Self.market(&venue, path).rows().isEmpty)
        try Self.trade(&venue)
        let rows = try Self.market(&venue, path).rows().map(\.strings)
        #expect(rows.map { $0["side"] } == ["sell", "buy"])
        #expect(rows.map { $0["price"] } == ["59999.9", "60000.1"])
        #expect(rows.map { $0["size"] } == ["0.01", "0.01"])
        #expect(rows.map { $0["ts"] } == ["1700000000002", "1700000000001"])
        #expect(try Self.market(&venue, path, "&limit=1").rows().count == 1)
    }

    @Test("A trade between two accounts is one trade")
    func tradeOfTwo() throws {
        var venue = try BitgetVenue(house: false)
        try #require(
            try venue.place("buy", "0.01", price: "60000", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        try venue.logInAsAnother(deposit: 1_000)
        try #require(try venue.place("sell", "0.01", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        let rows = try Self.market(&venue, "fills").rows()
        #expect(rows.count == 1)
        #expect(try rows[0].text("side") == "sell")
    }

    @Test("Past trades go page by page, over at most seven days")
    func pastTrades() throws {
        var venue = try BitgetVenue()
        try Self.trade(&venue)
        let all = try Self.market(&venue, "fills-history").rows().map { try $0.text("tradeId") }
        #expect(try Self.market(&venue, "fills-history", "&idLessThan=\(all[0])").rows().count == 1)
        #expect(try Self.market(&venue, "fills-history", "&startTime=1700000000002").rows().count == 1)
        #expect(try Self.market(&venue, "fills-history", "&startTime=0&endTime=604800001").code == "00001")
        #expect(try Self.market(&venue, "fills-history", "&limit=1000").isSuccess)
        #expect(try Self.market(&venue, "fills-history", "&limit=1001").code == "40053")
        #expect(try Self.market(&venue, "fills", "&limit=101").code == "40053")
    }

    @Test("Each funding instant keeps the rate it was settled at")
    func fundingRates() throws {
        var venue = try BitgetVenue()
        #expect(try Self.market(&venue, "history-fund-rate").rows().isEmpty)
        venue.passTime(toMs: 1_700_006_400_000)
        let rate = try #require(Rate("-0.0002"))
        let outcome = venue.desk.apply(.setFundingRate(try venue.instrument("BTCUSDT"), rate))
        #expect(outcome == .accepted)
        venue.passTime(toMs: 1_700_070_000_000)
        let rows = try Self.market(&venue, "history-fund-rate").rows().map(\.strings)
        #expect(rows.map { $0["fundingRate"] } == ["-0.0002", "-0.0002", "0.0001"])
        #expect(rows.map { $0["fundingTime"] } == ["1700064000000", "1700035200000", "1700006400000"])
        let second = try Self.market(&venue, "history-fund-rate", "&pageSize=2&pageNo=2").rows()
        #expect(try second.map { try $0.text("fundingTime") } == ["1700006400000"])
        #expect(try Self.market(&venue, "history-fund-rate", "&pageSize=101").code == "40053")
        #expect(try Self.market(&venue, "history-fund-rate", "&pageNo=0").code == "40053")
    }

    @Test("Mark and index prices have candles of their own, without volume")
    func priceCandles() throws {
        var venue = try BitgetVenue()
        for (mark, index) in [("61000", "62000"), ("59000", "58000")] {
            let command = Command.setPrices(
                try venue.instrument("BTCUSDT"), mark: try #require(Price(mark)), index: try #require(Price(index)))
            let outcome = venue.desk.apply(command)
            #expect(outcome == .accepted)
        }
        for (path, high, low) in [
            ("history-mark-candles", "61000", "59000"), ("history-index-candles", "62000", "58000"),
        ] {
            let row = try #require(try Self.market(&venue, path, "&granularity=1D&limit=1").rows().first?.elements)
            #expect(row.dropFirst().map(\.string) == [high, high, low, low, "0", "0"])
            #expect(try Self.market(&venue, path, "&granularity=1D&limit=201").code == "40053")
            let kind = path == "history-mark-candles" ? "MARK" : "index"
            let same = try Self.market(&venue, "candles", "&granularity=1D&limit=1&kLineType=\(kind)").rows().first
            #expect(same?.elements?.map(\.string) == row.map(\.string))
        }
        #expect(try Self.market(&venue, "candles", "&granularity=1D&kLineType=last").code == "400172")
        let trades = try Self.market(&venue, "history-candles", "&granularity=1D&limit=1").rows()[0].elements
        #expect(trades?.dropFirst().first?.string == "60000")
    }

    @Test("There is one fee level")
    func feeLevels() throws {
        var venue = try BitgetVenue()
        let rows = try venue.open("/api/v2/mix/market/vip-fee-rate").rows().map(\.strings)
        #expect(rows.count == 1)
        #expect(rows[0]["takerFeeRate"] == "0.0006")
        #expect(rows[0]["makerFeeRate"] == "0.0002")
    }

    @Test(
        "Market calls of the multi-asset mode are not open",
        arguments: ["exchange-rate", "union-interest-rate-history"])
    func notOpenYet(path: String) throws {
        var venue = try BitgetVenue()
        #expect(try Self.market(&venue, path).code == "40919")
    }
}
