import MarginEngine
import TestShapes
import Testing
import Wire

/// How a position that was closed against a bankrupt one shows. https://bybit-exchange.github.io/docs/v5/enum#exectype
@Suite struct DeleveragingTests {
    private let venue = TestVenue()
    private let owner: TestVenue.Owner

    /// A short of 0.1 BTCUSDT at 60,000 against an isolated long that goes bankrupt at 54,000, with an empty insurance
    /// fund.
    init() {
        owner = venue.open(.uta2, usdt: "100000")
        let victim = venue.open(.uta2, uid: 8, usdt: "1000")
        _ = venue.setMode("ISOLATED", victim)
        _ = venue.create(owner, ["side": #""Sell""#, "price": #""60000""#])
        _ = venue.create(victim, ["price": #""60000""#])
        venue.setMark("BTCUSDT", "53000")
    }

    private func list(_ path: String, _ query: String = "") -> [JSON] {
        venue.get("/v5/\(path)", "category=linear&symbol=BTCUSDT\(query)", as: owner).list
    }

    @Test("The execution is the venue's own, at the bankruptcy price")
    func execution() {
        let row = list("execution/list", "&execType=AdlTrade").first
        #expect(RecordedShapes.bybit.row(of: "GET /v5/execution/list").differences(of: row) == [])
        #expect(row?.text("createType") == "CreateByAdl_PassThrough")
        #expect(row?.text("side") == "Buy")
        #expect(row?.text("execQty") == "0.1")
        #expect(row?.text("closedSize") == "0.1")
        #expect(row?.text("execPrice") == "54000")
        #expect(list("position/list").first?.text("size") == "0")
    }

    @Test("The transaction log and the closed profit name it")
    func ledger() {
        let transactions = venue.get("/v5/account/transaction-log", "type=ADL", as: owner).list
        #expect(transactions.count == 1)
        // 0.1 * (60,000 - 54,000)
        #expect(transactions.first?.text("cashFlow") == "600")
        #expect(list("position/closed-pnl").first?.text("execType") == "AdlTrade")
    }
}
