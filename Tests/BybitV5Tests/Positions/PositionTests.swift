import MarginEngine
import Testing
import Wire

/// `position/list`, `set-leverage`, `switch-mode`. https://bybit-exchange.github.io/docs/v5/position
@Suite struct PositionTests {
    private let venue = TestVenue()

    private func rows(_ query: String, _ owner: TestVenue.Owner) -> [JSON] {
        venue.get("/v5/position/list", query, as: owner).list
    }

    private func post(_ path: String, _ body: String, _ owner: TestVenue.Owner) -> Reply {
        venue.post("/v5/position/\(path)", body, as: owner)
    }

    // MARK: list

    @Test("Flat or open, a row has all documented members, each of its type")
    func fields() {
        let owner = venue.open(.uta2, usdt: "100000", btc: "5")
        Fields.position.expect(rows("category=linear&symbol=BTCUSDT", owner).first)
        venue.trade(owner, "BTCUSDT", .buy, "1", at: "60000")
        venue.trade(owner, "BTCUSD", .sell, "600", at: "60000")
        Fields.position.expect(rows("category=linear&symbol=BTCUSDT", owner).first)
        Fields.position.expect(rows("category=inverse", owner).first)
    }

    @Test("By symbol a flat position is one row, in hedge mode two")
    func flatRows() {
        let owner = venue.open(.uta2, usdt: "1000")
        let flat = rows("category=linear&symbol=BTCUSDT", owner)
        #expect(flat.count == 1)
        #expect(flat.first?.text("side") == "")
        #expect(flat.first?.text("size") == "0")
        #expect(flat.first?.text("avgPrice") == "0")
        #expect(flat.first?.number("seq") == -1)
        #expect(flat.first?.number("adlRankIndicator") == 0)
        #expect(post("switch-mode", #"{"category":"linear","symbol":"BTCUSDT","mode":3}"#, owner).isOK)
        #expect(rows("category=linear&symbol=BTCUSDT", owner).map { $0.number("positionIdx") } == [1, 2])
    }

    @Test("By settle coin only open positions are listed")
    func bySettleCoin() {
        let owner = venue.open(.uta2, usdt: "100000")
        #expect(rows("category=linear&settleCoin=USDT", owner).isEmpty)
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        venue.trade(owner, "ETHUSDT", .sell, "1", at: "3000")
        let open = rows("category=linear&settleCoin=USDT", owner)
        #expect(open.map { $0.text("symbol") } == ["BTCUSDT", "ETHUSDT"])
        #expect(open.map { $0.text("side") } == ["Buy", "Sell"])
        #expect(rows("category=linear&settleCoin=USDC", owner).isEmpty)
        #expect(rows("category=inverse", owner).isEmpty)
    }

    @Test("Linear needs a symbol or a settle coin; the symbol wins")
    func scope() {
        let owner = venue.open(.uta2, usdt: "1000")
        let reply = venue.get("/v5/position/list", "category=linear", as: owner)
        #expect(reply.code == 10001)
        #expect(rows("category=linear&settleCoin=USDT&symbol=BTCUSDT", owner).count == 1)
    }

    @Test("UTA2.0 takes several symbols at once, older accounts one")
    func severalSymbols() {
        let newer = venue.open(.uta2, uid: 1)
        let older = venue.open(.uta1, uid: 2)
        #expect(rows("category=linear&symbol=ETHUSDT,BTCUSDT", newer).count == 2)
        #expect(venue.get("/v5/position/list", "category=linear&symbol=ETHUSDT,BTCUSDT", as: older).code == 10001)
        #expect(venue.get("/v5/position/list", "category=linear&symbol=,", as: newer).code == 10001)
    }

    @Test("BYBIT-CALL-4: pages hold every row once, and the empty one behind them has no cursor")
    func pages() {
        let owner = venue.open(.uta2, usdt: "100000")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        venue.trade(owner, "ETHUSDT", .sell, "1", at: "3000")
        let first = venue.get("/v5/position/list", "category=linear&settleCoin=USDT&limit=1", as: owner)
        let cursor = first.result?.text("nextPageCursor") ?? ""
        #expect(first.list.map { $0.text("symbol") } == ["BTCUSDT"])
        #expect(!cursor.isEmpty)
        let second = venue.get(
            "/v5/position/list", "category=linear&settleCoin=USDT&limit=1&cursor=\(cursor)", as: owner)
        #expect(second.list.map { $0.text("symbol") } == ["ETHUSDT"])
        let end = second.result?.text("nextPageCursor") ?? ""
        #expect(!end.isEmpty)
        let third = venue.get(
            "/v5/position/list", "category=linear&settleCoin=USDT&limit=1&cursor=\(end)", as: owner)
        #expect(third.list.isEmpty)
        #expect(third.result?.text("nextPageCursor") == "")
    }

    /// 0.5 BTC long at 60,000 with 10x, mark 61,000: value 30,500, profit 500. Cross: 3,050 and the closing fee
    /// 30,000 * 0.9 * 0.00055 = 14.85; maintenance 30,500 * 0.005 + 14.85 = 167.35.
    /// Break-even: realised is the opening fee of -16.5; (30,000 + 16.5) / (0.5 - 0.5 * 0.00055) = 60,066.036319975...
    @Test("The figures of an open position")
    func figures() {
        let owner = venue.open(.uta2, usdt: "100000")
        venue.trade(owner, "BTCUSDT", .buy, "0.5", at: "60000")
        venue.setMark("BTCUSDT", "61000")
        let row = rows("category=linear&symbol=BTCUSDT", owner).first
        #expect(row?.text("positionValue") == "30500")
        #expect(row?.text("unrealisedPnl") == "500")
        #expect(row?.text("positionIM") == "3064.85")
        #expect(row?.text("positionMM") == "167.35")
        #expect(row?.text("markPrice") == "61000")
        #expect(row?.text("curRealisedPnl") == "-16.5")
        #expect(row?.text("breakEvenPrice") == "60066.03631998")
        #expect(row?.number("riskId") == 1)
        #expect(row?.text("riskLimitValue") == "2000000")
    }

    /// 600 USD at 60,000 are worth 0.01 BTC, of which 0.00055 were paid. Long: 600 * 1.00055 / (0.01 - 0.0000055) =
    /// 60,066.036319975...; short: 600 * 0.99945 / (0.01 + 0.0000055) = 59,934.036280045..., both rounded up.
    @Test(
        "BYBIT-CALL-10: the break-even price of inverse contracts",
        arguments: [(Side.buy, "60066.03631998"), (.sell, "59934.03628005")])
    func inverseBreakEven(side: Side, price: String) {
        let owner = venue.open(.uta2, btc: "1")
        venue.trade(owner, "BTCUSD", side, "600", at: "60000")
        #expect(rows("category=inverse&symbol=BTCUSD", owner).first?.text("breakEvenPrice") == price)
    }

    @Test("tradeMode and bustPrice are told where a symbol has a mode of its own, and nowhere else")
    func generations() {
        let classic = venue.open(.classic, uid: 1, usdt: "100000")
        let older = venue.open(.uta1, uid: 2, usdt: "100000", btc: "1")
        let newer = venue.open(.uta2, uid: 3, usdt: "100000", btc: "1")
        let isolate =
            #"{"category":"linear","symbol":"BTCUSDT","tradeMode":1,"buyLeverage":"10","sellLeverage":"10"}"#
        #expect(post("switch-isolated", isolate, classic).isOK)
        for owner in [older, newer] {
            #expect(
                venue.post("/v5/account/set-margin-mode", #"{"setMarginMode":"ISOLATED_MARGIN"}"#, as: owner).isOK)
        }
        for owner in [classic, older, newer] { venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000") }
        func row(_ owner: TestVenue.Owner) -> JSON? { rows("category=linear&symbol=BTCUSDT", owner).first }
        #expect(row(classic)?.number("tradeMode") == 1)
        // B = (6,000 - 602.97) / (0.1 * (1 - 0.00055)) = 54,000, exactly E * (1 - 1/10).
        #expect(row(classic)?.text("bustPrice") == "54000")
        for owner in [older, newer] {
            #expect(row(owner)?.number("tradeMode") == 0)
            #expect(row(owner)?.text("bustPrice") == "")
            #expect(row(owner)?.text("liqPrice") == "54271.4")
        }
    }

    // MARK: set-leverage

    private func leverage(_ buy: String, _ sell: String, symbol: String = "BTCUSDT") -> String {
        #"{"symbol":"\#(symbol)","buyLeverage":"\#(buy)","sellLeverage":"\#(sell)","category":"linear"}"#
    }

    @Test("Leverage is set once; the same again is 110043", arguments: [AccountGeneration.classic, .uta1, .uta2])
    func setLeverage(generation: AccountGeneration) {
        let owner = venue.open(generation, usdt: "1000")
        #expect(post("set-leverage", leverage("5", "5"), owner).isOK)
        #expect(rows("category=linear&symbol=BTCUSDT", owner).first?.text("leverage") == "5")
        let before = venue.digest
        let again = post("set-leverage", leverage("5", "5"), owner)
        #expect(again.code == 110043)
        #expect(again.message == "leverage not modified")
        #expect(venue.digest == before)
    }

    @Test("Leverage holds in every margin mode")
    func leverageInAllModes() {
        let owner = venue.open(.uta2, usdt: "5000")
        #expect(post("set-leverage", leverage("7", "7"), owner).isOK)
        for mode in ["ISOLATED_MARGIN", "REGULAR_MARGIN"] {
            #expect(venue.post("/v5/account/set-margin-mode", #"{"setMarginMode":"\#(mode)"}"#, as: owner).isOK)
            #expect(rows("category=linear&symbol=BTCUSDT", owner).first?.text("leverage") == "7")
        }
    }

    @Test("In portfolio mode leverage is locked")
    func leverageInPortfolio() {
        let owner = venue.open(.uta2, usdt: "5000")
        #expect(
            venue.post("/v5/account/set-margin-mode", #"{"setMarginMode":"PORTFOLIO_MARGIN"}"#, as: owner).isOK)
        #expect(post("set-leverage", leverage("5", "5"), owner).code == 110038)
    }

    @Test("The two sides may differ only for isolated positions in hedge mode")
    func leverageOfSides() {
        let owner = venue.open(.uta2, usdt: "5000")
        #expect(post("set-leverage", leverage("5", "6"), owner).message == "params error: sellLeverage invalid")
        #expect(post("switch-mode", #"{"category":"linear","symbol":"BTCUSDT","mode":3}"#, owner).isOK)
        #expect(post("set-leverage", leverage("5", "6"), owner).message == "params error: sellLeverage invalid")
        #expect(
            venue.post("/v5/account/set-margin-mode", #"{"setMarginMode":"ISOLATED_MARGIN"}"#, as: owner).isOK)
        #expect(post("set-leverage", leverage("5", "6"), owner).isOK)
        #expect(rows("category=linear&symbol=BTCUSDT", owner).map { $0.text("leverage") } == ["5", "6"])
    }

    @Test("Leverage out of range, above the tier or without the margin for it is refused and changes nothing")
    func leverageRefusals() {
        let owner = venue.open(.classic, usdt: "110000")
        venue.trade(owner, "ETHUSDT", .buy, "340", at: "3000")
        let before = venue.digest
        func code(_ leverage: String) -> Int? {
            post("set-leverage", self.leverage(leverage, leverage, symbol: "ETHUSDT"), owner).code
        }
        #expect(code("0.5") == 10001)
        #expect(code("101") == 10001)
        #expect(code("1000000") == 10001)
        #expect(code("") == 10001)
        #expect(code("60") == 110013)
        #expect(code("5") == 110044)
        #expect(post("set-leverage", leverage("5", "5", symbol: "NOPE"), owner).message == "Not supported symbols")
        #expect(venue.digest == before)
    }

    // MARK: switch-mode

    @Test("By symbol: switched once, the same again is 110025")
    func modeBySymbol() {
        let owner = venue.open(.uta2, usdt: "1000")
        let hedge = #"{"category":"linear","symbol":"BTCUSDT","mode":3}"#
        #expect(post("switch-mode", hedge, owner).isOK)
        let again = post("switch-mode", hedge, owner)
        #expect(again.code == 110025)
        #expect(again.message == "Position mode is not modified")
    }

    @Test("By coin: succeeds when nothing changes, and skips symbols with positions or orders")
    func modeByCoin() {
        let owner = venue.open(.uta2, usdt: "10000")
        for _ in 0..<2 { #expect(post("switch-mode", #"{"mode":0,"coin":"USDT","category":"linear"}"#, owner).isOK) }
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        #expect(post("switch-mode", #"{"mode":3,"coin":"USDT","category":"linear"}"#, owner).isOK)
        #expect(rows("category=linear&symbol=BTCUSDT", owner).count == 1)
        #expect(rows("category=linear&symbol=ETHUSDT", owner).count == 2)
    }

    @Test("Refused switches change nothing")
    func modeRefusals() {
        let owner = venue.open(.uta2, usdt: "10000", btc: "1")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        let order =
            #"{"category":"linear","symbol":"ETHUSDT","side":"Buy","orderType":"Limit","qty":"1","price":"2900"}"#
        #expect(venue.post("/v5/order/create", order, as: owner).isOK)
        let before = venue.digest
        func code(_ scope: String, mode: String = "3", category: String = "linear") -> Int? {
            post("switch-mode", #"{"category":"\#(category)",\#(scope)"mode":\#(mode)}"#, owner).code
        }
        #expect(code(#""symbol":"BTCUSDT","#) == 110024)
        #expect(code(#""symbol":"ETHUSDT","#) == 110028)
        #expect(code(#""symbol":"BTCPERP","#) == 110029)
        #expect(code(#""symbol":"BTCUSD","#, category: "inverse") == 110029)
        #expect(code(#""symbol":"ETHUSDT","#, mode: "1") == 10001)
        #expect(code("") == 10001)
        #expect(code(#""coin":"DOGE","#) == 110050)
        #expect(venue.digest == before)
    }
}
