import MarginEngine
import Testing
import Wire

/// `market/…-kline` of prices that are set, weeks and months, `market/open-interest`.
@Suite struct PriceHistoryTests {
    private let venue = TestVenue()

    private func rows(_ path: String, _ query: String) -> [[String?]] {
        venue.get("/v5/market/\(path)", query).list.map { $0.elements?.map(\.string) ?? [] }
    }

    private func setPrices(mark: String, index: String) {
        venue.apply(.setPrices(venue.instrument("BTCUSDT"), mark: decimal(mark), index: decimal(index)))
    }

    // MARK: Candles of mark, index and premium

    @Test("Candles of set prices have five strings, the newest first, and each follows its own price")
    func setPriceCandles() {
        setPrices(mark: "60600", index: "60000")
        setPrices(mark: "59400", index: "60000")
        setPrices(mark: "60300", index: "60000")
        let query = "symbol=BTCUSDT&interval=1&limit=2"
        let (start, before) = ("1699999980000", "1699999920000")
        #expect(
            rows("mark-price-kline", query) == [
                [start, "60600", "60600", "59400", "60300"], [before, "60600", "60600", "60600", "60600"],
            ])
        #expect(rows("index-price-kline", query).first == [start, "60000", "60000", "60000", "60000"])
        #expect(rows("premium-index-price-kline", query).first == [start, "0.01", "0.01", "-0.01", "0.005"])
    }

    @Test("Before a price was ever set its candles are flat at the present one")
    func neverSet() {
        #expect(
            rows("mark-price-kline", "symbol=ETHUSDT&interval=5&limit=1").first?.dropFirst() == [
                "3000", "3000", "3000", "3000",
            ])
        #expect(rows("premium-index-price-kline", "symbol=ETHUSDT&interval=5&limit=1").first?.last == "0")
    }

    @Test("Inverse contracts have no premium index; other categories have no candles")
    func categories() {
        #expect(
            venue.get("/v5/market/premium-index-price-kline", "category=inverse&symbol=BTCUSD&interval=1").code == 10001
        )
        #expect(venue.get("/v5/market/index-price-kline", "category=option&symbol=BTCUSDT&interval=1").code == 10001)
        #expect(
            venue.get("/v5/market/mark-price-kline", "category=inverse&symbol=BTCUSDT&interval=1").message
                == "Not supported symbols")
    }

    /// https://bybit-exchange.github.io/docs/v5/market/kline
    @Test(
        "A start inside a candle includes it",
        arguments: ["kline", "mark-price-kline", "index-price-kline", "premium-index-price-kline"],
        [
            (interval: "5", start: "1699999500000"), ("D", "1699920000000"), ("W", "1699833600000"),
            ("M", "1698796800000"),
        ])
    func startInsideACandle(path: String, candle: (interval: String, start: String)) {
        let query = "symbol=BTCUSDT&interval=\(candle.interval)&start=1699999799999"
        for query in [query, query + "&end=1699999799999"] {
            #expect(rows(path, query).last?.first == candle.start)
        }
    }

    // MARK: Weeks and months

    /// The venue starts on Tuesday, 2023-11-14T22:13:20Z.
    @Test("Weeks begin on Monday and months on their first day, in UTC")
    func longCandles() {
        func starts(_ interval: String) -> [String?] {
            rows("kline", "symbol=BTCUSDT&interval=\(interval)&limit=4").map { $0.first ?? nil }
        }
        // 2023-11-13, 11-06, 10-30, 10-23
        #expect(starts("W") == ["1699833600000", "1699228800000", "1698624000000", "1698019200000"])
        // 2023-11-01, 10-01, 09-01, 08-01
        #expect(starts("M") == ["1698796800000", "1696118400000", "1693526400000", "1690848000000"])
        #expect(starts("D").first == "1699920000000")
    }

    @Test("The first week of all is cut short, and nothing is before it", arguments: ["W", "M", "D", "1"])
    func beginningOfTime(interval: String) {
        let firsts = rows("kline", "symbol=BTCUSDT&interval=\(interval)&end=59999")
        #expect(firsts.map { $0.first ?? nil } == ["0"])
        let weeks = rows("kline", "symbol=BTCUSDT&interval=W&start=0&end=345600000")
        #expect(weeks.map { $0.first ?? nil } == ["345600000", "0"])
    }

    @Test("A month holds all of its trades, and a start alone gives the candles from there on")
    func monthlyTrades() {
        let owner = venue.open(.uta2, usdt: "100000")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "61000")
        // 2023-12-01T00:00:00Z
        venue.apply(.advance(toMs: 1_701_388_800_000))
        venue.trade(owner, "BTCUSDT", .buy, "0.2", at: "62000")
        let months = rows("kline", "symbol=BTCUSDT&interval=M&start=1698796800000")
        #expect(months.map { $0.first ?? nil } == ["1701388800000", "1698796800000"])
        #expect(months.map { $0[5] } == ["0.2", "0.1"])
        #expect(months.map { $0[4] } == ["62000", "61000"])
        #expect(rows("kline", "symbol=BTCUSDT&interval=M&start=1701388800000").count == 1)
        #expect(rows("kline", "symbol=BTCUSDT&interval=M&start=1704067200000").isEmpty)
    }

    // MARK: Open interest

    private func interests(_ query: String) -> Reply {
        venue.get("/v5/market/open-interest", "category=linear&symbol=BTCUSDT&\(query)")
    }

    @Test("Open interest is told at full intervals, both sides and one")
    func openInterest() {
        let owner = venue.open(.uta2, usdt: "100000")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        venue.apply(.advance(toMs: TestVenue.startMs + 300_000))
        venue.trade(owner, "BTCUSDT", .buy, "0.2", at: "60000")
        venue.apply(.advance(toMs: TestVenue.startMs + 600_000))
        venue.trade(owner, "BTCUSDT", .sell, "0.1", at: "60000")
        let rows = interests("intervalTime=5min&limit=4").list
        // 22:20, 22:15 and 22:10: the trades were at 22:13:20, 22:18:20 and, since the last full interval, 22:23:20.
        #expect(
            rows.map { $0.text("timestamp") } == ["1700000400000", "1700000100000", "1699999800000", "1699999500000"])
        #expect(rows.map { $0.text("singleOpenInterest") } == ["0.3", "0.1", "0", "0"])
        #expect(rows.map { $0.text("openInterest") } == ["0.6", "0.2", "0", "0"])
        #expect(interests("intervalTime=1d&limit=1").list.first?.text("timestamp") == "1699920000000")
    }

    @Test("Open interest comes in pages within its span")
    func openInterestPages() {
        let first = interests("intervalTime=1h&limit=2&startTime=1699984800000&endTime=1699995600000")
        #expect(first.list.map { $0.text("timestamp") } == ["1699995600000", "1699992000000"])
        let cursor = first.result?.text("nextPageCursor") ?? ""
        let second = interests("intervalTime=1h&limit=2&startTime=1699984800000&cursor=\(cursor)")
        #expect(second.list.map { $0.text("timestamp") } == ["1699988400000", "1699984800000"])
        #expect(second.result?.text("nextPageCursor") == "")
    }

    @Test(
        "Wrong parameters of open interest are parameter errors",
        arguments: ["", "intervalTime=2h", "intervalTime=1h&limit=201", "intervalTime=1h&startTime=5&endTime=4"])
    func wrongParameters(query: String) {
        #expect(interests(query).code == 10001)
    }
}
