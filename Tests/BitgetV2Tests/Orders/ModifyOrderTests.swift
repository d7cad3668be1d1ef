import Testing
import Wire

@Suite("modify-order and click-backhand: https://www.bitget.com/api-doc/contract/trade/Modify-Order")
struct ModifyOrderTests {
    private static func rest(_ venue: inout BitgetVenue, _ more: String = "") throws -> String {
        try venue.place(
            "buy", "0.01", price: "59000", mode: "crossed", #""tradeSide":"open","clientOid":"old"\#(more)"#
        ).text("orderId")
    }

    private static func modify(_ venue: inout BitgetVenue, _ more: String) throws -> Answer {
        venue.nowMs += 1
        return try venue.post("order/modify-order", "{\(BitgetVenue.usdt),\(more)}")
    }

    private static func detail(_ venue: inout BitgetVenue, _ name: String) throws -> Answer {
        try venue.get("order/detail", "\(name)&productType=USDT-FUTURES&symbol=BTCUSDT")
    }

    /// The positions as `side size`, the newest first.
    private static func held(_ venue: inout BitgetVenue) throws -> [String] {
        try venue.positions().rows().map { "\(try $0.text("holdSide")) \(try $0.text("total"))" }
    }

    @Test(
        "BITGET-CALL-6: a new size and price make a new order under the new client id, which alone names it")
    func replaces() throws {
        var venue = try BitgetVenue()
        let old = try Self.rest(&venue)
        let answer = try Self.modify(
            &venue, #""clientOid":"old","newClientOid":"new","newSize":"0.02","newPrice":"58000""#)
        #expect(try answer.text("clientOid") == "new")
        #expect(try answer.data["orderId"]?.isNull == true)
        let now = try Self.detail(&venue, "clientOid=new")
        #expect(try now.text("orderId") != old)
        #expect(try now.text("size") == "0.02")
        #expect(try now.text("price") == "58000")
        #expect(try now.text("state") == "live")
        #expect(try Self.detail(&venue, "orderId=\(old)").text("state") == "canceled")
    }

    @Test(
        "What is not named stays",
        arguments: [(#""newSize":"0.02""#, "0.02", "59000"), (#""newPrice":"58000""#, "0.01", "58000")])
    func keeps(change: String, size: String, price: String) throws {
        var venue = try BitgetVenue()
        _ = try Self.rest(&venue)
        #expect(try Self.modify(&venue, #""clientOid":"old","newClientOid":"new",\#(change)"#).isSuccess)
        let now = try Self.detail(&venue, "clientOid=new")
        #expect(try now.text("size") == size)
        #expect(try now.text("price") == price)
    }

    @Test("AMENDMENT-8: a new price is held against the presets that stay")
    func newPriceAgainstPresets() throws {
        var venue = try BitgetVenue()
        _ = try Self.rest(&venue, #","presetStopLossPrice":"58500""#)
        let before = venue.digest
        #expect(try Self.modify(&venue, #""clientOid":"old","newClientOid":"new","newPrice":"58000""#).code == "40834")
        #expect(venue.digest == before)
        #expect(try Self.modify(&venue, #""clientOid":"old","newClientOid":"new","newPrice":"58600""#).isSuccess)
    }

    @Test("Presets are set without a new order, and one that is not named goes, as one that is zero")
    func presets() throws {
        var venue = try BitgetVenue()
        let id = try Self.rest(&venue, #","presetStopLossPrice":"50000","presetStopLossExecutePrice":"49000""#)
        let set = #""clientOid":"old","newClientOid":"b","newPresetStopSurplusPrice":"70000""#
        for _ in 0..<2 {
            let answer = try Self.modify(&venue, set)
            #expect(try answer.text("orderId") == id)
            #expect(try answer.text("clientOid") == "old")
        }
        var now = try Self.detail(&venue, "clientOid=old")
        #expect(try now.text("state") == "live")
        #expect(try now.text("presetStopSurplusPrice") == "70000")
        #expect(try now.text("presetStopSurplusType") == "fill_price")
        #expect(try now.text("presetStopSurplusExecutePrice") == "0")
        #expect(try now.text("presetStopLossPrice").isEmpty)
        let change =
            #""clientOid":"old","newClientOid":"c","newPresetStopSurplusPrice":"0","newPresetStopLossPrice":"51000""#
        #expect(try Self.modify(&venue, change).isSuccess)
        now = try Self.detail(&venue, "orderId=\(id)")
        #expect(try now.text("presetStopSurplusPrice").isEmpty)
        #expect(try now.text("presetStopLossPrice") == "51000")
        #expect(try now.text("presetStopLossExecutePrice") == "0")
    }

    private static let new = #""clientOid":"old","newClientOid":"new""#
    private static let refused = [
        ErrorCase(#""clientOid":"old","newSize":"0.02""#, "40019", "Parameter newClientOid cannot be empty"),
        ErrorCase(#""newClientOid":"new","newSize":"0.02""#, "40924", "orderId and clientOid must have one"),
        ErrorCase(#""clientOid":"none","newClientOid":"new","newSize":"1""#, "43001", "The order does not exist"),
        ErrorCase(
            new, "40913",
            "newSize, newPrice, newPresetStopSurplusPrice, newPresetStopLossPrice must be passed one"),
        ErrorCase(#"\#(new),"newSize":"400""#, "43012", "Insufficient balance"),
        ErrorCase(
            #"\#(new),"newPrice":"64000""#, "40815", "The order price is higher than the highest bid price"),
        ErrorCase(#"\#(new),"newSize":"x""#, "40020", "Parameter newSize error"),
        ErrorCase(#"\#(new),"newPrice":"59000.05""#, "41103", "param price scale error error"),
        ErrorCase(
            #"\#(new),"newPresetStopLossPrice":"59000""#, "40834",
            "The stop loss price of the long position should be less than the current price"),
        ErrorCase(
            #""clientOid":"old","newClientOid":"\#(String(repeating: "a", count: 51))","newSize":"1""#, "40304",
            "clientOid or clientOrderId length cannot greater than 50"),
        ErrorCase(#""clientOid":"old","newClientOid":"other","newSize":"0.02""#, "45034", "clientOid duplicate"),
    ]

    @Test("A refused change leaves the old order as it was", arguments: refused)
    func refusals(_ error: ErrorCase) throws {
        var venue = try BitgetVenue()
        let old = try Self.rest(&venue)
        _ = try venue.place("buy", "0.01", price: "58000", mode: "crossed", #""tradeSide":"open","clientOid":"other""#)
        let before = venue.digest
        let answer = try Self.modify(&venue, error.body)
        #expect(answer.code == error.code)
        #expect(answer.message == error.message)
        #expect(venue.digest == before)
        #expect(try Self.detail(&venue, "orderId=\(old)").text("state") == "live")
    }

    @Test("An order that is filled in part cannot be modified")
    func partlyFilled() throws {
        var venue = try BitgetVenue(house: false)
        try venue.logInAsAnother(deposit: 1_000)
        try #require(
            try venue.place("sell", "0.004", price: "59000", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        venue.restrictKey()
        _ = try Self.rest(&venue)
        try #require(try Self.detail(&venue, "clientOid=old").text("state") == "partially_filled")
        let answer = try Self.modify(&venue, #"\#(Self.new),"newPrice":"59000""#)
        #expect(answer.code == "40922")
        #expect(answer.message == "Only work order modifications are allowed")
    }

    // MARK: Reversal

    @Test(
        "In hedge mode a reversal closes as much of one side as it opens of the other",
        arguments: [
            ("", ["short 0.1"]), (#","size":"0.03""#, ["short 0.03", "long 0.07"]), (#","size":"9""#, ["short 0.1"]),
        ])
    func reversal(size: String, held: [String]) throws {
        var venue = try BitgetVenue()
        try #require(try venue.place("buy", "0.1", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        venue.nowMs += 1
        let answer = try venue.post(
            "order/click-backhand", #"{\#(BitgetVenue.usdt),"side":"buy","tradeSide":"open","clientOid":"r"\#(size)}"#)
        #expect(try answer.text("clientOid") == "r")
        #expect(try Self.held(&venue) == held)
        #expect(try Self.detail(&venue, "clientOid=r").text("tradeSide") == "open")
    }

    @Test("In one-way mode the position is turned round")
    func oneWayReversal() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        #expect(try venue.post("order/click-backhand", #"{\#(BitgetVenue.usdt),"side":"sell"}"#).isSuccess)
        #expect(try Self.held(&venue) == ["short 0.1"])
    }

    @Test(
        "A reversal that cannot be done whole does nothing",
        arguments: [
            (#""side":"sell","tradeSide":"open""#, "22002"), (#""side":"buy""#, "40774"),
            (#""side":"up","tradeSide":"open""#, "400172"), (#""side":"buy","tradeSide":"open""#, "40754"),
            (#""side":"buy","tradeSide":"open","size":"0""#, "40020"),
        ])
    func reversalRefused(parameters: String, code: String) throws {
        var venue = try BitgetVenue()
        try #require(try venue.place("buy", "3", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        // Loses nearly everything: what is left of 100,000 does not open a short of 3.
        try venue.setMark("BTCUSDT", "28000")
        let before = venue.digest
        let answer = try venue.post("order/click-backhand", "{\(BitgetVenue.usdt),\(parameters)}")
        #expect(answer.code == code, "\(answer.body)")
        #expect(venue.digest == before)
    }
}
