import TestShapes

/// Loans: https://bybit-exchange.github.io/docs/v5/account/borrow-history and its neighbours.
extension Contract {
    private static let everywhere = Set(Scenario.allCases)

    private static func list(_ row: Shape) -> Shape { .fields(["list": .list(row)]) }

    static let loan: [Contract] = [
        .open(
            "/v5/spot-margin-trade/data", "",
            .fields([
                "vipCoinList": .list(
                    .fields(
                        text: "vipLevel",
                        [
                            "list": .list(
                                .fields(
                                    text: "currency",
                                    decimal: "collateralRatio hourlyBorrowRate liquidationOrder maxBorrowingAmount",
                                    flag: "borrowable marginCollateral"))
                        ]))
            ])
        ).saying("success"),
        .open(
            "/v5/spot-margin-trade/collateral", "",
            list(
                .fields(
                    text: "currency",
                    ["collateralRatioList": .list(.fields(decimal: "minQty maxQty collateralRatio"))]))),
        .open(
            "/v5/spot-margin-trade/position-tiers", "",
            list(
                .fields(
                    text: "currency",
                    [
                        "positionTiersRatioList": .list(
                            .fields(decimal: "tier borrowLimit positionMMR positionIMR maxLeverage"))
                    ]))),
        .get(
            "/v5/spot-margin-trade/liability", "currency=USDT",
            .fields(
                text: "currency",
                decimal: "totalBorrowAmount fixedBorrowAmount flexibleBorrowAmount spotTotalBorrow derivativesBorrow")
        ).saying("Success"),
        .get(
            "/v5/spot-margin-trade/repayment-available-amount", "currency=USDT",
            .fields(text: "currency", decimal: "lossLessRepaymentAmount")
        ).saying("Success"),
        .get(
            "/v5/spot-cross-margin-trade/account", "",
            .fields(
                decimal: "status riskRate acctBalanceSum debtBalanceSum",
                [
                    "loanAccountList": .list(
                        .fields(text: "tokenId", decimal: "total locked loan interest free"))
                ]), full: everywhere
        ).saying("success").after { $0.borrow() },
        .get(
            "/v5/account/borrow-history", "",
            .fields(
                text: "nextPageCursor",
                [
                    "list": .list(
                        .fields(
                            text: "currency",
                            decimal: """
                                borrowCost hourlyBorrowRate InterestBearingBorrowSize costExemption borrowAmount \
                                unrealisedLoss freeBorrowedAmount
                                """, integer: "createdTime"))
                ]), full: everywhere
        ).after { $0.borrow(isCharged: true) },
        .post("/v5/account/repay", #"{"coin":"USDT"}"#, .fields(text: "resultStatus")).saying("success")
            .after { $0.borrow() },
        .post(
            "/v5/account/no-convert-repay", #"{"coin":"USDT"}"#,
            refusals: [.empty: 34_022_049, .busy: 34_022_049, .liquidated: 34_022_049]
        ).after { $0.borrow() },
        .post(
            "/v5/account/quick-repayment", "{}", list(.fields(text: "coin", decimal: "repaymentQty"))
        ).saying("SUCCESS").after { $0.borrow() },
    ]
}
