import Testing
import Wire

@Suite("track_plan and moving_plan: orders that trail the price by a rate")
struct TrailingPlanTests {
    private static let product = #""productType":"USDT-FUTURES""#

    private static func track(_ venue: inout BitgetVenue, _ more: String) throws -> Answer {
        venue.nowMs += 1
        return try venue.post(
            "order/place-plan-order",
            #"{\#(BitgetVenue.usdt),"planType":"track_plan","marginMode":"isolated","size":"0.01","side":"buy","#
                + #""tradeSide":"open","orderType":"market",\#(more)}"#)
    }

    private static let buy = #""triggerPrice":"59500","triggerType":"mark_price","callbackRatio":"1""#

    @Test("ORDER-35: track_plan is listed with its rate, follows the price from its trigger price on, and trades")
    func track() throws {
        var venue = try BitgetVenue()
        let id = try Self.track(&venue, Self.buy + #","clientOid":"t""#).text("orderId")
        #expect(try venue.plans("normal_plan").isEmpty)
        var row = try #require(try venue.plans("track_plan").first)
        let expected = [
            "orderId": id, "clientOid": "t", "planType": "track_plan", "callbackRatio": "1", "triggerPrice": "59500",
            "triggerType": "mark_price", "planStatus": "live", "orderType": "market", "size": "0.01", "price": "",
        ]
        for (name, value) in expected { #expect(try row.text(name) == value, "\(name)") }
        try venue.setMark("BTCUSDT", "59000")
        row = try #require(try venue.plans("track_plan").first)
        #expect(try row.text("triggerPrice") == "59590")
        try venue.setMark("BTCUSDT", "59589")
        #expect(try venue.plans("track_plan").count == 1)
        try venue.setMark("BTCUSDT", "59590")
        #expect(try venue.plans("track_plan").isEmpty)
        let past = try #require(try venue.pastPlans("track_plan", "&planStatus=executed").first)
        #expect(try past.text("orderId") == id)
        #expect(try past.text("callbackRatio") == "1")
        #expect(try venue.positions().rows().map { try $0.text("total") } == ["0.01"])
    }

    @Test("It is changed under its client's id and cancelled by its type")
    func edit() throws {
        var venue = try BitgetVenue()
        _ = try Self.track(&venue, Self.buy + #","clientOid":"t""#)
        func modify(_ venue: inout BitgetVenue, _ more: String) throws -> Answer {
            try venue.post("order/modify-plan-order", #"{\#(Self.product),"clientOid":"t",\#(more)}"#)
        }
        #expect(try modify(&venue, #""newSize":"0.02""#).code == "40019")
        #expect(try modify(&venue, #""newCallbackRatio":"11""#).code == "40020")
        #expect(try modify(&venue, #""newCallbackRatio":"2.5","newTriggerPrice":"59000","newSize":"0.02""#).isSuccess)
        let row = try #require(try venue.plans("track_plan").first)
        let changed = ["clientOid", "callbackRatio", "triggerPrice", "size"]
        #expect(try changed.map { try row.text($0) } == ["t", "2.5", "59000", "0.02"])
        let cancel = #"{\#(Self.product),"symbol":"BTCUSDT","planType":"track_plan"}"#
        #expect(try venue.post("order/cancel-plan-order", cancel).rows("successList").count == 1)
        #expect(try venue.plans("track_plan").isEmpty)
        // With the one that it took the place of.
        #expect(try venue.pastPlans("track_plan", "&planStatus=cancelled").count == 2)
    }

    @Test(
        "What it cannot be is refused",
        arguments: [
            (#""triggerPrice":"59500","triggerType":"mark_price""#, "40019"),
            (#""triggerPrice":"59500","triggerType":"mark_price","callbackRatio":"0""#, "40020"),
            (#""triggerPrice":"59500","triggerType":"mark_price","callbackRatio":"10.1""#, "40020"),
            (#""triggerPrice":"59500","callbackRatio":"1""#, "40019"),
            (buy + #","price":"60000""#, "40020"), (buy + #","stopLossTriggerPrice":"1""#, "40919"),
        ])
    func refused(more: String, code: String) throws {
        var venue = try BitgetVenue()
        let before = venue.digest
        #expect(try Self.track(&venue, more).code == code)
        #expect(venue.digest == before)
    }

    @Test("STOP-13, STOP-14: moving_plan closes a part when the price has turned; it is listed, changed and cancelled")
    func moving() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        let more = #""holdSide":"buy","size":"0.04","rangeRate":"1","triggerType":"mark_price","clientOid":"mine""#
        let id = try venue.stop("moving_plan", "60500", more).text("orderId")
        let row = try #require(try venue.plans("profit_loss").first)
        let names = ["orderId", "planType", "callbackRatio", "triggerPrice", "triggerType", "size"]
        #expect(try names.map { try row.text($0) } == [id, "moving_plan", "1", "60500", "mark_price", "0.04"])
        let change =
            #"{\#(BitgetVenue.usdt),"orderId":"\#(id)","triggerPrice":"60400","triggerType":"mark_price","size":"0.05"}"#
        let changed = try venue.post("order/modify-tpsl-order", change).text("orderId")
        #expect(changed != id)
        #expect(try venue.plans("profit_loss").map { try $0.text("clientOid") } == ["mine"])
        try venue.setMark("BTCUSDT", "61000")
        #expect(try venue.plans("profit_loss").map { try $0.text("triggerPrice") } == ["60390"])
        try venue.setMark("BTCUSDT", "60390")
        #expect(try venue.positions().rows().map { try $0.text("total") } == ["0.05"])
        _ = try venue.stop("moving_plan", "62000", more)
        let cancel = #"{\#(Self.product),"symbol":"BTCUSDT","planType":"moving_plan"}"#
        #expect(try venue.post("order/cancel-plan-order", cancel).rows("successList").count == 1)
        #expect(try venue.plans("profit_loss").isEmpty)
    }
}
