import MarginEngine
import Testing
import Wire

/// `account/…` and `user/query-api`, for every generation of account.
@Suite struct AccountTests {
    private let venue = TestVenue()

    @Test(
        "Each generation tells its status, and whether it is unified",
        arguments: [
            (AccountGeneration.classic, 1, 0), (.uta1, 3, 1), (.uta1Pro, 4, 1), (.uta2, 5, 1), (.uta2Pro, 6, 1),
        ] as [(AccountGeneration, Int64, Int64)])
    func generations(generation: AccountGeneration, status: Int64, uta: Int64) {
        let owner = venue.open(generation)
        let info = venue.get("/v5/account/info", as: owner).result
        #expect(info?.number("unifiedMarginStatus") == status)
        #expect(info?.text("marginMode") == "REGULAR_MARGIN")
        #expect(venue.get("/v5/user/query-api", as: owner).result?.number("uta") == uta)
    }

    @Test("account/info has its documented members")
    func infoFields() {
        Fields(
            strings: "marginMode spotHedgingStatus updatedTime dcpStatus",
            numbers: "unifiedMarginStatus timeWindow smpGroup", booleans: "isMasterTrader"
        ).expect(venue.get("/v5/account/info", as: venue.open(.uta2)).result)
    }

    @Test("user/query-api has its documented members and an empty retMsg")
    func keyFields() {
        let owner = venue.open(
            .uta2, isReadOnly: true, addresses: ["10.0.0.1"], expiresMs: TestVenue.startMs + 3 * 86_400_000)
        let reply = venue.get("/v5/user/query-api", as: owner)
        #expect(reply.message == "")
        Fields(
            strings: """
                id note apiKey secret expiredAt createdAt vipLevel mktMakerLevel rsaPublicKey parentUid kycLevel \
                kycRegion userIDInt64 inviterIDInt64 affiliateIDInt64
                """,
            numbers: "readOnly type deadlineDay unified uta userID inviterID affiliateID", booleans: "isMaster",
            objects: "permissions", arrays: "ips"
        ).expect(reply.result)
        #expect(reply.result?.number("readOnly") == 1)
        #expect(reply.result?.number("userID") == 7)
        #expect(reply.result?.text("userIDInt64") == "7")
        #expect(reply.result?.number("deadlineDay") == 3)
        #expect(reply.result?.text("expiredAt") == "2023-11-17T22:13:20Z")
        #expect(reply.result?["ips"]?.elements?.map(\.string) == ["10.0.0.1"])
        #expect(reply.result?["permissions"]?["ContractTrade"]?.elements?.map(\.string) == ["Order", "Position"])
    }

    // MARK: wallet-balance

    @Test("A wallet has all documented members, each of its type")
    func walletFields() {
        let owner = venue.open(.uta2, usdt: "1000")
        let row = venue.get("/v5/account/wallet-balance", "accountType=UNIFIED", as: owner).first
        Fields(
            strings: """
                accountType accountIMRate accountMMRate totalEquity totalWalletBalance totalMarginBalance \
                totalAvailableBalance totalPerpUPL totalInitialMargin totalMaintenanceMargin accountIMRateByMp \
                accountMMRateByMp totalInitialMarginByMp totalMaintenanceMarginByMp accountLTV
                """,
            arrays: "coin"
        ).expect(row)
        Fields(
            strings: """
                coin equity usdValue walletBalance locked spotHedgingQty borrowAmount accruedInterest totalOrderIM \
                totalPositionIM totalPositionMM unrealisedPnl cumRealisedPnl bonus spotBorrow colRes \
                availableToWithdraw availableToBorrow free
                """,
            booleans: "marginCollateral collateralSwitch"
        ).expect(row?["coin"]?.elements?.first)
    }

    @Test(
        "Each generation has its own wallets",
        arguments: [
            (AccountGeneration.classic, "CONTRACT", true), (.classic, "UNIFIED", false), (.uta1, "UNIFIED", true),
            (.uta1, "CONTRACT", true), (.uta2, "UNIFIED", true), (.uta2, "CONTRACT", false), (.uta2, "FUND", false),
            (.uta2, "unified", false),
        ])
    func walletTypes(generation: AccountGeneration, type: String, exists: Bool) {
        let reply = venue.get("/v5/account/wallet-balance", "accountType=\(type)", as: venue.open(generation))
        #expect(reply.code == (exists ? 0 : 10001))
        if exists { #expect(reply.first?.text("accountType") == type) }
    }

    @Test("Coins without anything are left out unless asked for")
    func coins() {
        let owner = venue.open(.uta2, usdt: "1000", btc: "2")
        func coins(_ query: String) -> [String?] {
            venue.get("/v5/account/wallet-balance", "accountType=UNIFIED\(query)", as: owner)
                .first?["coin"]?.elements?.map { $0.text("coin") } ?? []
        }
        #expect(coins("") == ["USDT", "BTC"])
        #expect(coins("&coin=ETH,BTC") == ["ETH", "BTC"])
        let unknown = venue.get("/v5/account/wallet-balance", "accountType=UNIFIED&coin=DOGE", as: owner)
        #expect(unknown.code == 110050)
    }

    @Test("Coins are valued at their index without haircut; margin counts them with it")
    func valuation() {
        let owner = venue.open(.uta2, usdt: "1000", btc: "2")
        let row = venue.get("/v5/account/wallet-balance", "accountType=UNIFIED", as: owner).first
        #expect(row?.text("totalEquity") == "121000")
        #expect(row?.text("totalWalletBalance") == "121000")
        #expect(row?.text("totalMarginBalance") == "121000")
        // 1,000 + 2 * 0.95 * 60,000
        #expect(row?.text("totalAvailableBalance") == "115000")
        #expect(row?["coin"]?.elements?.map { $0.text("usdValue") } == ["1000", "120000"])
    }

    @Test("UTA1.0 keeps inverse money in a wallet of its own, whose account members are empty")
    func contractWallet() {
        let owner = venue.open(.uta1, usdt: "1000", btc: "2")
        let unified = venue.get("/v5/account/wallet-balance", "accountType=UNIFIED", as: owner).first
        #expect(unified?.text("totalEquity") == "1000")
        let contract = venue.get("/v5/account/wallet-balance", "accountType=CONTRACT", as: owner).first
        for name in ["totalEquity", "accountIMRate", "totalWalletBalance", "totalAvailableBalance"] {
            #expect(contract?.text(name) == "")
        }
        let coin = contract?["coin"]?.elements?.first
        #expect(coin?.text("walletBalance") == "2")
        #expect(coin?.text("availableToWithdraw") == "2")
    }

    // MARK: fee-rate

    @Test("BYBIT-CALL-6: fee rates of one contract or of all of a category, the linear one unless it is named")
    func feeRates() {
        let owner = venue.open(.uta2)
        let one = venue.get("/v5/account/fee-rate", "category=linear&symbol=BTCUSDT", as: owner)
        #expect(one.result?.names == ["list"])
        Fields(strings: "symbol takerFeeRate makerFeeRate").expect(one.first)
        #expect(one.first?.text("takerFeeRate") == "0.00055")
        #expect(one.first?.text("makerFeeRate") == "0.0002")
        #expect(venue.get("/v5/account/fee-rate", "category=linear", as: owner).list.count == 3)
        #expect(venue.get("/v5/account/fee-rate", "category=inverse&symbol=BTCUSDT", as: owner).code == 10001)
        #expect(venue.get("/v5/account/fee-rate", as: owner).list.count == 3)
        #expect(
            venue.get("/v5/account/fee-rate", "symbol=ETHUSDT", as: owner).list.map { $0.text("symbol") } == ["ETHUSDT"]
        )
    }
}
