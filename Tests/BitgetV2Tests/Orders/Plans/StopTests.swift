import Testing
import Wire

@Suite("Take-profits and stop-losses: https://www.bitget.com/api-doc/contract/plan/Place-Tpsl-Order")
struct StopTests {
    /// A hedged account with a long and a short of 0.1.
    private static func venue() throws -> BitgetVenue {
        var venue = try BitgetVenue()
        for side in ["buy", "sell"] {
            try #require(try venue.place(side, "0.1", #""tradeSide":"open""#).isSuccess)
        }
        return venue
    }

    private static func long(_ venue: inout BitgetVenue) throws -> JSON? {
        try venue.positions().rows().first { try $0.text("holdSide") == "long" }
    }

    private static func modify(_ venue: inout BitgetVenue, _ more: String) throws -> Answer {
        try venue.post("order/modify-tpsl-order", "{\(BitgetVenue.usdt),\(more)}")
    }

    // MARK: Placing and triggering

    @Test("Presets of an order stand on the position that it opens, and in the list of stops")
    func presets() throws {
        var venue = try BitgetVenue()
        let order = try venue.place(
            "buy", "0.1",
            #""tradeSide":"open","presetStopSurplusPrice":"66000","presetStopSurplusExecutePrice":"65900","#
                + #""presetStopLossPrice":"55000""#)
        let query = "orderId=\(try order.text("orderId"))&productType=USDT-FUTURES&symbol=BTCUSDT"
        let detail = try venue.get("order/detail", query)
        #expect(try detail.text("presetStopSurplusPrice") == "66000")
        #expect(try detail.text("presetStopSurplusExecutePrice") == "65900")
        #expect(try detail.text("presetStopLossType") == "fill_price")
        let stops = try venue.plans("profit_loss")
        #expect(try stops.map { try $0.text("planType") } == ["pos_loss", "pos_profit"])
        #expect(try stops.map { try $0.text("orderSource") } == ["pos_loss_market", "pos_profit_limit"])
        #expect(try stops.map { try $0.text("tradeSide") } == ["close", "close"])
        let position = try #require(try Self.long(&venue))
        #expect(try position.text("takeProfit") == "66000")
        #expect(try position.text("stopLoss") == "55000")
        #expect(try position.text("takeProfitId") == stops[1].text("orderId"))
        #expect(try position.text("stopLossId") == stops[0].text("orderId"))
        #expect(try position.text("locked") == "0")
    }

    @Test("A stop of the position closes all of it and ends the other one")
    func wholeTriggers() throws {
        var venue = try Self.venue()
        let mark = #""holdSide":"long","triggerType":"mark_price""#
        let stop = try venue.stop("pos_loss", "58000", mark)
        #expect(try stop.text("clientOid") == stop.text("orderId"))
        try #require(try venue.stop("pos_profit", "66000", mark).isSuccess)
        try venue.setMark("BTCUSDT", "58000")
        #expect(try Self.long(&venue) == nil)
        #expect(try venue.positions().rows().count == 1)
        #expect(try venue.plans("profit_loss").isEmpty)
        let past = try venue.pastPlans("profit_loss").map { "\(try $0.text("planType")) \(try $0.text("planStatus"))" }
        #expect(past.sorted() == ["pos_loss executed", "pos_profit cancelled"])
    }

    @Test("A stop of a part closes that part", arguments: [("profit_plan", "61000"), ("loss_plan", "59000")])
    func partTriggers(type: String, price: String) throws {
        var venue = try Self.venue()
        let more = #""holdSide":"long","triggerType":"mark_price","size":"0.04""#
        try #require(try venue.stop(type, price, more).isSuccess)
        #expect(try venue.plans(type).map { try $0.text("size") } == ["0.04"])
        try venue.setMark("BTCUSDT", price)
        #expect(try Self.long(&venue)?.text("total") == "0.06")
    }

    @Test("In one-way mode the position is named by the side that opened it")
    func oneWay() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        #expect(try venue.stop("pos_loss", "58000", #""holdSide":"buy""#).isSuccess)
        #expect(try Self.long(&venue)?.text("stopLoss") == "58000")
        let answer = try venue.stop("pos_loss", "58000", #""holdSide":"long""#)
        #expect(answer.code == "43011")
        #expect(answer.message == "The parameter does not meet the specification holdSide")
    }

    @Test("A stop of the position replaces the one before; the same again is no error")
    func replaces() throws {
        var venue = try Self.venue()
        let first = try venue.stop("pos_loss", "58000")
        let again = try venue.stop("pos_loss", "58000")
        #expect(try again.text("orderId") == first.text("orderId"))
        let second = try venue.stop("pos_loss", "57000")
        #expect(try venue.plans("pos_loss").map { try $0.text("orderId") } == [second.text("orderId")])
        let limited = try venue.stop("pos_loss", "57000", #""holdSide":"long","executePrice":"56900""#)
        #expect(try limited.text("orderId") != second.text("orderId"))
        #expect(try venue.plans("pos_loss").map { try $0.text("executePrice") } == ["56900"])
    }

    @Test("Both stops at once, for the position or for parts of it")
    func both() throws {
        var venue = try Self.venue()
        let answer = try venue.post(
            "order/place-pos-tpsl",
            #"{\#(BitgetVenue.usdt),"holdSide":"short","stopSurplusTriggerPrice":"50000","#
                + #""stopLossTriggerPrice":"70000","stopLossSize":"0.03","stopLossTriggerType":"mark_price","stopLossExecutePrice":"71000"}"#
        )
        let rows = try answer.rows()
        let stops = try venue.plans("profit_loss")
        #expect(try stops.map { try $0.text("planType") } == ["loss_plan", "pos_profit"])
        #expect(try rows.map { try $0.text("orderId") } == stops.reversed().map { try $0.text("orderId") })
        #expect(try rows[0].text("stopSurplusClientOid") == rows[0].text("orderId"))
        #expect(try rows[0].text("stopLossClientOid").isEmpty)
        #expect(try rows[1].text("stopLossClientOid") == rows[1].text("orderId"))
        #expect(try stops[0].text("executePrice") == "71000")
        #expect(try stops[0].text("triggerType") == "mark_price")
        #expect(try stops[0].text("size") == "0.03")
    }

    // MARK: Client ids

    private static let kinds = [
        ("pos_profit", "66000", ""), ("pos_loss", "58000", ""), ("profit_plan", "66000", "0.04"),
        ("loss_plan", "58000", "0.04"),
    ]

    @Test("A stop keeps its client's id, by which it is listed, modified, pushed and cancelled", arguments: kinds)
    func clientIDs(type: String, price: String, size: String) throws {
        var venue = try Self.venue()
        var plans = try StreamClient("/v2/ws/private")
        _ = plans.logIn(&venue)
        _ = plans.subscribe("orders-algo", "default", &venue)
        let named = #""holdSide":"long","size":"\#(size)","clientOid":"mine""#
        let placed = try venue.stop(type, price, named)
        #expect(try placed.text("clientOid") == "mine")
        #expect(try placed.text("orderId") != "mine")
        #expect(try venue.plans(type, "&clientOid=mine").map { try $0.text("clientOid") } == ["mine"])
        #expect(try venue.plans(type, "&clientOid=other").isEmpty)

        let near = price == "66000" ? "65000" : "58500"
        for change in ["", #","executePrice":"\#(near)""#, #","triggerType":"mark_price""#] {
            let moved = try Self.modify(
                &venue, #""clientOid":"mine","triggerPrice":"\#(near)","size":"\#(size)"\#(change)"#)
            #expect(try moved.text("clientOid") == "mine")
            #expect(try venue.plans(type).map { try $0.text("clientOid") } == ["mine"])
        }
        let cancel = #""planType":"\#(type)","orderIdList":[{"clientOid":"mine"}]"#
        let ended = try venue.post("order/cancel-plan-order", "{\(BitgetVenue.usdt),\(cancel)}")
        #expect(try ended.rows("successList").map { try $0.text("clientOid") } == ["mine"])
        #expect(try venue.pastPlans(type, "&clientOid=mine").allSatisfy { try $0.text("planStatus") == "cancelled" })
        let pushed = plans.news(&venue).flatMap { $0["data"]?.elements ?? [] }
        #expect(!pushed.isEmpty)
        #expect(try pushed.allSatisfy { try $0.text("clientOid") == "mine" })
    }

    @Test("Both stops at once have a client's id each, which the order that they become keeps")
    func clientIDsOfBoth() throws {
        var venue = try Self.venue()
        let both =
            #""holdSide":"long","stopSurplusTriggerPrice":"66000","stopSurplusTriggerType":"mark_price","#
            + #""stopLossTriggerPrice":"58000","stopLossTriggerType":"mark_price""#
        let rows = try venue.post(
            "order/place-pos-tpsl",
            #"{\#(BitgetVenue.usdt),\#(both),"stopSurplusClientOid":"up","stopLossClientOid":"down"}"#
        ).rows()
        #expect(try rows.map { try $0.text("stopSurplusClientOid") } == ["up", ""])
        #expect(try rows.map { try $0.text("stopLossClientOid") } == ["", "down"])
        try venue.setMark("BTCUSDT", "58000")
        let detail = try venue.get("order/detail", "symbol=BTCUSDT&productType=USDT-FUTURES&clientOid=down")
        #expect(try detail.text("orderSource") == "pos_loss_market")
        #expect(try detail.text("clientOid") == "down")
    }

    @Test("A client's id that another open order has is refused; the stop that is replaced may pass its own on")
    func clientIDTaken() throws {
        var venue = try Self.venue()
        try #require(try venue.stop("pos_loss", "58000", #""holdSide":"long","clientOid":"mine""#).isSuccess)
        let taken = try venue.stop("pos_profit", "66000", #""holdSide":"long","clientOid":"mine""#)
        #expect(taken.code == "45034")
        #expect(taken.message == "clientOid duplicate")
        #expect(try venue.place("buy", "0.1", #""tradeSide":"open","clientOid":"mine""#).code == "45034")
        let long = String(repeating: "x", count: 51)
        #expect(try venue.stop("pos_loss", "57000", #""holdSide":"long","clientOid":"\#(long)""#).code == "40304")
        #expect(try venue.stop("pos_loss", "57000", #""holdSide":"long","clientOid":"mine""#).isSuccess)
        #expect(try venue.plans("pos_loss").map { try $0.text("triggerPrice") } == ["57000"])
    }

    // MARK: Refusals

    private static let refused = [
        ("profit_plan", "66000", #""holdSide":"long","size":"0.2""#, "40757", "Not enough position is available."),
        ("profit_plan", "66000", #""holdSide":"long""#, "40019", "Parameter size cannot be empty"),
        ("profit_plan", "66000", #""holdSide":"long","size":"0""#, "40020", "Parameter size error"),
        (
            "pos_profit", "59999.9", #""holdSide":"long""#, "40830",
            "The take profit price of the long position should be greater than the current price"
        ),
        (
            "pos_loss", "61000", #""holdSide":"long""#, "40834",
            "The stop loss price of the long position should be less than the current price"
        ),
        (
            "pos_profit", "61000", #""holdSide":"short""#, "40832",
            "The take profit price of short positions should be less than the current price"
        ),
        (
            "pos_loss", "59000", #""holdSide":"short""#, "40836",
            "The stop loss price of the short position should be greater than the current price"
        ),
        (
            "pos_loss", "59000", #""holdSide":"buy""#, "43011",
            "The parameter does not meet the specification holdSide"
        ),
        ("pos_loss", "x", #""holdSide":"long""#, "40020", "Parameter triggerPrice error"),
        ("pos_loss", "0", #""holdSide":"long""#, "40020", "Parameter triggerPrice error"),
        (
            "pos_profit", "2000000", #""holdSide":"long""#, "40815",
            "The order price is higher than the highest bid price"
        ),
        ("normal_plan", "59000", #""holdSide":"long""#, "400172", "planType Illegal type"),
        ("moving_plan", "59000", #""holdSide":"long","size":"0.01""#, "40019", "Parameter rangeRate cannot be empty"),
        ("pos_loss", "59000", #""holdSide":"long","triggerType":"x""#, "400172", "Parameter verification failed"),
    ]

    @Test("What cannot be a stop is refused and leaves no trace", arguments: refused)
    func refusals(type: String, price: String, more: String, code: String, message: String) throws {
        var venue = try Self.venue()
        let before = venue.digest
        let answer = try venue.stop(type, price, more)
        #expect(answer.code == code)
        #expect(answer.message == message)
        #expect(venue.digest == before)
    }

    @Test("Without a position there is nothing to stop")
    func noPosition() throws {
        var venue = try BitgetVenue()
        let answer = try venue.stop("pos_loss", "59000")
        #expect(answer.code == "40837")
        #expect(
            answer.message
                == "There is no position in this position, so stop-profit and stop-loss orders cannot be made")
    }

    @Test(
        "Both stops are set or neither is",
        arguments: [
            ("", "40913"), (#","stopSurplusTriggerPrice":"66000","stopLossTriggerPrice":"61000""#, "40834"),
            (#","stopSurplusTriggerPrice":"59000","stopLossTriggerPrice":"61000""#, "40830"),
            (#","stopSurplusTriggerPrice":"66000","stopLossTriggerPrice":"59000","stopLossSize":"1""#, "40757"),
        ])
    func bothRefused(parameters: String, code: String) throws {
        var venue = try Self.venue()
        let before = venue.digest
        let answer = try venue.post(
            "order/place-pos-tpsl", #"{\#(BitgetVenue.usdt),"holdSide":"long"\#(parameters)}"#)
        #expect(answer.code == code)
        if code == "40913" {
            #expect(answer.message == "stopSurplusTriggerPrice, stopLossTriggerPrice must be passed one")
        }
        #expect(venue.digest == before)
    }

    @Test("The twenty-first stop of a symbol is refused")
    func tooMany() throws {
        var venue = try Self.venue()
        let part = #""holdSide":"long","size":"0.001""#
        for _ in 0..<20 { try #require(try venue.stop("profit_plan", "66000", part).isSuccess) }
        #expect(try venue.stop("profit_plan", "66000", part).code == "43071")
    }

    // MARK: Modifying

    @Test("Price and size of a stop change in place")
    func modify() throws {
        var venue = try Self.venue()
        let more = #""holdSide":"long","size":"0.04","executePrice":"65000""#
        let id = try venue.stop("profit_plan", "66000", more).text("orderId")
        let change = #""orderId":"\#(id)","triggerPrice":"67000","executePrice":"66500","size":"0.05""#
        #expect(try Self.modify(&venue, change).text("orderId") == id)
        let row = try #require(try venue.plans("profit_plan").first)
        #expect(try row.text("triggerPrice") == "67000")
        #expect(try row.text("executePrice") == "66500")
        #expect(try row.text("size") == "0.05")
        #expect(try Self.modify(&venue, change).text("orderId") == id)
    }

    @Test("AMENDMENT-9: another watched price changes in place", arguments: ["pos_loss", "loss_plan"])
    func modifyWatched(type: String) throws {
        var venue = try Self.venue()
        let size = type == "pos_loss" ? #""size":"""# : #""size":"0.02""#
        let id = try venue.stop(type, "58000", #""holdSide":"long",\#(size)"#).text("orderId")
        let change = #""orderId":"\#(id)","triggerPrice":"57000","triggerType":"mark_price",\#(size)"#
        #expect(try Self.modify(&venue, change).text("orderId") == id)
        let stop = try #require(venue.plans(type).first)
        #expect(try stop.text("triggerPrice") == "57000")
        #expect(try stop.text("triggerType") == "mark_price")
    }

    @Test("Market for limit makes it a new stop", arguments: [#""executePrice":"54000""#], ["pos_loss", "loss_plan"])
    func modifyAnew(change: String, type: String) throws {
        var venue = try Self.venue()
        let size = type == "pos_loss" ? #""size":"""# : #""size":"0.02""#
        let id = try venue.stop(type, "58000", #""holdSide":"long",\#(size)"#).text("orderId")
        let answer = try Self.modify(&venue, #""orderId":"\#(id)","triggerPrice":"57000",\#(size),\#(change)"#)
        #expect(try answer.text("orderId") != id)
        let stops = try venue.plans(type)
        #expect(stops.count == 1)
        #expect(try stops[0].text("orderId") == answer.text("orderId"))
        #expect(try stops[0].text("triggerPrice") == "57000")
    }

    @Test(
        "A stop that cannot change so stays as it was",
        arguments: [
            (#""triggerPrice":"61000","size":"0.01""#, "40834"), (#""triggerPrice":"57000","size":"1""#, "40757"),
            (#""triggerPrice":"57000""#, "40019"), (#""triggerPrice":"0","size":"0.01""#, "40020"),
        ])
    func modifyRefused(parameters: String, code: String) throws {
        var venue = try Self.venue()
        let id = try venue.stop("loss_plan", "58000", #""holdSide":"long","size":"0.02""#).text("orderId")
        let before = venue.digest
        let answer = try Self.modify(&venue, #""orderId":"\#(id)",\#(parameters)"#)
        #expect(answer.code == code, "\(answer.body)")
        #expect(venue.digest == before)
    }

    @Test("An unknown stop, or a plan order, is none")
    func unknown() throws {
        var venue = try Self.venue()
        let plan = try venue.plan(#""triggerPrice":"61000""#).text("orderId")
        for name in [#""orderId":"\#(plan)""#, #""clientOid":"x""#] {
            let answer = try Self.modify(&venue, #"\#(name),"triggerPrice":"57000","size":"""#)
            #expect(answer.code == "43020")
            #expect(answer.message == "Stop profit and stop loss order does not exist")
        }
    }
}
