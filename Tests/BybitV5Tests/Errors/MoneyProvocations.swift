import MarginEngine

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

    private static func collateral(_ venue: TestVenue, _ coin: String, _ position: String) -> Reply {
        venue.post(
            "/v5/account/set-collateral-switch", #"{"coin":"\#(coin)","collateralSwitch":"\#(position)"}"#,
            as: venue.open(.uta2))
    }

    static let money: [Provocation] = [
        Provocation(110050, "Invalid coin") {
            $0.get("/v5/account/wallet-balance", "accountType=UNIFIED&coin=DOGE", as: $0.open(.uta2))
        },
        Provocation(131208, "Forbid transfer") { transfer($0, to: "FUND") },
        Provocation(131210, "Amount accuracy error") { transfer($0, amount: "0.000000001") },
        Provocation(131211, "fromAccountType can't be the same as toAccountType") { transfer($0, to: "UNIFIED") },
        Provocation(131212, "Insufficient balance") { transfer($0, amount: "11") },
        Provocation(131214, "TransferId exist") {
            let owner = $0.open(.uta1, usdt: "10")
            _ = transfer($0, owner)
            return transfer($0, owner)
        },
        Provocation(131215, "Amount error") { transfer($0, amount: "0") },
        Provocation(182110, "Failed to switch") { collateral($0, "BTC", "OFF") },
        Provocation(182111, "The requested currency has a non guaranteed gold currency") {
            collateral($0, "USDT", "OFF")
        },
    ]
}
