import MarginEngine
import TestShapes

/// https://bybit-exchange.github.io/docs/v5/account/wallet-balance and its neighbours.
extension Contract {
    private static let coin = Shape.fields(
        text: "coin",
        decimal: """
            equity usdValue walletBalance locked spotHedgingQty borrowAmount accruedInterest totalOrderIM \
            totalPositionIM totalPositionMM unrealisedPnl cumRealisedPnl bonus spotBorrow colRes availableToWithdraw \
            availableToBorrow free
            """,
        flag: "marginCollateral collateralSwitch")

    static let walletRow = Shape.fields(
        text: "accountType",
        decimal: """
            accountIMRate accountMMRate totalEquity totalWalletBalance totalMarginBalance totalAvailableBalance \
            totalPerpUPL totalInitialMargin totalMaintenanceMargin accountIMRateByMp accountMMRateByMp \
            totalInitialMarginByMp totalMaintenanceMarginByMp accountLTV
            """,
        ["coin": .list(coin)])

    private static let transaction = Shape.fields(
        text: "id symbol category side type transSubType currency tradeId orderId orderLinkId extraFees",
        decimal: """
            transactionTime qty size tradePrice funding fee cashFlow change cashBalance feeRate bonusChange
            """)

    private static let collateral = Shape.fields(
        text: "currency",
        decimal: """
            hourlyBorrowRate maxBorrowingAmount freeBorrowingLimit freeBorrowAmount borrowAmount otherBorrowAmount \
            availableToBorrow borrowUsageRate collateralRatio freeBorrowingAmount
            """,
        flag: "borrowable marginCollateral collateralSwitch")

    private static func list(_ row: Shape) -> Shape { .fields(["list": .list(row)]) }

    static let account: [Contract] = [
        .get(
            "/v5/account/info", "",
            .fields(
                text: "marginMode spotHedgingStatus dcpStatus", decimal: "updatedTime",
                integer: "unifiedMarginStatus timeWindow smpGroup", flag: "isMasterTrader")),
        .get("/v5/account/wallet-balance", "accountType=UNIFIED", list(walletRow), full: [.busy]),
        .get(
            "/v5/account/wallet-balance", "accountType=UNIFIED&coin=BTC,ETH", list(walletRow),
            full: [.empty, .liquidated]),
        .get("/v5/account/wallet-balance", "accountType=CONTRACT", list(walletRow), full: [.busy]).of(.classic),
        .get("/v5/account/wallet-balance", "accountType=CONTRACT", list(walletRow), full: [.busy]).of(.uta1),
        .get(
            "/v5/account/fee-rate", "category=linear",
            list(.fields(text: "symbol", decimal: "takerFeeRate makerFeeRate")), full: Set(Scenario.allCases)),
        .get(
            "/v5/account/transaction-log", "",
            .fields(text: "nextPageCursor", ["list": .list(transaction)]), full: [.busy, .liquidated]),
        .get("/v5/account/collateral-info", "", list(collateral), full: Set(Scenario.allCases)),
        .get(
            "/v5/account/contract-transaction-log", "",
            .fields(
                text: "nextPageCursor",
                [
                    "list": .list(
                        .fields(
                            text: "id symbol category side type currency tradeId orderId orderLinkId",
                            decimal: """
                                transactionTime qty size tradePrice funding fee cashFlow change cashBalance feeRate \
                                bonusChange
                                """))
                ]), full: [.busy, .liquidated]
        ).of(.classic),
        .get(
            "/v5/account/instruments-info", "category=linear",
            .fields(
                text: "category nextPageCursor",
                ["list": .list(instrument.with(.fields(flag: "isPublicRpi myRpiPermission")))]),
            full: Set(Scenario.allCases)),
        .post("/v5/account/set-limit-px-action", #"{"category":"linear","modifyEnable":true}"#).saying("success"),
        .post("/v5/account/set-hedging-mode", #"{"setHedgingMode":"ON"}"#).saying("SUCCESS"),
        .get("/v5/account/smp-group", "", .fields(integer: "smpGroup")).saying("success"),
        .get(
            "/v5/account/user-setting-config", "", .fields(flag: "lpaSpot lpaPerp deltaEnable smsef fmsef")),
        .get(
            "/v5/account/withdrawal", "coinName=USDT,BTC",
            .fields(decimal: "availableWithdrawal", ["availableWithdrawalMap": .fields(decimal: "USDT BTC")])),
        .get(
            "/v5/account/query-dcp-info", "",
            .fields(["dcpInfos": .list(.fields(text: "product dcpStatus", decimal: "timeWindow"))])
        ).saying("success"),
        .post(
            "/v5/account/set-margin-mode", #"{"setMarginMode":"REGULAR_MARGIN"}"#,
            .fields(["reasons": .list(.fields(text: "reasonCode reasonMsg"))])
        ).saying("Request accepted").changed { $0.hasTime = false },
        .post("/v5/account/set-collateral-switch", #"{"coin":"BTC","collateralSwitch":"ON"}"#).saying("SUCCESS"),
        .post(
            "/v5/account/set-collateral-switch-batch", #"{"request":[{"coin":"BTC","collateralSwitch":"ON"}]}"#,
            .fields(["list": .list(.fields(text: "coin collateralSwitch"))])
        ).saying("SUCCESS"),
        .post(
            "/v5/account/upgrade-to-uta", "{}",
            .fields(text: "unifiedUpdateStatus", ["unifiedUpdateMsg": .fields(["msg": .list(.text)])])
        ).saying("").changed { $0.full = Set(Scenario.allCases) },
        .post(
            "/v5/account/demo-apply-money",
            #"{"adjustType":0,"utaDemoApplyMoney":[{"coin":"USDT","amountStr":"109"},{"coin":"ETH","amountStr":"1"}]}"#),
    ]
}
