import Desks
import MarginEngine
import Testing
import Wire

/// What a market order has for its price. https://bybit-exchange.github.io/docs/v5/order/create-order
@Suite struct MarketPriceTests {
    private let venue = TestVenue()
    private let owner: TestVenue.Owner

    init() { owner = venue.open(.uta2, usdt: "100000", btc: "1") }

    private func rows(_ path: String, _ query: String = "category=linear") -> [JSON] {
        venue.get("/v5/\(path)", query, as: owner).list
    }

    private func rest(_ side: String, _ price: String) {
        let uid = UInt64(100 + venue.desk.engine.accountCount)
        let maker = venue.open(.uta2, uid: uid, usdt: "1000000")
        #expect(venue.create(maker, ["side": "\"\(side)\"", "price": "\"\(price)\""]).isOK)
    }

    private static let market = ["orderType": #""Market""#, "price": ""]

    /// The band is half of the mark price, 60,000.1 here: 90,000.15 and 30,000.05, within it on the tick of 0.1.
    @Test(
        "BYBIT-CALL-9, ORDER-14: it is the limit that protects it, of the mark price when it came in, rounded into the band"
    )
    func protectiveLimit() {
        venue.setMark("BTCUSDT", "60000.1")
        rest("Sell", "60000")
        #expect(venue.create(owner, Self.market).isOK)
        venue.setMark("BTCUSDT", "61000")
        rest("Buy", "60500")
        #expect(venue.create(owner, Self.market.merging(["side": #""Sell""#]) { $1 }).isOK)
        #expect(rows("order/history").map { $0.text("price") } == ["30500", "90000.1"])
        #expect(rows("execution/list").map { $0.text("orderPrice") } == ["30500", "90000.1"])
        #expect(rows("position/closed-pnl").map { $0.text("orderPrice") } == ["30500"])
        #expect(rows("order/history").map { $0.text("orderType") } == ["Market", "Market"])
        venue.setMark("BTCUSDT", "60000.1")
        rest("Buy", "60000")
        #expect(venue.create(owner, Self.market.merging(["side": #""Sell""#]) { $1 }).isOK)
        #expect(rows("order/history").first?.text("price") == "30000.1")
    }

    @Test("It stays within the range of the instrument's prices")
    func range() {
        venue.setMark("BTCUSDT", "0.1")
        #expect(venue.create(owner, Self.market.merging(["side": #""Sell""#, "qty": #""1000""#]) { $1 }).isOK == false)
        venue.setMark("BTCUSDT", "900000")
        _ = venue.create(owner, Self.market.merging(["qty": #""0.001""#]) { $1 })
        #expect(rows("order/history").first?.text("price") == "1000000")
    }

    @Test("One that waits for its trigger has none yet, and gets it from the mark of that moment")
    func conditional() {
        let waiting = Self.market.merging(["triggerPrice": #""61000""#, "triggerDirection": "1"]) { $1 }
        #expect(venue.create(owner, waiting).isOK)
        #expect(rows("order/realtime", "category=linear&symbol=BTCUSDT").first?.text("price") == "0")
        rest("Sell", "61500")
        venue.setMark("BTCUSDT", "60800")
        let other = venue.open(.uta2, uid: 8, usdt: "1000000")
        venue.trade(other, "BTCUSDT", .buy, "0.001", at: "61000")
        let triggered = rows("order/history").first
        #expect(triggered?.text("orderStatus") == "Filled")
        #expect(triggered?.text("price") == "91200")
    }

    @Test("One that was cancelled before its trigger has none")
    func deactivated() {
        let waiting = Self.market.merging(["triggerPrice": #""61000""#, "triggerDirection": "1"]) { $1 }
        #expect(venue.create(owner, waiting).isOK)
        _ = venue.post("/v5/order/cancel-all", #"{"category":"linear","symbol":"BTCUSDT"}"#, as: owner)
        #expect(rows("order/history").first?.text("price") == "0")
    }
}
