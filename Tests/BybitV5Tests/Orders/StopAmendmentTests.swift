import MarginEngine
import Testing
import Wire

/// `order/amend` with `takeProfit` and `stopLoss`. https://bybit-exchange.github.io/docs/v5/order/amend-order
@Suite struct StopAmendmentTests {
    private let venue = TestVenue()
    private let owner: TestVenue.Owner

    /// A limit buy of 0.1 at 59,000 that brings a take-profit along.
    init() {
        owner = venue.open(.uta2, usdt: "100000")
        _ = venue.create(
            owner, ["orderLinkId": #""a""#, "takeProfit": #""70000""#, "tpTriggerBy": #""MarkPrice""#])
    }

    private func amend(_ members: String) -> Reply {
        venue.post("order/amend", btcusdt: #""orderLinkId":"a",\#(members)"#, as: owner)
    }

    private var order: JSON? {
        venue.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT&orderLinkId=a", as: owner).first
    }

    private func texts(_ names: String...) -> [String?] { names.map { order?.text($0) } }

    @Test("A stop is set, changed and removed; what is not named stays")
    func stops() {
        #expect(amend(#""stopLoss":"50000""#).isOK)
        #expect(
            texts("takeProfit", "tpTriggerBy", "stopLoss", "slTriggerBy") == [
                "70000", "MarkPrice", "50000", "LastPrice",
            ])
        #expect(amend(#""takeProfit":"71000","slTriggerBy":"IndexPrice""#).isOK)
        #expect(
            texts("takeProfit", "tpTriggerBy", "stopLoss", "slTriggerBy") == [
                "71000", "MarkPrice", "50000", "IndexPrice",
            ])
        #expect(amend(#""takeProfit":"0""#).isOK)
        #expect(texts("takeProfit", "tpTriggerBy", "stopLoss") == ["", "", "50000"])
        #expect(texts("price", "qty") == ["59000", "0.1"])
    }

    @Test("A part closes with a limit order, as large as the order then is")
    func partial() {
        #expect(amend(#""tpslMode":"Partial","takeProfit":"70000","tpLimitPrice":"69900","qty":"0.05""#).isOK)
        #expect(texts("tpslMode", "tpLimitPrice", "qty") == ["Partial", "69900", "0.05"])
        #expect(amend(#""takeProfit":"71000""#).isOK)
        #expect(texts("tpslMode", "tpLimitPrice", "takeProfit") == ["Partial", "69900", "71000"])
        #expect(amend(#""tpslMode":"Full","tpLimitPrice":"69900""#).code == 10001)
    }

    @Test("The position gets the amended stop")
    func filled() {
        #expect(amend(#""takeProfit":"65000","stopLoss":"50000""#).isOK)
        let maker = venue.open(.uta2, uid: 8, usdt: "100000")
        #expect(venue.create(maker, ["side": #""Sell""#]).isOK)
        let position = venue.get("/v5/position/list", "category=linear&symbol=BTCUSDT", as: owner).first
        #expect(position?.text("takeProfit") == "65000")
        #expect(position?.text("stopLoss") == "50000")
    }

    @Test(
        "A stop on the wrong side of the order's new price, or off the tick, is refused and changes nothing",
        arguments: [
            (#""takeProfit":"59000""#, 10001), (#""price":"58000","takeProfit":"58000""#, 10001),
            (#""stopLoss":"59000""#, 10001), (#""stopLoss":"50000.05""#, 10001), (#""stopLoss":"-1""#, 10001),
            (#""slTriggerBy":"MarkPrice""#, 10001), (#""takeProfit":"70000""#, 10001),
            (#""tpTriggerBy":"Best""#, 10001), (#""tpslMode":"Half","takeProfit":"71000""#, 10001),
        ])
    func refused(members: String, code: Int) {
        let before = venue.digest
        #expect(amend(members).code == code)
        #expect(venue.digest == before)
    }

    @Test("A partly filled order keeps its stops, a reducing one has none")
    func closedOrders() {
        let maker = venue.open(.uta2, uid: 8, usdt: "100000")
        #expect(venue.create(maker, ["side": #""Sell""#, "qty": #""0.04""#]).isOK)
        #expect(amend(#""takeProfit":"71000""#).code == 110059)
        #expect(amend(#""price":"58900""#).isOK)
    }

    @Test("AMENDMENT-8: a new price is held against the stops that stay, as one of a new order is")
    func newPrice() {
        #expect(venue.create(owner, ["orderLinkId": #""c""#, "price": #""59000""#, "stopLoss": #""58500""#]).isOK)
        func amend(_ members: String) -> Reply {
            venue.post("order/amend", btcusdt: #""orderLinkId":"c",\#(members)"#, as: owner)
        }
        #expect(amend(#""price":"58400""#).code == 10001)
        #expect(amend(#""price":"58400","stopLoss":"58300""#).isOK)
        #expect(amend(#""price":"58600","takeProfit":"58500""#).code == 10001)
        #expect(amend(#""qty":"0.2""#).isOK)
        let market = [
            "orderLinkId": #""b""#, "orderType": #""Market""#, "triggerPrice": #""61000""#, "triggerDirection": "1",
            "takeProfit": #""62000""#,
        ]
        #expect(venue.create(owner, market).isOK)
        for (trigger, code) in [("62500", 10001), ("61500", 0)] {
            let members = #""orderLinkId":"b","triggerPrice":"\#(trigger)""#
            #expect(venue.post("order/amend", btcusdt: members, as: owner).code == code)
        }
    }

    @Test("A conditional order's stops and trigger are amended together; AMENDMENT-9: it may watch another price")
    func conditional() {
        _ = venue.create(
            owner, ["orderLinkId": #""b""#, "triggerPrice": #""61000""#, "triggerDirection": "1", "price": #""61500""#])
        func amend(_ members: String) -> Reply {
            venue.post("order/amend", btcusdt: #""orderLinkId":"b",\#(members)"#, as: owner)
        }
        #expect(amend(#""triggerPrice":"62000","price":"62500","takeProfit":"63000""#).isOK)
        let row = venue.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT&orderLinkId=b", as: owner).first
        #expect(["triggerPrice", "price", "takeProfit"].map { row?.text($0) } == ["62000", "62500", "63000"])
        #expect(amend(#""triggerPrice":"62100","triggerBy":"MarkPrice""#).isOK)
        let watched = venue.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT&orderLinkId=b", as: owner).first
        #expect(["triggerPrice", "triggerBy"].map { watched?.text($0) } == ["62100", "MarkPrice"])
        #expect(amend(#""triggerBy":"LastPrice""#).isOK)
        #expect(amend(#""triggerBy":"LastPrice""#).code == 10001)
        #expect(amend(#""triggerPrice":"59000","triggerBy":"IndexPrice""#).code == 110092)
    }
}
