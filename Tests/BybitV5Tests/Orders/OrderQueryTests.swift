import MarginEngine
import Testing
import Wire

/// `order/realtime`, `order/history`, `execution/list`.
@Suite struct OrderQueryTests {
    private let venue = TestVenue()

    private func rows(_ path: String, _ query: String, _ owner: TestVenue.Owner) -> [JSON] {
        venue.get(path, query, as: owner).list
    }

    /// An account with one open order and one cancelled one, in that order of creation.
    private func ownerOfTwo() -> (owner: TestVenue.Owner, open: String, cancelled: String) {
        let owner = venue.open(.uta2, usdt: "10000")
        let open = venue.create(owner, ["orderLinkId": #""open""#]).result?.text("orderId") ?? ""
        let cancelled = venue.create(owner, ["orderLinkId": #""gone""#]).result?.text("orderId") ?? ""
        let body = #"{"category":"linear","symbol":"BTCUSDT","orderId":"\#(cancelled)"}"#
        #expect(venue.post("/v5/order/cancel", body, as: owner).isOK)
        return (owner, open, cancelled)
    }

    @Test("Realtime lists what is open, with openOnly what ended; by id or link whichever it is")
    func realtime() {
        let (owner, open, cancelled) = ownerOfTwo()
        func ids(_ query: String) -> [String?] {
            rows("/v5/order/realtime", "category=linear&\(query)", owner).map { $0.text("orderId") }
        }
        #expect(ids("symbol=BTCUSDT") == [open])
        #expect(ids("settleCoin=USDT&openOnly=0") == [open])
        #expect(ids("baseCoin=BTC&openOnly=1") == [cancelled])
        #expect(ids("symbol=BTCUSDT&openOnly=2") == [cancelled])
        #expect(ids("symbol=BTCUSDT&orderId=\(cancelled)") == [cancelled])
        #expect(ids("symbol=BTCUSDT&orderId=\(open)") == [open])
        #expect(ids("symbol=BTCUSDT&orderLinkId=gone") == [cancelled])
        #expect(ids("symbol=BTCUSDT&orderId=unknown") == [])
        #expect(ids("symbol=ETHUSDT") == [])
        #expect(ids("symbol=BTCUSDT&orderFilter=StopOrder") == [])
    }

    @Test("What an order does not have is zero where the venue has numbers")
    func zeros() {
        let owner = venue.open(.uta2, usdt: "10000")
        _ = venue.create(owner, ["takeProfit": #""70000""#])
        let row = rows("/v5/order/realtime", "category=linear&symbol=BTCUSDT", owner).first
        for name in ["tpLimitPrice", "slLimitPrice", "rpiMatchedQty"] { #expect(row?.text(name) == "0", "\(name)") }
    }

    @Test("Realtime of linear orders needs a symbol or a coin, of inverse ones not")
    func realtimeScope() {
        let owner = venue.open(.uta2)
        #expect(venue.get("/v5/order/realtime", "category=linear", as: owner).code == 10001)
        #expect(venue.get("/v5/order/realtime", "category=inverse", as: owner).isOK)
        #expect(venue.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT&openOnly=3", as: owner).code == 10001)
    }

    @Test("History lists what ended, by status and time")
    func history() {
        let (owner, open, cancelled) = ownerOfTwo()
        func ids(_ query: String) -> [String?] {
            rows("/v5/order/history", "category=linear\(query)", owner).map { $0.text("orderId") }
        }
        #expect(ids("") == [cancelled])
        #expect(ids("&symbol=BTCUSDT&orderStatus=Cancelled") == [cancelled])
        #expect(ids("&orderStatus=Filled") == [])
        #expect(ids("&orderId=\(open)") == [])
        #expect(ids("&startTime=1700000000000&endTime=1700000000000") == [cancelled])
        #expect(ids("&startTime=1700000000001") == [])
        #expect(venue.get("/v5/order/history", "category=linear&startTime=5&endTime=4", as: owner).code == 10001)
    }

    @Test("Pages come newest first, hold every order once, and the last one has no cursor", arguments: [1, 2, 3, 7])
    func pages(limit: Int) {
        let owner = venue.open(.uta2, usdt: "10000")
        let placed = (0..<7).map { _ in venue.create(owner, ["qty": #""0.01""#]).result?.text("orderId") ?? "" }
        var listed: [String] = []
        var cursor = ""
        repeat {
            let next = cursor.isEmpty ? "" : "&cursor=\(cursor)"
            let reply = venue.get(
                "/v5/order/realtime", "category=linear&symbol=BTCUSDT&limit=\(limit)\(next)", as: owner)
            #expect(reply.list.count <= limit)
            listed += reply.list.compactMap { $0.text("orderId") }
            cursor = reply.result?.text("nextPageCursor") ?? ""
            #expect(cursor.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        } while !cursor.isEmpty && listed.count < 20
        #expect(listed == placed.reversed())
    }

    @Test("An order placed between two pages neither repeats nor hides another")
    func pagesWhileOrdersArrive() {
        let owner = venue.open(.uta2, usdt: "10000")
        let placed = (0..<4).map { _ in venue.create(owner, ["qty": #""0.01""#]).result?.text("orderId") }
        let first = venue.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT&limit=2", as: owner)
        #expect(venue.create(owner, ["qty": #""0.01""#]).isOK)
        let cursor = first.result?.text("nextPageCursor") ?? ""
        let second = venue.get(
            "/v5/order/realtime", "category=linear&symbol=BTCUSDT&limit=2&cursor=\(cursor)", as: owner)
        #expect(second.list.map { $0.text("orderId") } == [placed[1], placed[0]])
    }

    @Test("Executions have all documented members, the newest first")
    func executions() {
        let owner = venue.open(.uta2, usdt: "10000")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        venue.trade(owner, "BTCUSDT", .sell, "0.04", at: "60500")
        let reply = venue.get("/v5/execution/list", "category=linear&symbol=BTCUSDT&execType=Trade", as: owner)
        Fields(
            strings: """
                symbol orderId orderLinkId side orderPrice orderQty leavesQty createType orderType stopOrderType \
                execFee execFeeV2 execId execPrice execQty execType execValue execTime feeCurrency feeRate tradeIv \
                markIv markPrice indexPrice underlyingPrice blockTradeId closedSize extraFees
                """,
            numbers: "seq", booleans: "isMaker"
        ).expect(reply.first)
        #expect(reply.list.map { $0.text("side") } == ["Sell", "Buy"])
        #expect(reply.list.map { $0.text("execPrice") } == ["60500", "60000"])
        #expect(reply.list.map { $0.text("execQty") } == ["0.04", "0.1"])
        // 2,420 * 0.00055 and 6,000 * 0.00055
        #expect(reply.list.map { $0.text("execFee") } == ["1.331", "3.3"])
        #expect(reply.list.map { $0.text("closedSize") } == ["0.04", "0"])
        #expect(reply.first?.text("feeCurrency") == "USDT")
        #expect(reply.first?["isMaker"]?.bool == false)
        #expect(Set(reply.list.map { $0.text("execId") }).count == 2)
    }

    @Test("Executions are narrowed by order, type and time, and come in pages")
    func executionFilters() {
        let owner = venue.open(.uta2, usdt: "10000")
        for _ in 0..<3 { venue.trade(owner, "BTCUSDT", .buy, "0.01", at: "60000") }
        func list(_ query: String) -> Reply { venue.get("/v5/execution/list", "category=linear\(query)", as: owner) }
        let id = list("").first?.text("orderId") ?? ""
        #expect(list("&orderId=\(id)").list.count == 1)
        #expect(list("&execType=Funding").list.isEmpty)
        #expect(list("&startTime=1700000000001").list.isEmpty)
        #expect(list("&symbol=ETHUSDT").list.isEmpty)
        let page = list("&limit=2")
        #expect(page.list.count == 2)
        #expect(list("&limit=2&cursor=\(page.result?.text("nextPageCursor") ?? "")").list.count == 1)
        let other = venue.open(.uta2, uid: 9)
        #expect(venue.get("/v5/execution/list", "category=linear", as: other).list.isEmpty)
    }

    /// Isolated at 10x a long of 0.1 BTC at 60,000 falls to its maintenance margin at 54,271.35...; its
    /// bankruptcy price is 54,000.
    @Test(
        "A documented status, kind or type narrows down, any other is a parameter error",
        arguments: [
            ("order/history", "orderStatus=Deactivated", 0), ("order/history", "orderStatus=Triggered", 0),
            ("order/history", "orderStatus=Done", 10001), ("order/realtime", "symbol=BTCUSDT&orderFilter=tpslOrder", 0),
            ("order/realtime", "symbol=BTCUSDT&orderFilter=Any", 10001), ("execution/list", "execType=AdlTrade", 0),
            ("execution/list", "execType=Settle", 0), ("execution/list", "execType=UNKNOWN", 10001),
            ("order/history", "startTime=1700000000000&endTime=1700604800000", 0),
            ("order/history", "startTime=0&endTime=604800001", 10001),
            ("execution/list", "startTime=0&endTime=604800001", 10001),
        ])
    func documentedFilters(path: String, query: String, code: Int) {
        #expect(venue.get("/v5/\(path)", "category=linear&\(query)", as: venue.open(.uta2)).code == code)
    }

    @Test("A liquidation shows as the venue's own order, and in the cancellation of the account's")
    func liquidation() {
        let owner = venue.open(.uta2, usdt: "2000")
        venue.fundInsurance("1000000", "USDT")
        #expect(
            venue.post("/v5/account/set-margin-mode", #"{"setMarginMode":"ISOLATED_MARGIN"}"#, as: owner).isOK)
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        let resting = venue.create(owner, ["price": #""50000""#])
        #expect(resting.isOK)
        venue.setMark("BTCUSDT", "54271.3")
        #expect(rows("/v5/position/list", "category=linear&settleCoin=USDT", owner).isEmpty)
        let takeover = rows("/v5/execution/list", "category=linear&execType=BustTrade", owner).first
        #expect(takeover?.text("execPrice") == "54000")
        #expect(takeover?.text("execQty") == "0.1")
        #expect(takeover?.text("createType") == "CreateByTakeOver_PassThrough")
        let id = resting.result?.text("orderId") ?? ""
        let cancelled = rows("/v5/order/history", "category=linear&symbol=BTCUSDT&orderId=\(id)", owner).first
        #expect(cancelled?.text("orderStatus") == "Cancelled")
        #expect(cancelled?.text("cancelType") == "CancelAllBeforeLiq")
    }
}
