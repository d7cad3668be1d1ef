import Desks
import MarginEngine
import Testing
import Wire
import ZTDXV1

@Suite("Markets as the account calls show them")
struct MarketRowTests {
    private func traded() throws -> TestVenue {
        var venue = try TestVenue()
        for caller in [Caller.demo, .other] { try venue.deposit("1000000", to: caller) }
        try venue.order("side=SELL&type=LIMIT&quantity=1&price=60000", as: .other)
        try venue.order("side=SELL&type=LIMIT&quantity=1&price=60600", as: .other)
        try venue.order("side=BUY&type=LIMIT&quantity=1.5&price=60600")
        try venue.order("side=BUY&type=LIMIT&quantity=0.2&price=59000")
        return venue
    }

    private func get(_ path: String, _ venue: inout TestVenue) throws -> Reply { try get(path, "", &venue) }

    private func get(_ path: String, _ query: String, _ venue: inout TestVenue) throws -> Reply {
        try venue.send(venue.request("GET", path, query))
    }

    @Test("The book in both parts of the API")
    func book() throws {
        var venue = try traded()
        for (path, query) in [("/api/v1/orderbook/BTCUSDT", ""), ("/fapi/v1/depth", "symbol=BTCUSDT")] {
            let reply = try get(path, query, &venue)
            let pairs = ["bids", "asks"].map { reply.json[$0]?.elements?.map { $0.elements?.map(\.string) } }
            #expect(pairs == [[["59000", "0.2"]], [["60600", "0.5"]]])
        }
        #expect(try get("/fapi/v1/depth", "symbol=BTCUSDT&limit=1001", &venue).code == "-1130")
        #expect(try get("/api/v1/orderbook/BTCUSDT", "depth=0", &venue).code == "INVALID_PARAMETER")
    }

    @Test("The last day in both parts of the API")
    func day() throws {
        var venue = try traded()
        let ticker = try get("/api/v1/ticker/BTCUSDT", &venue)
        let expected = [
            "last_price": "60600", "open_24h": "60000", "high_24h": "60600", "low_24h": "60000", "volume_24h": "1.5",
            "turnover_24h": "90300", "change_percent_24h": "1", "best_bid": "59000", "best_ask": "60600",
            "open_interest": "1.5",
        ]
        for (name, value) in expected { #expect(ticker[name] == value, "\(name)") }
        let day = try get("/fapi/v1/ticker/24hr", "symbol=BTCUSDT", &venue)
        let numbered = [
            "priceChange": "600", "priceChangePercent": "1", "weightedAvgPrice": "60200", "lastQty": "0.5",
            "volume": "1.5", "quoteVolume": "90300", "count": "2",
        ]
        for (name, value) in numbered { #expect(day[name] == value, "\(name)") }
        #expect(try get("/fapi/v1/ticker/24hr", &venue).json.elements?.count == 2)
    }

    @Test("Trades, the newest first; candles, the oldest first")
    func tape() throws {
        var venue = try traded()
        let trades = try get("/api/v1/trades/BTCUSDT", "limit=1", &venue).json["trades"]?.elements
        #expect(trades?.compactMap { $0["price"]?.string } == ["60600"])
        #expect(trades?.first?["side"]?.string == "buy")
        let klines = try get("/api/v1/klines/BTCUSDT", "interval=1h&limit=2", &venue).json["klines"]?.elements
        #expect(klines?.compactMap { $0["volume"]?.string } == ["0", "1.5"])
        #expect(klines?.last?["open_time"]?.numberText == "1699999200000")
        #expect(try get("/api/v1/klines/BTCUSDT", "interval=7m", &venue).code == "INVALID_PARAMETER")
    }

    @Test("The ladder in both parts of the API, and a limit that belongs to the lower tier")
    func tiers() throws {
        var venue = try traded()
        let rows = try #require(try get("/api/v1/markets/BTCUSDT/tiers", &venue).json["tiers"]?.elements)
        #expect(rows.compactMap { $0["cum"]?.string } == ["0", "50", "1300", "16300", "141300"])
        #expect(rows.compactMap { $0["max_leverage"]?.numberText } == ["125", "100", "50", "20", "10"])
        let brackets = try venue.call("GET", "/fapi/v1/leverageBracket", "symbol=BTCUSDT").json.elements?.first
        let second = try #require(brackets?["brackets"]?.elements?[1])
        #expect(second["notionalFloor"]?.string == "50000")
        #expect(second["notionalCap"]?.string == "250000")
        #expect(second["maintMarginRatio"]?.string == "0.005")
    }

    @Test("Prices, configuration, the fund and the funding rates that were charged")
    func rest() throws {
        var venue = try traded()
        try venue.setMark("60100")
        #expect(try get("/api/v1/mark-price/BTCUSDT", &venue)["mark_price"] == "60100")
        #expect(try get("/api/v1/index-price/BTCUSDT", &venue)["index_price"] == "60100")
        #expect(try get("/api/v1/markets/BTCUSDT/config", &venue)["tick_size"] == "0.1")
        let markets = try get("/api/v1/markets", &venue).json["markets"]?.elements
        #expect(markets?.compactMap { $0["symbol"]?.string } == ["BTCUSDT", "ETHUSDT"])
        let asset = venue.desk.engine.asset(named: "USDT")
        try venue.desk.accept(.fundInsurance(try #require(asset), try #require(Money("7.5"))))
        #expect(try get("/api/v1/insurance-fund/BTCUSDT", &venue)["balance"] == "7.5")
        try venue.desk.accept(.advance(toMs: 1_700_006_400_000))
        let rates = try get("/api/v1/funding-rate/history", "symbol=BTCUSDT", &venue)
        #expect(rates["total"] == "1")
        #expect(rates.json["rates"]?.elements?.first?["funding_time"]?.numberText == "1700006400000")
    }

    @Test(
        "A symbol that is not traded is refused everywhere",
        arguments: [
            "/api/v1/markets/SOLUSDT/config", "/api/v1/markets/NOPE/tiers", "/api/v1/mark-price/NOPE",
            "/api/v1/index-price/NOPE", "/api/v1/ticker/btcusdt", "/api/v1/orderbook/NOPE", "/api/v1/trades/NOPE",
            "/api/v1/klines/NOPE", "/api/v1/insurance-fund/NOPE",
        ])
    func unknown(_ path: String) throws {
        var venue = try TestVenue()
        #expect(try get(path, &venue).code == "INVALID_SYMBOL")
    }

    @Test(
        "A path with an empty or a further segment is none", arguments: ["/api/v1/ticker/", "/api/v1/ticker/BTCUSDT/x"])
    func segments(_ path: String) throws {
        var venue = try TestVenue()
        #expect(try get(path, &venue).status == 404)
    }
}
