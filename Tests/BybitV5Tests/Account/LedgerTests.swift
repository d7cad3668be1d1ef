import MarginEngine
import Testing
import Wire

/// `position/closed-pnl`, `account/transaction-log`, and funding in `execution/list`.
@Suite struct LedgerTests {
    private let venue = TestVenue()
    private let owner: TestVenue.Owner

    /// The first funding instant after the start: a multiple of eight hours.
    private static let fundingMs: Int64 = 1_700_006_400_000

    /// Buys 0.1 at 60,000 (fee 3.3), pays funding of 0.6, sells 0.04 at 60,500 (fee 1.331).
    init() {
        owner = venue.open(.uta2, usdt: "100000")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        venue.apply(.advance(toMs: Self.fundingMs))
        venue.trade(owner, "BTCUSDT", .sell, "0.04", at: "60500")
    }

    private func list(_ path: String, _ query: String = "") -> [JSON] {
        venue.get("/v5/\(path)", "category=linear\(query)", as: owner).list
    }

    @Test("A closed profit has all documented members, fees and funding deducted")
    func closedProfit() {
        let row = list("position/closed-pnl").first
        Fields(
            strings: """
                symbol orderId side qty orderPrice orderType execType closedSize cumEntryValue avgEntryPrice \
                cumExitValue avgExitPrice closedPnl fillCount leverage openFee closeFee createdTime updatedTime
                """
        ).expect(row)
        #expect(row?.text("side") == "Sell")
        #expect(row?.text("closedSize") == "0.04")
        #expect(row?.text("cumEntryValue") == "2400")
        #expect(row?.text("avgEntryPrice") == "60000")
        #expect(row?.text("avgExitPrice") == "60500")
        // Of 3.3 the closed 40 %; funding is none of it.
        #expect(row?.text("openFee") == "1.32")
        #expect(row?.text("closeFee") == "1.331")
        // 20 less 1.331, and of 3.3 and 0.6 the closed 40 %
        #expect(row?.text("closedPnl") == "17.109")
        #expect(row?.text("fillCount") == "1")
        #expect(row?.text("execType") == "Trade")
    }

    /// Opens 0.1 more at 61,000 (fee 3.355): 0.16 carry 0.06 of 3.3 / 0.1, that is 1.98, and 3.355. Closing 0.04 takes a
    /// quarter; turning over closes the rest and opens 0.08 short (fee of 0.2 at 60,000: 6.6, of which 40 %).
    @Test("Opening fees go with what they opened, through increases and turnovers")
    func openingFees() {
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "61000")
        venue.trade(owner, "BTCUSDT", .sell, "0.04", at: "60000")
        venue.trade(owner, "BTCUSDT", .sell, "0.2", at: "60000")
        venue.trade(owner, "BTCUSDT", .buy, "0.08", at: "60000")
        let fees = list("position/closed-pnl").map { $0.text("openFee") }
        #expect(fees == ["2.64", "4.00125", "1.33375", "1.32"])
    }

    @Test("Closed profits are narrowed by symbol and time, and come in pages")
    func closedProfitFilters() {
        venue.trade(owner, "BTCUSDT", .sell, "0.06", at: "60500")
        let path = "position/closed-pnl"
        #expect(list(path, "&symbol=ETHUSDT").isEmpty)
        #expect(list(path, "&endTime=\(Self.fundingMs - 1)").isEmpty)
        #expect(list(path, "&startTime=\(Self.fundingMs)").count == 2)
        let first = venue.get("/v5/\(path)", "category=linear&limit=1", as: owner)
        let cursor = first.result?.text("nextPageCursor") ?? ""
        #expect(first.first?.text("closedSize") == "0.06")
        #expect(list(path, "&limit=1&cursor=\(cursor)").first?.text("closedSize") == "0.04")
        let eightDays = "category=linear&startTime=0&endTime=\(8 * 86_400_000)"
        #expect(venue.get("/v5/\(path)", eightDays, as: owner).code == 10001)
        #expect(venue.get("/v5/\(path)", "category=linear&symbol=NOPE", as: owner).code == 10001)
    }

    @Test("Funding is an execution of its own type, its fee what was paid")
    func fundingExecution() {
        #expect(list("execution/list").map { $0.text("execType") } == ["Trade", "Funding", "Trade"])
        let row = list("execution/list", "&execType=Funding").first
        Fields(
            strings: """
                symbol orderId orderLinkId side orderPrice orderQty leavesQty createType orderType stopOrderType \
                execFee execFeeV2 execId execPrice execQty execType execValue execTime feeCurrency feeRate tradeIv \
                markIv markPrice indexPrice underlyingPrice blockTradeId closedSize extraFees
                """,
            numbers: "seq", booleans: "isMaker"
        ).expect(row)
        #expect(row?.text("execFee") == "0.6")
        #expect(row?.text("feeRate") == "0.0001")
        #expect(row?.text("execQty") == "0.1")
        #expect(row?.text("execValue") == "6000")
        #expect(row?.text("execTime") == "\(Self.fundingMs)")
        let orderID = row?.text("orderId")
        #expect(orderID?.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
        #expect(orderID != row?.text("execId"))
        let logged = list("account/transaction-log", "&type=SETTLEMENT").first
        #expect(logged?.text("orderId") == orderID)
        #expect(logged?.text("bonusChange") == "0")
    }

    @Test("The transaction log has all documented members; change is cash flow and funding less the fee")
    func transactions() {
        let rows = list("account/transaction-log", "&accountType=UNIFIED")
        for row in rows {
            Fields(
                strings: """
                    id symbol category side transactionTime type transSubType qty size currency tradePrice funding fee \
                    cashFlow change cashBalance feeRate bonusChange tradeId orderId orderLinkId extraFees
                    """
            ).expect(row)
        }
        #expect(rows.map { $0.text("type") } == ["TRADE", "SETTLEMENT", "TRADE"])
        #expect(rows.map { $0.text("size") } == ["0.06", "0.1", "0.1"])
        #expect(rows.map { $0.text("cashFlow") } == ["20", "0", "0"])
        #expect(rows.map { $0.text("change") } == ["18.669", "-0.6", "-3.3"])
        #expect(rows.map { $0.text("cashBalance") } == ["100014.769", "99996.1", "99996.7"])
        #expect(rows[1].text("funding") == "-0.6")
        #expect(Set(rows.compactMap { $0.text("id") }).count == 3)
    }

    @Test("A position that turns over shows the size of what it became")
    func turnover() {
        venue.trade(owner, "BTCUSDT", .sell, "0.1", at: "60500")
        let rows = list("account/transaction-log", "&type=TRADE")
        #expect(rows.map { $0.text("size") } == ["-0.04", "0.06", "0.1"])
    }

    @Test("Deposits and transfers are transactions without a contract")
    func balances() {
        let rows = venue.get("/v5/account/transaction-log", "type=TRANSFER_IN", as: owner).list
        #expect(rows.map { $0.text("change") } == ["100000"])
        #expect(rows.first?.text("side") == "None")
        #expect(rows.first?.text("category") == "")
        #expect(venue.get("/v5/account/transaction-log", "currency=BTC", as: owner).list.isEmpty)
        #expect(venue.get("/v5/account/transaction-log", "baseCoin=BTC", as: owner).list.count == 3)
        #expect(venue.get("/v5/account/transaction-log", "accountType=CONTRACT", as: owner).code == 10001)
        let page = venue.get("/v5/account/transaction-log", "limit=3", as: owner)
        #expect(page.list.count == 3)
        let cursor = page.result?.text("nextPageCursor") ?? ""
        #expect(venue.get("/v5/account/transaction-log", "limit=3&cursor=\(cursor)", as: owner).list.count == 1)
    }
}
