import Desks
import MarginEngine
import Testing
import Wire

/// Orders that wait for a price, and the stops that orders bring along.
/// https://bybit-exchange.github.io/docs/v5/order/create-order
@Suite struct ConditionalOrderTests {
    private let venue = TestVenue()
    private let owner: TestVenue.Owner

    /// A buy of 0.1 at 61,000 once the last price has risen to 60,500.
    private static let rising: [String: String] = [
        "price": #""61000""#, "triggerPrice": #""60500""#, "triggerDirection": "1",
    ]

    init() {
        owner = venue.open(.uta2, usdt: "100000")
    }

    private func open(_ query: String = "") -> [JSON] {
        venue.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT\(query)", as: owner).list
    }

    private func history(_ query: String = "") -> [JSON] {
        venue.get("/v5/order/history", "category=linear&symbol=BTCUSDT\(query)", as: owner).list
    }

    private var position: JSON? {
        venue.get("/v5/position/list", "category=linear&symbol=BTCUSDT", as: owner).first
    }

    /// Trades between others at that price, so that it is the last one.
    private func setLast(_ price: String) {
        let other = venue.open(.classic, uid: UInt64(5_000 + venue.desk.engine.accountCount), usdt: "100000000")
        venue.trade(other, "BTCUSDT", .buy, "0.001", at: price)
    }

    private func post(_ path: String, _ members: String) -> Reply {
        venue.post("/v5/order/\(path)", #"{"category":"linear","symbol":"BTCUSDT"\#(members)}"#, as: owner)
    }

    @Test("A conditional order waits untriggered, with its trigger and all its quantity")
    func untriggered() {
        let reply = venue.create(owner, Self.rising.merging(["triggerBy": #""MarkPrice""#]) { $1 })
        #expect(reply.isOK)
        let row = open().first
        Fields.order.expect(row)
        #expect(row?.text("orderStatus") == "Untriggered")
        #expect(row?.text("stopOrderType") == "Stop")
        #expect(row?.text("createType") == "CreateByStopOrder")
        #expect(row?.text("triggerPrice") == "60500")
        #expect(row?.number("triggerDirection") == 1)
        #expect(row?.text("triggerBy") == "MarkPrice")
        #expect(row?.text("leavesQty") == "0.1")
    }

    @Test("A conditional order becomes a live one under its id when its price is reached")
    func triggered() {
        let id = venue.create(owner, Self.rising).result?.text("orderId")
        setLast("60499.9")
        #expect(open().first?.text("orderStatus") == "Untriggered")
        setLast("60500")
        #expect(open().first?.text("orderStatus") == "New")
        #expect(open().first?.text("orderId") == id)
        #expect(open().first?.text("triggerBy") == "LastPrice")
    }

    @Test("Triggers that are met already are 110092 and 110093 with both prices, and change nothing")
    func metAlready() {
        let before = venue.digest
        let rising = venue.create(owner, ["triggerPrice": #""59000""#, "triggerDirection": "1"])
        #expect(rising.code == 110092)
        #expect(rising.message == "expect Rising, but trigger_price[59000] <= current[60000]")
        let falling = venue.create(owner, ["triggerPrice": #""60000""#, "triggerDirection": "2"])
        #expect(falling.code == 110093)
        #expect(falling.message == "expect Falling, but trigger_price[60000] >= current[60000]")
        #expect(venue.create(owner, ["triggerPrice": #""61000""#, "triggerDirection": "3"]).code == 10001)
        #expect(venue.create(owner, ["triggerPrice": #""61000.05""#, "triggerDirection": "1"]).code == 10001)
        #expect(
            venue.create(owner, Self.rising.merging(["triggerBy": #""BestPrice""#]) { $1 }).code == 10001)
        #expect(venue.digest == before)
    }

    @Test("A symbol has ten conditional orders; the eleventh is 110009")
    func limit() {
        for _ in 0..<10 { #expect(venue.create(owner, Self.rising).isOK) }
        #expect(venue.create(owner, Self.rising).code == 110009)
    }

    @Test("A conditional order's trigger, price and quantity are amended; a trigger that is met is refused")
    func amendment() {
        let id = venue.create(owner, Self.rising).result?.text("orderId") ?? ""
        let named = #","orderId":"\#(id)""#
        #expect(post("amend", named + #","triggerPrice":"60700","price":"61100","qty":"0.2""#).isOK)
        let row = open().first
        #expect(row?.text("triggerPrice") == "60700")
        #expect(row?.text("price") == "61100")
        #expect(row?.text("qty") == "0.2")
        let before = venue.digest
        #expect(post("amend", named + #","triggerPrice":"60700""#).code == 10001)
        #expect(post("amend", named + #","triggerPrice":"59000""#).code == 110092)
        #expect(post("amend", named + #","triggerPrice":"60700.05""#).code == 10001)
        #expect(venue.digest == before)
    }

    @Test("A conditional order that is cancelled while it waits is deactivated")
    func cancellation() {
        let id = venue.create(owner, Self.rising).result?.text("orderId") ?? ""
        #expect(post("cancel", #","orderId":"\#(id)""#).isOK)
        #expect(open().isEmpty)
        #expect(history().first?.text("orderStatus") == "Deactivated")
        #expect(history("&orderFilter=StopOrder").count == 1)
        #expect(history("&orderFilter=Order").isEmpty)
    }

    @Test("A conditional order that is cancelled after its trigger was met is cancelled like any other")
    func cancellationOfATriggeredOrder() {
        let id = venue.create(owner, Self.rising).result?.text("orderId") ?? ""
        setLast("60500")
        #expect(open().first?.text("orderStatus") == "New")
        #expect(post("cancel", #","orderId":"\#(id)""#).isOK)
        #expect(history().first?.text("orderStatus") == "Cancelled")
        #expect(history("&orderFilter=StopOrder").count == 1)
    }

    @Test("Lists and cancel-all tell active, conditional and attached orders apart")
    func kinds() {
        func ids(_ rows: [JSON]) -> Set<String> { Set(rows.compactMap { $0.text("orderId") }) }
        func place() -> (active: String, conditional: String) {
            (
                venue.create(owner).result?.text("orderId") ?? "",
                venue.create(owner, Self.rising).result?.text("orderId") ?? ""
            )
        }
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        let stop = Command.setPositionStops(
            owner.account.main, venue.instrument("BTCUSDT"), .long,
            takeProfit: .set(PositionStop(price: decimal("70000"), kind: .last)), stopLoss: .keep)
        venue.apply(stop)
        let orders = place()
        let attached = open().first { $0.text("stopOrderType") == "TakeProfit" }?.text("orderId") ?? ""
        #expect(ids(open()) == [orders.active, orders.conditional, attached])
        #expect(ids(open("&orderFilter=Order")) == [orders.active])
        #expect(ids(open("&orderFilter=StopOrder")) == [orders.conditional, attached])
        let conditional = post("cancel-all", #","orderFilter":"StopOrder","stopOrderType":"Stop""#)
        #expect(ids(conditional.list) == [orders.conditional])
        #expect(ids(post("cancel-all", #","orderFilter":"Order""#).list) == [orders.active])
        let again = place()
        #expect(
            ids(post("cancel-all", #","orderFilter":"OpenOrder""#).list) == [again.active, again.conditional])
        #expect(ids(post("cancel-all", "").list) == [attached])
        #expect(open().isEmpty)
    }

    @Test("Take-profit and stop-loss of an order are attached to the position that it opens")
    func attached() {
        let maker = venue.open(.uta2, uid: 8, usdt: "100000")
        #expect(venue.create(maker, ["side": #""Sell""#, "price": #""59000""#]).isOK)
        let reply = venue.create(
            owner,
            [
                "takeProfit": #""70000""#, "stopLoss": #""50000""#, "tpTriggerBy": #""MarkPrice""#,
                "tpslMode": #""Full""#,
            ])
        #expect(reply.isOK)
        let order = history().first
        #expect(order?.text("takeProfit") == "70000")
        #expect(order?.text("stopLoss") == "50000")
        #expect(order?.text("tpTriggerBy") == "MarkPrice")
        #expect(order?.text("slTriggerBy") == "LastPrice")
        #expect(order?.text("tpslMode") == "Full")
        #expect(position?.text("takeProfit") == "70000")
        #expect(position?.text("stopLoss") == "50000")
        let stops = open("&orderFilter=StopOrder")
        #expect(stops.compactMap { $0.text("stopOrderType") }.sorted() == ["StopLoss", "TakeProfit"])
        #expect(
            stops.compactMap { $0.text("createType") }.sorted() == ["CreateByStopLoss", "CreateByTakeProfit"])
        for stop in stops {
            #expect(stop["reduceOnly"]?.bool == true)
            #expect(stop.text("side") == "Sell")
        }
    }

    @Test("A triggered take-profit closes the position and its stop-loss ends with it")
    func takeProfit() {
        let maker = venue.open(.uta2, uid: 8, usdt: "100000")
        #expect(venue.create(maker, ["side": #""Sell""#, "price": #""59000""#]).isOK)
        #expect(venue.create(owner, ["takeProfit": #""61000""#, "stopLoss": #""50000""#]).isOK)
        #expect(venue.create(maker, ["price": #""60000""#]).isOK)
        setLast("61000")
        #expect(position?.text("size") == "0")
        #expect(open("&orderFilter=StopOrder").isEmpty)
        let ended = history("&orderFilter=StopOrder")
        #expect(Set(ended.map { $0.text("orderStatus") }) == ["Filled", "Deactivated"])
        #expect(
            ended.first { $0.text("stopOrderType") == "StopLoss" }?.text("cancelType") == "CancelByTpSlTsClear")
    }

    @Test("Stops on the wrong side of the entry are refused in the venue's words")
    func wrongSide() {
        let long = venue.create(owner, ["takeProfit": #""58000""#])
        #expect(long.code == 10001)
        #expect(long.message == "TakeProfit:58000 set for Buy position should be higher than base_price:59000")
        let short = venue.create(
            owner, ["side": #""Sell""#, "orderType": #""Market""#, "stopLoss": #""59000""#])
        #expect(short.message == "StopLoss:59000 set for Sell position should be higher than base_price:60000")
        #expect(venue.create(owner, ["takeProfit": #""70000""#, "reduceOnly": "true"]).code == 10001)
        #expect(venue.create(owner, ["takeProfit": #""70000""#, "tpOrderType": #""Limit""#]).code == 10001)
    }

    @Test("Only stops of a part close with a limit order, and they close what the order opened")
    func partial() {
        let maker = venue.open(.uta2, uid: 8, usdt: "100000")
        #expect(venue.create(maker, ["side": #""Sell""#, "price": #""59000""#]).isOK)
        let change: [String: String] = [
            "takeProfit": #""70000""#, "tpslMode": #""Partial""#, "tpOrderType": #""Limit""#,
            "tpLimitPrice": #""69900""#,
        ]
        #expect(venue.create(owner, change).isOK)
        #expect(history().first?.text("tpLimitPrice") == "69900")
        #expect(history().first?.text("tpslMode") == "Partial")
        let stop = open("&orderFilter=StopOrder").first
        #expect(stop?.text("stopOrderType") == "PartialTakeProfit")
        #expect(stop?.text("orderType") == "Limit")
        #expect(stop?.text("price") == "69900")
        #expect(stop?.text("qty") == "0.1")
        #expect(position?.text("takeProfit") == "")
    }

    @Test("ORDER-27: without smpType own orders trade with each other; rows say None or what was sent")
    func tradeWithItself() {
        #expect(venue.create(owner).isOK)
        #expect(venue.create(owner, ["side": #""Sell""#]).isOK)
        #expect(open().isEmpty)
        #expect(history().map { $0.text("orderStatus") } == ["Filled", "Filled"])
        #expect(history().map { $0.text("smpType") } == ["None", "None"])
        #expect(venue.create(owner, ["smpType": #""CancelMaker""#]).isOK)
        #expect(open().first?.text("smpType") == "CancelMaker")
    }

    @Test("What meets an order of its own account ends as smpType says")
    func selfTrade() {
        #expect(venue.create(owner).isOK)
        #expect(
            venue.create(owner, ["side": #""Sell""#, "smpType": #""CancelBoth""#]).isOK)
        #expect(open().isEmpty)
        #expect(history().map { $0.text("cancelType") } == ["CancelBySmp", "CancelBySmp"])
        #expect(history().first?.text("smpType") == "CancelBoth")
    }

    @Test("Closing on a trigger reduces and never opens")
    func closeOnTrigger() {
        let reply = venue.create(owner, ["side": #""Sell""#, "closeOnTrigger": "true"])
        #expect(reply.code == 110017)
    }

    @Test("The deleveraging light is 0 when flat and 5 for the first in the queue")
    func deleveragingLight() {
        #expect(position?.number("adlRankIndicator") == 0)
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        #expect(position?.number("adlRankIndicator") == 5)
    }
}
