import MarginEngine
import TestShapes
import Testing
import Wire

/// `position/trading-stop` with `trailingStop` and `activePrice`.
/// https://bybit-exchange.github.io/docs/v5/position/trading-stop
@Suite struct TrailingStopTests {
    private let venue = TestVenue()
    private let owner: TestVenue.Owner

    /// A long of 0.1 BTCUSDT at 60,000.
    init() {
        owner = venue.open(.uta2, usdt: "100000")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
    }

    private func set(_ members: String) -> Reply {
        venue.post("position/trading-stop", btcusdt: #""positionIdx":0,\#(members)"#, as: owner)
    }

    private var position: JSON? {
        venue.get("/v5/position/list", "category=linear&symbol=BTCUSDT", as: owner).first
    }

    private var stop: JSON? {
        venue.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT&orderFilter=StopOrder", as: owner).first
    }

    /// Moves the last price by a trade of others.
    private func setLast(_ price: String) {
        venue.trade(venue.open(.uta2, uid: UInt64(price) ?? 9, usdt: "100000"), "BTCUSDT", .buy, "0.001", at: price)
    }

    @Test("A trailing stop follows the last price up, never down, and closes the position when it turns")
    func following() {
        #expect(set(#""trailingStop":"500""#).isOK)
        #expect(position?.text("trailingStop") == "500")
        expectOrder(stop)
        #expect(stop?.text("stopOrderType") == "TrailingStop")
        #expect(stop?.text("createType") == "CreateByTrailingStop")
        #expect(stop?.text("triggerPrice") == "59500")
        setLast("60400")
        #expect(stop?.text("triggerPrice") == "59900")
        setLast("60100")
        #expect(stop?.text("triggerPrice") == "59900")
        let buyer = venue.open(.uta2, uid: 8, usdt: "100000")
        #expect(venue.create(buyer, ["price": #""59800""#, "qty": #""1""#]).isOK)
        setLast("59900")
        #expect(position?.text("size") == "0")
        #expect(position?.text("trailingStop") == "0")
        let closing = venue.get("/v5/execution/list", "category=linear&symbol=BTCUSDT", as: owner).first
        #expect(closing?.text("stopOrderType") == "TrailingStop")
        #expect(closing?.text("execPrice") == "59800")
    }

    @Test("With an active price it waits for it")
    func activation() {
        #expect(set(#""trailingStop":"500","activePrice":"61000""#).isOK)
        #expect(position?.text("trailingStop") == "500")
        expectOrder(stop)
        #expect(stop?.text("stopOrderType") == "TrailingStop")
        #expect(stop?.text("orderStatus") == "Untriggered")
        setLast("60900")
        #expect(stop?.text("triggerPrice") == "")
        setLast("61000")
        #expect(stop?.text("triggerPrice") == "60500")
    }

    @Test("The distance and the active price change each alone; 0 removes both")
    func changes() {
        #expect(set(#""trailingStop":"500""#).isOK)
        #expect(set(#""trailingStop":"500""#).code == 34040)
        #expect(set(#""activePrice":"61000""#).isOK)
        #expect(position?.text("trailingStop") == "500")
        #expect(stop?.text("triggerPrice") == "")
        #expect(set(#""trailingStop":"700","takeProfit":"70000""#).isOK)
        #expect(position?.text("trailingStop") == "700")
        #expect(position?.text("takeProfit") == "70000")
        #expect(set(#""trailingStop":"0""#).isOK)
        #expect(position?.text("trailingStop") == "0")
        #expect(position?.text("takeProfit") == "70000")
        #expect(set(#""trailingStop":"0""#).code == 34040)
    }

    @Test(
        "A distance or an active price that the contract does not have is refused and changes nothing",
        arguments: [
            #""trailingStop":"0.05""#, #""trailingStop":"-1""#, #""trailingStop":"x""#, #""trailingStop":"60000""#,
            #""trailingStop":"99999999""#, #""activePrice":"61000""#, #""trailingStop":"1","activePrice":"61000.05""#,
            #""trailingStop":"1","activePrice":"2000000""#,
        ])
    func refused(members: String) {
        let before = venue.digest
        #expect(set(members).code == 10001)
        #expect(venue.digest == before)
    }

    @Test("A flat position has nothing to trail")
    func flat() {
        let reply = venue.post(
            "/v5/position/trading-stop", #"{"category":"linear","symbol":"ETHUSDT","trailingStop":"10"}"#, as: owner)
        #expect(reply.message == "can not set tp/sl/ts for zero position")
    }
}

/// An order row has exactly the documented members.
private func expectOrder(_ row: JSON?, sourceLocation: SourceLocation = #_sourceLocation) {
    let shape = RecordedShapes.bybit.row(of: "GET /v5/order/realtime")
    #expect(shape.differences(of: row) == [], sourceLocation: sourceLocation)
}
