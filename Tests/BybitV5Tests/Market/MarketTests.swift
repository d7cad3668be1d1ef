import EngineSupport
import MarginEngine
import Testing
import Wire

/// https://bybit-exchange.github.io/docs/v5/market/instrument and its neighbours.
@Suite struct MarketTests {
    private let venue = TestVenue()

    // MARK: instruments-info

    @Test("A contract has all documented members, each of its type")
    func instrumentFields() {
        for category in ["linear", "inverse"] {
            let row = venue.get("/v5/market/instruments-info", "category=\(category)").first
            Fields(
                strings: """
                    symbol contractType status baseCoin quoteCoin symbolType launchTime deliveryTime deliveryFeeRate \
                    priceScale settleCoin copyTrading upperFundingRate lowerFundingRate displayName
                    """,
                numbers: "symbolId fundingInterval", booleans: "unifiedMarginTrade forbidUplWithdrawal isPreListing",
                objects: "leverageFilter priceFilter lotSizeFilter riskParameters", nulls: "preListingInfo"
            ).expect(row)
            Fields(strings: "minLeverage maxLeverage leverageStep").expect(row?["leverageFilter"])
            Fields(strings: "minPrice maxPrice tickSize").expect(row?["priceFilter"])
            Fields(strings: "maxOrderQty maxMktOrderQty minOrderQty qtyStep postOnlyMaxOrderQty minNotionalValue")
                .expect(row?["lotSizeFilter"])
            Fields(strings: "priceLimitRatioX priceLimitRatioY").expect(row?["riskParameters"])
        }
    }

    @Test("Each category lists its own contracts")
    func categories() {
        func symbols(_ category: String) -> [String?] {
            venue.get("/v5/market/instruments-info", "category=\(category)").list.map { $0.text("symbol") }
        }
        #expect(symbols("linear") == ["BTCUSDT", "ETHUSDT", "BTCPERP"])
        #expect(symbols("inverse") == ["BTCUSD"])
        let linear = venue.get("/v5/market/instruments-info", "category=linear&symbol=BTCUSDT").first
        #expect(linear?.text("contractType") == "LinearPerpetual")
        func texts(_ filter: String, _ names: String...) -> [String?] { names.map { linear?[filter]?.text($0) } }
        #expect(texts("priceFilter", "tickSize", "minPrice", "maxPrice") == ["0.10", "0.10", "1000000.00"])
        #expect(linear?.text("priceScale") == "2")
        #expect(texts("leverageFilter", "minLeverage", "maxLeverage", "leverageStep") == ["1", "100.00", "0.01"])
        #expect(
            texts("lotSizeFilter", "maxOrderQty", "maxMktOrderQty", "minOrderQty", "qtyStep", "postOnlyMaxOrderQty")
                == ["1000.000", "500.000", "0.001", "0.001", "1000.000"])
        #expect(linear?.number("fundingInterval") == 480)
        #expect(
            venue.get("/v5/market/instruments-info", "category=inverse").first?.text("contractType")
                == "InversePerpetual")
    }

    @Test("A base coin gives all of its contracts, whatever the category")
    func baseCoin() {
        for category in ["linear", "inverse"] {
            let reply = venue.get("/v5/market/instruments-info", "category=\(category)&baseCoin=BTC")
            #expect(reply.list.map { $0.text("symbol") } == ["BTCUSDT", "BTCPERP", "BTCUSD"])
            #expect(reply.result?.text("category") == category)
        }
    }

    @Test(
        "HOUSE-15: what the venue does not list is an empty list, not an error",
        arguments: [
            "category=spot", "category=option&baseCoin=BTC", "category=option&baseCoin=DOGE",
            "category=linear&limit=1000&status=PreLaunch", "category=inverse&limit=1000&status=PreLaunch",
            "category=linear&baseCoin=DOGE",
        ])
    func notListed(query: String) {
        let reply = venue.get("/v5/market/instruments-info", query)
        #expect(reply.isOK)
        #expect(reply.list.isEmpty)
        #expect(reply.result?["list"]?.kind == .array)
        #expect(reply.result?.text("nextPageCursor") == "")
        #expect(query.contains("category=\(reply.result?.text("category") ?? "?")"))
    }

    @Test("Pages of any length hold every contract once, and the last one has no cursor", arguments: 1...4)
    func pages(limit: Int) {
        var symbols: [String?] = []
        var cursor = ""
        repeat {
            let next = cursor.isEmpty ? "" : "&cursor=\(cursor)"
            let reply = venue.get("/v5/market/instruments-info", "category=linear&limit=\(limit)\(next)")
            #expect(reply.list.count <= limit)
            symbols += reply.list.map { $0.text("symbol") }
            cursor = reply.result?.text("nextPageCursor") ?? ""
        } while !cursor.isEmpty && symbols.count < 10
        #expect(symbols == ["BTCUSDT", "ETHUSDT", "BTCPERP"])
    }

    // MARK: tickers, order book, candles

    @Test("A ticker has all documented members as strings")
    func tickerFields() {
        Fields(
            strings: """
                symbol lastPrice indexPrice markPrice prevPrice24h price24hPcnt highPrice24h lowPrice24h prevPrice1h \
                openInterest openInterestValue singleOpenInterest singleOpenInterestValue turnover24h volume24h \
                fundingRate nextFundingTime predictedDeliveryPrice basisRate basis deliveryFeeRate deliveryTime \
                bid1Price bid1Size ask1Price ask1Size preOpenPrice preQty curPreListingPhase fundingIntervalHour \
                fundingCap basisRateYear
                """
        ).expect(venue.get("/v5/market/tickers", "category=linear&symbol=BTCUSDT").first)
    }

    @Test("A ticker tells the last day's trades and the best prices")
    func tickerFigures() {
        let owner = venue.open(.classic, usdt: "100000")
        venue.trade(owner, "BTCUSDT", .buy, "1", at: "60000")
        venue.trade(owner, "BTCUSDT", .buy, "0.5", at: "61200")
        let body =
            #"{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.1","price":"59000"}"#
        #expect(venue.post("/v5/order/create", body, as: owner).isOK)
        let row = venue.get("/v5/market/tickers", "category=linear&symbol=BTCUSDT").first
        #expect(row?.text("lastPrice") == "61200")
        #expect(row?.text("markPrice") == "60000")
        #expect(row?.text("highPrice24h") == "61200")
        #expect(row?.text("lowPrice24h") == "60000")
        #expect(row?.text("price24hPcnt") == "0.02")
        #expect(row?.text("volume24h") == "1.5")
        #expect(row?.text("turnover24h") == "90600")
        #expect(row?.text("openInterest") == "1.5")
        #expect(row?.text("openInterestValue") == "90000")
        #expect(row?.text("bid1Price") == "59000")
        #expect(row?.text("bid1Size") == "0.1")
        #expect(row?.text("ask1Price") == "")
    }

    @Test("The book has its bids falling and its asks rising, as pairs of strings, up to the limit")
    func orderBook() {
        let owner = venue.open(.classic, usdt: "100000")
        for (side, price) in [("Buy", "59000"), ("Buy", "59500"), ("Sell", "61000"), ("Sell", "60500")] {
            let body =
                #"{"category":"linear","symbol":"BTCUSDT","side":"\#(side)","orderType":"Limit","qty":"0.1","#
                + #""price":"\#(price)"}"#
            #expect(venue.post("/v5/order/create", body, as: owner).isOK)
        }
        func prices(_ side: String, _ query: String) -> [[String?]?] {
            let reply = venue.get("/v5/market/orderbook", "category=linear&symbol=BTCUSDT\(query)")
            return reply.result?[side]?.elements?.map { $0.elements?.map(\.string) } ?? []
        }
        #expect(prices("b", "") == [["59500", "0.1"], ["59000", "0.1"]])
        #expect(prices("a", "") == [["60500", "0.1"], ["61000", "0.1"]])
        #expect(prices("a", "&limit=1") == [["60500", "0.1"]])
        Fields(strings: "s", numbers: "ts u seq cts", arrays: "b a")
            .expect(venue.get("/v5/market/orderbook", "category=linear&symbol=BTCUSDT").result)
    }

    @Test("Candles come newest first, seven strings each, as many as asked for")
    func klines() {
        let owner = venue.open(.classic, usdt: "100000")
        venue.trade(owner, "BTCUSDT", .buy, "1", at: "60500")
        // 1,700,000,000,000 ms is 20 s into its minute.
        let reply = venue.get("/v5/market/kline", "category=linear&symbol=BTCUSDT&interval=1&limit=3")
        let rows = reply.list.map { $0.elements?.map(\.string) ?? [] }
        #expect(rows.map(\.first) == ["1699999980000", "1699999920000", "1699999860000"])
        #expect(rows.first == ["1699999980000", "60000", "60500", "60000", "60500", "1", "60500"])
        #expect(reply.result?.text("category") == "linear")
        #expect(reply.result?.text("symbol") == "BTCUSDT")
    }

    @Test("A start gives the candles from there, a start and an end those between")
    func klineSpan() {
        func starts(_ query: String) -> [String?] {
            venue.get("/v5/market/kline", "symbol=BTCUSDT&interval=5\(query)").list.map { $0.elements?.first?.string }
        }
        #expect(
            starts("&start=1699998600000&limit=3") == ["1699999200000", "1699998900000", "1699998600000"])
        #expect(starts("&start=1699999200000&end=1699999799999") == ["1699999500000", "1699999200000"])
    }

    // MARK: risk-limit, funding/history

    @Test("Every tier of every contract is listed, rates as fractions, the lowest without deduction")
    func riskLimits() {
        let rows = venue.get("/v5/market/risk-limit", "category=linear&symbol=BTCUSDT").list
        Fields(
            strings: "symbol riskLimitValue maintenanceMargin initialMargin maxLeverage mmDeduction",
            numbers: "id isLowestRisk"
        ).expect(rows.first)
        #expect(rows.map { $0.text("riskLimitValue") } == ["2000000", "2600000", "50000000"])
        #expect(rows.map { $0.text("maintenanceMargin") } == ["0.005", "0.0056", "0.0063"])
        #expect(rows.map { $0.text("maxLeverage") } == ["100.00", "90.00", "80.00"])
        #expect(rows.map { $0.text("initialMargin") } == ["0.01", "0.01111112", "0.0125"])
        // 2,000,000 * 0.0006 = 1,200; 1,200 + 2,600,000 * 0.0007 = 3,020.
        #expect(rows.map { $0.text("mmDeduction") } == ["", "1200", "3020"])
        #expect(rows.map { $0.number("isLowestRisk") } == [1, 0, 0])
        let all = venue.get("/v5/market/risk-limit", "category=linear")
        #expect(all.list.count == 6)
        #expect(all.result?.text("nextPageCursor") == "")
    }

    @Test("Risk limits come in pages of fifteen symbols")
    func riskLimitPages() {
        for number in 1...15 {
            venue.apply(
                .listInstrument(
                    .linear("C\(number)USDT", "C\(number)", step: decimal("1"), start: 10)))
            venue.apply(
                .setContractTerms(
                    ContractTermsDefinition(
                        symbol: "C\(number)USDT", family: .bybit, takerFee: decimal("0.00055"),
                        makerFee: decimal("0.0002"), defaultLeverage: Leverage(10), maxLeverage: Leverage(50),
                        tiers: [
                            RiskTierDefinition(
                                limit: decimal("100000"), maintenanceRate: decimal("0.01"), maxLeverage: Leverage(50))
                        ])))
        }
        let first = venue.get("/v5/market/risk-limit", "category=linear")
        #expect(Set(first.list.compactMap { $0.text("symbol") }).count == 15)
        let cursor = first.result?.text("nextPageCursor") ?? ""
        let second = venue.get("/v5/market/risk-limit", "category=linear&cursor=\(cursor)")
        #expect(second.list.map { $0.text("symbol") } == ["C13USDT", "C14USDT", "C15USDT"])
        #expect(second.result?.text("nextPageCursor") == "")
    }

    @Test("Funding history has the rate of each instant; a start without an end is an error")
    func fundingHistory() {
        venue.apply(.advance(toMs: 1_700_006_400_000))
        venue.apply(.setFundingRate(venue.instrument("BTCUSDT"), decimal("-0.0002")))
        venue.apply(.advance(toMs: 1_700_035_200_000))
        func list(_ query: String = "") -> [JSON] {
            venue.get("/v5/market/funding/history", "category=linear&symbol=BTCUSDT\(query)").list
        }
        Fields(strings: "symbol fundingRate fundingRateTimestamp").expect(list().first)
        #expect(list().map { $0.text("fundingRate") } == ["-0.0002", "0.0001"])
        #expect(list().map { $0.text("fundingRateTimestamp") } == ["1700035200000", "1700006400000"])
        #expect(list("&limit=1").map { $0.text("fundingRate") } == ["-0.0002"])
        #expect(list("&endTime=1700035199999").map { $0.text("fundingRate") } == ["0.0001"])
        #expect(
            venue.get("/v5/market/funding/history", "category=linear&symbol=BTCUSDT&startTime=1").code == 10001)
    }

    @Test("Recent trades have the taker's side, the newest first")
    func recentTrades() {
        let owner = venue.open(.uta2, usdt: "100000")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        venue.trade(owner, "BTCUSDT", .sell, "0.04", at: "60500")
        let reply = venue.get("/v5/market/recent-trade", "category=linear&symbol=BTCUSDT")
        #expect(reply.result?.text("category") == "linear")
        Fields(
            strings: "execId symbol price size side time seq", booleans: "isBlockTrade isRPITrade"
        ).expect(reply.first)
        #expect(reply.list.map { $0.text("side") } == ["Sell", "Buy"])
        #expect(reply.list.map { $0.text("price") } == ["60500", "60000"])
        #expect(reply.list.map { $0.text("size") } == ["0.04", "0.1"])
        #expect(venue.get("/v5/market/recent-trade", "category=linear&symbol=BTCUSDT&limit=1").list.count == 1)
        let own = venue.get("/v5/execution/list", "category=linear", as: owner)
        #expect(own.list.map { $0.text("execId") } == reply.list.map { $0.text("execId") })
    }

    // MARK: Parameters

    @Test(
        "Wrong parameters of public calls are parameter errors",
        arguments: [
            ("instruments-info", "", "params error: category invalid"),
            ("instruments-info", "category=swap", "Illegal category"),
            ("instruments-info", "category=linear&limit=0", "params error: limit invalid"),
            ("instruments-info", "category=linear&limit=1001", "params error: limit invalid"),
            ("instruments-info", "category=linear&limit=x", "params error: limit invalid"),
            ("instruments-info", "category=linear&cursor=abc", "params error: cursor invalid"),
            ("instruments-info", "category=linear&symbol=BTCUSD", "Not supported symbols"),
            ("tickers", "category=linear&symbol=btcusdt", "Not supported symbols"),
            ("orderbook", "category=swap&symbol=BTCUSDT", "Illegal category"),
            ("orderbook", "category=linear", "params error: symbol invalid"),
            ("kline", "category=linear&symbol=BTCUSDT", "params error: interval invalid"),
            ("kline", "category=linear&symbol=BTCUSDT&interval=2", "params error: interval invalid"),
            ("kline", "category=linear&symbol=BTCUSDT&interval=1&start=-1", "params error: start invalid"),
            ("kline", "category=linear&symbol=BTCUSDT&interval=1&end=99999999999999999", "params error: end invalid"),
            ("risk-limit", "category=option", "Illegal category"),
            ("risk-limit", "category=linear&symbol=NOPE", "Not supported symbols"),
            ("funding/history", "category=linear", "params error: symbol invalid"),
            ("funding/history", "category=linear&symbol=NOPE", "Not supported symbols"),
            ("recent-trade", "symbol=BTCUSDT", "params error: category invalid"),
            ("recent-trade", "category=linear", "params error: symbol invalid"),
            ("recent-trade", "category=linear&symbol=BTCUSDT&limit=1001", "params error: limit invalid"),
        ])
    func wrongParameters(path: String, query: String, message: String) {
        let reply = venue.get("/v5/market/\(path)", query)
        #expect(reply.status == 200)
        #expect(reply.code == 10001)
        #expect(reply.message == message)
    }
}
