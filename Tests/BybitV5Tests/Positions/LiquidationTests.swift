import MarginEngine
import Testing
import Wire

/// What a client sees of a liquidation.
@Suite struct LiquidationTests {
    private let venue = TestVenue()

    private func list(_ path: String, _ query: String, _ owner: TestVenue.Owner) -> [JSON] {
        venue.get("/v5/\(path)", "category=linear&symbol=BTCUSDT\(query)", as: owner).list
    }

    private func wallet(_ owner: TestVenue.Owner) -> String? {
        let row = venue.get("/v5/account/wallet-balance", "accountType=UNIFIED&coin=USDT", as: owner).first
        return row?["coin"]?.elements?.first?.text("walletBalance")
    }

    @Test(
        "HOUSE-2: a cross position closes at the quote beside the new mark, in one step as in two", arguments: [1, 2])
    func atNewQuotes(steps: Int) {
        let owner = venue.open(.uta2, usdt: "1500")
        let leverage = #"{"category":"linear","symbol":"BTCUSDT","buyLeverage":"50","sellLeverage":"50"}"#
        #expect(venue.post("/v5/position/set-leverage", leverage, as: owner).isOK)
        venue.apply(.setBookOnly(venue.instrument("BTCUSDT"), false))
        #expect(venue.create(owner, ["orderType": #""Market""#, "qty": #""0.5""#, "price": ""]).isOK)
        let position = list("position/list", "", owner).first
        #expect(position?.text("avgPrice") == "60000.1")
        #expect(position?.text("liqPrice") == "57352.3")

        if steps == 2 { venue.setMark("BTCUSDT", "57357.3") }
        venue.setMark("BTCUSDT", "57347.3")
        let row = list("execution/list", "", owner).first
        #expect(row?.text("execPrice") == "57347.2")
        #expect(row?.text("execQty") == "0.5")
        // 1,500 - 30,000.05 f - 0.5 * 2,652.9 - 28,673.6 f
        #expect(wallet(owner) == "141.2794925")
    }

    /// 50 at 60,000 and 10x: in the third tier beyond 2,600,000.
    @Test(
        "MARGIN-42: an isolated position is brought to the tier below, the rest goes on; what cannot be is taken over")
    func stepByStep() {
        let owner = venue.open(.uta2, usdt: "400000")
        let other = venue.open(.uta2, uid: 8, usdt: "10000000")
        #expect(venue.setMode("ISOLATED", owner).isOK)
        venue.trade(owner, "BTCUSDT", .buy, "50", at: "60000")
        #expect(venue.create(other, ["qty": #""3""#, "price": #""54200""#]).isOK)

        // 2,600,000 / 54,281.5 = 47.898..
        venue.setMark("BTCUSDT", "54281.5")
        let reduced = list("execution/list", "", owner).first
        #expect(reduced?.text("execPrice") == "54200")
        #expect(reduced?.text("execQty") == "2.102")
        #expect(list("position/list", "", owner).first?.text("size") == "47.898")
        #expect(list("position/closed-pnl", "", owner).map { $0.text("qty") } == ["2.102"])

        venue.setMark("BTCUSDT", "54200")
        let taken = list("execution/list", "&execType=BustTrade", owner)
        #expect(taken.map { $0.text("execPrice") } == ["54000"])
        #expect(taken.map { $0.text("execQty") } == ["47.898"])
        #expect(list("position/list", "", owner).first?.text("size") == "0")
    }
}
