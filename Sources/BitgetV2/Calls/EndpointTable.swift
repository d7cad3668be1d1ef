import HTTP1

/// All calls, by path.
enum EndpointTable {
    static let all = common + market + account + notOpenYet + positions + orders + plans

    private static let common: [Endpoint] = [
        .open("/api/v2/public/time", Call.serverTime),
        .open("/api/v2/spot/public/coins", perSecond: 3, Call.emptyList),
        .open("/api/v2/spot/public/symbols", Call.emptyList),
        .open("/api/v2/margin/currencies", perSecond: 10, Call.emptyList),
        .signed(
            .get, "/api/v2/common/trade-rate", perSecond: 10, required: ["symbol", "businessType"],
            SignedCall.tradeRate),
        .signed(.get, "/api/v2/spot/account/info", perSecond: 1, SignedCall.accountInformation),
        .signed(.get, "/api/v3/account/settings", perSecond: 20, SignedCall.unifiedAccountSettings),
    ]

    private static let market: [Endpoint] = [
        .open("/api/v2/mix/market/contracts", Call.contracts),
        .open("/api/v2/mix/market/ticker", Call.ticker),
        .open("/api/v2/mix/market/tickers", Call.allTickers),
        .open("/api/v2/mix/market/symbol-price", Call.symbolPrice),
        .open("/api/v2/mix/market/merge-depth", Call.mergedDepth),
        .open("/api/v2/mix/market/candles", Call.candles),
        .open("/api/v2/mix/market/history-candles", Call.pastCandles),
        .open("/api/v2/mix/market/history-mark-candles", Call.markCandles),
        .open("/api/v2/mix/market/history-index-candles", Call.indexCandles),
        .open("/api/v2/mix/market/fills", Call.trades),
        .open("/api/v2/mix/market/fills-history", perSecond: 10, Call.pastTrades),
        .open("/api/v2/mix/market/history-fund-rate", Call.pastFundingRates),
        .open("/api/v2/mix/market/vip-fee-rate", perSecond: 10, Call.feeLevels),
        .open("/api/v2/mix/market/current-fund-rate", Call.currentFundingRate),
        .open("/api/v2/mix/market/funding-time", Call.fundingTime),
        .open("/api/v2/mix/market/open-interest", Call.openInterest),
        .open("/api/v2/mix/market/query-position-lever", perSecond: 10, Call.positionTiers),
    ]

    private static let account: [Endpoint] = [
        .signed(
            .post, "/api/v2/mix/account/set-margin-mode", perSecond: 5,
            required: ["symbol", "productType", "marginCoin", "marginMode"], SignedCall.setMarginMode),
        .signed(
            .post, "/api/v2/mix/account/set-margin", perSecond: 5,
            required: ["symbol", "productType", "marginCoin", "holdSide", "amount"], SignedCall.setMargin),
        .signed(
            .post, "/api/v2/mix/account/set-leverage", perSecond: 5,
            required: ["symbol", "productType", "marginCoin"], SignedCall.setLeverage),
        .signed(
            .post, "/api/v2/mix/account/set-all-leverage", perSecond: 5, required: ["productType", "leverage"],
            SignedCall.setAllLeverage),
        .signed(
            .post, "/api/v2/mix/account/set-position-mode", perSecond: 5, required: ["productType", "posMode"],
            SignedCall.setPositionMode),
        .signed(
            .post, "/api/v2/mix/account/set-auto-margin", perSecond: 5,
            required: ["symbol", "autoMargin", "marginCoin", "holdSide"], SignedCall.setAutoMargin),
        .signed(
            .get, "/api/v2/mix/account/account", perSecond: 10, required: ["symbol", "productType", "marginCoin"],
            SignedCall.singleAccount),
        .signed(
            .get, "/api/v2/mix/account/accounts", perSecond: 10, required: ["productType"], SignedCall.accountList),
        .signed(
            .get, "/api/v2/mix/account/isolated-symbols", perSecond: 10, required: ["productType"],
            SignedCall.isolatedSymbols),
        .signed(
            .post, "/api/v2/mix/account/set-asset-mode", perSecond: 2, required: ["productType", "assetMode"],
            SignedCall.setAssetMode),
        .signed(.get, "/api/v2/mix/account/bill", perSecond: 10, required: ["productType"], SignedCall.bills),
        .signed(
            .get, "/api/v2/mix/account/open-count", perSecond: 10,
            required: ["symbol", "productType", "marginCoin", "openAmount", "openPrice"], SignedCall.openCount),
        .signed(
            .get, "/api/v2/mix/account/max-open", perSecond: 20,
            required: ["symbol", "productType", "marginCoin", "posSide", "orderType"], SignedCall.maxOpen),
        .signed(
            .get, "/api/v2/mix/account/liq-price", perSecond: 20,
            required: ["symbol", "productType", "marginCoin", "posSide", "orderType", "openAmount"],
            SignedCall.liquidationPrice),
    ]

    /// Documented calls on what these accounts do not have: sub-accounts, interest, union mode, transfers.
    private static let notOpenYet: [Endpoint] =
        [
            "sub-account-assets", "interest-history", "union-config", "switch-union-usdt", "transfer-limits",
        ].map { .signed(.get, "/api/v2/mix/account/\($0)", perSecond: 10, SignedCall.notOpenYet) }
        + [.signed(.post, "/api/v2/mix/account/union-convert", perSecond: 5, SignedCall.notOpenYet)]
        + ["discount-rate", "exchange-rate", "union-interest-rate-history", "oi-limit"].map {
            .open("/api/v2/mix/market/\($0)", perSecond: 5, Call.notOpenYet)
        }

    private static let positions: [Endpoint] = [
        .signed(
            .get, "/api/v2/mix/position/all-position", perSecond: 5, required: ["productType"],
            SignedCall.allPositions),
        .signed(
            .get, "/api/v2/mix/position/single-position", perSecond: 10,
            required: ["productType", "symbol", "marginCoin"], SignedCall.singlePosition),
        .signed(.get, "/api/v2/mix/position/history-position", perSecond: 20, SignedCall.positionHistory),
        .signed(
            .get, "/api/v2/mix/position/adlRank", perSecond: 5, required: ["productType"],
            SignedCall.deleveragingRanks),
    ]

    private static let orders: [Endpoint] = [
        .signed(
            .post, "/api/v2/mix/order/place-order", perSecond: 10,
            required: ["symbol", "productType", "marginMode", "marginCoin", "size", "side", "orderType"],
            SignedCall.placeOrder),
        .signed(
            .post, "/api/v2/mix/order/batch-place-order", perSecond: 5,
            required: ["symbol", "productType", "marginCoin", "marginMode"], SignedCall.batchPlaceOrders),
        .signed(
            .post, "/api/v2/mix/order/modify-order", perSecond: 10,
            required: ["symbol", "productType", "newClientOid"],
            SignedCall.modifyOrder),
        .signed(
            .post, "/api/v2/mix/order/click-backhand", perSecond: 10,
            required: ["symbol", "marginCoin", "productType", "side"], SignedCall.reverse),
        .signed(
            .post, "/api/v2/mix/order/cancel-order", perSecond: 10, required: ["symbol", "productType"],
            SignedCall.cancelOrder),
        .signed(
            .post, "/api/v2/mix/order/batch-cancel-orders", perSecond: 10, required: ["productType"],
            SignedCall.batchCancelOrders),
        .signed(
            .post, "/api/v2/mix/order/cancel-all-orders", perSecond: 10, required: ["productType"],
            SignedCall.cancelAllOrders),
        .signed(
            .post, "/api/v2/mix/order/close-positions", perSecond: 1, required: ["productType"],
            SignedCall.closePositions),
        .signed(
            .get, "/api/v2/mix/order/detail", perSecond: 10, required: ["symbol", "productType"],
            SignedCall.orderDetail),
        .signed(
            .get, "/api/v2/mix/order/orders-pending", perSecond: 10, required: ["productType"],
            SignedCall.pendingOrders),
        .signed(
            .get, "/api/v2/mix/order/orders-history", perSecond: 10, required: ["productType"],
            SignedCall.orderHistory),
        .signed(.get, "/api/v2/mix/order/fills", perSecond: 10, required: ["productType"], SignedCall.fills),
        .signed(
            .get, "/api/v2/mix/order/fill-history", perSecond: 10, required: ["productType"], SignedCall.fillHistory),
    ]

    private static let plans: [Endpoint] = [
        .signed(
            .post, "/api/v2/mix/order/place-plan-order", perSecond: 10,
            required: [
                "planType", "symbol", "productType", "marginMode", "marginCoin", "size", "triggerPrice", "triggerType",
                "side", "orderType",
            ], SignedCall.placePlanOrder),
        .signed(
            .post, "/api/v2/mix/order/modify-plan-order", perSecond: 10, required: ["productType"],
            SignedCall.modifyPlanOrder),
        .signed(
            .post, "/api/v2/mix/order/cancel-plan-order", perSecond: 10, required: ["productType"],
            SignedCall.cancelPlanOrders),
        .signed(
            .post, "/api/v2/mix/order/place-tpsl-order", perSecond: 10,
            required: ["marginCoin", "productType", "symbol", "planType", "triggerPrice", "holdSide"],
            SignedCall.placeStop),
        .signed(
            .post, "/api/v2/mix/order/place-pos-tpsl", perSecond: 10,
            required: ["marginCoin", "productType", "symbol", "holdSide"], SignedCall.placeStops),
        .signed(
            .post, "/api/v2/mix/order/modify-tpsl-order", perSecond: 10,
            required: ["marginCoin", "productType", "symbol", "triggerPrice"], SignedCall.modifyStop),
        .signed(
            .get, "/api/v2/mix/order/orders-plan-pending", perSecond: 10, required: ["planType", "productType"],
            SignedCall.pendingPlans),
        .signed(
            .get, "/api/v2/mix/order/orders-plan-history", perSecond: 10, required: ["planType", "productType"],
            SignedCall.planHistory),
        .signed(
            .get, "/api/v2/mix/order/plan-sub-order", perSecond: 10,
            required: ["planType", "planOrderId", "productType"], SignedCall.planSubOrders),
    ]
}
