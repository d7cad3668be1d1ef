import HTTP1

extension Endpoint {
    /// Every call there is. What the venue documents and what is ours stands with each handler.
    static let all = [
        Endpoint(.post, "/api/v1/account/margin-mode", limit: .switches, .signed(MarginModes.change)),
        Endpoint(.get, "/api/v1/account/margin-mode", .signed(MarginModes.read)),
        Endpoint(.post, "/api/v1/account/margin-mode/precheck", .signed(SwitchPrecheck.preview)),
        Endpoint(.get, "/api/v1/account/margin-mode/history", .signed(MarginModes.history)),
        Endpoint(.get, "/api/v1/account/balances", .signed(UnifiedAccounts.balances)),
        Endpoint(.get, "/api/v1/unified/account", .signed(UnifiedAccounts.read)),
        Endpoint(.post, "/api/v1/unified/risk/simulate", .signed(RiskSimulation.simulate)),
        Endpoint(.get, "/api/v1/positions", .signed(PositionRows.list)),
        Endpoint(.get, "/api/v1/positions/:position_id", .signed(PositionRows.read)),
        Endpoint(.post, "/api/v1/positions/:position_id/margin", .signed(PositionRows.adjustMargin)),
        Endpoint(.post, "/api/v1/orders", limit: .orders, .signed(AccountOrders.place)),

        Endpoint(.get, "/api/v1/time", .open(Markets.serverTime)),
        Endpoint(.get, "/api/v1/markets", .open(MarketRows.list)),
        Endpoint(.get, "/api/v1/markets/:symbol/config", .open(MarketRows.config)),
        Endpoint(.get, "/api/v1/markets/:symbol/tiers", .open(MarketRows.tiers)),
        Endpoint(.get, "/api/v1/mark-price/:symbol", .open(MarketRows.markPrice)),
        Endpoint(.get, "/api/v1/index-price/:symbol", .open(MarketRows.indexPrice)),
        Endpoint(.get, "/api/v1/ticker/:symbol", .open(MarketRows.ticker)),
        Endpoint(.get, "/api/v1/orderbook/:symbol", .open(MarketRows.orderBook)),
        Endpoint(.get, "/api/v1/trades/:symbol", .open(MarketRows.trades)),
        Endpoint(.get, "/api/v1/klines/:symbol", .open(MarketRows.klines)),
        Endpoint(.get, "/api/v1/funding-rate/history", .open(MarketRows.fundingRates)),
        Endpoint(.get, "/api/v1/insurance-fund/:symbol", .open(MarketRows.insuranceFund)),

        Endpoint(.get, "/fapi/v1/ping", .open(Markets.ping)),
        Endpoint(.get, "/fapi/v1/time", .open(Markets.time)),
        Endpoint(.get, "/fapi/v1/exchangeInfo", .open(Markets.exchangeInfo)),
        Endpoint(.get, "/exchangeInfo", .open(Markets.exchangeInfo)),
        Endpoint(.get, "/fapi/v1/premiumIndex", .open(Markets.premiumIndex)),
        Endpoint(.get, "/fapi/v1/depth", .open(Books.depth)),
        Endpoint(.get, "/fapi/v1/ticker/24hr", .open(Books.lastDay)),

        Endpoint(.post, "/fapi/v1/order", limit: .orders, .signed(Orders.place)),
        Endpoint(.delete, "/fapi/v1/order", limit: .orders, .signed(Orders.cancel)),
        Endpoint(.get, "/fapi/v1/order", .signed(Orders.read)),
        Endpoint(.get, "/fapi/v1/openOrder", .signed(Orders.readOpen)),
        Endpoint(.get, "/fapi/v1/openOrders", .signed(Orders.listOpen)),
        Endpoint(.delete, "/fapi/v1/allOpenOrders", limit: .orders, .signed(Orders.cancelAll)),

        Endpoint(.get, "/fapi/v1/positionRisk", .signed(Positions.risk)),
        Endpoint(.post, "/fapi/v1/leverage", .signed(Positions.setLeverage)),
        Endpoint(.get, "/fapi/v1/leverageBracket", .signed(Positions.brackets)),
        Endpoint(.get, "/fapi/v1/marginType", .signed(Positions.readMarginType)),
        Endpoint(.post, "/fapi/v1/marginType", .signed(Positions.setMarginType)),
        Endpoint(.get, "/fapi/v1/positionSide/dual", .signed(Positions.readMode)),
        Endpoint(.post, "/fapi/v1/positionSide/dual", .signed(Positions.setMode)),
        Endpoint(.get, "/fapi/v2/balance", .signed(UnifiedAccounts.balance)),
        Endpoint(.get, "/fapi/v1/userTrades", .signed(Ledgers.trades)),
        Endpoint(.get, "/fapi/v1/income", .signed(Ledgers.income)),
        Endpoint(.get, "/fapi/v1/commissionRate", .signed(Ledgers.commissionRate)),
        Endpoint(.post, "/fapi/v1/listenKey", .keyed(ListenKeys.issue)),
    ]
}
