import MarginEngine
import Testing
import Wire

/// https://bybit-exchange.github.io/docs/v5/account/set-collateral and its batch; `docs/rules/collateral.md`.
@Suite struct CollateralTests {
    private let venue = TestVenue()
    private static let path = "/v5/account/set-collateral-switch"

    private func set(_ coin: String, _ position: String, _ owner: TestVenue.Owner) -> Reply {
        venue.post(Self.path, #"{"coin":"\#(coin)","collateralSwitch":"\#(position)"}"#, as: owner)
    }

    private func setAll(_ rows: [(coin: String, position: String)], _ owner: TestVenue.Owner) -> Reply {
        let list = rows.map { #"{"coin":"\#($0.coin)","collateralSwitch":"\#($0.position)"}"# }
        return venue.post(Self.path + "-batch", #"{"request":[\#(list.joined(separator: ","))]}"#, as: owner)
    }

    private func coin(_ name: String, _ owner: TestVenue.Owner) -> JSON? {
        venue.get("/v5/account/wallet-balance", "accountType=UNIFIED&coin=\(name)", as: owner)
            .first?["coin"]?.elements?.first
    }

    @Test(
        "A coin is switched by its name; USDT and USDC cannot be",
        arguments: [
            (#"{"coin":"BTC","collateralSwitch":"ON"}"#, 0), (#"{"coin":"BTC","collateralSwitch":"OFF"}"#, 0),
            (#"{"coin":"USDT","collateralSwitch":"ON"}"#, 182111),
            (#"{"coin":"USDC","collateralSwitch":"OFF"}"#, 182111),
            (#"{"coin":"DOGE","collateralSwitch":"ON"}"#, 110050), (#"{"coin":"BTC","collateralSwitch":"on"}"#, 10001),
            (#"{"collateralSwitch":"ON"}"#, 10001), (#"{"coin":"BTC"}"#, 10001),
        ])
    func codes(body: String, code: Int) {
        #expect(venue.post(Self.path, body, as: venue.open(.uta2)).code == code)
    }

    @Test("COLLATERAL-7: what is off shows in the equity, and in no balance that backs positions")
    func figures() {
        let owner = venue.open(.uta2, usdt: "1000", btc: "1")
        let answer = set("BTC", "OFF", owner)
        #expect(answer.message == "SUCCESS")
        #expect(answer.result?.names == [])
        let account = venue.get("/v5/account/wallet-balance", "accountType=UNIFIED", as: owner).first
        #expect(account?.text("totalEquity") == "61000")
        #expect(account?.text("totalAvailableBalance") == "1000")
        #expect(coin("BTC", owner)?["collateralSwitch"]?.bool == false)
        #expect(coin("BTC", owner)?["marginCollateral"]?.bool == true)
        #expect(coin("BTC", owner)?.text("equity") == "1")
        #expect(coin("USDT", owner)?["collateralSwitch"]?.bool == true)
        let row = venue.get("/v5/account/collateral-info", "currency=BTC", as: owner).first
        #expect(row?["collateralSwitch"]?.bool == false)
        #expect(set("BTC", "ON", owner).isOK)
        #expect(coin("BTC", owner)?["collateralSwitch"]?.bool == true)
    }

    @Test("COLLATERAL-10: a batch answers with what was asked for")
    func batch() {
        let owner = venue.open(.uta2, btc: "1")
        let rows = setAll([("ETH", "OFF"), ("BTC", "OFF")], owner).list
        #expect(rows.map { $0.text("coin") } == ["ETH", "BTC"])
        #expect(rows.map { $0.text("collateralSwitch") } == ["OFF", "OFF"])
        #expect(coin("BTC", owner)?["collateralSwitch"]?.bool == false)
    }

    @Test("COLLATERAL-10: of a batch all is done or nothing, what comes on first")
    func wholeBatch() {
        let owner = venue.open(.uta2, btc: "1")
        venue.deposit("20", "ETH", to: owner.account.main)
        _ = set("ETH", "OFF", owner)
        _ = venue.create(owner)
        let before = venue.digest
        #expect(setAll([("ETH", "OFF"), ("USDT", "OFF")], owner).code == 182111)
        #expect(setAll([("BTC", "OFF")], owner).code == 182108)
        #expect(setAll([("BTC", "OFF"), ("BTC", "ON")], owner).code == 182112)
        #expect(venue.digest == before)
        // 20 ETH back the order once BTC does not.
        #expect(setAll([("BTC", "OFF"), ("ETH", "ON")], owner).isOK)
    }

    @Test("COLLATERAL-9: the platform's limit is in colRes, near at 1 and reached at 2")
    func limit() {
        let owner = venue.open(.uta2, btc: "1")
        #expect(coin("BTC", owner)?.text("colRes") == "0")
        venue.apply(.setCollateralLimit(venue.asset("BTC"), .near))
        #expect(coin("BTC", owner)?.text("colRes") == "1")
        venue.apply(.setCollateralLimit(venue.asset("BTC"), .reached))
        #expect(coin("BTC", owner)?.text("colRes") == "2")
        #expect(set("BTC", "OFF", owner).isOK)
        #expect(
            setAll([("ETH", "ON"), ("BTC", "ON")], owner).message?.hasPrefix("The BTC collateral amount") == true)
        #expect(set("BTC", "ON", owner).code == 182011)
    }

    @Test("COLLATERAL-11: a switch is pushed on topic wallet; a repeat is not")
    func pushed() throws {
        let owner = venue.open(.uta2, btc: "1")
        let client = try #require(StreamClient(venue, "/v5/private"))
        _ = client.logIn(owner)
        _ = client.send(#"{"op":"subscribe","args":["wallet"]}"#)
        _ = client.news()
        _ = set("BTC", "OFF", owner)
        let row = client.news("wallet").first?["data"]?.elements?.first?["coin"]?.elements?.first
        #expect(row?.text("coin") == "BTC")
        #expect(row?["collateralSwitch"]?.bool == false)
        #expect(row?.text("colRes") == "0")
        _ = set("BTC", "OFF", owner)
        #expect(client.news("wallet").isEmpty)
    }

    @Test("BYBIT-MODE-31: the reason names the coin that keeps isolated margin")
    func reason() {
        let owner = venue.open(.uta2, usdt: "2000", btc: "1")
        #expect(venue.setMode("ISOLATED", owner).isOK)
        venue.apply(.setCollateralLimit(venue.asset("BTC"), .reached))
        let answer = venue.setMode("PORTFOLIO", owner)
        #expect(answer.code == 3_400_045)
        let reasons = answer.result?["reasons"]?.elements
        #expect(reasons?.map { $0.text("reasonCode") } == ["3200641"])
        #expect(
            reasons?.first?.text("reasonMsg")
                == "BTC collateral has reached the platform limit. Disable BTC collateral before switching margin mode."
        )
        _ = set("BTC", "OFF", owner)
        #expect(venue.setMode("PORTFOLIO", owner).isOK)
    }
}
