import HTTP1

/// All calls, by path.
enum EndpointTable {
    static let all = common + market + account + notOpenYet + positions + orders + plans

    private static let common: [Endpoint] = [
        .open("/api/v2/public/time", Market.serverTime),
        .open("/api/v2/spot/public/coins", perSecond: 3, Unoffered.emptyList),
        .open("/api/v2/spot/public/symbols", Unoffered.emptyList),
        .open("/api/v2/margin/currencies", perSecond: 10, Unoffered.emptyList),
        .signed(
            .get, "/api/v2/common/trade-rate", perSecond: 10, required: ["symbol", "businessType"],
            Accounts.tradeRate),
        .signed(
            .get, "/api/v2/common/all-trade-rate", perSecond: 10, required: ["businessType"], Accounts.allTradeRates),
        .signed(.get, "/api/v2/account/all-account-balance", perSecond: 1, Accounts.balances),
        .signed(.get, "/api/v2/spot/account/info", perSecond: 1, Accounts.information),
        .signed(.get, "/api/v2/spot/account/assets", perSecond: 10, Accounts.spotAssets),
        .signed(
            .post, "/api/v2/spot/wallet/transfer", perSecond: 10, required: ["fromType", "toType", "amount", "coin"],
            Accounts.transfer),
        .signed(
            .get, "/api/v2/spot/account/transferRecords", perSecond: 20, required: ["coin"], Accounts.transferRecords),
        .signed(
            .get, "/api/v2/spot/wallet/transfer-coin-info", perSecond: 10, required: ["fromType", "toType"],
            Accounts.transferCoins),
    ]

    private static let market: [Endpoint] = [
        .open("/api/v2/mix/market/contracts", Market.contracts),
        .open("/api/v2/mix/market/ticker", Market.ticker),
        .open("/api/v2/mix/market/tickers", Market.allTickers),
        .open("/api/v2/mix/market/symbol-price", Market.symbolPrice),
        .open("/api/v2/mix/market/merge-depth", Market.mergedDepth),
        .open("/api/v2/mix/market/candles", Market.candles),
        .open("/api/v2/mix/market/history-candles", Market.pastCandles),
        .open("/api/v2/mix/market/history-mark-candles", Market.markCandles),
        .open("/api/v2/mix/market/history-index-candles", Market.indexCandles),
        .open("/api/v2/mix/market/fills", Market.trades),
        .open("/api/v2/mix/market/fills-history", perSecond: 10, Market.pastTrades),
        .open("/api/v2/mix/market/history-fund-rate", Market.pastFundingRates),
        .open("/api/v2/mix/market/vip-fee-rate", perSecond: 10, Market.feeLevels),
        .open("/api/v2/mix/market/current-fund-rate", Market.currentFundingRate),
        .open("/api/v2/mix/market/funding-time", Market.fundingTime),
        .open("/api/v2/mix/market/open-interest", Market.openInterest),
        .open("/api/v2/mix/market/oi-limit", perSecond: 10, Market.positionLimits),
        .open("/api/v2/mix/market/discount-rate", perSecond: 5, Market.discountRates),
        .open("/api/v2/mix/market/account-long-short", perSecond: 1, Market.accountLongShort),
        .open("/api/v2/mix/market/position-long-short", perSecond: 1, Market.positionLongShort),
        .open("/api/v2/mix/market/long-short", perSecond: 1, Market.longShort),
        .open("/api/v2/mix/market/taker-buy-sell", perSecond: 1, Market.takerVolumes),
        .open("/api/v2/mix/market/query-position-lever", perSecond: 10, Market.positionTiers),
    ]

    private static let account: [Endpoint] = [
        // BITGET-MODE-1 and BITGET-MODE-18; BITGET-MARGIN-1 and BITGET-MARGIN-16.
        .signed(
            .post, "/api/v2/mix/account/set-margin-mode", perSecond: 5,
            required: ["symbol", "productType", "marginCoin", "marginMode"], Accounts.setMarginMode),
        .signed(
            .post, "/api/v2/mix/account/set-margin", perSecond: 5,
            required: ["symbol", "productType", "marginCoin", "holdSide", "amount"], Accounts.setMargin),
        .signed(
            .post, "/api/v2/mix/account/set-leverage", perSecond: 5,
            required: ["symbol", "productType", "marginCoin"], Accounts.setLeverage),
        .signed(
            .post, "/api/v2/mix/account/set-all-leverage", perSecond: 5, required: ["productType", "leverage"],
            Accounts.setAllLeverage),
        .signed(
            .post, "/api/v2/mix/account/set-position-mode", perSecond: 5, required: ["productType", "posMode"],
            Accounts.setPositionMode),
        .signed(
            .post, "/api/v2/mix/account/set-auto-margin", perSecond: 5,
            required: ["symbol", "autoMargin", "marginCoin", "holdSide"], Accounts.setAutoMargin),
        .signed(
            .get, "/api/v2/mix/account/account", perSecond: 10, required: ["symbol", "productType", "marginCoin"],
            Accounts.single),
        .signed(
            .get, "/api/v2/mix/account/accounts", perSecond: 10, required: ["productType"], Accounts.list),
        .signed(
            .get, "/api/v2/mix/account/isolated-symbols", perSecond: 10, required: ["productType"],
            Accounts.isolatedSymbols),
        .signed(
            .post, "/api/v2/mix/account/set-asset-mode", perSecond: 2, required: ["productType", "assetMode"],
            Accounts.setAssetMode),
        .signed(.get, "/api/v2/mix/account/union-config", perSecond: 1, Accounts.unionConfig),
        .signed(.get, "/api/v2/mix/account/switch-union-usdt", perSecond: 1, Accounts.switchQuota),
        .signed(
            .get, "/api/v2/mix/account/transfer-limits", perSecond: 1, required: ["coin"], Accounts.transferLimits),
        .signed(.get, "/api/v2/mix/account/bill", perSecond: 10, required: ["productType"], Accounts.bills),
        .signed(
            .get, "/api/v2/mix/account/open-count", perSecond: 10,
            required: ["symbol", "productType", "marginCoin", "openAmount", "openPrice"], Accounts.openCount),
        .signed(
            .get, "/api/v2/mix/account/max-open", perSecond: 20,
            required: ["symbol", "productType", "marginCoin", "posSide", "orderType"], Accounts.maxOpen),
        .signed(
            .get, "/api/v2/mix/account/liq-price", perSecond: 20,
            required: ["symbol", "productType", "marginCoin", "posSide", "orderType", "openAmount"],
            Accounts.liquidationPrice),
    ]

    /// Documented calls on what these accounts do not have: sub-accounts, interest, conversion.
    private static let notOpenYet: [Endpoint] = [
        .signed(.get, "/api/v2/mix/account/sub-account-assets", perSecond: 10, Unoffered.signed),
        .signed(.get, "/api/v2/mix/account/interest-history", perSecond: 10, Unoffered.signed),
        .signed(.post, "/api/v2/mix/account/union-convert", perSecond: 5, Unoffered.signed),
        .open("/api/v2/mix/market/exchange-rate", perSecond: 5, Unoffered.open),
        .open("/api/v2/mix/market/union-interest-rate-history", perSecond: 5, Unoffered.open),
    ]

    private static let positions: [Endpoint] = [
        .signed(
            .get, "/api/v2/mix/position/all-position", perSecond: 5, required: ["productType"],
            Positions.all),
        .signed(
            .get, "/api/v2/mix/position/single-position", perSecond: 10,
            required: ["productType", "symbol", "marginCoin"], Positions.single),
        .signed(.get, "/api/v2/mix/position/history-position", perSecond: 20, Positions.history),
        .signed(
            .get, "/api/v2/mix/position/adlRank", perSecond: 5, required: ["productType"],
            Positions.deleveragingRanks),
    ]

    private static let orders: [Endpoint] = [
        .signed(
            .post, "/api/v2/mix/order/place-order", perSecond: 10,
            required: ["symbol", "productType", "marginMode", "marginCoin", "size", "side", "orderType"],
            Orders.place),
        .signed(
            .post, "/api/v2/mix/order/batch-place-order", perSecond: 5,
            required: ["symbol", "productType", "marginCoin", "marginMode"], Orders.placeBatch),
        .signed(
            .post, "/api/v2/mix/order/modify-order", perSecond: 10,
            required: ["symbol", "productType", "newClientOid"],
            Orders.modify),
        .signed(
            .post, "/api/v2/mix/order/click-backhand", perSecond: 10,
            required: ["symbol", "marginCoin", "productType", "side"], Orders.reverse),
        .signed(
            .post, "/api/v2/mix/order/cancel-order", perSecond: 10, required: ["symbol", "productType"],
            Orders.cancel),
        .signed(
            .post, "/api/v2/mix/order/batch-cancel-orders", perSecond: 10, required: ["productType"],
            Orders.cancelBatch),
        .signed(
            .post, "/api/v2/mix/order/cancel-all-orders", perSecond: 10, required: ["productType"],
            Orders.cancelAll),
        .signed(
            .post, "/api/v2/mix/order/close-positions", perSecond: 1, required: ["productType"],
            Orders.closePositions),
        .signed(
            .get, "/api/v2/mix/order/detail", perSecond: 10, required: ["symbol", "productType"],
            Orders.detail),
        .signed(
            .get, "/api/v2/mix/order/orders-pending", perSecond: 10, required: ["productType"],
            Orders.pending),
        .signed(
            .get, "/api/v2/mix/order/orders-history", perSecond: 10, required: ["productType"],
            Orders.history),
        .signed(.get, "/api/v2/mix/order/fills", perSecond: 10, required: ["productType"], Orders.fills),
        .signed(
            .get, "/api/v2/mix/order/fill-history", perSecond: 10, required: ["productType"], Orders.fillHistory),
    ]

    private static let plans: [Endpoint] = [
        .signed(
            .post, "/api/v2/mix/order/place-plan-order", perSecond: 10,
            required: [
                "planType", "symbol", "productType", "marginMode", "marginCoin", "size", "triggerPrice", "triggerType",
                "side", "orderType",
            ], Plans.place),
        .signed(
            .post, "/api/v2/mix/order/modify-plan-order", perSecond: 10, required: ["productType"],
            Plans.modify),
        .signed(
            .post, "/api/v2/mix/order/cancel-plan-order", perSecond: 10, required: ["productType"],
            Plans.cancel),
        .signed(
            .post, "/api/v2/mix/order/place-tpsl-order", perSecond: 10,
            required: ["marginCoin", "productType", "symbol", "planType", "triggerPrice", "holdSide"],
            Plans.placeStop),
        .signed(
            .post, "/api/v2/mix/order/place-pos-tpsl", perSecond: 10,
            required: ["marginCoin", "productType", "symbol", "holdSide"], Plans.placeStops),
        .signed(
            .post, "/api/v2/mix/order/modify-tpsl-order", perSecond: 10,
            required: ["marginCoin", "productType", "symbol", "triggerPrice"], Plans.modifyStop),
        .signed(
            .get, "/api/v2/mix/order/orders-plan-pending", perSecond: 10, required: ["planType", "productType"],
            Plans.pending),
        .signed(
            .get, "/api/v2/mix/order/orders-plan-history", perSecond: 10, required: ["planType", "productType"],
            Plans.history),
        .signed(
            .get, "/api/v2/mix/order/plan-sub-order", perSecond: 10,
            required: ["planType", "planOrderId", "productType"], Plans.subOrders),
    ]
}
