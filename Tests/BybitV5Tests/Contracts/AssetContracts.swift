import MarginEngine
import TestShapes

/// https://bybit-exchange.github.io/docs/v5/user/apikey-info and https://bybit-exchange.github.io/docs/v5/asset/coin-info
/// with its neighbours.
extension Contract {
    private static let balance = "walletBalance transferBalance bonus"

    private static let points = Shape.list(.fields(decimal: "priceScale", ["pnls": .list(.text)]))
    private static let stress = Shape.fields(["pnlRanges": points])
    private static let noRecords = Shape.fields(text: "nextPageCursor", ["rows": .list(.nothing)])

    static let asset: [Contract] = [
        .get("/v5/asset/deposit/query-record", "coin=USDT", noRecords).saying("success"),
        .get("/v5/asset/deposit/query-internal-record", "", noRecords).saying("success"),
        .get("/v5/asset/deposit/query-sub-member-record", "subMemberId=7", noRecords).saying("success"),
        .get("/v5/asset/withdraw/query-record", "withdrawType=2", noRecords).saying("success"),
        .get(
            "/v5/asset/settlement-record", "category=linear",
            .fields(text: "category nextPageCursor", ["list": .list(.nothing)])),
        .get(
            "/v5/user/query-api", "",
            .fields(
                text: """
                    id note apiKey secret expiredAt createdAt vipLevel mktMakerLevel rsaPublicKey parentUid kycLevel \
                    kycRegion
                    """,
                integer: "readOnly type deadlineDay unified uta userID inviterID affiliateID", flag: "isMaster",
                ["permissions": .map(.list(.text)), "ips": .list(.text)])
        ).saying(""),
        .get(
            "/v5/asset/portfolio-margin", "baseCoin=BTC",
            .fields([
                "wallet": .fields(
                    decimal: """
                        equity cashBalance marginBalance availableBalance accountIM accountMM accountMMRate \
                        accountIMRate
                        """),
                "assetPnlRange": .list(
                    .fields(
                        text: "baseCoin", decimal: "maxLossPriceMove maxLossIvShock totalClosePzFee",
                        [
                            "totalPnlRanges": .fields(["ALL": stress, "PERPETUAL": stress, "OPTION": stress]),
                            "perpPositionPnlRanges": .list(
                                .fields(
                                    text: "symbolName settleCoin symbolAlias",
                                    decimal: "position sessionAvgPrice markPrice orderSize", integer: "contractType",
                                    ["pnlRanges": points])),
                            "optionExpiryDatePnlRanges": .list(.nothing),
                            "contingency": .fields(
                                decimal: """
                                    optionContingency futureDeltaContingency optionVegaContingency \
                                    contingencyComponents usdtUsdcContingency futureContingency
                                    """),
                            "asset": .fields(text: "coin", decimal: "assetIM assetMM"),
                            "spotHedgeInfo": .fields(
                                decimal: "hedgeSpotSize walletBalance usdIndexPrice", ["pnlRanges": points]),
                            "maxLossIvShockList": .list(.text),
                        ])),
            ])
        ).saying("Success"),
        .get(
            "/v5/asset/coin/query-info", "",
            .fields(["rows": .list(.fields(text: "name coin", decimal: "remainAmount", ["chains": .list(.nothing)]))])
        ).saying("success"),
        .get(
            "/v5/asset/transfer/query-account-coins-balance", "accountType=UNIFIED&coin=USDT,BTC",
            .fields(
                text: "memberId accountType", ["balance": .list(.fields(text: "coin", decimal: balance))]),
            full: Set(Scenario.allCases)
        ).saying("success"),
        .get(
            "/v5/asset/transfer/query-account-coin-balance", "accountType=UNIFIED&coin=USDT",
            .fields(
                text: "accountType accountId memberId", integer: "bizType",
                ["balance": .fields(text: "coin", decimal: balance + " transferSafeAmount ltvTransferSafeAmount")])
        ).saying("success"),
        .post(
            "/v5/asset/transfer/inter-transfer",
            #"{"transferId":"42c0cfb0-6bca-c242-bc76-4e6df6cbcb16","coin":"USDT","amount":"1","#
                + #""fromAccountType":"UNIFIED","toAccountType":"CONTRACT"}"#,
            .fields(text: "transferId status"), refusals: [.empty: 131212, .liquidated: 131212]
        ).saying("success").of(.uta1),
        .get(
            "/v5/asset/transfer/query-inter-transfer-list", "",
            .fields(
                text: "nextPageCursor",
                [
                    "list": .list(
                        .fields(
                            text: "transferId coin fromAccountType toAccountType status", decimal: "amount timestamp"))
                ])
        ).saying("success"),
        .get(
            "/v5/asset/transfer/query-universal-transfer-list", "",
            .fields(text: "nextPageCursor", ["list": .list(.nothing)])
        ).saying("success"),
        .get(
            "/v5/asset/transfer/query-transfer-coin-list", "fromAccountType=UNIFIED&toAccountType=FUND",
            .fields(["list": .list(.text)]), full: Set(Scenario.allCases)
        ).saying("success").of(.uta1),
        .post(
            "/v5/asset/transfer/universal-transfer",
            #"{"transferId":"42c0cfb0-6bca-c242-bc76-4e6df6cbcb16","coin":"USDT","amount":"1","fromMemberId":7,"#
                + #""toMemberId":8,"fromAccountType":"UNIFIED","toAccountType":"FUND"}"#,
            refusals: [.empty: 131209, .busy: 131209, .liquidated: 131209]),
    ]
}
