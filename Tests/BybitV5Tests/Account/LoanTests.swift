import MarginEngine
import Testing
import Wire

/// What unified accounts borrow, as Bybit's calls show it: `docs/rules/bybit-calls.md`, BYBIT-CALL-20 to BYBIT-CALL-26.
@Suite struct LoanTests {
    private let venue = TestVenue()
    /// The hour in which the venue starts is 22:13 gone.
    private static let hourMs = TestVenue.startMs / 3_600_000 * 3_600_000

    /// Somebody with 1 BTC who owes the fee of a trade, 3.3 USDT.
    private func borrower() -> TestVenue.Owner {
        let owner = venue.open(.uta2, btc: "1")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        return owner
    }

    private func advance(_ hours: Int64, minutes: Int64 = 5) {
        venue.apply(.advance(toMs: Self.hourMs + hours * 3_600_000 + minutes * 60_000))
    }

    private func coin(_ owner: TestVenue.Owner, _ name: String) -> JSON? {
        venue.get("/v5/account/wallet-balance", "accountType=UNIFIED&coin=\(name)", as: owner).first?["coin"]?
            .elements?.first
    }

    @Test("BYBIT-CALL-22: a wallet tells what is borrowed and what the next hour will cost")
    func wallet() {
        let owner = borrower()
        venue.setMark("BTCUSDT", "58800")
        let row = coin(owner, "USDT")
        #expect(row?.text("walletBalance") == "-3.3")
        #expect(row?.text("unrealisedPnl") == "-120")
        #expect(row?.text("borrowAmount") == "123.3")
        // 100 of the 120 lost bear no interest: 23.3 * 0.00001
        #expect(row?.text("accruedInterest") == "0.000233")
        #expect(row?.text("spotBorrow") == "0")
        #expect(coin(owner, "BTC")?.text("borrowAmount") == "0")
    }

    @Test("MARGIN-50: the account's margins include those of its loans")
    func margins() {
        let owner = borrower()
        let row = venue.get("/v5/account/wallet-balance", "accountType=UNIFIED", as: owner).first
        // 600 + 2.97 + 3.3 * 0.2, 30 + 2.97 + 3.3 * 0.04
        #expect(row?.text("totalInitialMargin") == "603.63")
        #expect(row?.text("totalMaintenanceMargin") == "33.102")
        #expect(row?.text("totalAvailableBalance") == "56393.07")
    }

    @Test("BYBIT-CALL-22: collateral-info tells the terms of a coin and what of them is used")
    func collateral() {
        let owner = borrower()
        venue.setMark("BTCUSDT", "58800")
        let row = venue.get("/v5/account/collateral-info", "currency=USDT", as: owner).first
        #expect(row?.text("hourlyBorrowRate") == "0.00001")
        #expect(row?.text("maxBorrowingAmount") == "1000")
        #expect(row?.text("freeBorrowingLimit") == "100")
        #expect(row?.text("freeBorrowAmount") == "100")
        #expect(row?.text("borrowAmount") == "123.3")
        #expect(row?.text("availableToBorrow") == "876.7")
        #expect(row?.text("borrowUsageRate") == "0.1233")
        #expect(row?["borrowable"]?.bool == true)
        let lent = venue.get("/v5/account/collateral-info", as: owner).list.map { $0["borrowable"]?.bool }
        #expect(lent == [true, false, true, false])
    }

    @Test("BYBIT-CALL-20: borrow-history has a row for each hour and coin, the newest first")
    func history() {
        let owner = borrower()
        venue.apply(.setFundingRate(venue.instrument("BTCUSDT"), .zero))
        venue.setMark("BTCUSDT", "58800")
        advance(1)
        advance(2)
        let reply = venue.get("/v5/account/borrow-history", as: owner)
        #expect(reply.list.map { $0.number("createdTime") } == [Self.hourMs + 7_500_000, Self.hourMs + 3_900_000])
        let row = reply.list.last
        #expect(row?.text("currency") == "USDT")
        #expect(row?.text("borrowAmount") == "123.3")
        #expect(row?.text("unrealisedLoss") == "120")
        #expect(row?.text("freeBorrowedAmount") == "100")
        #expect(row?.text("InterestBearingBorrowSize") == "23.3")
        #expect(row?.text("hourlyBorrowRate") == "0.00001")
        #expect(row?.text("borrowCost") == "0.000233")
        #expect(row?.text("costExemption") == "0.001")
        #expect(reply.first?.text("borrowAmount") == "123.300233")
        #expect(coin(owner, "USDT")?.text("walletBalance") == "-3.300466")
        #expect(venue.get("/v5/account/borrow-history", "currency=BTC", as: owner).list.isEmpty)
    }

    @Test("BYBIT-CALL-20: a page ends with a cursor of the next, the last with none behind it")
    func pages() {
        let owner = borrower()
        for hour in 1...3 { advance(Int64(hour)) }
        var cursor = ""
        var times: [Int64?] = []
        repeat {
            let reply = venue.get("/v5/account/borrow-history", "limit=2&cursor=\(cursor)", as: owner)
            times += reply.list.map { $0.number("createdTime") }
            cursor = reply.result?.text("nextPageCursor") ?? ""
        } while !cursor.isEmpty
        #expect(times == [3, 2, 1].map { Self.hourMs + $0 * 3_600_000 + 300_000 })
    }

    @Test("BYBIT-CALL-20: it tells 30 days, of the last two years")
    func window() {
        let owner = borrower()
        advance(1)
        advance(24 * 31)
        func count(_ query: String) -> Int? {
            let reply = venue.get("/v5/account/borrow-history", "limit=50&" + query, as: owner)
            return reply.code == 0 ? reply.list.count : nil
        }
        let firstMs = Self.hourMs + 3_900_000
        let dayMs: Int64 = 86_400_000
        #expect(count("startTime=\(firstMs)&endTime=\(firstMs)") == 1)
        #expect(count("endTime=\(firstMs)") == 1)
        #expect(count("startTime=\(firstMs + 1)&endTime=\(firstMs + 7_200_000)") == 2)
        #expect(count("startTime=\(firstMs)&endTime=\(firstMs + 30 * dayMs)") == 50)
        #expect(count("startTime=\(firstMs)&endTime=\(firstMs + 30 * dayMs + 1)") == nil)
        let old = venue.get("/v5/account/borrow-history", "startTime=\(firstMs - 800 * dayMs)", as: owner)
        #expect(old.code == 10001)
    }

    @Test("BYBIT-CALL-21: interest and repayments are rows of the transaction log")
    func ledger() {
        let owner = borrower()
        advance(1)
        advance(1, minutes: 6)
        _ = venue.post("/v5/account/repay", #"{"coin":"USDT"}"#, as: owner)
        let rows = venue.get("/v5/account/transaction-log", as: owner).list
        #expect(rows.prefix(3).map { $0.text("type") } == ["SPOT_REPAYMENT_BUY", "SPOT_REPAYMENT_SELL", "INTEREST"])
        #expect(rows.prefix(3).map { $0.text("currency") } == ["USDT", "BTC", "USDT"])
        // 3.300033 / 60,000, up
        #expect(rows.prefix(3).map { $0.text("change") } == ["3.300033", "-0.00005501", "-0.000033"])
        #expect(rows.prefix(3).map { $0.text("cashBalance") } == ["0", "0.99994499", "-3.300033"])
        #expect(venue.get("/v5/account/transaction-log", "type=INTEREST", as: owner).list.count == 1)
    }

    @Test("BYBIT-CALL-23: repay is done when it is answered, and told as going on for all kinds of loans")
    func repaying() {
        let owner = borrower()
        func repay(_ body: String) -> Reply { venue.post("/v5/account/repay", body, as: owner) }
        #expect(repay("{}").code == 34_022_027)
        #expect(repay(#"{"repaymentType":"FLEXIBLE"}"#).code == 34_022_027)
        #expect(repay(#"{"repaymentType":"ALL","amount":"1"}"#).code == 34_022_027)
        #expect(repay(#"{"coin":"USDT","amount":"1"}"#).result?.text("resultStatus") == "SU")
        #expect(coin(owner, "USDT")?.text("borrowAmount") == "2.3")
        #expect(repay(#"{"coin":"USDT","repaymentType":"FIXED"}"#).code == 34_022_041)
        #expect(repay(#"{"repaymentType":"ALL"}"#).result?.text("resultStatus") == "P")
        #expect(coin(owner, "USDT")?.text("borrowAmount") == "0")
        #expect(repay(#"{"repaymentType":"ALL"}"#).code == 34_022_041)
    }

    @Test("BORROW-17: quick-repayment tells what went for it, in the order of the terms")
    func quickly() {
        let owner = borrower()
        venue.deposit("3", "USDC", to: owner.account.main)
        let list = venue.post("/v5/account/quick-repayment", #"{"coin":"USDT"}"#, as: owner).list
        // USDC has no terms and comes last.
        #expect(list.map { $0.text("coin") } == ["BTC"])
        #expect(list.map { $0.text("repaymentQty") } == ["0.000055"])
        #expect(venue.post("/v5/account/quick-repayment", "{}", as: owner).code == 182102)
    }

    @Test("BYBIT-CALL-24: a coin that is borrowed has nothing of its own to be repaid with")
    func withoutConversion() {
        let owner = borrower()
        let query = "currency=USDT"
        let available = venue.get("/v5/spot-margin-trade/repayment-available-amount", query, as: owner).result
        #expect(available?.text("lossLessRepaymentAmount") == "0")
        #expect(venue.post("/v5/account/no-convert-repay", #"{"coin":"USDT"}"#, as: owner).code == 34_022_049)
        let liability = venue.get("/v5/spot-margin-trade/liability", query, as: owner).result
        #expect(liability?.text("totalBorrowAmount") == "3.3")
        #expect(liability?.text("flexibleBorrowAmount") == "3.3")
        #expect(liability?.text("derivativesBorrow") == "3.3")
    }

    @Test("BYBIT-CALL-25: the account of spot margin shows what ccxt looks for")
    func crossMarginAccount() {
        let result = venue.get("/v5/spot-cross-margin-trade/account", as: borrower()).result
        let rows = result?["loanAccountList"]?.elements ?? []
        #expect(rows.map { $0.text("tokenId") } == ["USDT", "USDC", "BTC", "ETH"])
        #expect(rows.map { $0.text("loan") } == ["3.3", "0", "0", "0"])
        #expect(rows.map { $0.text("interest") } == ["0.000033", "0", "0", "0"])
        #expect(rows.map { $0.text("free") } == ["0", "0", "1", "0"])
        #expect(result?.text("debtBalanceSum") == "3.3")
    }

    @Test("BYBIT-CALL-27: the tiers of a loan are those of the page's example, with a key and without")
    func tiers() {
        let rows = venue.get("/v5/spot-margin-trade/position-tiers", "currency=BTC").first
        let tiers = rows?["positionTiersRatioList"]?.elements ?? []
        #expect(tiers.map { $0.text("tier") } == ["1", "2"])
        #expect(tiers.map { $0.text("borrowLimit") } == ["390", "391"])
        #expect(tiers.map { $0.text("positionMMR") } == ["0.04", "0.04"])
        #expect(tiers.map { $0.text("positionIMR") } == ["0.2", "0.25"])
        #expect(tiers.map { $0.text("maxLeverage") } == ["5", "4"])
        let usdt = venue.get("/v5/spot-margin-trade/position-tiers", as: venue.open(.uta2, uid: 9)).first
        #expect(usdt?["positionTiersRatioList"]?.elements?.last?.text("maxLeverage") == "3")
    }

    @Test("Collateral ratios are open to everybody, the last step without an end")
    func ratios() {
        let rows = venue.get("/v5/spot-margin-trade/collateral", "currency=BTC").first?["collateralRatioList"]
        #expect(rows?.elements?.map { $0.text("minQty") } == ["0", "50"])
        #expect(rows?.elements?.map { $0.text("maxQty") } == ["50", ""])
        #expect(rows?.elements?.map { $0.text("collateralRatio") } == ["0.95", "0.9"])
    }

    @Test("BYBIT-CALL-26: what loans cost is open to everybody, and nobody is a VIP")
    func rates() {
        let levels = venue.get("/v5/spot-margin-trade/data", "vipLevel=No%20VIP&currency=BTC").result?["vipCoinList"]
        #expect(levels?.elements?.map { $0.text("vipLevel") } == ["No VIP"])
        let row = levels?.elements?.first?["list"]?.elements?.first
        #expect(row?.text("hourlyBorrowRate") == "0.000000503043")
        #expect(row?.text("maxBorrowingAmount") == "300")
        #expect(row?.text("liquidationOrder") == "3")
        #expect(row?.text("collateralRatio") == "0.95")
        let vip = venue.get("/v5/spot-margin-trade/data", "vipLevel=VIP-1").result?["vipCoinList"]?.elements
        #expect(vip?.isEmpty == true)
    }

    @Test("BYBIT-CALL-21, BORROW-4: the wallet topic tells of interest")
    func stream() throws {
        let owner = borrower()
        let client = try #require(StreamClient(venue, "/v5/private"))
        _ = client.logIn(owner)
        _ = client.send(#"{"op":"subscribe","args":["wallet"]}"#)
        _ = client.news()
        advance(1)
        let usdt = client.news("wallet").last?["data"]?.elements?.first?["coin"]?.elements?.first {
            $0.text("coin") == "USDT"
        }
        #expect(usdt?.text("walletBalance") == "-3.300033")
        #expect(usdt?.text("borrowAmount") == "3.300033")
    }
}
