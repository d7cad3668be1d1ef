import MarginEngine
import Testing
import Wire

/// Products that the venue has and this server does not list.
@Suite struct UnlistedProductTests {
    private static let calls: [(path: String, query: String)] = [
        ("order/realtime", ""), ("order/realtime", "symbol=BTC-27MAR26-70000-P-USDT&openOnly=1"),
        ("order/history", ""), ("order/history", "symbol=BTCUSDT"), ("execution/list", ""),
        ("execution/list", "symbol=BTCUSDT&execType=Trade"), ("position/list", ""), ("position/list", "symbol=BTCUSDT"),
        ("position/closed-pnl", ""), ("position/closed-pnl", "symbol=BTCUSDT"), ("account/fee-rate", ""),
        ("account/fee-rate", "symbol=BTCUSDT"), ("account/transaction-log", ""), ("market/tickers", "symbol=BTCUSDT"),
        ("market/instruments-info", "symbol=BTCUSDT"), ("market/recent-trade", "symbol=BTCUSDT"),
        ("market/kline", "symbol=BTCUSDT&interval=1"),
    ]

    @Test("HOUSE-15: products that are not listed are empty lists", arguments: calls, [Category.spot, .option])
    func lists(call: (path: String, query: String), category: Category) {
        let subject = Subject(.uta2, .busy)
        let query = "category=\(category.rawValue)&\(call.query)"
        let reply = subject.venue.get("/v5/\(call.path)", query, as: subject.owner)
        #expect(reply.isOK, "\(reply.text)")
        #expect(reply.result?["list"]?.elements?.isEmpty == true)
        if call.path != "account/transaction-log" { #expect(reply.result?.text("category") == category.rawValue) }
        #expect(["", nil].contains(reply.result?.text("nextPageCursor")))
    }

    enum Category: String, CaseIterable { case spot, option }

    @Test("HOUSE-15: their books are empty and have nothing to cancel", arguments: Category.allCases)
    func bookAndOrders(category: Category) {
        let subject = Subject(.uta2, .busy)
        let book = subject.venue.get("/v5/market/orderbook", "category=\(category.rawValue)&symbol=BTCUSDT").result
        #expect(book?.text("s") == "BTCUSDT")
        #expect(book?["b"]?.elements?.isEmpty == true)
        #expect(book?["a"]?.elements?.isEmpty == true)
        let before = subject.venue.digest
        let all = subject.venue.post(
            "/v5/order/cancel-all", #"{"category":"\#(category.rawValue)"}"#, as: subject.owner)
        #expect(all.isOK)
        #expect(all.list.isEmpty)
        #expect(subject.venue.digest == before)
    }

    @Test("What would change something of them is refused", arguments: Category.allCases)
    func orders(category: Category) {
        let owner = Subject(.uta2, .busy)
        let reply = owner.venue.create(owner.owner, ["category": "\"\(category.rawValue)\""])
        #expect(reply.code == 10001)
        #expect(reply.message == "Illegal category")
    }
}
