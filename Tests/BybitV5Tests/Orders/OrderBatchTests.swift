import MarginEngine
import Testing
import Wire

/// `order/create-batch`, `amend-batch`, `cancel-batch`. https://bybit-exchange.github.io/docs/v5/order/batch-place
@Suite struct OrderBatchTests {
    private let venue = TestVenue()
    private let owner: TestVenue.Owner

    init() {
        owner = venue.open(.uta2, usdt: "100000")
    }

    private func post(_ name: String, _ rows: [String], category: String = "linear") -> Reply {
        venue.post(
            "/v5/order/\(name)-batch",
            #"{"category":"\#(category)","request":[\#(rows.joined(separator: ","))]}"#, as: owner)
    }

    private func order(_ link: String, price: String = "59000") -> String {
        #"{"symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.1","price":"\#(price)","orderLinkId":"\#(link)"}"#
    }

    private var open: [String] {
        venue.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT", as: owner).list
            .compactMap { $0.text("orderLinkId") }
    }

    private func codes(_ reply: Reply) -> [Int64?] {
        reply.json?["retExtInfo"]?["list"]?.elements?.map { $0.number("code") } ?? []
    }

    @Test("Each order of a batch is placed or refused on its own; the batch itself succeeds")
    func creation() {
        let reply = post("create", [order("a"), order("b", price: "x"), order("c", price: "90000.1"), order("d")])
        #expect(reply.isOK)
        for row in reply.list {
            Fields(strings: "category symbol orderId orderLinkId createAt").expect(row)
        }
        #expect(reply.list.map { $0.text("orderLinkId") } == ["a", "", "", "d"])
        #expect(reply.list.map { $0.text("createAt") } == ["1700000000000", "", "", "1700000000000"])
        #expect(reply.list.map { $0.text("symbol") == "BTCUSDT" } == [true, true, true, true])
        #expect(reply.list[1].text("orderId") == "")
        #expect(codes(reply) == [0, 10001, 110003, 0])
        let extra = reply.json?["retExtInfo"]?["list"]?.elements ?? []
        Fields(strings: "msg", numbers: "code").expect(extra.first)
        #expect(extra.map { $0.text("msg") }.prefix(2) == ["OK", "params error: price invalid"])
        #expect(open == ["d", "a"])
    }

    @Test("Batches amend and cancel by id or link, each order on its own")
    func changes() {
        _ = post("create", [order("a"), order("b")])
        let amended = post(
            "amend",
            [
                #"{"symbol":"BTCUSDT","orderLinkId":"a","price":"58000"}"#,
                #"{"symbol":"BTCUSDT","orderLinkId":"nope","price":"58000"}"#,
            ])
        #expect(amended.isOK)
        #expect(codes(amended) == [0, 110001])
        Fields(strings: "category symbol orderId orderLinkId").expect(amended.first)
        let cancelled = post(
            "cancel", [#"{"symbol":"BTCUSDT","orderLinkId":"b"}"#, #"{"orderLinkId":"a"}"#, #"{"symbol":"BTCUSDT"}"#])
        #expect(cancelled.isOK)
        #expect(codes(cancelled) == [0, 10001, 10001])
        Fields(strings: "category symbol orderId orderLinkId").expect(cancelled.first)
        #expect(open == ["a"])
    }

    @Test(
        "Inverse contracts have batches in the unified wallet of UTA2.0 only",
        arguments: [(AccountGeneration.uta2, 0), (.uta2Pro, 0), (.uta1, 10001), (.uta1Pro, 10001), (.classic, 10001)])
    func inverse(generation: AccountGeneration, code: Int) {
        let other = venue.open(generation, uid: 8, usdt: "10000", btc: "1")
        func batch(_ category: String, _ symbol: String, _ quantity: String) -> Int? {
            let row = #"{"symbol":"\#(symbol)","side":"Buy","orderType":"Limit","qty":"\#(quantity)","price":"59000"}"#
            let body = #"{"category":"\#(category)","request":[\#(row)]}"#
            return venue.post("/v5/order/create-batch", body, as: other).code
        }
        #expect(batch("inverse", "BTCUSD", "600") == code)
        #expect(batch("linear", "BTCUSDT", "0.01") == 0)
    }

    @Test("A batch has one to twenty orders of one category with contracts")
    func bounds() {
        let before = venue.digest
        #expect(post("create", []).code == 10001)
        #expect(post("create", (0...20).map { order("a\($0)") }).code == 10001)
        #expect(post("create", ["1"]).code == 10001)
        #expect(post("create", [order("a")], category: "spot").code == 10001)
        #expect(venue.digest == before)
        #expect(
            codes(post("create", (1...20).map { order("a\($0)", price: "1000") })) == Array(repeating: 0, count: 20))
    }
}
