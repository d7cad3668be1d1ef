import Testing
import Wire

@Suite("Bills: https://www.bitget.com/api-doc/contract/account/Get-Account-Bill")
struct BillTests {
    private static func bills(_ venue: inout BitgetVenue, _ more: String = "") throws -> [JSON] {
        try venue.get("account/bill", "productType=USDT-FUTURES\(more)").rows("bills")
    }

    private static func words(_ venue: inout BitgetVenue, _ more: String = "") throws -> [String] {
        try bills(&venue, more).map { try $0.text("businessType") }
    }

    /// Opens a long of 0.1, pays funding at the next instant, closes at 60999.9.
    private static func trade(_ venue: inout BitgetVenue) throws {
        try venue.openIsolatedLong()
        venue.passTime(toMs: 1_700_006_400_000)
        venue.nowMs += 1
        try venue.setMark("BTCUSDT", "61000")
        try #require(try venue.place("sell", "0.1", #""reduceOnly":"YES""#).isSuccess)
    }

    @Test("Deposit, trades and funding, the newest first, with the balance after each")
    func rows() throws {
        var venue = try BitgetVenue()
        try Self.trade(&venue)
        let rows = try Self.bills(&venue).map { row in
            try ["businessType", "symbol", "amount", "fee", "balance", "cTime"].map { try row.text($0) }
        }
        #expect(
            rows == [
                ["sell", "BTCUSDT", "99.98", "-3.659994", "100092.12", "1700006400001"],
                ["contract_settle_fee", "BTCUSDT", "-0.6", "0", "99995.799994", "1700006400000"],
                ["buy", "BTCUSDT", "0", "-3.600006", "99996.399994", "1700000000000"],
                ["trans_from_exchange", "", "100000", "0", "100000", "1700000000000"],
            ])
        let row = try Self.bills(&venue)[0]
        #expect(try row.text("coin") == "USDT")
        #expect(try row.text("feeByCoupon").isEmpty)
        #expect(try row.text("billId").utf8.count == 19)
    }

    @Test("Hedge mode tells the four trades apart")
    func hedged() throws {
        var venue = try BitgetVenue()
        for (side, trade) in [("buy", "open"), ("buy", "close"), ("sell", "open"), ("sell", "close")] {
            try #require(
                try venue.place(side, "0.01", mode: "crossed", #""tradeSide":"\#(trade)""#).isSuccess)
        }
        #expect(
            try Self.words(&venue) == ["close_short", "open_short", "close_long", "open_long", "trans_from_exchange"])
    }

    @Test("Bills are those of the product type, its coin and the parameters")
    func filters() throws {
        var venue = try BitgetVenue()
        try Self.trade(&venue)
        #expect(try Self.words(&venue, "&businessType=CONTRACT_settle_fee") == ["contract_settle_fee"])
        #expect(try Self.words(&venue, "&businessType=trans_from_exchange&coin=usdt").count == 1)
        #expect(try Self.words(&venue, "&businessType=trans_from_exchange&coin=btc").isEmpty)
        #expect(try Self.words(&venue, "&coin=btc").count == 4)
        #expect(try Self.words(&venue, "&onlyFunding=yes").count == 4)
        #expect(try Self.words(&venue, "&startTime=1700006400000&endTime=1700006400000") == ["contract_settle_fee"])
        let coin = try venue.get("account/bill", "productType=COIN-FUTURES").rows("bills")
        #expect(try coin.map { try $0.text("coin") } == ["BTC"])
        #expect(try venue.get("account/bill", "productType=USDC-FUTURES").rows("bills").isEmpty)
    }

    @Test("Page by page, each bill comes once, under the same id")
    func pages() throws {
        var venue = try BitgetVenue()
        try Self.trade(&venue)
        let all = try Self.bills(&venue).map { try $0.text("billId") }
        #expect(Set(all).count == 4)
        let first = try venue.get("account/bill", "productType=USDT-FUTURES&limit=3")
        #expect(try first.rows("bills").map { try $0.text("billId") } == Array(all.prefix(3)))
        let end = try first.text("endId")
        #expect(try Self.bills(&venue, "&idLessThan=\(end)").map { try $0.text("billId") } == Array(all.suffix(1)))
        #expect(try Self.bills(&venue, "&idLessThan=\(all[3])").isEmpty)
    }

    @Test("A page has 20 bills unless its limit says otherwise, and none is null")
    func pageSize() throws {
        var venue = try BitgetVenue()
        for _ in 0..<11 {
            for trade in ["open", "close"] {
                try #require(try venue.place("buy", "0.01", mode: "crossed", #""tradeSide":"\#(trade)""#).isSuccess)
            }
        }
        #expect(try Self.bills(&venue).count == 20)
        #expect(try Self.bills(&venue, "&limit=100").count == 23)
        let none = try venue.get("account/bill", "productType=USDT-FUTURES&businessType=unknown").data
        #expect(none["bills"]?.isNull == true)
        #expect(none["endId"]?.isNull == true)
    }

    @Test(
        "Illegal parameters are refused",
        arguments: [
            ("&limit=101", "40053"), ("&idLessThan=1", "40020"), ("&onlyFunding=maybe", "400172"),
            ("&startTime=0&endTime=2592000001", "00001"), ("&startTime=x", "40020"),
        ])
    func illegal(query: String, code: String) throws {
        var venue = try BitgetVenue()
        let answer = try venue.get("account/bill", "productType=USDT-FUTURES\(query)")
        #expect(answer.code == code)
        if code == "00001" {
            #expect(answer.message == "startTime and endTime interval cannot be greater than 30 days")
        }
    }

    @Test("Margin that moved has bills of its own, which `onlyFunding` leaves out")
    func marginMoves() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        for amount in ["500", "-200"] { try #require(try venue.setMargin(amount).isSuccess) }
        try #require(try venue.setLeverage(#""leverage":"5""#).isSuccess)
        let auto = try venue.post(
            "account/set-auto-margin",
            #"{"symbol":"BTCUSDT","marginCoin":"USDT","holdSide":"long","autoMargin":"on"}"#)
        try #require(auto.isSuccess)
        venue.nowMs += 1
        try venue.setMark("BTCUSDT", "47500")
        let rows = try Self.bills(&venue).prefix(4).map { row in
            try ["businessType", "amount", "fee", "balance", "symbol"].map { try row.text($0) }
        }
        // Lower leverage asks for 6,000.01 / 5, of which 900.001 were there; the flag adds as much once more.
        #expect(
            rows == [
                ["auto_append_margin", "-1200.002", "0", "99996.399994", "BTCUSDT"],
                ["adjust_down_lever_append_margin", "-300.001", "0", "99996.399994", "BTCUSDT"],
                ["reduce_margin", "200", "0", "99996.399994", "BTCUSDT"],
                ["append_margin", "-500", "0", "99996.399994", "BTCUSDT"],
            ])
        #expect(try Self.words(&venue, "&onlyFunding=no").count == 6)
        #expect(try Self.words(&venue, "&onlyFunding=yes") == ["buy", "trans_from_exchange"])
        #expect(try Self.words(&venue, "&businessType=append_margin").count == 1)
    }

    @Test("A position that was taken over is one bill, of the venue's making", arguments: [true, false])
    func takeover(isHedged: Bool) throws {
        var venue = try BitgetVenue()
        if isHedged {
            try #require(try venue.setMode("isolated").isSuccess)
            try #require(try venue.place("buy", "0.1", #""tradeSide":"open""#).isSuccess)
            venue.nowMs += 1
            try venue.setMark("BTCUSDT", "50000")
        } else {
            try venue.loseAll()
        }
        let words = try Self.words(&venue)
        #expect(
            words == [isHedged ? "burst_long_loss_query" : "burst_sell", isHedged ? "open_long" : "buy"]
                + ["trans_from_exchange"])
        let balance = try Self.bills(&venue)[0].text("balance")
        #expect(try venue.singleAccount().text("accountEquity") == balance)
        let order = try #require(
            try venue.get("order/orders-history", "productType=USDT-FUTURES").rows("entrustedList").first)
        #expect(try order.text("tradeSide") == (isHedged ? "burst_close_long" : "burst_sell_single"))
        #expect(try order.text("enterPointSource") == "SYS")
        #expect(try order.text("orderSource") == "liquidation")
        let fill = try #require(try venue.get("order/fills", "productType=USDT-FUTURES").rows("fillList").first)
        #expect(try fill.text("tradeSide") == order.text("tradeSide"))
        #expect(try fill.text("enterPointSource") == "SYS")
    }

    @Test("A position closed against a bankrupt one says so", arguments: [true, false])
    func deleveraging(isHedged: Bool) throws {
        // Without a house nobody else can take the other side.
        var venue = try BitgetVenue(house: false)
        try venue.logInAsAnother(deposit: 100_000)
        if !isHedged { try #require(try venue.setPositionMode("one_way_mode").isSuccess) }
        try #require(
            try venue.place("sell", "0.1", price: "60000", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        venue.restrictKey()
        try venue.openIsolatedLong()
        venue.nowMs += 1
        try venue.setMark("BTCUSDT", "50000")
        try venue.logInAsAnother()
        #expect(try Self.words(&venue).first == (isHedged ? "adl_close_short" : "adl_buy_in_single_side_mode"))
        let order = try #require(
            try venue.get("order/orders-history", "productType=USDT-FUTURES").rows("entrustedList").first)
        #expect(
            try order.text("tradeSide")
                == (isHedged ? "dte_sys_adl_close_short" : "dte_sys_adl_buy_in_single_side_mode"))
    }
}
