import Testing
import Wire

@Suite("Market calls: https://www.bitget.com/api-doc/contract/market/Get-Ticker and its neighbours")
struct MarketTests {
    private static func market(_ venue: inout BitgetVenue, _ path: String, _ query: String) throws -> Answer {
        try venue.open("/api/v2/mix/market/\(path)", query)
    }

    @Test(
        "All ten calls with which ccxt loads markets succeed; what is not traded here is an empty list",
        arguments: [
            ("/api/v2/spot/public/coins", "", 0), ("/api/v2/spot/public/symbols", "", 0),
            ("/api/v2/margin/currencies", "", 0),
            ("/api/v2/mix/market/contracts", "productType=USDT-FUTURES", 2),
            ("/api/v2/mix/market/contracts", "productType=USDC-FUTURES", 1),
            ("/api/v2/mix/market/contracts", "productType=COIN-FUTURES", 1),
            ("/api/v2/mix/market/contracts", "productType=SUSDT-FUTURES", 0),
            ("/api/v2/mix/market/contracts", "productType=SUSDC-FUTURES", 0),
            ("/api/v2/mix/market/contracts", "productType=SCOIN-FUTURES", 0),
            ("/api/v2/mix/market/contracts", "productType=usdt-futures&symbol=ethusdt", 1),
        ])
    func loadMarkets(path: String, query: String, count: Int) throws {
        var venue = try BitgetVenue()
        #expect(try venue.open(path, query).rows().count == count)
    }

    @Test(
        "A contract's row: places, steps and limits derive from tick and step",
        arguments: [
            (
                "BTCUSDT", "USDT-FUTURES",
                [
                    "pricePlace": "1", "priceEndStep": "1", "volumePlace": "3", "sizeMultiplier": "0.001",
                    "minTradeNum": "0.001",
                ]
            ),
            (
                "ETHUSDT", "USDT-FUTURES",
                [
                    "pricePlace": "2", "priceEndStep": "1", "volumePlace": "2", "sizeMultiplier": "0.01",
                    "baseCoin": "ETH",
                ]
            ),
            (
                "BTCPERP", "USDC-FUTURES",
                [
                    "pricePlace": "1", "priceEndStep": "5", "minTradeNum": "0.002", "minTradeUSDT": "200",
                    "quoteCoin": "USDC",
                ]
            ),
            (
                "BTCUSD", "COIN-FUTURES",
                ["volumePlace": "0", "sizeMultiplier": "1", "minTradeNum": "1", "baseCoin": "BTC", "quoteCoin": "USD"]
            ),
        ])
    func contract(symbol: String, type: String, expected: [String: String]) throws {
        var venue = try BitgetVenue()
        let row = try Self.market(&venue, "contracts", "productType=\(type)&symbol=\(symbol)").rows()[0]
        #expect(
            row.names == [
                "baseCoin", "buyLimitPriceRatio", "deliveryPeriod", "deliveryStartTime", "deliveryTime",
                "feeRateUpRatio",
                "fundInterval", "isRwa", "launchTime", "limitOpenTime", "maintainTime", "makerFeeRate", "maxLever",
                "maxMarketOrderQty", "maxOrderQty", "maxPositionNum", "maxProductOrderNum", "maxSymbolOrderNum",
                "minLever",
                "minTradeNum", "minTradeUSDT", "offTime", "openCostUpRatio", "openTime", "posLimit", "priceEndStep",
                "pricePlace", "quoteCoin", "sellLimitPriceRatio", "sizeMultiplier", "supportMarginCoins", "symbol",
                "symbolStatus", "symbolType", "takerFeeRate", "volumePlace",
            ])
        let common = [
            "symbol": symbol, "symbolStatus": "normal", "symbolType": "perpetual", "takerFeeRate": "0.0006",
            "makerFeeRate": "0.0002", "minLever": "1", "maxLever": "125", "fundInterval": "8", "isRwa": "NO",
            "offTime": "-1", "limitOpenTime": "-1", "buyLimitPriceRatio": "0.05",
        ]
        for (name, value) in common.merging(expected, uniquingKeysWith: { $1 }) {
            #expect(try row.text(name) == value, "\(name)")
        }
        let coin = symbol == "BTCUSD" ? "BTC" : symbol == "BTCPERP" ? "USDC" : "USDT"
        #expect(row["supportMarginCoins"]?.elements?.map(\.string) == [coin])
    }

    @Test("The ticker is a list of one, the tickers a list of all of the product type")
    func tickers() throws {
        var venue = try BitgetVenue()
        try #require(try venue.place("buy", "0.1", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        try venue.setMark("BTCUSDT", "60600")
        let row = try Self.market(&venue, "ticker", "symbol=btcusdt&productType=USDT-FUTURES").rows()
        #expect(row.count == 1)
        #expect(
            row[0].names == [
                "askPr", "askSz", "baseVolume", "bidPr", "bidSz", "change24h", "changeUtc24h", "deliveryStartTime",
                "deliveryStatus", "deliveryTime", "fundingRate", "high24h", "holdingAmount", "indexPrice", "lastPr",
                "low24h", "markPrice", "open24h", "openUtc", "quoteVolume", "symbol", "ts", "usdtVolume",
            ])
        let expected = [
            "symbol": "BTCUSDT", "lastPr": "60000.1", "markPrice": "60600", "indexPrice": "60600", "askPr": "60600.1",
            "bidPr": "60599.9", "open24h": "60000", "high24h": "60000.1", "low24h": "60000", "baseVolume": "0.1",
            "quoteVolume": "6000.01", "usdtVolume": "6000.01", "holdingAmount": "0.1", "fundingRate": "0.0001",
            // 0.1 / 60000
            "change24h": "0.00000166", "ts": "1700000000000",
        ]
        for (name, value) in expected { #expect(try row[0].text(name) == value, "\(name)") }
        #expect(row[0]["deliveryTime"]?.isNull == true)
        let all = try Self.market(&venue, "tickers", "productType=USDT-FUTURES").rows()
        #expect(try all.map { try $0.text("symbol") } == ["BTCUSDT", "ETHUSDT"])
    }

    @Test("An inverse contract's volumes are in coin and in USD")
    func inverseVolumes() throws {
        var venue = try BitgetVenue()
        try #require(
            try venue.post(
                "order/place-order",
                #"{"symbol":"BTCUSD","productType":"COIN-FUTURES","marginCoin":"BTC","marginMode":"crossed","#
                    + #""side":"sell","tradeSide":"open","orderType":"market","size":"6000"}"#
            ).isSuccess)
        let row = try Self.market(&venue, "ticker", "symbol=BTCUSD&productType=COIN-FUTURES").rows()[0]
        // 6000 / 59999.9 = 0.10000016..., rounded up for a short
        #expect(try row.text("baseVolume") == "0.10000017")
        #expect(try row.text("quoteVolume") == "6000")
        #expect(try row.text("holdingAmount") == "6000")
    }

    @Test("Prices, funding rate and tiers have their rows")
    func smallRows() throws {
        var venue = try BitgetVenue()
        let names = "symbol=BTCUSDT&productType=USDT-FUTURES"
        let prices = try Self.market(&venue, "symbol-price", names).rows()
        #expect(
            prices.map(\.strings) == [
                [
                    "symbol": "BTCUSDT", "price": "60000", "indexPrice": "60000", "markPrice": "60000",
                    "ts": "1700000000000",
                ]
            ])
        let rates = try Self.market(&venue, "current-fund-rate", names).rows()
        #expect(
            rates.map(\.strings) == [
                [
                    "symbol": "BTCUSDT", "fundingRate": "0.0001", "fundingRateInterval": "8",
                    // The next multiple of 8 hours after 1700000000000.
                    "nextUpdate": "1700006400000", "minFundingRate": "-0.00375", "maxFundingRate": "0.00375",
                ]
            ])
        let tiers = try Self.market(&venue, "query-position-lever", names).rows()
        let expected = [
            ("1", "0", "150000", "125", "0.004"), ("2", "150000", "900000", "100", "0.005"),
            ("3", "900000", "12000000", "50", "0.01"),
        ]
        #expect(
            tiers.map(\.strings)
                == expected.map { level, start, end, leverage, rate in
                    [
                        "symbol": "BTCUSDT", "level": level, "startUnit": start, "endUnit": end,
                        "leverage": leverage, "keepMarginRate": rate,
                    ]
                })
        #expect(try Self.market(&venue, "current-fund-rate", "productType=USDT-FUTURES").rows().count == 2)
        let next = try Self.market(&venue, "funding-time", names).rows()
        #expect(
            next.map(\.strings) == [["symbol": "BTCUSDT", "nextFundingTime": "1700006400000", "ratePeriod": "8"]])
    }

    @Test("Open interest counts each position once")
    func openInterest() throws {
        var venue = try BitgetVenue()
        try #require(try venue.place("buy", "0.1", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        let answer = try Self.market(&venue, "open-interest", "symbol=BTCUSDT&productType=USDT-FUTURES")
        #expect(try answer.rows("openInterestList").map(\.strings) == [["symbol": "BTCUSDT", "size": "0.1"]])
        #expect(try answer.text("ts") == "1700000000000")
    }

    @Test("The depth's levels are JSON numbers with exact text, best first")
    func depth() throws {
        var venue = try BitgetVenue()
        let names = "symbol=BTCUSDT&productType=USDT-FUTURES"
        let answer = try Self.market(&venue, "merge-depth", "\(names)&limit=1")
        // The house quotes 50,000 USDT a level: 50000 / 60000.1 and 50000 / 59999.9, down to the step.
        #expect(
            answer.body.hasSuffix(
                #""data":{"asks":[[60000.1,0.833]],"bids":[[59999.9,0.833]],"ts":"1700000000000","#
                    + #""scale":"0.1","precision":"scale0","isMaxPrecision":"YES"}}"#
            ))
        #expect(try Self.market(&venue, "merge-depth", names).rows("bids").count == 5)
        let merged = try Self.market(&venue, "merge-depth", "\(names)&precision=scale1&limit=max")
        // Asks 60000.1 ... 60000.5 lie above 60000 and below 60001, bids 59999.9 ... 59999.5 above 59999.
        #expect(
            merged.body.contains(
                #"{"asks":[[60001,4.165]],"bids":[[59999,4.165]],"ts":"1700000000000","#
                    + #""scale":"1","precision":"scale1","isMaxPrecision":"NO"}"#
            ))
    }

    @Test("An empty book has empty lists and a ticker without quotes")
    func emptyBook() throws {
        var venue = try BitgetVenue(house: false)
        let names = "symbol=BTCUSDT&productType=USDT-FUTURES"
        let depth = try Self.market(&venue, "merge-depth", names)
        #expect(try depth.rows("asks").isEmpty)
        #expect(try depth.rows("bids").isEmpty)
        #expect(try Self.market(&venue, "ticker", names).rows()[0].text("askPr") == "0")
    }

    @Test("Candles are rows of seven strings, oldest first, the present one last")
    func candles() throws {
        var venue = try BitgetVenue()
        try #require(try venue.place("buy", "0.1", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        venue.nowMs += 60_000
        let names = "symbol=BTCUSDT&productType=USDT-FUTURES"
        let answer = try Self.market(&venue, "candles", "\(names)&granularity=1m&limit=2")
        // 1700000000000 is 20 s past its minute.
        #expect(
            answer.body.hasSuffix(
                #""data":[["1699999980000","60000","60000.1","60000","60000.1","0.1","6000.01"],"#
                    + #"["1700000040000","60000.1","60000.1","60000.1","60000.1","0","0"]]}"#))
        #expect(try Self.market(&venue, "candles", "\(names)&granularity=1Dutc").rows().count == 100)
        let past = try Self.market(&venue, "history-candles", "\(names)&granularity=1m&limit=2")
        #expect(past.body == answer.body)
        #expect(try Self.market(&venue, "history-candles", "\(names)&granularity=1m&limit=201").code == "40053")
        let from = try Self.market(&venue, "candles", "\(names)&granularity=1m&limit=5&startTime=1700000000000")
        #expect(try from.rows().count == 1)
        let until = try Self.market(&venue, "candles", "\(names)&granularity=1m&limit=1&endTime=1699999985000")
        #expect(try until.rows()[0].elements?.first?.string == "1699999980000")
    }

    @Test("A market call serves a symbol under any product type, as the venue does")
    func otherProductType() throws {
        var venue = try BitgetVenue()
        let answer = try Self.market(&venue, "ticker", "symbol=BTCPERP&productType=USDT-FUTURES")
        #expect(try answer.rows()[0].text("symbol") == "BTCPERP")
    }

    @Test(
        "Illegal market parameters are refused",
        arguments: [
            ("ticker", "symbol=BTCUSDT", "400172", "Parameter verification failed"),
            ("contracts", "", "400172", "Parameter verification failed"),
            ("tickers", "productType=nope-futures", "40019", "Parameter NOPE-FUTURES cannot be empty"),
            ("ticker", "productType=USDT-FUTURES", "40019", "Parameter symbol cannot be empty"),
            ("ticker", "productType=USDT-FUTURES&symbol=x%00y", "40034", "Parameter X\0Y does not exist"),
            (
                "merge-depth", "productType=USDT-FUTURES&symbol=BTCUSDT&limit=7", "400172",
                "Parameter verification failed"
            ),
            (
                "merge-depth", "productType=USDT-FUTURES&symbol=BTCUSDT&precision=scale9", "400172",
                "Parameter verification failed"
            ),
            ("candles", "productType=USDT-FUTURES&symbol=BTCUSDT", "40019", "Parameter granularity cannot be empty"),
            (
                "candles", "productType=USDT-FUTURES&symbol=BTCUSDT&granularity=1mutc", "400172",
                "Parameter verification failed"
            ),
            (
                "candles", "productType=USDT-FUTURES&symbol=BTCUSDT&granularity=7m", "400172",
                "Parameter verification failed"
            ),
            (
                "candles", "productType=USDT-FUTURES&symbol=BTCUSDT&granularity=1m&limit=1001", "40053",
                "Value range verification failed: limit should be between 1 and 1000"
            ),
        ])
    func illegal(path: String, query: String, code: String, message: String) throws {
        var venue = try BitgetVenue()
        let answer = try Self.market(&venue, path, query)
        #expect(answer.status == 400)
        #expect(answer.code == code)
        #expect(answer.message == message)
    }
}
