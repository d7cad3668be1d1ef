import MarginEngine
import Testing
import Wire

/// What an account can ask for and set beside its margin mode.
@Suite struct AccountSettingTests {
    private let venue = TestVenue()

    // MARK: Collateral

    @Test("A coin's debt is what losses left of it")
    func debt() {
        let owner = venue.open(.uta2, btc: "1")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        let row = venue.get("/v5/account/collateral-info", "currency=USDT", as: owner).first
        // The fee of 6,000 * 0.00055
        #expect(row?.text("borrowAmount") == "3.3")
        #expect(
            venue.get("/v5/account/collateral-info", as: owner).list.map { $0.text("currency") } == [
                "USDT", "USDC", "BTC", "ETH",
            ])
        #expect(venue.get("/v5/account/collateral-info", "currency=DOGE", as: owner).code == 110050)
    }

    // MARK: Money

    @Test("The transferable amount of up to twenty coins, the first one also by itself")
    func transferable() {
        let owner = venue.open(.uta2, usdt: "1000")
        let result = venue.get("/v5/account/withdrawal", "coinName=USDT,ETH", as: owner).result
        #expect(result?.text("availableWithdrawal") == "1000")
        #expect(result?["availableWithdrawalMap"]?.text("USDT") == "1000")
        #expect(result?["availableWithdrawalMap"]?.text("ETH") == "0")
        #expect(venue.get("/v5/account/withdrawal", "", as: owner).code == 10001)
        #expect(venue.get("/v5/account/withdrawal", "coinName=DOGE", as: owner).code == 110050)
        let many = Array(repeating: "BTC", count: 21).joined(separator: ",")
        #expect(venue.get("/v5/account/withdrawal", "coinName=\(many)", as: owner).code == 10001)
    }

    private func funds(_ owner: TestVenue.Owner, _ adjustment: Int, _ rows: String) -> Reply {
        venue.post(
            "/v5/account/demo-apply-money", #"{"adjustType":\#(adjustment),"utaDemoApplyMoney":[\#(rows)]}"#, as: owner)
    }

    private func balance(_ coin: String, _ owner: TestVenue.Owner) -> String? {
        venue.get("/v5/account/wallet-balance", "accountType=UNIFIED&coin=\(coin)", as: owner)
            .first?["coin"]?.elements?.first?.text("walletBalance")
    }

    @Test("Demo funds are added and reduced, all of a request or none")
    func demoFunds() {
        let owner = venue.open(.uta2)
        let both = #"{"coin":"USDT","amountStr":"100"},{"coin":"BTC","amountStr":"2"}"#
        #expect(funds(owner, 0, both).isOK)
        #expect(balance("USDT", owner) == "100")
        #expect(balance("BTC", owner) == "2")
        #expect(funds(owner, 1, #"{"coin":"BTC","amountStr":"0.5"}"#).isOK)
        #expect(balance("BTC", owner) == "1.5")
        let before = venue.digest
        #expect(funds(owner, 1, both).code == 131212)
        #expect(venue.digest == before)
    }

    @Test(
        "Demo funds are limited by coin and request",
        arguments: [
            "", #"{"coin":"USDT","amountStr":"100000.1"}"#, #"{"coin":"BTC","amountStr":"15.1"}"#,
            #"{"coin":"USDT","amountStr":"0"}"#, #"{"coin":"USDT","amountStr":"-1"}"#, #"{"coin":"USDT"}"#,
            #"{"coin":"DOGE","amountStr":"1"}"#, "1",
        ])
    func demoFundBounds(rows: String) {
        let owner = venue.open(.uta2)
        #expect(funds(owner, 0, rows).code == 10001)
        #expect(funds(owner, 2, #"{"coin":"USDT","amountStr":"1"}"#).code == 10001)
    }

    // MARK: Upgrade

    private func reasons(_ owner: TestVenue.Owner) -> [String?] {
        let result = venue.post("/v5/account/upgrade-to-uta", "{}", as: owner).result
        #expect(result?.text("unifiedUpdateStatus") == "FAIL")
        return result?["unifiedUpdateMsg"]?["msg"]?.elements?.map(\.string) ?? []
    }

    @Test("An upgrade tells every reason why it fails: the hour, open orders, the level")
    func upgrade() {
        let owner = venue.open(.uta2, usdt: "10000")
        #expect(reasons(owner).count == 1)
        _ = venue.create(owner)
        #expect(reasons(owner).count == 2)
        // 22:49:59.999, 22:50 and 23:05
        venue.apply(.advance(toMs: 1_700_002_199_999))
        #expect(reasons(owner).count == 2)
        venue.apply(.advance(toMs: 1_700_002_200_000))
        #expect(reasons(owner).count == 3)
        venue.apply(.advance(toMs: 1_700_003_100_000))
        #expect(reasons(owner).count == 2)
    }

    // MARK: Disconnection

    @Test(
        "The disconnection window has 3 to 300 seconds",
        arguments: [
            (#"{"timeWindow":3}"#, 0), (#"{"timeWindow":300,"product":"DERIVATIVES"}"#, 0),
            (#"{"timeWindow":2}"#, 10001),
            (#"{"timeWindow":301}"#, 10001), ("{}", 10001), (#"{"timeWindow":40,"product":"LOANS"}"#, 10001),
        ])
    func disconnection(body: String, code: Int) {
        #expect(venue.post("/v5/order/disconnected-cancel-all", body, as: venue.open(.uta2)).code == code)
    }
}
