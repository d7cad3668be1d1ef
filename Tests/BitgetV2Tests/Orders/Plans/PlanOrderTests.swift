import Testing
import Wire

@Suite("Plan orders: https://www.bitget.com/api-doc/contract/plan/Place-Plan-Order")
struct PlanOrderTests {
    private static let limit = #""orderType":"limit","price":"60500""#
    private static let type = "productType=USDT-FUTURES"

    private static func modify(_ venue: inout BitgetVenue, _ more: String) throws -> Answer {
        try venue.post("order/modify-plan-order", #"{"productType":"USDT-FUTURES",\#(more)}"#)
    }

    private static func cancel(_ venue: inout BitgetVenue, _ more: String = "") throws -> Answer {
        try venue.post("order/cancel-plan-order", #"{"productType":"USDT-FUTURES"\#(more)}"#)
    }

    // MARK: Placing and triggering

    @Test("A plan order waits in its own list, and ties up nothing")
    func waits() throws {
        var venue = try BitgetVenue()
        let placed = try venue.plan(
            #""triggerPrice":"61000","clientOid":"p","stopSurplusTriggerPrice":"62000","#
                + #""stopSurplusTriggerType":"fill_price","stopLossTriggerPrice":"59000","#
                + #""stopLossExecutePrice":"58000","stopLossTriggerType":"mark_price""#, Self.limit)
        let row = try #require(try venue.plans("normal_plan").first)
        let expected = [
            "orderId": try placed.text("orderId"), "clientOid": "p", "planType": "normal_plan", "planStatus": "live",
            "symbol": "BTCUSDT", "size": "0.01", "price": "60500", "executePrice": "60500", "triggerPrice": "61000",
            "triggerType": "fill_price", "side": "buy", "posSide": "long", "tradeSide": "open", "orderType": "limit",
            "orderSource": "plan_limit", "marginMode": "isolated", "posMode": "hedge_mode", "callbackRatio": "",
            "stopSurplusTriggerPrice": "62000", "stopSurplusExecutePrice": "0", "stopSurplusTriggerType": "fill_price",
            "stopLossTriggerPrice": "59000", "stopLossExecutePrice": "58000", "stopLossTriggerType": "mark_price",
        ]
        for (name, value) in expected { #expect(try row.text(name) == value, "\(name)") }
        #expect(try venue.singleAccount().text("locked") == "0")
        #expect(try venue.get("order/orders-pending", Self.type).rows("entrustedList").isEmpty)
        #expect(try venue.get("order/detail", "\(Self.type)&symbol=BTCUSDT&clientOid=p").code == "40109")
        #expect(try venue.post("order/cancel-order", #"{\#(BitgetVenue.usdt),"clientOid":"p"}"#).code == "40768")
    }

    @Test("When its price is reached it becomes an order under the same id", arguments: ["61000", "59000"])
    func triggers(price: String) throws {
        var venue = try BitgetVenue()
        let placed = try venue.plan(#""triggerPrice":"\#(price)""#, triggerType: "mark_price")
        let id = try placed.text("orderId")
        try venue.setMark("BTCUSDT", "60000.01")
        #expect(try venue.plans("normal_plan").count == 1)
        try venue.setMark("BTCUSDT", price)
        #expect(try venue.plans("normal_plan").isEmpty)
        #expect(try venue.positions().rows().map { try $0.text("total") } == ["0.01"])
        let row = try #require(try venue.pastPlans("normal_plan", "&planStatus=executed").first)
        #expect(try row.text("orderId") == id)
        #expect(try row.text("executeOrderId") == id)
        #expect(try row.text("baseVolume") == "0.01")
        #expect(try !row.text("priceAvg").isEmpty)
        #expect(try venue.get("order/orders-history", Self.type).rows("entrustedList")[0].text("orderId") == id)
        let query = "\(Self.type)&planType=normal_plan&planOrderId=\(id)"
        let sub = try venue.get("order/plan-sub-order", query).rows()
        #expect(sub.map(\.strings) == [["orderId": id, "price": "", "type": "market", "status": "success"]])
    }

    @Test("A triggered limit order that rests counts as executed, and is cancelled like any other")
    func triggeredRests() throws {
        var venue = try BitgetVenue()
        let placed = try venue.plan(
            #""triggerPrice":"61000""#, #""orderType":"limit","price":"59000""#, triggerType: "mark_price")
        try venue.setMark("BTCUSDT", "61000")
        let id = try placed.text("orderId")
        #expect(
            try venue.get("order/orders-pending", Self.type).rows("entrustedList").map { try $0.text("orderId") } == [
                id
            ])
        #expect(try venue.pastPlans("normal_plan").map { try $0.text("planStatus") } == ["executed"])
        #expect(try venue.post("order/cancel-order", #"{\#(BitgetVenue.usdt),"orderId":"\#(id)"}"#).isSuccess)
    }

    @Test("One that is refused when its price is reached has failed, and never was an order")
    func failsToExecute() throws {
        var venue = try BitgetVenue()
        venue.nowMs += 1
        let placed = try venue.post(
            "order/place-plan-order",
            #"{\#(BitgetVenue.usdt),"planType":"normal_plan","marginMode":"isolated","size":"400","side":"buy","#
                + #""tradeSide":"open","orderType":"limit","price":"60000","triggerPrice":"61000","#
                + #""triggerType":"mark_price"}"#)
        try #require(placed.isSuccess)
        try venue.setMark("BTCUSDT", "61000")
        #expect(try venue.pastPlans("normal_plan").map { try $0.text("planStatus") } == ["fail_execute"])
        #expect(try venue.pastPlans("normal_plan", "&planStatus=executed").isEmpty)
        #expect(try venue.get("order/orders-history", Self.type).rows("entrustedList").isEmpty)
    }

    @Test("Its stops are attached to the position that it opens")
    func attaches() throws {
        var venue = try BitgetVenue()
        try #require(
            try venue.plan(
                #""triggerPrice":"61000","stopSurplusTriggerPrice":"65000","stopSurplusTriggerType":"fill_price","#
                    + #""stopLossTriggerPrice":"59000","stopLossTriggerType":"fill_price""#,
                triggerType: "mark_price"
            ).isSuccess)
        try venue.setMark("BTCUSDT", "61000")
        let row = try #require(try venue.positions().rows().first)
        #expect(try row.text("takeProfit") == "65000")
        #expect(try row.text("stopLoss") == "59000")
    }

    @Test("A flat symbol adopts its margin mode; one in use refuses the other")
    func marginMode() throws {
        var venue = try BitgetVenue()
        try #require(try venue.plan(#""triggerPrice":"61000""#).isSuccess)
        #expect(try venue.singleAccount().text("marginMode") == "isolated")
        #expect(try venue.setMode("crossed").code == "45117")
        let other = try venue.post(
            "order/place-plan-order",
            #"{\#(BitgetVenue.usdt),"planType":"normal_plan","marginMode":"crossed","size":"0.01","side":"buy","#
                + #""tradeSide":"open","orderType":"market","triggerPrice":"61000","triggerType":"fill_price"}"#)
        #expect(other.code == "45117")
    }

    // MARK: Refusals

    private static let refused = [
        (#""triggerPrice":"60000""#, "43034", "The trigger price should be ≤ the current market price"),
        (#""triggerPrice":"x""#, "40020", "Parameter triggerPrice error"),
        (#""triggerPrice":"0""#, "40020", "Parameter triggerPrice error"),
        (#""triggerPrice":"61000.05""#, "41103", "param price scale error error"),
        (#""triggerPrice":"2000000""#, "40815", "The order price is higher than the highest bid price"),
        (
            #""triggerPrice":"61000","stopSurplusTriggerPrice":"61000","stopSurplusTriggerType":"mark_price""#, "40830",
            "The take profit price of the long position should be greater than the current price"
        ),
        (#""triggerPrice":"61000","stpMode":"x""#, "400172", "Parameter verification failed"),
        (#""triggerPrice":"61000","clientOid":"used""#, "45034", "clientOid duplicate"),
    ]

    @Test("What cannot be a plan order is refused and leaves no trace", arguments: refused)
    func refusals(parameters: String, code: String, message: String) throws {
        var venue = try BitgetVenue()
        try #require(try venue.plan(#""triggerPrice":"62000","clientOid":"used""#).isSuccess)
        let before = venue.digest
        let answer = try venue.plan(parameters)
        #expect(answer.code == code)
        #expect(answer.message == message)
        #expect(venue.digest == before)
    }

    @Test(
        "The plan type is one that can be placed",
        arguments: [("some", "400172"), ("profit_plan", "400172"), ("moving_plan", "400172"), ("", "40019")])
    func planType(type: String, code: String) throws {
        var venue = try BitgetVenue()
        let answer = try venue.post(
            "order/place-plan-order",
            #"{\#(BitgetVenue.usdt),"planType":"\#(type)","marginMode":"isolated","size":"0.01","side":"buy","#
                + #""tradeSide":"open","triggerType":"fill_price","orderType":"market","triggerPrice":"61000"}"#)
        #expect(answer.code == code)
        if code == "400172" { #expect(answer.message == "planType Illegal type") }
    }

    @Test("The eleventh plan order of a symbol is refused")
    func tooMany() throws {
        var venue = try BitgetVenue()
        for _ in 0..<10 { try #require(try venue.plan(#""triggerPrice":"61000""#).isSuccess) }
        let answer = try venue.plan(#""triggerPrice":"61000""#)
        #expect(answer.code == "43071")
        #expect(answer.message == "Trigger order limit for a single trading pair is 10")
    }

    // MARK: Modifying

    @Test("Size, price and trigger change in place")
    func modify() throws {
        var venue = try BitgetVenue()
        let id = try venue.plan(#""triggerPrice":"61000","clientOid":"p""#, Self.limit).text("orderId")
        let answer = try Self.modify(
            &venue, #""clientOid":"p","newSize":"0.02","newPrice":"60600","newTriggerPrice":"61500""#)
        #expect(try answer.text("orderId") == id)
        #expect(try answer.text("clientOid") == "p")
        let row = try #require(try venue.plans("normal_plan").first)
        #expect(try row.text("size") == "0.02")
        #expect(try row.text("price") == "60600")
        #expect(try row.text("triggerPrice") == "61500")
        let same = try Self.modify(&venue, #""clientOid":"p","newSize":"0.02""#)
        #expect(try same.text("orderId") == id)
    }

    @Test(
        "Stops change in place; another side of the market or another watched price makes a new order of the same name",
        arguments: [
            (#""newTriggerPrice":"59000""#, "triggerPrice", "59000", true),
            (#""newTriggerPrice":"61000","newTriggerType":"mark_price""#, "triggerType", "mark_price", false),
            (#""newStopSurplusTriggerPrice":"70000""#, "stopSurplusTriggerPrice", "70000", false),
            (#""newStopLossTriggerPrice":"0""#, "stopLossTriggerPrice", "", false),
            (#""newStopLossExecutePrice":"49000""#, "stopLossExecutePrice", "49000", false),
            (#""newStopLossTriggerType":"mark_price""#, "stopLossTriggerType", "mark_price", false),
        ])
    func modifyStops(change: String, name: String, value: String, isNew: Bool) throws {
        var venue = try BitgetVenue()
        let placed = try venue.plan(
            #""triggerPrice":"61000","clientOid":"p","stopLossTriggerPrice":"50000","stopLossTriggerType":"fill_price""#
        )
        let answer = try Self.modify(&venue, #""clientOid":"p",\#(change)"#)
        #expect(try (answer.text("orderId") != placed.text("orderId")) == isNew)
        let rows = try venue.plans("normal_plan")
        #expect(rows.count == 1)
        #expect(try rows[0].text("clientOid") == "p")
        #expect(try rows[0].text(name) == value)
    }

    @Test(
        "What cannot be changed so stays as it was",
        arguments: [
            (#""clientOid":"q","newSize":"1""#, "43025"), (#""newSize":"1""#, "40924"),
            (#""clientOid":"p","newTriggerType":"mark_price""#, "40019"),
            (#""clientOid":"p","newPrice":"61000""#, "40020"), (#""clientOid":"p","newSize":"0""#, "40020"),
            (#""clientOid":"p","newTriggerPrice":"60000""#, "43034"),
            (#""clientOid":"p","newStopLossTriggerPrice":"62000""#, "40834"),
        ])
    func modifyRefused(parameters: String, code: String) throws {
        var venue = try BitgetVenue()
        try #require(try venue.plan(#""triggerPrice":"61000","clientOid":"p""#).isSuccess)
        let before = venue.digest
        let answer = try Self.modify(&venue, parameters)
        #expect(answer.code == code, "\(answer.body)")
        if code == "43025" { #expect(answer.message == "Plan order does not exist") }
        #expect(venue.digest == before)
    }

    // MARK: Cancelling

    @Test("A list cancels what it names, and says of the rest that it is not there")
    func cancelList() throws {
        var venue = try BitgetVenue()
        let id = try venue.plan(#""triggerPrice":"61000""#).text("orderId")
        _ = try venue.plan(#""triggerPrice":"61000","clientOid":"p""#)
        _ = try venue.plan(#""triggerPrice":"61000""#)
        let answer = try Self.cancel(
            &venue,
            #","symbol":"BTCUSDT","orderIdList":[{"orderId":"\#(id)"},{"clientOid":"p"},{"clientOid":"q"}]"#)
        #expect(try answer.rows("successList").count == 2)
        let failure = try #require(try answer.rows("failureList").first)
        #expect(
            failure.strings == [
                "orderId": "", "clientOid": "q", "errorMsg": "Plan order does not exist", "errorCode": "43025",
            ])
        #expect(try venue.plans("normal_plan").count == 1)
        #expect(try venue.pastPlans("normal_plan").map { try $0.text("planStatus") } == ["cancelled", "cancelled"])
    }

    @Test("Without a list all of the type are cancelled, normal ones by default; when there is none, it says so")
    func cancelAll() throws {
        var venue = try BitgetVenue.after(.busy)
        #expect(try Self.cancel(&venue).rows("successList").count == 1)
        let none = try Self.cancel(&venue)
        #expect(none.code == "22001")
        #expect(none.message == "No order to cancel")
        #expect(try Self.cancel(&venue, #","planType":"pos_loss""#).rows("successList").count == 1)
        #expect(try Self.cancel(&venue, #","planType":"profit_loss""#).rows("successList").count == 1)
        #expect(try Self.cancel(&venue, #","planType":"some""#).message == "planType Illegal type")
        #expect(try Self.cancel(&venue, #","planType":"track_plan""#).code == "22001")
    }

    @Test("BITGET-CALL-5: without a type a list means normal plans; a stop in it stays", arguments: [false, true])
    func cancelDefault(byClientID: Bool) throws {
        var venue = try BitgetVenue.after(.busy)
        let id = try venue.plans("pos_loss")[0].text(byClientID ? "clientOid" : "orderId")
        let list = #","symbol":"BTCUSDT","orderIdList":[{"\#(byClientID ? "clientOid" : "orderId")":"\#(id)"}]"#
        let answer = try Self.cancel(&venue, list)
        #expect(try answer.rows("successList").isEmpty)
        #expect(try answer.rows("failureList").map { try $0.text("errorCode") } == ["43025"])
        #expect(try venue.plans("pos_loss").count == 1)
        #expect(try Self.cancel(&venue, #"\#(list),"planType":"pos_loss""#).rows("successList").count == 1)
    }

    @Test(
        "A list that is too long or has a nameless row cancels nothing",
        arguments: [
            ("[{}]", "40924"), ("[1]", "40020"),
            ("[" + Array(repeating: #"{"orderId":"1"}"#, count: 51).joined(separator: ",") + "]", "40053"),
        ])
    func illegalList(list: String, code: String) throws {
        var venue = try BitgetVenue()
        try #require(try venue.plan(#""triggerPrice":"61000""#).isSuccess)
        #expect(try Self.cancel(&venue, #","symbol":"BTCUSDT","orderIdList":\#(list)"#).code == code)
        #expect(try venue.plans("normal_plan").count == 1)
    }

    // MARK: Listing

    @Test("Plan orders are listed newest first, page by page, by type, symbol and name")
    func pages() throws {
        var venue = try BitgetVenue()
        var ids: [String] = []
        for name in ["a", "b", "c"] {
            ids.append(try venue.plan(#""triggerPrice":"61000","clientOid":"\#(name)""#).text("orderId"))
        }
        let first = try venue.get("order/orders-plan-pending", "\(Self.type)&planType=normal_plan&limit=2")
        #expect(try first.rows("entrustedList").map { try $0.text("orderId") } == [ids[2], ids[1]])
        #expect(try first.text("endId") == ids[1])
        #expect(try venue.plans("normal_plan", "&idLessThan=\(ids[1])").map { try $0.text("clientOid") } == ["a"])
        #expect(try venue.plans("normal_plan", "&clientOid=b").count == 1)
        #expect(try venue.plans("normal_plan", "&symbol=ETHUSDT").isEmpty)
        #expect(try venue.plans("profit_loss").isEmpty)
        #expect(try venue.plans("track_plan").isEmpty)
    }

    @Test(
        "Illegal list parameters are refused", arguments: ["orders-plan-pending", "orders-plan-history"],
        [
            ("productType=USDT-FUTURES", "40019"), ("planType=normal_plan", "40019"),
            ("productType=USDT-FUTURES&planType=all", "400172"),
            ("productType=USDT-FUTURES&planType=normal_plan&limit=101", "40053"),
            ("productType=USDT-FUTURES&planType=normal_plan&startTime=0&endTime=7776000001", "00001"),
            ("productType=USDT-FUTURES&planType=normal_plan&symbol=nope", "40034"),
        ])
    func illegalList(path: String, query: (String, String)) throws {
        var venue = try BitgetVenue()
        #expect(try venue.get("order/\(path)", query.0).code == query.1)
    }
}
