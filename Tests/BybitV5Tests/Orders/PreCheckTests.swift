import MarginEngine
import Testing
import Wire

/// `order/pre-check`. https://bybit-exchange.github.io/docs/v5/order/pre-check-order
@Suite struct PreCheckTests {
    private let venue = TestVenue()

    private func check(_ owner: TestVenue.Owner, _ changes: [String: String] = [:]) -> Reply {
        venue.post("/v5/order/pre-check", orderBody(changes), as: owner)
    }

    private func setMode(_ mode: String, _ owner: TestVenue.Owner) -> Bool {
        venue.post("/v5/account/set-margin-mode", #"{"setMarginMode":"\#(mode)"}"#, as: owner).isOK
    }

    /// 0.1 at 59,000 with 10x reserves 590 and the fees of opening and closing, of 10,000: something above 5.9 %.
    @Test("The rates after the order are those of the account once it is placed; nothing is placed")
    func rates() throws {
        let owner = venue.open(.uta2, usdt: "10000")
        let before = venue.digest
        let result = check(owner, ["orderLinkId": #""mine""#]).result
        #expect(venue.digest == before)
        #expect(result?.number("preImrE4") == 0)
        #expect(result?.number("preMmrE4") == 0)
        #expect(result?.text("orderLinkId") == "mine")
        let placed = venue.create(owner, ["orderLinkId": #""mine""#])
        #expect(placed.result?.text("orderId") == result?.text("orderId"))
        let wallet = venue.get("/v5/account/wallet-balance", "accountType=UNIFIED", as: owner).first
        let rate: Rate = decimal(wallet?.text("accountIMRate") ?? "")
        let foreseen = try #require(result?.number("postImrE4"))
        #expect((590...600).contains(foreseen))
        // Up to the next ten-thousandth.
        #expect(foreseen == (rate.units + 9_999) / 10_000)
    }

    @Test("An order without the money for it is 110007, with the rates it would lead to")
    func unfunded() {
        let reply = check(venue.open(.uta2, usdt: "100"))
        #expect(reply.code == 110007)
        #expect(reply.result?.names == [])
        let rate = reply.json?["retExtInfo"]?.number("post_imr_e4")
        #expect(rate ?? 0 > 10_000)
    }

    @Test("Any other refusal tells no rates")
    func refused() {
        let reply = check(venue.open(.uta2, usdt: "10000"), ["price": #""90000.1""#])
        #expect(reply.code == 110003)
        #expect(reply.json?["retExtInfo"]?.names == ["future_order_id", "future_order_link_id"])
    }

    @Test("Isolated margin, inverse contracts in cross margin and conditional orders are not supported")
    func notSupported() {
        let owner = venue.open(.uta2, usdt: "10000", btc: "1")
        #expect(check(owner, ["triggerPrice": #""61000""#, "triggerDirection": "1"]).code == 10001)
        let inverse = ["category": #""inverse""#, "symbol": #""BTCUSD""#, "qty": #""600""#]
        #expect(check(owner, inverse).message == "Illegal category")
        #expect(setMode("PORTFOLIO_MARGIN", owner))
        #expect(check(owner, inverse).isOK)
        #expect(setMode("ISOLATED_MARGIN", owner))
        #expect(check(owner).code == 3_200_403)
        #expect(check(owner, ["side": #""Up""#]).code == 10001)
    }
}
