import MarginEngine
import Testing
import Wire

/// Orders whose price the book decides: `bboSideType`, `slippageTolerance`; orders for market makers.
@Suite struct BookPriceTests {
    private let venue = TestVenue()
    private let owner: TestVenue.Owner

    /// Bids of 0.1 at 59,990 and 59,980, asks of 0.1 at 60,010 and 60,020, of somebody else.
    init() {
        owner = venue.open(.uta2, usdt: "100000")
        let maker = venue.open(.uta2, uid: 8, usdt: "100000")
        for price in ["59990", "59980"] { _ = venue.create(maker, ["price": "\"\(price)\""]) }
        for price in ["60010", "60020"] { _ = venue.create(maker, ["price": "\"\(price)\"", "side": #""Sell""#]) }
    }

    private func level(_ side: String, _ type: String, _ level: String) -> Reply {
        venue.create(
            owner,
            [
                "side": "\"\(side)\"", "price": "", "bboSideType": "\"\(type)\"", "bboLevel": "\"\(level)\"",
                "qty": #""0.01""#,
            ])
    }

    private func order(_ reply: Reply) -> JSON? {
        let id = reply.result?.text("orderId") ?? ""
        return venue.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT&orderId=\(id)", as: owner).first
    }

    @Test("A level of the own side is queued at, one of the other side is taken")
    func levels() {
        let queued = order(level("Buy", "Queue", "2"))
        #expect(queued?.text("price") == "59980")
        #expect(queued?.text("orderStatus") == "New")
        let taking = order(level("Buy", "Counterparty", "2"))
        #expect(taking?.text("price") == "60020")
        #expect(taking?.text("orderStatus") == "Filled")
        #expect(taking?.text("avgPrice") == "60010")
        #expect([queued, taking].map { $0?.text("createType") } == ["CreateByBboOrder", "CreateByBboOrder"])
        let id = queued?.text("orderId") ?? ""
        let change = #"{"category":"linear","symbol":"BTCUSDT","orderId":"\#(id)","price":"59970"}"#
        #expect(venue.post("/v5/order/amend", change, as: owner).isOK)
        let amended = venue.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT&orderId=\(id)", as: owner).first
        #expect(amended?.text("price") == "59970")
        #expect(amended?.text("createType") == "CreateByBboOrder")
        #expect(amended?.text("slippageToleranceType") == "UNKNOWN")
        #expect(order(level("Sell", "Counterparty", "1"))?.text("price") == "59990")
    }

    @Test(
        "A level that the book or the documents do not have is a parameter error",
        arguments: [
            ("Queue", "3"), ("Counterparty", "5"), ("Queue", "0"), ("Queue", "6"), ("Queue", ""), ("Best", "1"),
        ])
    func wrongLevels(type: String, number: String) {
        #expect(level("Buy", type, number).code == 10001)
    }

    private func market(_ side: String, _ type: String, _ tolerance: String, _ more: [String: String] = [:]) -> Reply {
        let changes = [
            "side": "\"\(side)\"", "orderType": #""Market""#, "price": "", "slippageToleranceType": "\"\(type)\"",
            "slippageTolerance": "\"\(tolerance)\"", "qty": #""0.2""#,
        ]
        return venue.create(owner, changes.merging(more) { $1 })
    }

    @Test(
        "A market order trades up to its tolerance and no further",
        arguments: [
            // 99 ticks of 0.1 do not reach the second level ten dollars away.
            ("Buy", "TickSize", "99", "0.1"), ("Buy", "TickSize", "100", "0.2"), ("Sell", "TickSize", "99", "0.1"),
            // 0.01 % is six dollars, 0.02 % twelve.
            ("Buy", "Percent", "0.01", "0.1"), ("Buy", "Percent", "0.02", "0.2"), ("Sell", "Percent", "0.02", "0.2"),
        ])
    func slippage(side: String, type: String, tolerance: String, filled: String) {
        let row = order(market(side, type, tolerance))
        #expect(row?.text("cumExecQty") == filled)
        #expect(row?.text("timeInForce") == "IOC")
        #expect(row?.text("orderType") == "Market")
        #expect(row?.text("createType") == "CreateByUser")
        #expect(row?.text("slippageToleranceType") == type)
        #expect(row?.text("slippageTolerance") == tolerance)
        let execution = venue.get("/v5/execution/list", "category=linear", as: owner).first
        #expect(execution?.text("orderType") == "Market")
        #expect(execution?.text("orderPrice") == row?.text("price"))
        #expect(row?.text("orderStatus") == (filled == "0.2" ? "Filled" : "Cancelled"))
    }

    @Test(
        "A tolerance has its range and its number of decimals",
        arguments: [
            ("TickSize", "0", 110108), ("TickSize", "10001", 110108), ("TickSize", "1.5", 10001),
            ("TickSize", "", 110108),
            ("Percent", "0", 110109), ("Percent", "10.01", 110109), ("Percent", "0.015", 110109),
            ("Percent", "", 110109),
            ("Basis", "1", 10001),
        ])
    func wrongTolerance(type: String, tolerance: String, code: Int) {
        let before = venue.digest
        #expect(market("Buy", type, tolerance).code == code)
        #expect(venue.digest == before)
    }

    @Test("Neither stops nor triggers go with a tolerance")
    func plainOrdersOnly() {
        #expect(market("Buy", "TickSize", "10", ["takeProfit": #""70000""#]).code == 10001)
        #expect(market("Buy", "TickSize", "10", ["triggerPrice": #""61000""#, "triggerDirection": "1"]).code == 10001)
    }

    @Test("Without anything on the other side a tolerated market order ends like any other")
    func emptyBook() {
        let reply = venue.create(
            owner,
            [
                "symbol": #""ETHUSDT""#, "orderType": #""Market""#, "price": "",
                "slippageToleranceType": #""TickSize""#,
                "slippageTolerance": #""5""#,
            ])
        let id = reply.result?.text("orderId") ?? ""
        let row = venue.get("/v5/order/history", "category=linear&orderId=\(id)", as: owner).first
        #expect(row?.text("orderStatus") == "Cancelled")
        #expect(row?.text("rejectReason") == "EC_NoImmediateQtyToFill")
    }

    @Test("Orders for market makers only are refused by their own code")
    func marketMakers() {
        #expect(venue.create(owner, ["timeInForce": #""RPI""#]).code == 110119)
    }
}
