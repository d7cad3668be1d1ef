import MarginEngine
import Testing
import Wire

@Suite("Estimates: https://www.bitget.com/api-doc/contract/account/Est-Open-Count and its neighbours")
struct EstimateTests {
    private static let usdt = "symbol=BTCUSDT&productType=USDT-FUTURES&marginCoin=USDT"
    private static let coin = "symbol=BTCUSD&productType=COIN-FUTURES&marginCoin=BTC"

    @Test(
        "A margin amount opens amount / (1 / leverage + taker fee), in whole steps",
        arguments: [
            // 100 / 0.0506 = 1976.28, over 60000: 0.0329.
            ("\(usdt)&openAmount=100&openPrice=60000", "0.032"),
            // 100 / 0.1006 = 994.03, over 60000: 0.0165.
            ("\(usdt)&openAmount=100&openPrice=60000&leverage=10", "0.016"),
            ("\(usdt)&openAmount=0.01&openPrice=60000", "0"),
            // 0.1 / 0.0506 = 1.976284... BTC, worth 118577.07 USD.
            ("\(coin)&openAmount=0.1&openPrice=60000", "118577"),
        ])
    func openCount(query: String, size: String) throws {
        var venue = try BitgetVenue()
        #expect(try venue.get("account/open-count", query).text("size") == size)
    }

    @Test(
        "The greatest openable quantity is accepted and one step more is not; then nothing is left",
        arguments: ["long", "short"], ["crossed", "isolated"])
    func maxOpen(side: String, mode: String) throws {
        var venue = try BitgetVenue(house: false)
        try #require(try venue.setMode(mode).isSuccess)
        let query = "\(Self.usdt)&posSide=\(side)&orderType=limit&openPrice=60000"
        let most = try venue.get("account/max-open", query).text("maxOpen")
        let more = Quantity(units: try #require(Quantity(most)).units + 100_000).text
        let word = side == "long" ? "buy" : "sell"
        let open = #""tradeSide":"open""#
        #expect(try venue.place(word, more, price: "60000", mode: mode, open).code == "40762")
        #expect(try venue.place(word, most, price: "60000", mode: mode, open).isSuccess)
        #expect(try venue.get("account/max-open", query).text("maxOpen") == "0")
    }

    @Test("A market order is counted at the mark price; the tier bounds it, too")
    func maxOpenBounds() throws {
        var venue = try BitgetVenue()
        let market = try venue.get("account/max-open", "\(Self.usdt)&posSide=long&orderType=market").text("maxOpen")
        let limit = try venue.get(
            "account/max-open", "\(Self.usdt)&posSide=long&orderType=limit&openPrice=60000"
        ).text("maxOpen")
        #expect(market == limit)
        try #require(try venue.setLeverage(#""leverage":"125""#).isSuccess)
        // 125x ends at 150,000: 2.5 at 60000.
        #expect(
            try venue.get("account/max-open", "\(Self.usdt)&posSide=long&orderType=market").text("maxOpen") == "2.5")
    }

    @Test("The liquidation price is that of the position which the order would make")
    func liquidationPrice() throws {
        var venue = try BitgetVenue()
        try #require(try venue.setPositionMode("one_way_mode").isSuccess)
        try #require(try venue.setMode("isolated").isSuccess)
        try #require(try venue.setLeverage(#""leverage":"10""#).isSuccess)
        let before = venue.digest
        // 604 / 0.1006 / 60000.1 = 0.10006: a long of 0.1.
        let estimate = try venue.get(
            "account/liq-price", "\(Self.usdt)&posSide=long&orderType=limit&openPrice=60000.1&openAmount=604")
        #expect(try estimate.text("liqPrice") == "54249.7")
        #expect(venue.digest == before)
        try #require(try venue.place("buy", "0.1").isSuccess)
        #expect(try venue.positions().rows()[0].text("liquidationPrice") == "54249.7")
    }

    @Test("A crossed position that cannot be liquidated has none")
    func noLiquidationPrice() throws {
        var venue = try BitgetVenue()
        let answer = try venue.get(
            "account/liq-price", "\(Self.usdt)&posSide=long&orderType=market&openAmount=100")
        #expect(try answer.text("liqPrice") == "0")
    }

    @Test(
        "Illegal parameters are refused",
        arguments: [
            ("open-count", "&openAmount=0&openPrice=1", "40020"), ("open-count", "&openAmount=1", "40019"),
            ("open-count", "&openAmount=1&openPrice=60000&leverage=126", "400172"),
            ("max-open", "&posSide=long", "40019"), ("max-open", "&posSide=up&orderType=market", "400172"),
            ("max-open", "&posSide=long&orderType=limit", "40019"),
            ("max-open", "&posSide=long&orderType=stop", "400172"),
            ("max-open", "&posSide=long&orderType=limit&openPrice=64000", "40815"),
            ("liq-price", "&posSide=long&orderType=market", "40019"),
            ("liq-price", "&posSide=long&orderType=market&openAmount=-1", "40020"),
            ("liq-price", "&posSide=long&orderType=market&openAmount=0.01", "45111"),
            ("liq-price", "&posSide=long&orderType=market&openAmount=200000", "40762"),
        ])
    func illegal(path: String, query: String, code: String) throws {
        var venue = try BitgetVenue()
        #expect(try venue.get("account/\(path)", "\(Self.usdt)\(query)").code == code)
    }

    // MARK: Leverage of all

    @Test("set-all-leverage changes the symbols with a position, in their own mode")
    func setAllLeverage() throws {
        var venue = try BitgetVenue()
        try #require(try venue.setMode("isolated").isSuccess)
        try #require(try venue.place("buy", "0.01", #""tradeSide":"open""#).isSuccess)
        let answer = try venue.post("account/set-all-leverage", #"{"productType":"USDT-FUTURES","leverage":"10"}"#)
        #expect(try answer.data.string == "success")
        #expect(try venue.positions().rows()[0].text("leverage") == "10")
        let eth = try venue.get("account/account", "symbol=ETHUSDT&productType=USDT-FUTURES&marginCoin=USDT").data
        #expect(eth["crossedMarginLeverage"]?.numberText == "20")
        #expect(try venue.singleAccount().data["crossedMarginLeverage"]?.numberText == "20")
    }

    @Test(
        "When one symbol cannot have it, none has",
        arguments: [("126", "400172"), ("0", "40020"), ("1", "40893"), ("", "40019")])
    func setAllLeverageRefused(leverage: String, code: String) throws {
        var venue = try BitgetVenue()
        for symbol in ["ETHUSDT", "BTCUSDT"] { try #require(try venue.setMode("isolated", symbol).isSuccess) }
        for (symbol, size) in [("BTCUSDT", "1.5"), ("ETHUSDT", "0.1")] {
            try #require(
                try venue.post(
                    "order/place-order",
                    #"{"symbol":"\#(symbol)","productType":"USDT-FUTURES","marginCoin":"USDT","marginMode":"isolated","#
                        + #""side":"buy","tradeSide":"open","orderType":"market","size":"\#(size)"}"#
                ).isSuccess)
        }
        // 1.5 BTC need 90,000 at 1x; with 20,000 in another order they do not get it.
        try #require(
            try venue.post(
                "order/place-order",
                #"{"symbol":"ETHUSDT","productType":"USDT-FUTURES","marginCoin":"USDT","marginMode":"isolated","#
                    + #""side":"buy","tradeSide":"open","orderType":"market","size":"80"}"#
            ).isSuccess)
        let before = venue.digest
        let answer = try venue.post(
            "account/set-all-leverage", #"{"productType":"USDT-FUTURES","leverage":"\#(leverage)"}"#)
        #expect(answer.code == code, "\(answer.body)")
        #expect(venue.digest == before)
    }
}
