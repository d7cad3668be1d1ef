import EngineSupport
import MarginEngine
import Testing
import Wire

/// What a contract of 1 USD shows of its price, which its value at 8 decimals would have lost.
@Suite struct SmallPositionTests {
    private let venue = TestVenue()
    private static let ethusd = "category=inverse&symbol=ETHUSD"

    /// An isolated short of 1 USD at 3,050.08 and 36x.
    private func open() -> (owner: TestVenue.Owner, other: TestVenue.Owner) {
        venue.apply(
            .listInstrument(
                .inverse("ETHUSD", "ETH", tick: decimal("0.01"), start: 3_050) { $0.priceLimitRatio = decimal("0.5") }))
        venue.apply(
            .setContractTerms(
                ContractTermsDefinition(
                    symbol: "ETHUSD", family: .bybit, takerFee: decimal("0.00055"), makerFee: decimal("0.0002"),
                    defaultLeverage: Leverage(10), maxLeverage: Leverage(100),
                    tiers: [
                        RiskTierDefinition(
                            limit: decimal("500"), maintenanceRate: decimal("0.005"), maxLeverage: Leverage(100))
                    ])))
        let (owner, other) = (venue.open(.uta2), venue.open(.uta2, uid: 8))
        for one in [owner, other] { venue.deposit("10", "ETH", to: one.account.inverse) }
        #expect(venue.post("/v5/account/set-margin-mode", #"{"setMarginMode":"ISOLATED_MARGIN"}"#, as: owner).isOK)
        let leverage = #"{"category":"inverse","symbol":"ETHUSD","buyLeverage":"36","sellLeverage":"36"}"#
        #expect(venue.post("/v5/position/set-leverage", leverage, as: owner).isOK)
        venue.setMark("ETHUSD", "3050.08")
        return (owner, other)
    }

    private func order(_ owner: TestVenue.Owner, _ side: String) {
        let members = [
            "category": #""inverse""#, "symbol": #""ETHUSD""#, "side": #""\#(side)""#, "qty": #""1""#,
            "price": #""3050.08""#,
        ]
        #expect(venue.create(owner, members).isOK)
    }

    @Test("MARGIN-13, MARGIN-18, MARGIN-21: 1 USD at 3,050.08 shows that price in every answer and topic")
    func oneContract() throws {
        let (owner, other) = open()
        let client = try #require(StreamClient(venue, "/v5/private"))
        #expect(client.logIn(owner)?["success"]?.bool == true)
        _ = client.send(#"{"op":"subscribe","args":["position","order","execution"]}"#)
        order(other, "Buy")
        order(owner, "Sell")
        let position = venue.get("/v5/position/list", Self.ethusd, as: owner).first
        #expect(position?.text("avgPrice") == "3050.08")
        // 0.995 * 3,050.08 * 36 / 35 = 3,121.539
        #expect(position?.text("liqPrice") == "3121.53")
        let told = client.news()
        func row(_ topic: String) -> JSON? {
            told.last { $0.text("topic") == topic }?["data"]?.elements?.last
        }
        #expect(row("position")?.text("entryPrice") == "3050.08")
        #expect(row("position")?.text("liqPrice") == "3121.53")
        #expect(row("order")?.text("avgPrice") == "3050.08")
        #expect(row("execution")?.text("execValue") == "0.00032787")
        order(other, "Sell")
        order(owner, "Buy")
        for order in venue.get("/v5/order/history", Self.ethusd, as: owner).list {
            #expect(order.text("avgPrice") == "3050.08")
            // What was bought is worth 0.000327860.., rounded down, what was sold rounded up.
            #expect(order.text("cumExecValue") == (order.text("side") == "Buy" ? "0.00032786" : "0.00032787"))
        }
        let closed = venue.get("/v5/position/closed-pnl", Self.ethusd, as: owner).first
        #expect(closed?.text("avgEntryPrice") == "3050.08")
        #expect(closed?.text("avgExitPrice") == "3050.08")
        #expect(closed?.text("cumEntryValue") == "0.00032787")
        #expect(closed?.text("cumExitValue") == "0.00032786")
    }
}
