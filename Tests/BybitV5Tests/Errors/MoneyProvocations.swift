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
