import MarginEngine
import Testing
import Wire

/// `POST /v5/position/switch-isolated`: every row of
/// https://bybit-exchange.github.io/docs/v5/position/cross-isolate
@Suite struct BybitSwitchIsolatedSeedTests {
    private static let path = "/v5/position/switch-isolated"
    private let venue = TestVenue()

    private func body(
        _ category: String = #""linear""#, _ symbol: String = #""ETHUSDT""#, mode: String = "1",
        buy: String = #""10""#, sell: String = #""10""#
    ) -> String {
        #"{"category":\#(category),"symbol":\#(symbol),"tradeMode":\#(mode),"buyLeverage":\#(buy),"#
            + #""sellLeverage":\#(sell)}"#
    }

    private func tradeMode(_ symbol: String, _ category: String, _ owner: TestVenue.Owner) -> Int64? {
        venue.get("/v5/position/list", "category=\(category)&symbol=\(symbol)", as: owner).first?.number("tradeMode")
    }

    /// Refused with that code and text, nothing changed. BYBIT-SWITCH-22.
    private func expectRefusal(
        _ body: String, as owner: TestVenue.Owner, _ code: Int, _ message: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let before = venue.digest
        let reply = venue.post(Self.path, body, as: owner)
        #expect(reply.status == 200, sourceLocation: sourceLocation)
        #expect(reply.code == code, sourceLocation: sourceLocation)
        #expect(reply.message == message, sourceLocation: sourceLocation)
        #expect(reply.result?.names == [], sourceLocation: sourceLocation)
        #expect(venue.digest == before, sourceLocation: sourceLocation)
    }

    // MARK: The document's example

    /// BYBIT-SWITCH-15, BYBIT-SWITCH-21.
    @Test("The request example of the document, as printed, gets its response example")
    func documentExample() {
        let owner = venue.open(.classic, usdt: "1000")
        venue.wallMs = 1_675_248_433_635
        let printed =
            #"{    "category": "linear",    "symbol": "ETHUSDT",    "tradeMode": 1,    "buyLeverage": "10",    "#
            + #""sellLeverage": "10"}"#
        let reply = venue.post(Self.path, printed, as: owner)
        #expect(reply.status == 200)
        #expect(reply.text == #"{"retCode":0,"retMsg":"OK","result":{},"retExtInfo":{},"time":1675248433635}"#)
        #expect(tradeMode("ETHUSDT", "linear", owner) == 1)
    }

    // MARK: category

    /// BYBIT-SWITCH-4, BYBIT-SWITCH-7.
    @Test("Classic: linear USDT contracts and inverse ones; the symbol decides, whatever the category says")
    func classicCategories() {
        let owner = venue.open(.classic, usdt: "1000", btc: "1")
        #expect(venue.post(Self.path, body(#""linear""#, #""BTCUSDT""#), as: owner).isOK)
        #expect(venue.post(Self.path, body(#""inverse""#, #""BTCUSD""#), as: owner).isOK)
        #expect(venue.post(Self.path, body(#""linear""#, #""BTCUSD""#, mode: "0"), as: owner).isOK)
        #expect(tradeMode("BTCUSDT", "linear", owner) == 1)
        #expect(tradeMode("BTCUSD", "inverse", owner) == 0)
    }

    @Test("BYBIT-SWITCH-7: Classic: USDC contracts are in an account of another kind")
    func classicUSDC() {
        let owner = venue.open(.classic, usdt: "1000")
        expectRefusal(body(#""linear""#, #""BTCPERP""#), as: owner, 10001, "Not supported symbols")
    }

    @Test("BYBIT-SWITCH-3: UTA1.0: inverse only", arguments: [AccountGeneration.uta1, .uta1Pro])
    func uta1Categories(generation: AccountGeneration) {
        let owner = venue.open(generation, usdt: "1000", btc: "1")
        expectRefusal(body(), as: owner, 100028, "unified account is forbidden")
        expectRefusal(body(#""spot""#), as: owner, 100028, "unified account is forbidden")
        #expect(venue.post(Self.path, body(#""inverse""#, #""BTCUSD""#), as: owner).isOK)
        #expect(tradeMode("BTCUSD", "inverse", owner) == 1)
    }

    @Test(
        "BYBIT-SWITCH-2: UTA2.0: not supported, with positions or without",
        arguments: [AccountGeneration.uta2, .uta2Pro], ["linear", "inverse", "spot", "option"])
    func uta2Categories(generation: AccountGeneration, category: String) {
        let owner = venue.open(generation, usdt: "100000", btc: "5")
        expectRefusal(
            body("\"\(category)\"", #""BTCUSDT""#), as: owner, 100028, "unified account is forbidden")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        expectRefusal(
            body("\"\(category)\"", #""BTCUSDT""#), as: owner, 100028, "unified account is forbidden")
    }

    @Test("BYBIT-SWITCH-1: a category that is missing is a parameter error, on every account")
    func missingCategory() {
        for (offset, generation) in [AccountGeneration.classic, .uta1, .uta2].enumerated() {
            let owner = venue.open(generation, uid: UInt64(offset) + 1)
            for category in ["null", #""""#] {
                expectRefusal(body(category), as: owner, 10001, "params error: category invalid")
            }
            for category in [#""Linear""#, #""futures""#, "1"] {
                expectRefusal(body(category), as: owner, 10001, "Illegal category")
            }
        }
    }

    @Test("BYBIT-SWITCH-4: Classic: spot and option have no margin mode", arguments: ["spot", "option"])
    func categoriesWithoutContracts(category: String) {
        expectRefusal(body("\"\(category)\""), as: venue.open(.classic), 10001, "Illegal category")
    }

    // MARK: symbol

    @Test(
        "BYBIT-SWITCH-7: a symbol that is unknown or not in capitals is not supported",
        arguments: [#""NOPEUSDT""#, #""ethusdt""#, #""ETHUSDT ""#, "5", "\"\(String(repeating: "A", count: 100))\""])
    func unknownSymbol(symbol: String) {
        expectRefusal(body(#""linear""#, symbol), as: venue.open(.classic), 10001, "Not supported symbols")
    }

    @Test("BYBIT-SWITCH-5: a symbol that is missing is a parameter error", arguments: ["null", #""""#, "[]", "{}"])
    func missingSymbol(symbol: String) {
        expectRefusal(body(#""linear""#, symbol), as: venue.open(.classic), 10001, "params error: symbol invalid")
    }

    @Test("BYBIT-SWITCH-7: UTA1.0: a linear symbol is not an inverse one")
    func linearSymbolAsInverse() {
        expectRefusal(body(#""inverse""#), as: venue.open(.uta1), 10001, "Not supported symbols")
    }

    // MARK: tradeMode

    @Test("BYBIT-SWITCH-6, BYBIT-SWITCH-21: tradeMode is 0 or 1, as a number or as text", arguments: ["1", #""1""#])
    func tradeModes(one: String) {
        let owner = venue.open(.classic, usdt: "1000")
        #expect(tradeMode("ETHUSDT", "linear", owner) == 0)
        #expect(venue.post(Self.path, body(mode: one), as: owner).isOK)
        #expect(tradeMode("ETHUSDT", "linear", owner) == 1)
        #expect(venue.post(Self.path, body(mode: one == "1" ? "0" : #""0""#), as: owner).isOK)
        #expect(tradeMode("ETHUSDT", "linear", owner) == 0)
    }

    @Test(
        "BYBIT-SWITCH-5, BYBIT-SWITCH-6: any other tradeMode is a parameter error",
        arguments: ["2", "-1", "1.0", "null", #""""#, #""isolated""#, "true", "[1]", "1e0", "99999999999999999999"])
    func wrongTradeMode(mode: String) {
        expectRefusal(body(mode: mode), as: venue.open(.classic), 10001, "params error: tradeMode invalid")
    }

    // MARK: buyLeverage, sellLeverage

    @Test("BYBIT-SWITCH-8: the two leverages must be equal, as numbers, not as texts")
    func leveragesDiffer() {
        let owner = venue.open(.classic, usdt: "1000")
        expectRefusal(
            body(buy: #""10""#, sell: #""11""#), as: owner, 10001, "params error: sellLeverage invalid")
        #expect(venue.post(Self.path, body(buy: #""10.00""#, sell: "10"), as: owner).isOK)
    }

    /// BYBIT-SWITCH-5.
    @Test(
        "A leverage that is missing, no number or off the step of 0.01 is a parameter error, whatever the mode",
        arguments: ["null", #""""#, #""ten""#, #""-5""#, #""10.001""#, #""1e1""#, "[10]", "{}", #""10x""#])
    func malformedLeverage(leverage: String) {
        let owner = venue.open(.classic)
        for mode in ["0", "1"] {
            expectRefusal(
                body(mode: mode, buy: leverage), as: owner, 10001, "params error: buyLeverage invalid")
            expectRefusal(
                body(mode: mode, sell: leverage), as: owner, 10001, "params error: sellLeverage invalid")
        }
    }

    @Test(
        "BYBIT-SWITCH-9: a leverage below 1 or above the contract's maximum is out of range",
        arguments: ["0", "0.99", "100.01", "9999"])
    func leverageOutOfRange(leverage: String) {
        expectRefusal(
            body(buy: "\"\(leverage)\"", sell: "\"\(leverage)\""), as: venue.open(.classic), 10001,
            "params error: buyLeverage invalid")
    }

    /// BYBIT-SWITCH-9, BYBIT-SWITCH-16.
    @Test("Both ends of the range are accepted, and the symbol has that leverage", arguments: ["1", "100", "12.34"])
    func leverageInRange(leverage: String) {
        let owner = venue.open(.classic, usdt: "1000")
        #expect(venue.post(Self.path, body(buy: "\"\(leverage)\"", sell: "\"\(leverage)\""), as: owner).isOK)
        let row = venue.get("/v5/position/list", "category=linear&symbol=ETHUSDT", as: owner).first
        #expect(row?.text("leverage") == leverage)
    }

    @Test("BYBIT-SWITCH-20: other symbols are not touched")
    func otherSymbols() {
        let owner = venue.open(.classic, usdt: "10000", btc: "1")
        func rows() -> [String] {
            [("linear", "BTCUSDT"), ("inverse", "BTCUSD")].map { category, symbol in
                venue.get("/v5/position/list", "category=\(category)&symbol=\(symbol)", as: owner).text
            }
        }
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        venue.trade(owner, "ETHUSDT", .buy, "1", at: "3000")
        let before = rows()
        #expect(venue.post(Self.path, body(buy: #""20""#, sell: #""20""#), as: owner).isOK)
        #expect(rows() == before)
    }

    @Test("BYBIT-SWITCH-16: mode and leverage are set for both sides of a hedged symbol")
    func hedgedSymbol() {
        let owner = venue.open(.classic, usdt: "1000")
        let hedge = #"{"category":"linear","symbol":"ETHUSDT","mode":3}"#
        #expect(venue.post("/v5/position/switch-mode", hedge, as: owner).isOK)
        #expect(venue.post(Self.path, body(buy: #""7""#, sell: #""7""#), as: owner).isOK)
        let rows = venue.get("/v5/position/list", "category=linear&symbol=ETHUSDT", as: owner).list
        #expect(rows.map { $0.number("positionIdx") } == [1, 2])
        #expect(rows.map { $0.number("tradeMode") } == [1, 1])
        #expect(rows.map { $0.text("leverage") } == ["7", "7"])
    }

    // MARK: Preconditions

    /// 300 ETH at 3,500 are 1,050,000 USDT, in the tier of 50x.
    @Test("BYBIT-SWITCH-10: a leverage above the tier of what is open is refused")
    func leverageAboveTier() {
        let owner = venue.open(.classic, usdt: "1000000")
        venue.trade(owner, "ETHUSDT", .buy, "300", at: "3000")
        venue.setMark("ETHUSDT", "3500")
        expectRefusal(
            body(buy: #""51""#, sell: #""51""#), as: owner, 110013, "Cannot set leverage due to risk limit level.")
        #expect(venue.post(Self.path, body(buy: #""50""#, sell: #""50""#), as: owner).isOK)
    }

    @Test("BYBIT-SWITCH-11: the mode that is set already is 110026, whatever the leverage, which stays")
    func sameMode() {
        let owner = venue.open(.classic, usdt: "1000")
        let text = "Cross/isolated margin mode is not modified"
        expectRefusal(body(mode: "0"), as: owner, 110026, text)
        expectRefusal(body(mode: "0", buy: #""20""#, sell: #""20""#), as: owner, 110026, text)
        #expect(venue.post(Self.path, body(), as: owner).isOK)
        expectRefusal(body(buy: #""20""#, sell: #""20""#), as: owner, 110026, text)
    }

    /// Opening 0.1 BTC at 60,000 costs 6,000 * 0.00055 = 3.3. Isolated at 5x it needs
    /// 1,200 + 6,000 * 0.8 * 0.00055 = 1,202.64.
    @Test(
        "BYBIT-SWITCH-13: the new mode must be funded: 1,202.64 of free balance is enough, a unit less is not",
        arguments: [("1205.94", 0), ("1205.93999999", 110044)])
    func insufficientMargin(deposit: String, code: Int) {
        let owner = venue.open(.classic, usdt: deposit)
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        let body = body(#""linear""#, #""BTCUSDT""#, buy: #""5""#, sell: #""5""#)
        if code == 0 {
            #expect(venue.post(Self.path, body, as: owner).isOK)
        } else {
            expectRefusal(body, as: owner, code, "Available margin is insufficient.")
        }
    }

    /// 0.1 BTC at 60,000 and 100x: margin 60 + 6,000 * 0.99 * 0.00055 = 63.267 and the loss at mark are posted, so what
    /// is left at mark is 63.267; it must exceed the maintenance margin of value * 0.005 and the closing fee of 3.267.
    /// At a mark of 120,001 a short's value is 12,000.1: 60 is below 60.0005.
    @Test("BYBIT-SWITCH-14: a position that would be liquidated at once is refused")
    func wouldLiquidate() {
        let owner = venue.open(.classic, usdt: "100000")
        venue.trade(owner, "BTCUSDT", .sell, "0.1", at: "60000")
        let body = body(#""linear""#, #""BTCUSDT""#, buy: #""100""#, sell: #""100""#)
        venue.setMark("BTCUSDT", "120001")
        expectRefusal(body, as: owner, 110011, "Liquidation will be triggered immediately by this adjustment.")
        venue.setMark("BTCUSDT", "119999")
        #expect(venue.post(Self.path, body, as: owner).isOK)
    }

    // MARK: Order of checks

    @Test("BYBIT-SWITCH-1 to BYBIT-SWITCH-13: of all checks that fail the first in order answers")
    func orderOfChecks() {
        let owner = venue.open(.classic, usdt: "200000")
        let modern = venue.open(.uta2, uid: 8)
        expectRefusal(body(#""x""#, "null", mode: "9"), as: modern, 10001, "Illegal category")
        expectRefusal(body(#""linear""#, "null", mode: "9"), as: modern, 100028, "unified account is forbidden")
        let nope = #""NOPE""#
        expectRefusal(
            body(#""linear""#, nope, mode: "9"), as: owner, 10001, "params error: tradeMode invalid")
        expectRefusal(
            body(#""linear""#, nope, sell: #""11""#), as: owner, 10001, "Not supported symbols")
        expectRefusal(
            body(mode: "0", buy: #""500""#, sell: #""501""#), as: owner, 10001, "params error: sellLeverage invalid")
        expectRefusal(
            body(mode: "0", buy: #""500""#, sell: #""500""#), as: owner, 10001, "params error: buyLeverage invalid")
        venue.trade(owner, "ETHUSDT", .buy, "340", at: "3000")
        expectRefusal(
            body(mode: "0", buy: #""100""#, sell: #""100""#), as: owner, 110013,
            "Cannot set leverage due to risk limit level.")
        expectRefusal(
            body(mode: "0", buy: #""1""#, sell: #""1""#), as: owner, 110026,
            "Cross/isolated margin mode is not modified")
        expectRefusal(body(buy: #""1""#, sell: #""1""#), as: owner, 110044, "Available margin is insufficient.")
    }

    @Test(
        "A body that is no JSON object is a parameter error",
        arguments: ["[]", "7", "null", "{", #"{"category":"linear"}}"#, "category=linear"])
    func wrongBody(body: String) {
        expectRefusal(body, as: venue.open(.classic), 10001, "Request parameter error.")
    }
}
