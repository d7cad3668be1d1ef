import MarginEngine
import Testing
import Wire

/// https://bybit-exchange.github.io/docs/v5/asset/transfer/create-inter-transfer and its neighbours.
@Suite struct FundingWalletTests {
    private let venue = TestVenue()
    private static let folder = "/v5/asset/transfer/"

    private static func id(_ number: Int) -> String { "42c0cfb0-6bca-c242-bc76-4e6df6cbc\(100 + number)" }

    private func move(
        _ amount: String, _ coin: String = "USDT", from: String, to: String, number: Int = 0, _ owner: TestVenue.Owner
    ) -> Reply {
        venue.post(
            Self.folder + "inter-transfer",
            #"{"transferId":"\#(Self.id(number))","coin":"\#(coin)","amount":"\#(amount)","#
                + #""fromAccountType":"\#(from)","toAccountType":"\#(to)"}"#,
            as: owner)
    }

    private func funds(_ coin: String, _ owner: TestVenue.Owner) -> JSON? {
        venue.get(Self.folder + "query-account-coin-balance", "accountType=FUND&coin=\(coin)", as: owner)
            .result?["balance"]
    }

    private func records(_ query: String, _ owner: TestVenue.Owner) -> Reply {
        venue.get(Self.folder + "query-inter-transfer-list", query, as: owner)
    }

    @Test(
        "WALLET-12: money goes to the funding wallet and back, whatever the generation",
        arguments: [
            (AccountGeneration.uta2, "UNIFIED"), (.uta1, "UNIFIED"), (.uta1, "CONTRACT"), (.classic, "CONTRACT"),
        ])
    func transfers(generation: AccountGeneration, wallet: String) {
        let owner = venue.open(generation, usdt: "1000")
        venue.deposit("500", "USDT", to: owner.account.inverse)
        let answer = move("100.5", from: wallet, to: "FUND", owner)
        #expect(answer.result?.text("status") == "SUCCESS")
        #expect(funds("USDT", owner)?.text("walletBalance") == "100.5")
        #expect(funds("USDT", owner)?.text("transferBalance") == "100.5")
        #expect(move("100.51", from: "FUND", to: wallet, number: 1, owner).code == 131212)
        #expect(move("100.5", from: "FUND", to: wallet, number: 1, owner).isOK)
        #expect(funds("USDT", owner)?.text("walletBalance") == "0")
    }

    @Test("BYBIT-CALL-40: the funding wallet lists all coins, and is none of those that trade")
    func balances() {
        let owner = venue.open(.uta2, usdt: "1000")
        _ = move("10", from: "UNIFIED", to: "FUND", owner)
        let all = venue.get(Self.folder + "query-account-coins-balance", "accountType=FUND", as: owner)
        let rows = all.result?["balance"]?.elements
        #expect(rows?.map { $0.text("coin") } == ["USDT", "USDC", "BTC", "ETH"])
        #expect(rows?.first?.text("walletBalance") == "10")
        #expect(all.result?.text("accountType") == "FUND")
        #expect(venue.get("/v5/account/wallet-balance", "accountType=FUND", as: owner).code == 10001)
        #expect(venue.get("/v5/account/transaction-log", "accountType=FUND", as: owner).code == 10001)
        let unified = venue.get("/v5/account/wallet-balance", "accountType=UNIFIED", as: owner).first
        #expect(unified?.text("totalEquity") == "990")
        let log = venue.get("/v5/account/transaction-log", "accountType=UNIFIED", as: owner).list
        #expect(log.map { $0.text("change") } == ["-10", "1000"])
    }

    @Test("BYBIT-CALL-42: the transfers of an account, the newest first, by id, coin, status and time, page by page")
    func list() {
        let owner = venue.open(.uta2, usdt: "1000", btc: "1")
        for number in 0..<3 { _ = move("\(number + 1)", from: "UNIFIED", to: "FUND", number: number, owner) }
        _ = move("0.5", "BTC", from: "UNIFIED", to: "FUND", number: 3, owner)
        _ = move("0.25", "BTC", from: "FUND", to: "UNIFIED", number: 4, owner)
        _ = move("9999", from: "FUND", to: "UNIFIED", number: 5, owner)
        #expect(records("", owner).list.map { $0.text("amount") } == ["0.25", "0.5", "3", "2", "1"])
        let row = records("coin=BTC&limit=1", owner).first
        #expect(row?.text("transferId") == Self.id(4))
        #expect(row?.text("fromAccountType") == "FUND")
        #expect(row?.text("toAccountType") == "UNIFIED")
        #expect(row?.text("timestamp") == "1700000000000")
        #expect(row?.text("status") == "SUCCESS")
        #expect(records("transferId=\(Self.id(1))", owner).list.map { $0.text("amount") } == ["2"])
        #expect(records("status=FAILED", owner).list.isEmpty)
        #expect(records("status=DONE", owner).code == 10001)
        #expect(records("endTime=1699999999999", owner).list.isEmpty)
        #expect(records("startTime=1700000000999", owner).list.count == 5)
        let first = records("limit=2", owner)
        let cursor = first.result?.text("nextPageCursor") ?? ""
        #expect(records("limit=2&cursor=\(cursor)", owner).list.map { $0.text("amount") } == ["3", "2"])
        #expect(records("", venue.open(.uta2, uid: 8)).list.isEmpty)
    }

    @Test("Every coin can be moved between the wallets that there are")
    func coins() {
        let owner = venue.open(.uta2)
        func ask(_ from: String, _ to: String) -> Reply {
            venue.get(
                Self.folder + "query-transfer-coin-list", "fromAccountType=\(from)&toAccountType=\(to)", as: owner)
        }
        #expect(ask("UNIFIED", "FUND").result?["list"]?.elements?.map(\.string) == ["USDT", "USDC", "BTC", "ETH"])
        #expect(ask("UNIFIED", "CONTRACT").code == 131208)
        #expect(ask("FUND", "FUND").code == 131211)
    }

    @Test("BYBIT-CALL-41: there are no sub-accounts to move money to, or to ask about")
    func members() {
        let owner = venue.open(.uta2, usdt: "10")
        let other = venue.open(.uta2, uid: 8)
        func move(_ from: Int, _ to: Int) -> Int? {
            venue.post(
                Self.folder + "universal-transfer",
                #"{"transferId":"\#(Self.id(0))","coin":"USDT","amount":"1","fromMemberId":\#(from),"#
                    + #""toMemberId":\#(to),"fromAccountType":"UNIFIED","toAccountType":"FUND"}"#,
                as: owner
            ).code
        }
        #expect(move(7, 7) == 131208)
        #expect(move(7, 8) == 131209)
        #expect(venue.get(Self.folder + "query-universal-transfer-list", "", as: owner).list.isEmpty)
        func ask(_ query: String) -> Int? {
            venue.get(Self.folder + "query-account-coin-balance", "accountType=FUND&coin=USDT&\(query)", as: owner).code
        }
        #expect(ask("memberId=7&toMemberId=7&toAccountType=UNIFIED") == 0)
        #expect(ask("memberId=\(other.account.uid)") == 131202)
        #expect(ask("toMemberId=9") == 131202)
        #expect(ask("toAccountType=SPOT") == 10001)
    }
}
