import Testing
import Wire

@Suite("set-margin-mode: https://www.bitget.com/api-doc/contract/account/Change-Margin-Mode")
struct BitgetSetMarginModeSeedTests {
    /// The body of the document's own curl call.
    static let example =
        #"{"symbol": "btcusdt","productType": "USDT-FUTURES","marginCoin": "usdt","marginMode": "isolated"}"#
    private static let path = "account/set-margin-mode"

    @Test("BITGET-MODE-13: the document's request gets the document's response, field by field")
    func example() throws {
        var venue = try BitgetVenue()
        try #require(try venue.setMode("isolated").isSuccess)
        try #require(try venue.setLeverage(#""longLeverage":"25","shortLeverage":"20""#).isSuccess)
        let answer = try venue.post(Self.path, Self.example)
        #expect(answer.status == 200)
        #expect(answer.json.names == ["code", "data", "msg", "requestTime"])
        #expect(answer.json["code"]?.string == "00000")
        #expect(answer.json["msg"]?.string == "success")
        #expect(answer.json["requestTime"]?.numberText == "1700000000000")
        #expect(try answer.data.names == ["longLeverage", "marginCoin", "marginMode", "shortLeverage", "symbol"])
        #expect(try answer.text("symbol") == "BTCUSDT")
        #expect(try answer.text("marginCoin") == "USDT")
        #expect(try answer.text("longLeverage") == "25")
        #expect(try answer.text("shortLeverage") == "20")
        #expect(try answer.text("marginMode") == "isolated")
    }

    private static let unusable = [
        ErrorCase("{}", "40019", "Parameter symbol cannot be empty"),
        ErrorCase(#"{"productType":"NOPE"}"#, "40019", "Parameter symbol cannot be empty"),
        ErrorCase(#"{"symbol":"NOPE"}"#, "40019", "Parameter productType cannot be empty"),
        ErrorCase(#"{"symbol":"NOPE","productType":"NOPE"}"#, "40019", "Parameter marginCoin cannot be empty"),
        ErrorCase(
            #"{"symbol":"NOPE","productType":"NOPE","marginCoin":"NOPE"}"#, "40019",
            "Parameter marginMode cannot be empty"),
        ErrorCase(
            #"{"symbol":"","productType":"NOPE","marginCoin":"NOPE","marginMode":"x"}"#, "40019",
            "Parameter symbol cannot be empty"),
        ErrorCase(
            #"{"symbol":null,"productType":"NOPE","marginCoin":"NOPE","marginMode":"x"}"#, "40019",
            "Parameter symbol cannot be empty"),
        ErrorCase(
            #"{"symbol":["BTCUSDT"],"productType":"NOPE","marginCoin":"NOPE","marginMode":"x"}"#, "40020",
            "Parameter symbol error"),
        ErrorCase(
            #"{"symbol":"nope","productType":"nope-futures","marginCoin":"nope","marginMode":"x"}"#, "40019",
            "Parameter NOPE-FUTURES cannot be empty"),
        ErrorCase(
            #"{"symbol":"nope","productType":"USDT-FUTURES","marginCoin":"nope","marginMode":"x"}"#, "40034",
            "Parameter NOPE does not exist"),
        ErrorCase(
            #"{"symbol":"btcperp","productType":"USDT-FUTURES","marginCoin":"nope","marginMode":"x"}"#, "40034",
            "Parameter BTCPERP does not exist"),
        ErrorCase(
            #"{"symbol":"btcusdt","productType":"SUSDT-FUTURES","marginCoin":"nope","marginMode":"x"}"#, "40034",
            "Parameter BTCUSDT does not exist"),
        ErrorCase(
            #"{"symbol":"btcusdt","productType":"usdt-futures","marginCoin":"btc","marginMode":"x"}"#, "40778",
            "Coin pair BTCUSDT does not support BTC currency as margin"),
        ErrorCase(
            #"{"symbol":"btcusdt","productType":"usdt-futures","marginCoin":"usdt","marginMode":"portfolio"}"#,
            "400172", "Parameter verification failed"),
        ErrorCase(
            #"{"symbol":"btcusdt","productType":"usdt-futures","marginCoin":"usdt","marginMode":"cross"}"#, "400172",
            "Parameter verification failed"),
        ErrorCase(
            #"{"symbol":"btcusdt","productType":"usdt-futures","marginCoin":"usdt","marginMode":1}"#, "400172",
            "Parameter verification failed"),
    ]

    @Test(
        """
        BITGET-MODE-1, BITGET-MODE-2, BITGET-MODE-3, BITGET-MODE-4, BITGET-MODE-5: a missing or illegal parameter is \
        refused in this order and changes nothing
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

    @Test(
        "BITGET-MODE-16: names are taken in any case and answered in capitals, of every product type",
        arguments: [
            ("BTCUSDT", "USDT-FUTURES", "USDT"), ("BtcUsdt", "usdt-futures", "uSdT"),
            ("btcperp", "usdc-futures", "usdc"),
            ("btcusd", "Coin-Futures", "btc"),
        ])
    func letterCase(symbol: String, type: String, coin: String) throws {
        var venue = try BitgetVenue()
        let answer = try venue.post(
            Self.path,
            #"{"symbol":"\#(symbol)","productType":"\#(type)","marginCoin":"\#(coin)","marginMode":"ISOLATED"}"#)
        #expect(try answer.text("symbol") == symbol.uppercased())
        #expect(try answer.text("marginCoin") == coin.uppercased())
        #expect(try answer.text("marginMode") == "isolated")
    }

    @Test("BITGET-MODE-12: a new account is crossed, at 20x, in hedge mode")
    func defaults() throws {
        var venue = try BitgetVenue()
        let account = try venue.singleAccount()
        #expect(try account.text("marginMode") == "crossed")
        #expect(try account.text("posMode") == "hedge_mode")
        for name in ["crossedMarginLeverage", "isolatedLongLever", "isolatedShortLever"] {
            #expect(try account.data[name]?.numberText == "20")
        }
    }

    @Test("BITGET-MODE-11: the mode is one symbol's; others keep theirs")
    func perSymbol() throws {
        var venue = try BitgetVenue()
        try #require(try venue.setMode("isolated").isSuccess)
        #expect(try venue.singleAccount().text("marginMode") == "isolated")
        let other = try venue.get("account/account", "symbol=ETHUSDT&productType=USDT-FUTURES&marginCoin=USDT")
        #expect(try other.text("marginMode") == "crossed")
    }

    @Test(
        "BITGET-MODE-8: the same mode again, nothing open, is accepted and changes nothing",
        arguments: ["isolated", "crossed"])
    func idempotent(mode: String) throws {
        var venue = try BitgetVenue()
        try #require(try venue.setMode(mode).isSuccess)
        let before = venue.digest
        #expect(try venue.setMode(mode).text("marginMode") == mode)
        #expect(venue.digest == before)
    }

    @Test("BITGET-MODE-14, BITGET-MODE-15: three leverages are kept, and come back with their mode")
    func leverages() throws {
        var venue = try BitgetVenue()
        try #require(try venue.setLeverage(#""leverage":"30""#).isSuccess)
        try #require(try venue.setMode("isolated").isSuccess)
        try #require(try venue.setLeverage(#""longLeverage":"25","shortLeverage":"15""#).isSuccess)
        let crossed = try venue.setMode("crossed")
        #expect(try crossed.text("longLeverage") == "30")
        #expect(try crossed.text("shortLeverage") == "30")
        let isolated = try venue.setMode("isolated")
        #expect(try isolated.text("longLeverage") == "25")
        #expect(try isolated.text("shortLeverage") == "15")
    }

    /// What is open, and the mode it is open in.
    private static let open: [(mode: String, hasPosition: Bool)] = [
        ("isolated", true), ("isolated", false), ("crossed", true), ("crossed", false),
    ]

    @Test(
        "BITGET-MODE-10, BITGET-MODE-19: while something is open the other mode is refused, and nothing changes",
        arguments: open)
    func refusedWhileOpen(mode: String, hasPosition: Bool) throws {
        var venue = try BitgetVenue()
        let price = hasPosition ? nil : "59000"
        try #require(try venue.setMode(mode).isSuccess)
        try #require(try venue.place("buy", "0.01", price: price, mode: mode, #""tradeSide":"open""#).isSuccess)
        let before = venue.digest
        let answer = try venue.setMode(mode == "isolated" ? "crossed" : "isolated")
        #expect(answer.status == 400)
        #expect(answer.code == "45117")
        #expect(
            answer.message == "Currently holding positions or orders, the margin mode cannot be adjusted")
        #expect(answer.json["data"]?.isNull == true)
        #expect(venue.digest == before)
    }

    @Test(
        "BITGET-MODE-9: while something is open, isolated again is accepted and crossed again refused", arguments: open)
    func repeatedWhileOpen(mode: String, hasPosition: Bool) throws {
        var venue = try BitgetVenue()
        let price = hasPosition ? nil : "59000"
        try #require(try venue.setMode(mode).isSuccess)
        try #require(try venue.place("buy", "0.01", price: price, mode: mode, #""tradeSide":"open""#).isSuccess)
        let before = venue.digest
        #expect(try venue.setMode(mode).code == (mode == "isolated" ? "00000" : "45117"))
        #expect(venue.digest == before)
    }

    @Test("Something open in another symbol is no hindrance")
    func otherSymbolOpen() throws {
        var venue = try BitgetVenue()
        try #require(try venue.place("buy", "0.01", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        #expect(try venue.setMode("isolated", "ETHUSDT").isSuccess)
    }

    @Test("Once all is closed and cancelled, the mode can be changed again")
    func afterClosing() throws {
        var venue = try BitgetVenue()
        try #require(try venue.place("buy", "0.01", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        try #require(
            try venue.place("buy", "0.01", price: "59000", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        try #require(try venue.post("order/close-positions", #"{"productType":"USDT-FUTURES"}"#).isSuccess)
        #expect(try venue.setMode("isolated").code == "45117")
        try #require(try venue.post("order/cancel-all-orders", #"{"productType":"USDT-FUTURES"}"#).isSuccess)
        #expect(try venue.setMode("isolated").text("marginMode") == "isolated")
    }

    @Test("BITGET-MODE-17: one-way mode does not forbid isolated")
    func oneWay() throws {
        var venue = try BitgetVenue()
        try #require(try venue.setPositionMode("one_way_mode").isSuccess)
        #expect(try venue.setMode("isolated").isSuccess)
    }

    @Test("Balances are the same before and after a switch")
    func balances() throws {
        var venue = try BitgetVenue()
        for mode in ["isolated", "crossed"] {
            let account = try venue.singleAccount()
            #expect(try account.text("available") == "100000")
            #expect(try account.text("accountEquity") == "100000")
            try #require(try venue.setMode(mode).isSuccess)
        }
    }
}
