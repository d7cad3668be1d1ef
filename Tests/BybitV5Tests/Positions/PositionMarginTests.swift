import MarginEngine
import Testing
import Wire

/// `position/add-margin` and `set-auto-add-margin`.
/// https://bybit-exchange.github.io/docs/v5/position/manual-add-margin
@Suite struct PositionMarginTests {
    private let venue = TestVenue()

    /// Isolated long of 0.1 BTC at 60,000 with 10x: 600 + 6,000 * 0.9 * 0.00055 = 602.97.
    private func isolatedOwner(_ generation: AccountGeneration = .uta2) -> TestVenue.Owner {
        let owner = venue.open(generation, usdt: "1000")
        let reply =
            generation == .classic
            ? venue.post(
                "/v5/position/switch-isolated",
                #"{"category":"linear","symbol":"BTCUSDT","tradeMode":1,"buyLeverage":"10","sellLeverage":"10"}"#,
                as: owner)
            : venue.post("/v5/account/set-margin-mode", #"{"setMarginMode":"ISOLATED_MARGIN"}"#, as: owner)
        #expect(reply.isOK)
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        return owner
    }

    private func adjust(_ margin: String, _ owner: TestVenue.Owner, symbol: String = "BTCUSDT", index: String = "0")
        -> Reply
    {
        venue.post(
            "/v5/position/add-margin",
            #"{"category":"linear","symbol":"\#(symbol)","margin":"\#(margin)","positionIdx":\#(index)}"#, as: owner)
    }

    private func balance(_ owner: TestVenue.Owner) -> String? {
        venue.get("/v5/position/list", "category=linear&symbol=BTCUSDT", as: owner).first?.text("positionBalance")
    }

    @Test("Margin is added and taken; liquidation moves with it", arguments: [AccountGeneration.uta2, .classic])
    func addAndTake(generation: AccountGeneration) {
        let owner = isolatedOwner(generation)
        let reply = adjust("20", owner)
        #expect(reply.isOK)
        #expect(balance(owner) == "622.97")
        // Cash 600 + 20 / (1 - 0.00055) = 620.011006...; (6,000 - 620.011006) / (0.1 * 0.995) = 54,070.24...
        #expect(reply.result?.text("liqPrice") == "54070.3")
        #expect(adjust("-20", owner).isOK)
        #expect(balance(owner) == "602.97")
    }

    @Test("The answer is the position with its documented members")
    func answer() {
        let reply = adjust("20", isolatedOwner())
        Fields(
            strings: """
                category symbol riskLimitValue size positionValue avgPrice liqPrice bustPrice markPrice leverage \
                positionStatus positionIM positionMM unrealisedPnl cumRealisedPnl stopLoss takeProfit trailingStop \
                createdTime updatedTime
                """,
            numbers: "positionIdx riskId autoAddMargin"
        ).expect(reply.result)
        #expect(reply.result?.text("category") == "linear")
    }

    @Test("The index may be left out in one-way mode")
    func indexLeftOut() {
        let owner = isolatedOwner()
        let body = #"{"category": "linear", "symbol": "BTCUSDT", "margin": "-10"}"#
        #expect(adjust("20", owner).isOK)
        #expect(venue.post("/v5/position/add-margin", body, as: owner).isOK)
        #expect(balance(owner) == "612.97")
    }

    @Test("Refused adjustments change nothing")
    func refusals() {
        let owner = isolatedOwner()
        let before = venue.digest
        #expect(adjust("0", owner).code == 110027)
        #expect(adjust("10", owner, symbol: "ETHUSDT").code == 110033)
        // Free: 1,000 - 3.3 - 602.97 = 393.73.
        #expect(adjust("393.7301", owner).code == 110014)
        #expect(adjust("-0.0001", owner).code == 110078)
        #expect(adjust("-1000000", owner).code == 110078)
        #expect(adjust("10", owner, index: "1").code == 10001)
        #expect(adjust("10", owner, index: "3").code == 10001)
        #expect(adjust("1.00001", owner).code == 10001)
        #expect(adjust("ten", owner).code == 10001)
        #expect(adjust("", owner).code == 10001)
        #expect(adjust("99999999999999999999999999", owner).code == 10001)
        #expect(adjust("10", owner, symbol: "NOPE").message == "Not supported symbols")
        #expect(venue.digest == before)
        #expect(adjust("393.73", owner).isOK)
    }

    @Test("A cross position has no margin of its own, nor has one in portfolio mode")
    func otherModes() {
        let owner = venue.open(.uta2, usdt: "5000")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        #expect(adjust("10", owner).code == 110015)
        #expect(
            venue.post("/v5/account/set-margin-mode", #"{"setMarginMode":"PORTFOLIO_MARGIN"}"#, as: owner).isOK)
        #expect(adjust("10", owner).code == 110077)
    }

    @Test("In hedge mode the index is required and picks the side")
    func hedge() {
        let owner = venue.open(.uta2, usdt: "5000")
        #expect(
            venue.post("/v5/account/set-margin-mode", #"{"setMarginMode":"ISOLATED_MARGIN"}"#, as: owner).isOK)
        let hedge = #"{"category":"linear","symbol":"BTCUSDT","mode":3}"#
        #expect(venue.post("/v5/position/switch-mode", hedge, as: owner).isOK)
        #expect(adjust("10", owner, index: "null").message == "position idx not match position mode")
        #expect(adjust("10", owner, index: "0").message == "position idx not match position mode")
        #expect(adjust("10", owner, index: "2").code == 110033)
    }

    @Test("Auto-add-margin is set on an isolated position, and the same again is a parameter error")
    func autoAddMargin() {
        let owner = isolatedOwner()
        func set(_ value: String, symbol: String = "BTCUSDT", category: String = "linear") -> Int? {
            venue.post(
                "/v5/position/set-auto-add-margin",
                #"{"category":"\#(category)","symbol":"\#(symbol)","autoAddMargin":\#(value)}"#, as: owner
            ).code
        }
        #expect(set("0") == 10001)
        #expect(set("1") == 0)
        let row = venue.get("/v5/position/list", "category=linear&symbol=BTCUSDT", as: owner).first
        #expect(row?.number("autoAddMargin") == 1)
        #expect(set("1") == 10001)
        #expect(set("0") == 0)
        #expect(set("2") == 10001)
        #expect(set("null") == 10001)
        #expect(set("1", symbol: "BTCUSD", category: "inverse") == 10001)
        #expect(set("1", symbol: "ETHUSDT") == 110033)
        #expect(
            venue.post("/v5/account/set-margin-mode", #"{"setMarginMode":"REGULAR_MARGIN"}"#, as: owner).isOK)
        #expect(set("1") == 110076)
    }
}
