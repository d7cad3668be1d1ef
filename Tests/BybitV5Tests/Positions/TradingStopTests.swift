import MarginEngine
import Testing
import Wire

/// `position/trading-stop`. https://bybit-exchange.github.io/docs/v5/position/trading-stop
@Suite struct TradingStopTests {
    private let venue = TestVenue()
    private let owner: TestVenue.Owner

    /// A long of 0.1 BTCUSDT at 60,000.
    init() {
        owner = venue.open(.uta2, usdt: "100000")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
    }

    private func set(_ members: String, symbol: String = "BTCUSDT") -> Reply {
        venue.post(
            "/v5/position/trading-stop",
            #"{"category":"linear","symbol":"\#(symbol)","positionIdx":0\#(members)}"#, as: owner)
    }

    private var position: JSON? {
        venue.get("/v5/position/list", "category=linear&symbol=BTCUSDT", as: owner).first
    }

    private var stops: [JSON] {
        venue.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT&orderFilter=StopOrder", as: owner).list
    }

    @Test("Full stops are set, replaced, kept when not named and removed by 0")
    func full() {
        let reply = set(#","tpslMode":"Full","takeProfit":"70000","stopLoss":"50000","slTriggerBy":"MarkPrice""#)
        #expect(reply.isOK)
        #expect(reply.result?.names == [])
        Fields.position.expect(position)
        #expect(position?.text("takeProfit") == "70000")
        #expect(position?.text("stopLoss") == "50000")
        #expect(
            stops.first { $0.text("stopOrderType") == "StopLoss" }?.text("triggerBy") == "MarkPrice")
        #expect(set(#","takeProfit":71000"#).isOK)
        #expect(position?.text("takeProfit") == "71000")
        #expect(position?.text("stopLoss") == "50000")
        #expect(set(#","stopLoss":"0""#).isOK)
        #expect(position?.text("stopLoss") == "")
        #expect(stops.count == 1)
    }

    @Test("What is set already, or removed already, is 34040")
    func unchanged() {
        #expect(set(#","takeProfit":"70000""#).isOK)
        let before = venue.digest
        for members in [#","takeProfit":"70000""#, #","stopLoss":"0""#, #","trailingStop":"0""#, ""] {
            let reply = set(members)
            #expect(reply.code == 34040)
            #expect(reply.message == "not modified")
        }
        #expect(venue.digest == before)
    }

    @Test("Partial stops add up, close by limit orders and have a size")
    func partial() {
        let members = #","tpslMode":"Partial","takeProfit":"70000","tpSize":"0.04""#
        #expect(set(members).isOK)
        #expect(set(members + #","tpOrderType":"Limit","tpLimitPrice":"69900""#).isOK)
        #expect(stops.map { $0.text("stopOrderType") } == ["PartialTakeProfit", "PartialTakeProfit"])
        #expect(stops.map { $0.text("qty") } == ["0.04", "0.04"])
        #expect(stops.map { $0.text("tpslMode") } == ["Partial", "Partial"])
        #expect(stops.first?.text("price") == "69900")
        #expect(stops.first?.text("orderType") == "Limit")
        #expect(position?.text("takeProfit") == "")
    }

    @Test("A position has twenty stops; the next is 110061")
    func limit() {
        let members = #","tpslMode":"Partial","takeProfit":"70000","tpSize":"0.001""#
        for _ in 0..<20 { #expect(set(members).isOK) }
        #expect(set(members).code == 110061)
    }

    @Test("A flat position has no stops")
    func zeroPosition() {
        let reply = set(#","takeProfit":"4000""#, symbol: "ETHUSDT")
        #expect(reply.code == 10001)
        #expect(reply.message == "can not set tp/sl/ts for zero position")
    }

    @Test(
        "Refused stops have their code and change nothing",
        arguments: [
            (#","takeProfit":"60000""#, 10001), (#","stopLoss":"60000""#, 10001), (#","takeProfit":"x""#, 10001),
            (#","takeProfit":"70000.05""#, 10001), (#","takeProfit":"2000000""#, 10001),
            (#","takeProfit":"-1""#, 10001), (#","tpslMode":"None","takeProfit":"70000""#, 10001),
            (#","takeProfit":"70000","tpTriggerBy":"Best""#, 10001),
            (#","takeProfit":"70000","tpOrderType":"Limit","tpLimitPrice":"70000""#, 10001),
            (#","tpslMode":"Partial","takeProfit":"70000""#, 10001),
            (#","tpslMode":"Partial","takeProfit":"0""#, 10001),
            (#","tpslMode":"Partial","takeProfit":"70000","tpSize":"0.05","tpOrderType":"Limit""#, 10001),
            (#","tpslMode":"Partial","takeProfit":"70000","tpSize":"0.2""#, 110058),
        ] as [(String, Int)])
    func refused(members: String, code: Int) {
        let before = venue.digest
        #expect(set(members).code == code)
        #expect(venue.digest == before)
    }

    @Test("STOP-16: the sizes of one call are equal, in either mode", arguments: ["Full", "Partial"])
    func unequalSizes(mode: String) {
        let members = #","tpslMode":"\#(mode)","takeProfit":"70000","tpSize":"0.05","stopLoss":"50000","#
        let reply = set(members + #""slSize":"0.1""#)
        #expect(reply.code == 10001)
        #expect(reply.message == "slSize and tpSize must be equal if both values are set when tpslMode is Full")
        #expect(set(members + #""slSize":"0.050""#).isOK)
    }

    @Test("BYBIT-CALL-6: the mode need not be named unless the kind of the closing order is", arguments: ["tp", "sl"])
    func modeOfClosingOrders(prefix: String) {
        let price = prefix == "tp" ? #","takeProfit":"70000""# : #","stopLoss":"50000""#
        let refused = set(price + #","\#(prefix)OrderType":"Market""#)
        #expect(refused.code == 10001)
        #expect(refused.message == "\(prefix)OrderType can not have a value when tpSlMode is empty")
        #expect(set(price + #","\#(prefix)OrderType":"Market","tpslMode":"Full""#).isOK)
        #expect(set(prefix == "tp" ? #","takeProfit":"71000""# : #","stopLoss":"51000""#).isOK)
    }

    @Test("In hedge mode the stop is for the side that is named")
    func hedge() {
        let hedge = #"{"category":"linear","symbol":"ETHUSDT","mode":3}"#
        #expect(venue.post("/v5/position/switch-mode", hedge, as: owner).isOK)
        let maker = venue.open(.uta2, uid: 8, usdt: "100000")
        let eth = #""ETHUSDT""#
        #expect(venue.create(maker, ["symbol": eth, "price": #""3000""#, "qty": #""1""#]).isOK)
        #expect(
            venue.create(
                owner,
                ["symbol": eth, "side": #""Sell""#, "price": #""3000""#, "qty": #""1""#, "positionIdx": "2"]
            ).isOK)
        func stop(_ index: Int) -> Reply {
            venue.post(
                "/v5/position/trading-stop",
                #"{"category":"linear","symbol":"ETHUSDT","positionIdx":\#(index),"takeProfit":"2500"}"#, as: owner)
        }
        #expect(stop(0).message == "position idx not match position mode")
        #expect(stop(1).message == "can not set tp/sl/ts for zero position")
        #expect(stop(2).isOK)
        let rows = venue.get("/v5/position/list", "category=linear&symbol=ETHUSDT", as: owner).list
        #expect(rows.map { $0.text("takeProfit") } == ["", "2500"])
    }
}
