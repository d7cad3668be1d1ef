import MarginEngine
import Testing
import Wire

/// `asset/…`.
@Suite struct AssetTests {
    private static let transfer = "/v5/asset/transfer/inter-transfer"
    private static let transferID = "42c0cfb0-6bca-c242-bc76-4e6df6cbcb16"
    private static let otherID = "42c0cfb0-6bca-c242-bc76-4e6df6cbcb17"
    private let venue = TestVenue()

    private func body(
        id: String = transferID, coin: String = "BTC", amount: String = #""1.5""#, from: String = "CONTRACT",
        to: String = "UNIFIED"
    ) -> String {
        #"{"transferId":"\#(id)","coin":"\#(coin)","amount":\#(amount),"fromAccountType":"\#(from)","#
            + #""toAccountType":"\#(to)"}"#
    }

    private func balance(_ coin: String, _ type: String, _ owner: TestVenue.Owner) -> JSON? {
        venue.get(
            "/v5/asset/transfer/query-account-coin-balance", "accountType=\(type)&coin=\(coin)", as: owner
        ).result?["balance"]
    }

    @Test("Each coin has a row, without chains")
    func coinInfo() {
        let owner = venue.open(.uta2)
        let reply = venue.get("/v5/asset/coin/query-info", as: owner)
        #expect(reply.isOK)
        #expect(reply.message == "success")
        let rows = reply.result?["rows"]?.elements
        #expect(rows?.map { $0.text("coin") } == ["USDT", "USDC", "BTC", "ETH"])
        Fields(strings: "name coin remainAmount", arrays: "chains").expect(rows?.first)
        func coins(_ name: String) -> [String?]? {
            venue.get("/v5/asset/coin/query-info", "coin=\(name)", as: owner)
                .result?["rows"]?.elements?.map { $0.text("coin") }
        }
        #expect(coins("BTC") == ["BTC"])
        #expect(coins("DOGE") == [])
    }

    @Test("A transfer moves money between the wallets of a UTA1.0 account, both ways")
    func transfers() {
        let owner = venue.open(.uta1, usdt: "1000", btc: "2")
        let reply = venue.post(Self.transfer, body(), as: owner)
        #expect(reply.message == "success")
        #expect(reply.result?.text("transferId") == Self.transferID)
        #expect(reply.result?.text("status") == "SUCCESS")
        #expect(balance("BTC", "CONTRACT", owner)?.text("walletBalance") == "0.5")
        #expect(balance("BTC", "UNIFIED", owner)?.text("walletBalance") == "1.5")
        let back = body(id: Self.otherID, amount: "0.5", from: "UNIFIED", to: "CONTRACT")
        #expect(venue.post(Self.transfer, back, as: owner).isOK)
        #expect(balance("BTC", "CONTRACT", owner)?.text("transferBalance") == "1")
    }

    @Test("A transfer is made once under its id, by each account; a refused one leaves its id free")
    func transferID() {
        let owner = venue.open(.uta1, uid: 1, btc: "2")
        let other = venue.open(.uta1, uid: 2, btc: "2")
        #expect(venue.post(Self.transfer, body(amount: #""9""#), as: owner).code == 131212)
        #expect(venue.post(Self.transfer, body(), as: owner).isOK)
        let before = venue.digest
        let again = venue.post(Self.transfer, body(), as: owner)
        #expect(again.code == 131214)
        #expect(again.message == "TransferId exist")
        #expect(venue.digest == before)
        #expect(venue.post(Self.transfer, body(), as: other).isOK)
    }

    @Test("What backs a position cannot be transferred")
    func backedMoney() {
        let owner = venue.open(.uta1, btc: "1")
        venue.trade(owner, "BTCUSD", .buy, "30000", at: "60000")
        // 1 - 0.5 * 0.00055 - 0.0503025 = 0.9494225
        #expect(balance("BTC", "CONTRACT", owner)?.text("transferBalance") == "0.9494225")
        #expect(venue.post(Self.transfer, body(amount: #""0.94942251""#), as: owner).code == 131212)
        #expect(venue.post(Self.transfer, body(amount: #""0.9494225""#), as: owner).isOK)
    }

    /// Wallet -16.5 USDT and 1 BTC, counted 0.95 * 60,000: margin balance 56,983.5. Position 3,000 + 14.85, and 20 % of
    /// what is borrowed.
    /// (56,983.5 - 3,018.15) / 57,000 = 0.94676052.
    @Test("Collateral of other coins' positions cannot leave a unified wallet")
    func collateral() {
        let owner = venue.open(.uta2, btc: "1")
        venue.trade(owner, "BTCUSDT", .buy, "0.5", at: "60000")
        #expect(balance("BTC", "UNIFIED", owner)?.text("walletBalance") == "1")
        #expect(balance("BTC", "UNIFIED", owner)?.text("transferBalance") == "0.94676052")
    }

    @Test("Refused transfers change nothing")
    func refusals() {
        let owner = venue.open(.uta1, usdt: "1000", btc: "2")
        let before = venue.digest
        func code(_ body: String) -> Int? { venue.post(Self.transfer, body, as: owner).code }
        #expect(code(body(id: "1")) == 10001)
        #expect(code(body(id: "zzc0cfb0-6bca-c242-bc76-4e6df6cbcb16")) == 10001)
        #expect(code(body(coin: "DOGE")) == 110050)
        #expect(code(body(amount: #""0""#)) == 131215)
        #expect(code(body(amount: #""-1""#)) == 131215)
        #expect(code(body(amount: #""99999999999""#)) == 131215)
        #expect(code(body(amount: #""1e99""#)) == 10001)
        #expect(code(body(amount: #""1.000000001""#)) == 131210)
        #expect(code(body(amount: #""2.00000001""#)) == 131212)
        #expect(code(body(to: "CONTRACT")) == 131211)
        #expect(code(body(to: "SPOT")) == 131208)
        #expect(venue.digest == before)
    }

    @Test("An account has no wallet of another generation", arguments: [AccountGeneration.classic, .uta2])
    func otherGenerations(generation: AccountGeneration) {
        #expect(venue.post(Self.transfer, body(), as: venue.open(generation, btc: "2")).code == 131208)
    }

    @Test("The balances of several coins; a unified wallet wants them named, up to ten")
    func coinsBalance() {
        let owner = venue.open(.uta2, usdt: "1000", btc: "2")
        func ask(_ query: String) -> Reply {
            venue.get("/v5/asset/transfer/query-account-coins-balance", query, as: owner)
        }
        let reply = ask("accountType=UNIFIED&coin=USDT,BTC")
        Fields(strings: "memberId accountType", arrays: "balance").expect(reply.result)
        let rows = reply.result?["balance"]?.elements
        Fields(strings: "coin walletBalance transferBalance bonus").expect(rows?.first)
        #expect(rows?.map { $0.text("walletBalance") } == ["1000", "2"])
        #expect(ask("accountType=UNIFIED").code == 10001)
        #expect(
            ask("accountType=UNIFIED&coin=\(Array(repeating: "BTC", count: 11).joined(separator: ","))").code
                == 10001)
        #expect(ask("accountType=UNIFIED&coin=DOGE").code == 110050)
        let classic = venue.open(.classic, uid: 8, usdt: "5")
        let all = venue.get(
            "/v5/asset/transfer/query-account-coins-balance", "accountType=CONTRACT", as: classic)
        #expect(all.result?["balance"]?.elements?.count == 4)
    }

    @Test("The balance of one coin has its documented members")
    func coinBalance() {
        let reply = venue.get(
            "/v5/asset/transfer/query-account-coin-balance", "accountType=UNIFIED&coin=USDT",
            as: venue.open(.uta2, usdt: "1000"))
        Fields(strings: "accountType accountId memberId", numbers: "bizType", objects: "balance").expect(reply.result)
        Fields(strings: "coin walletBalance transferBalance bonus transferSafeAmount ltvTransferSafeAmount")
            .expect(reply.result?["balance"])
    }

    @Test("What may safely be transferred is told when it is asked for")
    func safeAmounts() {
        let owner = venue.open(.uta2, usdt: "1000")
        func amounts(_ query: String) -> [String?] {
            let reply = venue.get(
                "/v5/asset/transfer/query-account-coin-balance", "accountType=UNIFIED&coin=USDT" + query, as: owner)
            return ["transferSafeAmount", "ltvTransferSafeAmount"].map { reply.result?["balance"]?.text($0) }
        }
        #expect(amounts("") == ["", ""])
        #expect(amounts("&withTransferSafeAmount=0&withLtvTransferSafeAmount=0") == ["", ""])
        #expect(amounts("&withTransferSafeAmount=1") == ["1000", ""])
        #expect(amounts("&withLtvTransferSafeAmount=1&toAccountType=FUND") == ["", "1000"])
        #expect(amounts("&withLtvTransferSafeAmount=1") == [nil, nil])
        #expect(amounts("&withTransferSafeAmount=2") == [nil, nil])
    }

    @Test("A key has all documented kinds of permissions")
    func permissions() {
        let reply = venue.get("/v5/user/query-api", as: venue.open(.uta2))
        Fields(
            arrays: """
                ContractTrade Spot Wallet Options Derivatives Exchange Earn FiatP2P FiatBitPay FiatConvertBroker \
                FiatGlobalPay BitCard ByXPost Affiliate BlockTrade NFT CopyTrading
                """
        ).expect(reply.result?["permissions"])
    }
}
