import MarginEngine

/// https://bybit-exchange.github.io/docs/v5/user/apikey-info and https://bybit-exchange.github.io/docs/v5/asset/coin-info
/// with its neighbours.
extension Contract {
    static let asset: [Contract] = [
        .get("/v5/asset/deposit/query-record", "coin=USDT").saying("success"),
        .get("/v5/asset/deposit/query-internal-record").saying("success"),
        .get("/v5/asset/deposit/query-sub-member-record", "subMemberId=7").saying("success"),
        .get("/v5/asset/withdraw/query-record", "withdrawType=2").saying("success"),
        .get("/v5/asset/settlement-record", "category=linear"),
        .get("/v5/user/query-api").saying(""),
        .get("/v5/asset/portfolio-margin", "baseCoin=BTC").saying("Success"),
        .get("/v5/asset/coin/query-info").saying("success"),
        .get(
            "/v5/asset/transfer/query-account-coins-balance", "accountType=UNIFIED&coin=USDT,BTC",
            full: Set(Scenario.allCases)
        ).saying("success"),
        .get("/v5/asset/transfer/query-account-coin-balance", "accountType=UNIFIED&coin=USDT").saying("success"),
        .post(
            "/v5/asset/transfer/inter-transfer",
            #"{"transferId":"42c0cfb0-6bca-c242-bc76-4e6df6cbcb16","coin":"USDT","amount":"1","#
                + #""fromAccountType":"UNIFIED","toAccountType":"CONTRACT"}"#,
            refusals: [.empty: 131212, .liquidated: 131212]
        ).saying("success").of(.uta1),
        .get("/v5/asset/transfer/query-inter-transfer-list").saying("success"),
        .get("/v5/asset/transfer/query-universal-transfer-list").saying("success"),
        .get(
            "/v5/asset/transfer/query-transfer-coin-list", "fromAccountType=UNIFIED&toAccountType=FUND",
            full: Set(Scenario.allCases)
        ).saying("success").of(.uta1),
        .post(
            "/v5/asset/transfer/universal-transfer",
            #"{"transferId":"42c0cfb0-6bca-c242-bc76-4e6df6cbcb16","coin":"USDT","amount":"1","fromMemberId":7,"#
                + #""toMemberId":8,"fromAccountType":"UNIFIED","toAccountType":"FUND"}"#,
            refusals: [.empty: 131209, .busy: 131209, .liquidated: 131209]),
    ]
}
