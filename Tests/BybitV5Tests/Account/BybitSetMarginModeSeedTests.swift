import Desks
import MarginEngine
import Testing
import Wire

/// `POST /v5/account/set-margin-mode`: every row of
/// https://bybit-exchange.github.io/docs/v5/account/set-margin-mode
@Suite struct BybitSetMarginModeSeedTests {
    private static let path = "/v5/account/set-margin-mode"
    private static let accepted = #"{"retCode":0,"retMsg":"Request accepted","result":{"reasons":[]}}"#
    private let venue = TestVenue()

    private func set(_ mode: String, as owner: TestVenue.Owner) -> Reply {
        venue.post(Self.path, #"{"setMarginMode":"\#(mode)"}"#, as: owner)
    }

    private func mode(of owner: TestVenue.Owner) -> String? {
        venue.get("/v5/account/info", as: owner).result?.text("marginMode")
    }

    private func reasons(_ reply: Reply) -> [String] {
        reply.result?["reasons"]?.elements?.map { "\($0.text("reasonCode") ?? "") \($0.text("reasonMsg") ?? "")" } ?? []
    }

    // MARK: The document's examples

    /// BYBIT-MODE-5, BYBIT-MODE-13, BYBIT-MODE-14.
    @Test("The request example of the document with less than 1000 USD of equity gets its response example")
    func documentExample() {
        let owner = venue.open(.uta2, usdt: "999.99")
        let before = venue.digest
        let reply = venue.post(Self.path, #"{    "setMarginMode": "PORTFOLIO_MARGIN"}"#, as: owner)
        #expect(reply.status == 200)
        #expect(
            reply.text
                == #"{"retCode":3400045,"retMsg":"Set margin mode failed","result":{"reasons":["#
                + #"{"reasonCode":"3400000","reasonMsg":"Equity needs to be equal to or greater than 1000 USDC"}]}}"#)
        #expect(venue.digest == before)
    }

    @Test("BYBIT-MODE-4, BYBIT-MODE-14: with exactly 1000 USD the same request is accepted")
    func exactlyEnoughEquity() {
        let owner = venue.open(.uta2, usdt: "1000.00")
        let reply = venue.post(Self.path, #"{    "setMarginMode": "PORTFOLIO_MARGIN"}"#, as: owner)
        #expect(reply.status == 200)
        #expect(reply.text == Self.accepted)
        #expect(mode(of: owner) == "PORTFOLIO_MARGIN")
    }

    @Test("BYBIT-MODE-14: equity counts all coins at their index, without haircut")
    func equityOfAllCoins() {
        let owner = venue.open(.uta2, usdt: "600", btc: "0.01")
        // 600 + 0.01 * 39,999.9 = 999.999
        venue.setMark("BTCUSDT", "39999.9")
        #expect(set("PORTFOLIO_MARGIN", as: owner).code == 3_400_045)
        // 600 + 0.01 * 40,000 = 1000
        venue.setMark("BTCUSDT", "40000")
        #expect(set("PORTFOLIO_MARGIN", as: owner).text == Self.accepted)
    }

    // MARK: Parameter

    @Test("BYBIT-MODE-3: a new account is in regular margin mode")
    func defaultMode() {
        #expect(mode(of: venue.open(.uta2)) == "REGULAR_MARGIN")
    }

    /// BYBIT-MODE-1, BYBIT-MODE-27.
    @Test("Each value of the parameter sets its mode", arguments: ["ISOLATED_MARGIN", "PORTFOLIO_MARGIN"])
    func everyValue(value: String) {
        let owner = venue.open(.uta2, usdt: "5000")
        #expect(set(value, as: owner).text == Self.accepted)
        #expect(mode(of: owner) == value)
        #expect(set("REGULAR_MARGIN", as: owner).text == Self.accepted)
        #expect(mode(of: owner) == "REGULAR_MARGIN")
    }

    @Test(
        "BYBIT-MODE-1: a value that is none of the three, or no string, is a parameter error and changes nothing",
        arguments: [
            #"{}"#, #"{"setMarginMode":""}"#, #"{"setMarginMode":null}"#, #"{"setMarginMode":"CROSS"}"#,
            #"{"setMarginMode":"isolated_margin"}"#, #"{"setMarginMode":" ISOLATED_MARGIN"}"#,
            #"{"setMarginMode":1}"#, #"{"setMarginMode":true}"#, #"{"setMarginMode":["ISOLATED_MARGIN"]}"#,
            #"{"setMarginMode":{"a":"ISOLATED_MARGIN"}}"#, #"{"SetMarginMode":"ISOLATED_MARGIN"}"#,
        ])
    func wrongValue(body: String) {
        let owner = venue.open(.uta2, usdt: "5000")
        let before = venue.digest
        let reply = venue.post(Self.path, body, as: owner)
        #expect(reply.status == 200)
        #expect(reply.code == 10001)
        #expect(reply.message == "params error: setMarginMode invalid")
        #expect(venue.digest == before)
    }

    @Test(
        "BYBIT-MODE-1: a body that is no JSON object is a parameter error and changes nothing",
        arguments: ["[]", "null", "\"ISOLATED_MARGIN\"", "{", #"{"setMarginMode":"ISOLATED_MARGIN"}x"#, " ", "a=b"])
    func wrongBody(body: String) {
        let owner = venue.open(.uta2, usdt: "5000")
        let before = venue.digest
        #expect(venue.post(Self.path, body, as: owner).code == 10001)
        #expect(venue.digest == before)
    }

    @Test("BYBIT-MODE-2: fields the endpoint does not know are ignored, whatever they hold")
    func unknownFields() {
        let owner = venue.open(.uta2, usdt: "5000")
        let reply = venue.post(
            Self.path, #"{"setMarginMode":"ISOLATED_MARGIN","leverage":3.0,"symbol":["x"]}"#, as: owner)
        #expect(reply.text == Self.accepted)
        #expect(mode(of: owner) == "ISOLATED_MARGIN")
    }

    // MARK: Accounts

    @Test("BYBIT-MODE-7: a classic account may not call it")
    func classicAccount() {
        let owner = venue.open(.classic, usdt: "5000")
        let before = venue.digest
        let reply = set("ISOLATED_MARGIN", as: owner)
        #expect(reply.code == 10028)
        #expect(reply.message == "The API can only be accessed by unified account users.")
        #expect(set("CROSS", as: owner).code == 10028)
        #expect(venue.digest == before)
    }

    /// BYBIT-MODE-7.
    @Test("Every generation of unified account may", arguments: [AccountGeneration.uta1, .uta1Pro, .uta2, .uta2Pro])
    func unifiedAccounts(generation: AccountGeneration) {
        let owner = venue.open(generation, usdt: "5000")
        #expect(set("ISOLATED_MARGIN", as: owner).text == Self.accepted)
        #expect(mode(of: owner) == "ISOLATED_MARGIN")
    }

    @Test("BYBIT-MODE-10, BYBIT-MODE-11: on UTA1.0 it does not touch inverse contracts, on UTA2.0 it does")
    func inverseContracts() {
        let older = venue.open(.uta1, uid: 1, usdt: "5000", btc: "1")
        let newer = venue.open(.uta2, uid: 2, usdt: "5000", btc: "1")
        for owner in [older, newer] { venue.trade(owner, "BTCUSD", .buy, "6000", at: "60000") }
        #expect(set("ISOLATED_MARGIN", as: older).text == Self.accepted)
        #expect(set("ISOLATED_MARGIN", as: newer).text == Self.accepted)
        func balance(_ owner: TestVenue.Owner) -> String? {
            venue.get("/v5/position/list", "category=inverse&symbol=BTCUSD", as: owner).first?.text("positionBalance")
        }
        // At mark = entry both modes tie up V0/L + V0*(1 + 1/L)*f = 0.01 + 0.1*1.1*0.00055 = 0.0100605;
        // 10 % above, the cross one needs V(P)/L = 0.1/11 = 0.00909091 (rounded up) + 0.0000605.
        venue.setMark("BTCUSD", "66000")
        #expect(balance(older) == "0.00915141")
        #expect(balance(newer) == "0.0100605")
    }

    // MARK: Repeats

    /// BYBIT-MODE-12.
    @Test("Setting the mode that is set already succeeds, with positions and orders, and changes nothing")
    func repeats() {
        let owner = venue.open(.uta2, usdt: "100000")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        let order =
            #"{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.1","price":"59000"}"#
        #expect(venue.post("/v5/order/create", order, as: owner).isOK)
        for mode in ["REGULAR_MARGIN", "ISOLATED_MARGIN", "PORTFOLIO_MARGIN"] {
            #expect(set(mode, as: owner).text == Self.accepted)
            let before = venue.digest
            #expect(set(mode, as: owner).text == Self.accepted)
            #expect(venue.digest == before)
        }
    }

    @Test("BYBIT-MODE-12, BYBIT-MODE-14: staying in portfolio mode needs no 1000 USD")
    func repeatOfPortfolio() {
        let owner = venue.open(.uta2, usdt: "600", btc: "0.01")
        #expect(set("PORTFOLIO_MARGIN", as: owner).text == Self.accepted)
        venue.setMark("BTCUSDT", "30000")
        #expect(set("PORTFOLIO_MARGIN", as: owner).text == Self.accepted)
    }

    // MARK: Reasons

    /// BYBIT-MODE-13, BYBIT-MODE-16.
    @Test("A symbol in hedge mode with a position keeps the account out of portfolio mode")
    func hedgedPosition() {
        let owner = hedgedOwner(usdt: "100000")
        let before = venue.digest
        let reply = set("PORTFOLIO_MARGIN", as: owner)
        #expect(reply.code == 3_400_045)
        #expect(
            reasons(reply) == [
                "3400208 You have unclosed hedge mode or isolated mode USDT perpetual positions"
            ])
        #expect(venue.digest == before)
    }

    @Test("BYBIT-MODE-6: every reason that holds is listed")
    func allReasons() {
        let owner = hedgedOwner(usdt: "900")
        let reply = set("PORTFOLIO_MARGIN", as: owner)
        #expect(
            reasons(reply) == [
                "3400000 Equity needs to be equal to or greater than 1000 USDC",
                "3400208 You have unclosed hedge mode or isolated mode USDT perpetual positions",
            ])
    }

    /// An account with a long of 0.01 BTC in hedge mode.
    private func hedgedOwner(usdt: String) -> TestVenue.Owner {
        let owner = venue.open(.uta2, usdt: usdt)
        let other = venue.open(.uta2, uid: 8, usdt: "100000")
        let body = #"{"category":"linear","symbol":"BTCUSDT","mode":3}"#
        #expect(venue.post("/v5/position/switch-mode", body, as: owner).isOK)
        let order = #"{"category":"linear","symbol":"BTCUSDT","orderType":"Limit","qty":"0.01","price":"60000","#
        #expect(venue.post("/v5/order/create", order + #""side":"Sell"}"#, as: other).isOK)
        #expect(venue.post("/v5/order/create", order + #""side":"Buy","positionIdx":1}"#, as: owner).isOK)
        return owner
    }

    /// Wallet 10,000 - fee 60,000 * 0.00055 = 9,967.
    /// Position at 10x: 6,000 + 60,000 * 0.9 * 0.00055 = 6,029.7.
    /// Order 0.5 at 59,000: 2,950 + 29,500 * 0.00055 + 29,500 * 0.9 * 0.00055 = 2,980.8275.
    /// BYBIT-MODE-18.
    @Test(
        "Isolated mode needs positions and orders funded in their coin: 9,010.5275 is enough, a unit less is not",
        arguments: [("9043.5275", 0), ("9043.52749999", 3_400_045)])
    func fundingOfIsolated(deposit: String, code: Int) {
        let owner = venue.open(.uta2, usdt: deposit, btc: "1")
        venue.trade(owner, "BTCUSDT", .buy, "1", at: "60000")
        let order =
            #"{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.5","price":"59000"}"#
        #expect(venue.post("/v5/order/create", order, as: owner).isOK)
        let reply = set("ISOLATED_MARGIN", as: owner)
        #expect(reply.code == code)
        #expect(reasons(reply) == (code == 0 ? [] : ["110044 Available margin is insufficient."]))
    }

    @Test("BYBIT-MODE-17: isolated mode needs every coin at zero or above")
    func negativeCoin() {
        let owner = venue.open(.uta2, btc: "1")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        venue.trade(owner, "BTCUSDT", .sell, "0.1", at: "60000")
        #expect(reasons(set("ISOLATED_MARGIN", as: owner)) == ["110044 Available margin is insufficient."])
    }

    /// Long 57,000 USD at 60,000 and 1x: V = 0.95 BTC, margin 0.95 + 0.95 * 2 * 0.00055 = 0.951045 of a wallet of
    /// 1 - 0.95 * 0.00055 = 0.9994775. As collateral of a cross account the wallet counts 0.95 * 0.9994775 = 0.9495036.
    @Test("BYBIT-MODE-21: regular mode needs an initial margin rate of at most 100 %")
    func rateOfRegular() {
        let owner = venue.open(.uta2, btc: "1")
        #expect(set("ISOLATED_MARGIN", as: owner).text == Self.accepted)
        let leverage = #"{"category":"inverse","symbol":"BTCUSD","buyLeverage":"1","sellLeverage":"1"}"#
        #expect(venue.post("/v5/position/set-leverage", leverage, as: owner).isOK)
        venue.trade(owner, "BTCUSD", .buy, "57000", at: "60000")
        #expect(reasons(set("REGULAR_MARGIN", as: owner)) == ["110044 Available margin is insufficient."])
        #expect(mode(of: owner) == "ISOLATED_MARGIN")
    }

    /// 33 BTC: 1,980,000 at 60,000 are in the tier of 100x, 2,013,000 at 61,000 are in that of 90x.
    @Test("BYBIT-MODE-20: leaving portfolio mode needs every position within the risk limit of its leverage")
    func riskLimit() {
        let owner = venue.open(.uta2, usdt: "10000000")
        #expect(set("PORTFOLIO_MARGIN", as: owner).text == Self.accepted)
        #expect(set("REGULAR_MARGIN", as: owner).text == Self.accepted)
        let leverage = #"{"category":"linear","symbol":"BTCUSDT","buyLeverage":"100","sellLeverage":"100"}"#
        #expect(venue.post("/v5/position/set-leverage", leverage, as: owner).isOK)
        venue.trade(owner, "BTCUSDT", .buy, "33", at: "60000")
        #expect(set("PORTFOLIO_MARGIN", as: owner).text == Self.accepted)
        venue.setMark("BTCUSDT", "61000")
        #expect(
            reasons(set("REGULAR_MARGIN", as: owner)) == [
                "3400139 The total value of your positions and orders has exceeded the risk limit for a Perpetual or "
                    + "Futures contract"
            ])
    }

    /// The risk limit as above. The fee of opening left less than no USDT, which isolated mode does not allow.
    @Test("BYBIT-MODE-6, BYBIT-MODE-20: leaving portfolio mode for isolated tells the risk limit before the money")
    func riskLimitBeforeMoney() {
        let owner = venue.open(.uta2, btc: "10")
        let leverage = #"{"category":"linear","symbol":"BTCUSDT","buyLeverage":"100","sellLeverage":"100"}"#
        #expect(venue.post("/v5/position/set-leverage", leverage, as: owner).isOK)
        venue.trade(owner, "BTCUSDT", .buy, "33", at: "60000")
        #expect(set("PORTFOLIO_MARGIN", as: owner).text == Self.accepted)
        venue.setMark("BTCUSDT", "61000")
        #expect(
            reasons(set("ISOLATED_MARGIN", as: owner)) == [
                "3400139 The total value of your positions and orders has exceeded the risk limit for a Perpetual or "
                    + "Futures contract",
                "110044 Available margin is insufficient.",
            ])
    }

    @Test("A desk that is halted refuses the switch as it refuses everything; reasons that hold go before")
    func halted() {
        let rich = venue.open(.uta2, uid: 1, usdt: "5000")
        let poor = venue.open(.uta2, uid: 2)
        venue.withDesk { $0.halt("a defect") }
        #expect(set("PORTFOLIO_MARGIN", as: rich).code == 110066)
        #expect(set("PORTFOLIO_MARGIN", as: poor).code == 3_400_045)
    }
}
