import Desks
import Dialects

extension Endpoint {
    /// Limits: https://bybit-exchange.github.io/docs/v5/rate-limit; `switch-isolated`, `set-risk-limit`,
    /// `set-tpsl-mode` and `set-collateral-switch` are not listed there, theirs are those of their neighbours.
    /// `set-margin-mode`: five calls a second, BYBIT-MODE-8, of unified accounts, BYBIT-MODE-7.
    static let table: [Endpoint] = [
        .open("/v5/market/time", MarketTime.self),
        .open("/v5/market/instruments-info", InstrumentsInfo.self),
        .open("/v5/market/tickers", Tickers.self),
        .open("/v5/market/orderbook", OrderBook.self),
        .open("/v5/market/kline", Klines.self),
        .open("/v5/market/mark-price-kline", PriceKlines<MarkPrices>.self),
        .open("/v5/market/index-price-kline", PriceKlines<IndexPrices>.self),
        .open("/v5/market/premium-index-price-kline", PriceKlines<PremiumIndexes>.self),
        .open("/v5/market/risk-limit", RiskLimits.self),
        .open("/v5/market/funding/history", FundingHistory.self),
        .open("/v5/market/recent-trade", RecentTrades.self),
        .open("/v5/market/open-interest", OpenInterests.self),
        .open("/v5/system/status", SystemStatus.self),

        .get("/v5/account/info", AccountInfo.self, perSecond: 50),
        .get("/v5/account/wallet-balance", WalletBalance.self, perSecond: 50),
        .get("/v5/account/fee-rate", FeeRates.self, perSecond: 5),
        .get("/v5/account/transaction-log", TransactionLog.self, perSecond: 25).unifiedOnly(),
        .get("/v5/account/collateral-info", CollateralInfo.self, perSecond: 50).unifiedOnly(),
        .get("/v5/account/withdrawal", TransferableAmount.self, perSecond: 50).unifiedOnly(),
        .get("/v5/account/smp-group", SelfMatchGroup.self, perSecond: 5),
        .get("/v5/account/user-setting-config", UserSettings.self, perSecond: 50),
        .get("/v5/account/query-dcp-info", DisconnectProtectionInfo.self, perSecond: 5),
        .post("/v5/account/set-collateral-switch", SetCollateralSwitch.self, perSecond: 5).needing(.positions)
            .unifiedOnly(),
        .post("/v5/account/upgrade-to-uta", UpgradeToUnified.self, perSecond: 1),
        .post("/v5/account/demo-apply-money", DemoFunds.self, perMinute: 1),
        .post("/v5/account/set-margin-mode", SetMarginMode.self, perSecond: 5).needing(.positions).unifiedOnly(),

        .get("/v5/position/list", PositionList.self, perSecond: 50),
        .post("/v5/position/switch-isolated", SwitchIsolated.self, perSecond: 10).needing(.positions),
        .post("/v5/position/set-leverage", SetLeverage.self, perSecond: 10).needing(.positions),
        .post("/v5/position/switch-mode", SwitchPositionMode.self, perSecond: 10).needing(.positions),
        .post("/v5/position/add-margin", AddMargin.self, perSecond: 10).needing(.positions),
        .post("/v5/position/set-auto-add-margin", SetAutoAddMargin.self, perSecond: 10).needing(.positions),
        .post("/v5/position/trading-stop", SetTradingStop.self, perSecond: 10).needing(.positions),
        .post("/v5/position/set-tpsl-mode", SetStopMode.self, perSecond: 10).needing(.positions),
        .post("/v5/position/set-risk-limit", SetRiskLimit.self, perSecond: 10).needing(.positions),
        .post("/v5/position/confirm-pending-mmr", ConfirmRiskLimit.self, perSecond: 10).needing(.positions),
        .get("/v5/position/symbol-info", SymbolInfo.self, perSecond: 2),
        .get("/v5/position/closed-pnl", ClosedProfits.self, perSecond: 50),

        .post("/v5/order/create", CreateOrder.self, perSecond: 10).needing(.orders),
        .post("/v5/order/amend", AmendOrder.self, perSecond: 10).needing(.orders),
        .post("/v5/order/cancel", CancelOrder.self, perSecond: 10).needing(.orders),
        .post("/v5/order/create-batch", OrderBatch<CreateOrder>.self, perSecond: 10).needing(.orders),
        .post("/v5/order/amend-batch", OrderBatch<AmendOrder>.self, perSecond: 10).needing(.orders),
        .post("/v5/order/cancel-batch", OrderBatch<CancelOrder>.self, perSecond: 10).needing(.orders),
        .post("/v5/order/cancel-all", CancelAllOrders.self, perSecond: 10).needing(.orders),
        .post("/v5/order/pre-check", PreCheckOrder.self, perSecond: 10).needing(.orders).unifiedOnly(),
        .post("/v5/order/disconnected-cancel-all", SetDisconnectProtection.self, perSecond: 5).needing(.orders),
        .get("/v5/order/realtime", RecentOrders.self, perSecond: 50),
        .get("/v5/order/history", OrderHistory.self, perSecond: 50),
        .get("/v5/execution/list", Executions.self, perSecond: 50),

        .get("/v5/user/query-api", APIKeyInfo.self, perSecond: 10),
        .get("/v5/asset/portfolio-margin", PortfolioMargin.self, perSecond: 50).unifiedOnly(),
        .get("/v5/asset/coin/query-info", CoinInfo.self, perSecond: 5),
        .get("/v5/asset/transfer/query-account-coins-balance", AccountCoinsBalance.self, perSecond: 5),
        .get("/v5/asset/transfer/query-account-coin-balance", AccountCoinBalance.self, perSecond: 450),
        .post("/v5/asset/transfer/inter-transfer", InterTransfer.self, perMinute: 60).needing(.transfers),
    ]
}
