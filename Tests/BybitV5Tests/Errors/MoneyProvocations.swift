import Desks
import MarginEngine
import Testing

/// Transfers and collateral. https://bybit-exchange.github.io/docs/v5/error
extension Provocation {
    private static func transfer(
        _ venue: TestVenue, _ owner: TestVenue.Owner? = nil, amount: String = "1", to: String = "CONTRACT"
    ) -> Reply {
        venue.post(
            "/v5/asset/transfer/inter-transfer",
            #"{"transferId":"42c0cfb0-6bca-c242-bc76-4e6df6cbcb16","coin":"USDT","amount":"\#(amount)","#
                + #""fromAccountType":"UNIFIED","toAccountType":"\#(to)"}"#,
            as: owner ?? venue.open(.uta1, usdt: "10"))
    }

    private static func collateral(
        _ venue: TestVenue, _ coin: String, _ position: String, _ owner: TestVenue.Owner? = nil
    ) -> Reply {
        venue.post(
            "/v5/account/set-collateral-switch", #"{"coin":"\#(coin)","collateralSwitch":"\#(position)"}"#,
            as: owner ?? venue.open(.uta2))
    }

    private static func repay(_ venue: TestVenue, _ path: String, _ body: String, owing: Bool = true) -> Reply {
        let owner = venue.open(.uta2, btc: "1")
        if owing { venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000") }
        return venue.post("/v5/account/\(path)", body, as: owner)
    }

    private static func setConversionLimit(_ venue: TestVenue, _ limit: String) {
        let usdt = AssetID(index: 0)
        guard var terms = venue.desk.engine.loanTerms(of: usdt) else { return }
        terms.conversionLimit = decimal(limit)
        venue.apply(.setLoanTerms(usdt, terms))
    }

    static let loans: [Provocation] = [
        Provocation(182101, "Failed repayment, insufficient collateral balance") { venue in
            // 3,503.3 are owed, 0.099945 BTC pay what they can; 0.07 BTC of unrealised profit back the rest.
            let owner = venue.open(.uta2, btc: "0.1")
            venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
            venue.trade(owner, "BTCUSD", .buy, "6000", at: "60000")
            venue.setMark("BTCUSD", "200000")
            venue.setMark("BTCUSDT", "25000")
            _ = venue.post("/v5/account/quick-repayment", "{}", as: owner)
            return venue.post("/v5/account/quick-repayment", "{}", as: owner)
        },
        Provocation(182102, "Failed repayment, there are no liabilities in the current currency") {
            repay($0, "quick-repayment", #"{"coin":"BTC"}"#)
        },
        Provocation(34_022_010, "The borrowed asset does not exist.") {
            repay($0, "repay", #"{"coin":"DOGE","amount":"1"}"#)
        },
        Provocation(34_022_027, "Invalid request parameters.") { repay($0, "repay", #"{"amount":"1"}"#) },
        Provocation(34_022_034, "The minimum repayment amount must be an integer multiple.") {
            repay($0, "repay", #"{"coin":"USDT","amount":"0.000000001"}"#)
        },
        Provocation(34_022_035, "You cannot repay while interest is being calculated.") { venue in
            venue.apply(.advance(toMs: TestVenue.startMs / 3_600_000 * 3_600_000 + 3_840_000))
            return repay(venue, "repay", #"{"coin":"USDT"}"#)
        },
        Provocation(34_022_041, "Currently, your account has no borrowed coins. No repayments are needed.") {
            repay($0, "repay", #"{"coin":"USDT"}"#, owing: false)
        },
        Provocation(34_022_049, "Insufficient collateral balance.") {
            repay($0, "no-convert-repay", #"{"coin":"USDT"}"#)
        },
        Provocation(34_022_107, "To use this feature, your net liability value must be below 3.3 USD.") {
            setConversionLimit($0, "3.3")
            return repay($0, "repay", #"{"repaymentType":"ALL"}"#)
        },
        Provocation(34_022_108, "To use this feature, your net liability value must be below 3.3 USD.") {
            setConversionLimit($0, "3.3")
            return repay($0, "quick-repayment", #"{"coin":"USDT"}"#)
        },
    ]

    static let money: [Provocation] = [
        Provocation(110050, "Invalid coin") {
            $0.get("/v5/account/wallet-balance", "accountType=UNIFIED&coin=DOGE", as: $0.open(.uta2))
        },
        Provocation(131202, "Invalid memberId") {
            $0.get(
                "/v5/asset/transfer/query-account-coins-balance", "accountType=FUND&memberId=1", as: $0.open(.uta2))
        },
        Provocation(131208, "Forbid transfer") { transfer($0, to: "SPOT") },
        Provocation(131209, "Get subMember relation error") {
            $0.post(
                "/v5/asset/transfer/universal-transfer",
                #"{"transferId":"42c0cfb0-6bca-c242-bc76-4e6df6cbcb16","coin":"USDT","amount":"1","fromMemberId":7,"#
                    + #""toMemberId":8,"fromAccountType":"UNIFIED","toAccountType":"FUND"}"#,
                as: $0.open(.uta2))
        },
        Provocation(131210, "Amount accuracy error") { transfer($0, amount: "0.000000001") },
        Provocation(131211, "fromAccountType can't be the same as toAccountType") { transfer($0, to: "UNIFIED") },
        Provocation(131212, "Insufficient balance") { transfer($0, amount: "11") },
        Provocation(131214, "TransferId exist") {
            let owner = $0.open(.uta1, usdt: "10")
            _ = transfer($0, owner)
            return transfer($0, owner)
        },
        Provocation(131215, "Amount error") { transfer($0, amount: "0") },
        Provocation(131239, "The collateral amount has exceeded the platform limit.") { venue in
            venue.apply(.setCollateralLimit(venue.asset("BTC"), .reached))
            let owner = venue.open(.uta1)
            venue.apply(.deposit(owner.account.inverse, venue.asset("BTC"), decimal("1")))
            return venue.post(
                "/v5/asset/transfer/inter-transfer",
                #"{"transferId":"42c0cfb0-6bca-c242-bc76-4e6df6cbcb16","coin":"BTC","amount":"1","#
                    + #""fromAccountType":"CONTRACT","toAccountType":"UNIFIED"}"#,
                as: owner)
        },
        Provocation(182011, "The BTC collateral amount has reached the platform limit.") { venue in
            let owner = venue.open(.uta2)
            _ = collateral(venue, "BTC", "OFF", owner)
            venue.apply(.setCollateralLimit(venue.asset("BTC"), .reached))
            return collateral(venue, "BTC", "ON", owner)
        },
        Provocation(182108, "Switching failed, margin verification failed") { venue in
            let owner = venue.open(.uta2)
            venue.apply(.deposit(owner.account.main, venue.asset("BTC"), decimal("1")))
            _ = venue.create(owner)
            return collateral(venue, "BTC", "OFF", owner)
        },
        Provocation(182110, "Failed to switch") { venue in
            let owner = venue.open(.uta2, usdt: "100000")
            venue.trade(owner, "BTCUSD", .buy, "6000", at: "60000")
            return collateral(venue, "BTC", "OFF", owner)
        },
        Provocation(182112, "Duplicate currency, please re-adjust") {
            $0.post(
                "/v5/account/set-collateral-switch-batch",
                #"{"request":[{"coin":"BTC","collateralSwitch":"OFF"},{"coin":"BTC","collateralSwitch":"ON"}]}"#,
                as: $0.open(.uta2))
        },
        Provocation(182111, "The requested currency has a non guaranteed gold currency") {
            collateral($0, "USDT", "OFF")
        },
    ]
}
