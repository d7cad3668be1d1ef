import Testing
import Wire

@Suite("Position history: https://www.bitget.com/api-doc/contract/position/Get-History-Position")
struct PositionHistoryTests {
    private static func history(_ venue: inout BitgetVenue, _ more: String = "") throws -> [JSON] {
        try venue.get("position/history-position", "productType=USDT-FUTURES\(more)").rows("list")
    }

    private static func passFunding(_ venue: inout BitgetVenue) {
        venue.passTime(toMs: 1_700_006_400_000)
        venue.nowMs += 1
    }

    @Test("A position that ended, with all it earned and cost")
    func row() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        Self.passFunding(&venue)
        #expect(try Self.history(&venue).isEmpty)
        try venue.setMark("BTCUSDT", "61000")
        try #require(try venue.place("sell", "0.04", #""reduceOnly":"YES""#).isSuccess)
        #expect(try Self.history(&venue).isEmpty)
        venue.nowMs += 1
        try #require(try venue.place("sell", "0.06", #""reduceOnly":"YES""#).isSuccess)
        let row = try #require(try Self.history(&venue).first)
        // 0.1 bought at 60000.1 and sold at 60999.9: profit 99.98, fees 3.600006 and 3.659994, funding 0.6.
        let expected = [
            "symbol": "BTCUSDT", "marginCoin": "USDT", "holdSide": "long", "openAvgPrice": "60000.1",
            "closeAvgPrice": "60999.9", "marginMode": "isolated", "openTotalPos": "0.1", "closeTotalPos": "0.1",
            "pnl": "99.98", "netProfit": "92.12", "totalFunding": "-0.6", "openFee": "-3.600006",
            "closeFee": "-3.659994", "posMode": "one_way_mode", "ctime": "1700000000000", "utime": "1700006400002",
        ]
        for (name, value) in expected { #expect(try row.text(name) == value, "\(name)") }
        #expect(try row.text("positionId").utf8.count == 19)
    }

    @Test("MARGIN-18, MARGIN-21: 5 USD of an inverse contract show the prices they were bought and sold at")
    func smallInverse() throws {
        var venue = try BitgetVenue()
        let contract = #""symbol":"BTCUSD","productType":"COIN-FUTURES","marginCoin":"BTC""#
        let mode = #"{"productType":"COIN-FUTURES","posMode":"one_way_mode"}"#
        try #require(try venue.post("account/set-position-mode", mode).isSuccess)
        for side in ["buy", "sell"] {
            let order = #"{\#(contract),"marginMode":"crossed","side":"\#(side)","size":"5","orderType":"market"}"#
            try #require(try venue.post("order/place-order", order).isSuccess)
            guard side == "buy" else { continue }
            let open = try venue.get("position/all-position", "productType=COIN-FUTURES&marginCoin=BTC")
            #expect(try open.rows().first?.text("openPriceAvg") == "60000.1")
        }
        let orders = try venue.get("order/orders-history", "productType=COIN-FUTURES").rows("entrustedList")
        #expect(try orders.map { try $0.text("priceAvg") } == ["59999.9", "60000.1"])
        let past = try venue.get("position/history-position", "productType=COIN-FUTURES").rows("list")
        #expect(try past.first?.text("openAvgPrice") == "60000.1")
        #expect(try past.first?.text("closeAvgPrice") == "59999.9")
    }

    @Test("Funding shows on an open position, apart from its fees")
    func fundingOfOpen() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        Self.passFunding(&venue)
        let row = try #require(try venue.positions().rows().first)
        #expect(try row.text("totalFee") == "-0.6")
        #expect(try row.text("deductedFee") == "3.600006")
        #expect(try row.text("achievedProfits") == "0")
    }

    @Test("Turning a position round ends one and opens the next")
    func flip() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        venue.nowMs += 1
        try #require(try venue.place("sell", "0.15").isSuccess)
        venue.nowMs += 1
        try #require(try venue.place("buy", "0.05", #""reduceOnly":"YES""#).isSuccess)
        let rows = try Self.history(&venue)
        #expect(
            try rows.map { "\(try $0.text("holdSide")) \(try $0.text("closeTotalPos"))" } == ["short 0.05", "long 0.1"])
        #expect(try rows[0].text("ctime") == "1700000000001")
        #expect(try rows[0].text("utime") == "1700000000002")
    }

    @Test("Both sides of a hedged symbol end apart; a position that is open is not among them")
    func hedged() throws {
        var venue = try BitgetVenue()
        for (side, trade) in [("buy", "open"), ("sell", "open"), ("buy", "open"), ("sell", "close")] {
            venue.nowMs += 1
            try #require(try venue.place(side, "0.02", mode: "crossed", #""tradeSide":"\#(trade)""#).isSuccess)
        }
        #expect(try Self.history(&venue).map { try $0.text("holdSide") } == ["short"])
    }

    @Test("A position that was taken over ended there")
    func takenOver() throws {
        var venue = try BitgetVenue.after(.liquidated)
        let row = try #require(try Self.history(&venue).first)
        #expect(try row.text("holdSide") == "long")
        #expect(try row.text("closeTotalPos") == "0.1")
        // All that was posted is gone: 600.001, and the opening fee.
        #expect(try row.text("netProfit") == "-603.601006")
    }

    @Test("Positions are listed newest first, page by page, by product type and symbol")
    func pages() throws {
        var venue = try BitgetVenue()
        for _ in 0..<3 {
            for trade in ["open", "close"] {
                venue.nowMs += 1
                try #require(try venue.place("buy", "0.01", mode: "crossed", #""tradeSide":"\#(trade)""#).isSuccess)
            }
        }
        let all = try Self.history(&venue).map { try $0.text("utime") }
        #expect(all == ["1700000000006", "1700000000004", "1700000000002"])
        let first = try venue.get("position/history-position", "limit=2")
        #expect(try first.rows("list").map { try $0.text("utime") } == Array(all.prefix(2)))
        let end = try first.text("endId")
        #expect(try Self.history(&venue, "&idLessThan=\(end)").map { try $0.text("utime") } == Array(all.suffix(1)))
        #expect(try Self.history(&venue, "&startTime=1700000000004&endTime=1700000000005").count == 1)
        #expect(try Self.history(&venue, "&symbol=ethusdt").isEmpty)
        #expect(
            try venue.get("position/history-position", "productType=COIN-FUTURES&symbol=btcusdt").rows("list").count
                == 3)
        let none = try venue.get("position/history-position", "productType=COIN-FUTURES").data
        #expect(none["list"]?.isNull == true)
        #expect(none["endId"]?.isNull == true)
    }

    @Test(
        "Illegal parameters are refused",
        arguments: [
            ("&limit=101", "40053"), ("&symbol=nope", "40034"), ("&startTime=0&endTime=7776000001", "00001"),
        ])
    func illegal(query: String, code: String) throws {
        var venue = try BitgetVenue()
        let answer = try venue.get("position/history-position", "productType=USDT-FUTURES\(query)")
        #expect(answer.code == code)
    }

    // MARK: ADL

    @Test("The rank is 1 for the position that would be deleveraged next")
    func ranks() throws {
        var venue = try BitgetVenue()
        try #require(try venue.place("sell", "0.1", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        try venue.setMark("BTCUSDT", "59000")
        let alone = try #require(try venue.get("position/adlRank", "productType=USDT-FUTURES").rows().first)
        #expect(
            alone.strings == [
                "symbol": "BTCUSDT", "marginCoin": "USDT", "adlRank": "0", "rank": "1", "holdSide": "short",
            ])
        try venue.logInAsAnother(deposit: 100_000)
        // Opened lower, it has earned less.
        try #require(try venue.place("sell", "0.1", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        let later = try #require(try venue.get("position/adlRank", "productType=USDT-FUTURES").rows().first)
        #expect(try later.text("rank") == "0.5")
        #expect(try later.text("adlRank") == "0.5")
    }
}
