import Desks
import Dialects
import MarginEngine
import Testing
import Wire

/// `order/disconnected-cancel-all`, `account/query-dcp-info`, topic `dcp.future`.
/// https://bybit-exchange.github.io/docs/v5/order/dcp
@Suite struct DisconnectProtectionTests {
    private let venue = TestVenue()

    private func protect(_ owner: TestVenue.Owner, _ product: String, _ seconds: Int) {
        let body = #"{"product":"\#(product)","timeWindow":\#(seconds)}"#
        #expect(venue.post("/v5/order/disconnected-cancel-all", body, as: owner).message == "success")
    }

    private func client(_ owner: TestVenue.Owner, _ topics: String) throws -> StreamClient {
        let client = try #require(StreamClient(venue, "/v5/private"))
        _ = client.logIn(owner)
        #expect(client.send(#"{"op":"subscribe","args":[\#(topics)]}"#).first?["success"]?.bool == true)
        return client
    }

    @Test("Each product has its window, options without any other word; what is set is told")
    func settings() {
        let owner = venue.open(.uta2)
        func told() -> [[String?]] {
            venue.get("/v5/account/query-dcp-info", as: owner).result?["dcpInfos"]?.elements?.map { row in
                ["product", "dcpStatus", "timeWindow"].map { row.text($0) }
            } ?? []
        }
        func info() -> JSON? { venue.get("/v5/account/info", as: owner).result }
        #expect(told() == [])
        #expect(info()?.text("dcpStatus") == "OFF")
        #expect(venue.post("/v5/order/disconnected-cancel-all", #"{"timeWindow":40}"#, as: owner).isOK)
        #expect(told() == [["OPTIONS", "ON", "40"]])
        #expect(info()?.text("dcpStatus") == "OFF")
        protect(owner, "DERIVATIVES", 3)
        protect(owner, "SPOT", 300)
        #expect(told() == [["SPOT", "ON", "300"], ["DERIVATIVES", "ON", "3"], ["OPTIONS", "ON", "40"]])
        #expect(info()?.text("dcpStatus") == "ON")
        #expect(info()?.number("timeWindow") == 3)
        protect(owner, "DERIVATIVES", 15)
        #expect(told()[1] == ["DERIVATIVES", "ON", "15"])
        let other = venue.open(.uta2, uid: 8)
        #expect(venue.get("/v5/account/query-dcp-info", as: other).result?["dcpInfos"]?.elements?.isEmpty == true)
    }

    @Test(
        "ORDER-33: when nobody comes back the account's live orders go, and no others",
        arguments: [
            AccountGeneration.uta2, .uta1, .classic,
        ])
    func orders(generation: AccountGeneration) throws {
        let owner = venue.open(generation, usdt: "100000", btc: "1")
        let other = venue.open(.uta2, uid: 8, usdt: "100000")
        protect(owner, "DERIVATIVES", 10)
        let client = try client(owner, #""dcp.future","order""#)
        _ = venue.create(owner, ["orderLinkId": #""linear""#])
        _ = venue.create(
            owner, ["category": #""inverse""#, "symbol": #""BTCUSD""#, "qty": #""100""#, "orderLinkId": #""inverse""#])
        let waiting = ["triggerPrice": #""65000""#, "triggerDirection": "1", "price": #""65000""#]
        _ = venue.create(owner, waiting.merging(["orderLinkId": #""waits""#]) { $1 })
        _ = venue.create(other, ["orderLinkId": #""theirs""#])
        _ = client.news()
        let will = try #require(client.lastWills.first)
        #expect(client.lastWills.count == 1)
        #expect(will.afterMs == 10_000)
        venue.withDesk { _ = will.work.perform(&$0) }
        func links(_ owner: TestVenue.Owner, _ category: String, _ coin: String) -> [String?] {
            venue.get("/v5/order/realtime", "category=\(category)&settleCoin=\(coin)", as: owner)
                .list.map { $0.text("orderLinkId") }
        }
        #expect(links(owner, "linear", "USDT") == ["waits"])
        #expect(links(owner, "inverse", "BTC") == [])
        #expect(links(other, "linear", "USDT") == ["theirs"])
        let ended = client.news("order").flatMap { $0["data"]?.elements ?? [] }
        #expect(Set(ended.map { $0.text("orderLinkId") }) == ["linear", "inverse"])
        #expect(ended.allSatisfy { $0.text("cancelType") == "CancelByDCP" && $0.text("orderStatus") == "Cancelled" })
    }

    @Test("Only who follows dcp.future, of an account that set a window for contracts, is missed")
    func others() throws {
        let owner = venue.open(.uta2, usdt: "100000")
        let client = try client(owner, #""dcp.future","dcp.spot","dcp.option","order""#)
        #expect(client.lastWills.isEmpty)
        protect(owner, "SPOT", 10)
        protect(owner, "OPTIONS", 10)
        #expect(client.lastWills.isEmpty)
        protect(owner, "DERIVATIVES", 10)
        #expect(client.lastWills.count == 1)
        #expect(try self.client(owner, #""order","wallet","dcp.spot""#).lastWills.isEmpty)
        _ = client.send(#"{"op":"unsubscribe","args":["dcp.future"]}"#)
        #expect(client.lastWills.isEmpty)
    }
}
