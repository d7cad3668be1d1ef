/// Loans: https://bybit-exchange.github.io/docs/v5/account/borrow-history and its neighbours.
extension Contract {
    private static let everywhere = Set(Scenario.allCases)

    static let loan: [Contract] = [
        .open("/v5/spot-margin-trade/data").saying("success"),
        .open("/v5/spot-margin-trade/collateral"),
        .open("/v5/spot-margin-trade/position-tiers"),
        .get("/v5/spot-margin-trade/liability", "currency=USDT").saying("Success"),
        .get("/v5/spot-margin-trade/repayment-available-amount", "currency=USDT").saying("Success"),
        .get("/v5/spot-cross-margin-trade/account", full: everywhere).saying("success").after { $0.borrow() },
        .get("/v5/account/borrow-history", full: everywhere).after { $0.borrow(isCharged: true) },
        .post("/v5/account/repay", #"{"coin":"USDT"}"#).saying("success").after { $0.borrow() },
        .post(
            "/v5/account/no-convert-repay", #"{"coin":"USDT"}"#,
            refusals: [.empty: 34_022_049, .busy: 34_022_049, .liquidated: 34_022_049]
        ).after { $0.borrow() },
        .post("/v5/account/quick-repayment").saying("SUCCESS").after { $0.borrow() },
    ]
}
