import MarginEngine

/// https://bybit-exchange.github.io/docs/v5/account/wallet-balance and its neighbours.
extension Contract {
    static let account: [Contract] = [
        .get("/v5/account/info"),
        .get("/v5/account/wallet-balance", "accountType=UNIFIED", full: [.busy]),
        .get("/v5/account/wallet-balance", "accountType=UNIFIED&coin=BTC,ETH", full: [.empty, .liquidated]),
        .get("/v5/account/wallet-balance", "accountType=CONTRACT", full: [.busy]).of(.classic),
        .get("/v5/account/wallet-balance", "accountType=CONTRACT", full: [.busy]).of(.uta1),
        .get("/v5/account/fee-rate", "category=linear", full: Set(Scenario.allCases)),
        .get("/v5/account/transaction-log", full: [.busy, .liquidated]),
        .get("/v5/account/collateral-info", full: Set(Scenario.allCases)),
        .get("/v5/account/contract-transaction-log", full: [.busy, .liquidated]).of(.classic),
        .get("/v5/account/instruments-info", "category=linear", full: Set(Scenario.allCases)),
        .post("/v5/account/set-limit-px-action", #"{"category":"linear","modifyEnable":true}"#).saying("success"),
        .post("/v5/account/set-hedging-mode", #"{"setHedgingMode":"ON"}"#).saying("SUCCESS"),
        .get("/v5/account/smp-group").saying("success"),
        .get("/v5/account/user-setting-config"),
        .get("/v5/account/withdrawal", "coinName=USDT,BTC"),
        .get("/v5/account/query-dcp-info").saying("success"),
        .post("/v5/account/set-margin-mode", #"{"setMarginMode":"REGULAR_MARGIN"}"#).saying("Request accepted"),
        .post("/v5/account/set-collateral-switch", #"{"coin":"BTC","collateralSwitch":"ON"}"#).saying("SUCCESS"),
        .post("/v5/account/set-collateral-switch-batch", #"{"request":[{"coin":"BTC","collateralSwitch":"ON"}]}"#)
            .saying("SUCCESS"),
        .post("/v5/account/upgrade-to-uta").saying("").changed { $0.full = Set(Scenario.allCases) },
        .post(
            "/v5/account/demo-apply-money",
            #"{"adjustType":0,"utaDemoApplyMoney":[{"coin":"USDT","amountStr":"109"},{"coin":"ETH","amountStr":"1"}]}"#),
    ]
}
