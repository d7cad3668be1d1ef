import Desks
import MarginEngine
import Testing
import Wire

/// `account/instruments-info`, `account/contract-transaction-log`, `account/set-hedging-mode`, `asset/settlement-record`.
@Suite struct AccountRecordTests {
    private let venue = TestVenue()

    @Test("An account is told the contracts that it may trade")
    func instruments() {
        func symbols(_ generation: AccountGeneration, _ query: String) -> [String?] {
            let owner = venue.open(generation, uid: UInt64(venue.withDesk { $0.engine.accountCount }) + 100)
            return venue.get("/v5/account/instruments-info", query, as: owner).list.map { $0.text("symbol") }
        }
        #expect(symbols(.uta2, "category=linear") == ["BTCUSDT", "ETHUSDT", "BTCPERP"])
        #expect(symbols(.classic, "category=linear") == ["BTCUSDT", "ETHUSDT"])
        #expect(symbols(.uta2, "category=inverse") == ["BTCUSD"])
        #expect(symbols(.uta2, "category=spot") == [])
        #expect(symbols(.uta2, "category=linear&limit=1&cursor=0") == ["ETHUSDT"])
    }

    /// 600 USD at 60,000, funding of 0.0001 paid by the long: 0.000001 BTC.
    @Test(
        "The log of the derivatives wallet shows funding with the other sign",
        arguments: [
            AccountGeneration.classic, .uta1,
        ])
    func contractLog(generation: AccountGeneration) {
        let owner = venue.open(generation, btc: "1")
        venue.trade(owner, "BTCUSD", .buy, "600", at: "60000")
        venue.apply(.advance(toMs: 1_700_006_400_000))
        let rows = venue.get("/v5/account/contract-transaction-log", as: owner).list
        #expect(rows.map { $0.text("type") } == ["SETTLEMENT", "TRADE", "TRANSFER_IN"])
        #expect(rows.map { $0.text("funding") } == ["0.000001", "", ""])
        #expect(rows.first?.text("change") == "-0.000001")
        #expect(rows.first?["transSubType"] == nil)
        let newer = venue.open(.uta2, uid: 9, btc: "1")
        #expect(venue.get("/v5/account/contract-transaction-log", as: newer).list.isEmpty)
    }

    @Test("Spot hedging is shown as it was set")
    func hedging() {
        let owner = venue.open(.uta2)
        func status() -> String? { venue.get("/v5/account/info", as: owner).result?.text("spotHedgingStatus") }
        #expect(status() == "OFF")
        for mode in ["ON", "OFF"] {
            let reply = venue.post("/v5/account/set-hedging-mode", #"{"setHedgingMode":"\#(mode)"}"#, as: owner)
            #expect(reply.message == "SUCCESS")
            #expect(status() == mode)
        }
    }

    @Test(
        "HOUSE-15: what comes by chain, from other users or from sessions has no records",
        arguments: [
            "deposit/query-record?", "deposit/query-internal-record?", "deposit/query-sub-member-record?subMemberId=1",
            "withdraw/query-record?withdrawType=2", "settlement-record?category=linear&symbol=BTCPERP",
        ])
    func records(call: String) {
        let subject = Subject(.uta2, .busy)
        let parts = call.split(separator: "?", omittingEmptySubsequences: false).map(String.init)
        func ask(_ more: String) -> Reply {
            subject.venue.get("/v5/asset/" + parts[0], parts[1] + more, as: subject.owner)
        }
        #expect((ask("").result?["rows"] ?? ask("").result?["list"])?.elements?.isEmpty == true)
        #expect(ask("&startTime=2&endTime=1").code == 10001)
        #expect(ask("&startTime=1&endTime=2592000001").isOK)
        #expect(ask("&startTime=1&endTime=2592000002").code == 10001)
    }
}
