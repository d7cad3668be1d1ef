import Wire

extension InstrumentRow {
    /// https://docs.p99.world/futures/usdt-margined/market-rest/exchange-info
    init(ztdx fields: AnswerFields) throws(MarginVenueError) {
        func filter(_ type: String, _ name: String) -> DecimalNumber? {
            let filter = fields.json["filters"]?.elements?.first { $0["filterType"]?.string == type }
            return filter?[name]?.scalarText.flatMap { DecimalNumber($0) }
        }
        self.init(
            symbol: try fields.text("symbol"), base: try fields.text("baseAsset"),
            quote: try fields.text("quoteAsset"), settle: try fields.text("marginAsset"),
            tick: filter("PRICE_FILTER", "tickSize"), quantityStep: filter("LOT_SIZE", "stepSize"),
            minQuantity: filter("LOT_SIZE", "minQty"), maxLeverage: fields.numberIfAny("maxLeverage"),
            raw: fields.json)
    }
}

extension PositionRow {
    /// https://docs.p99.world/futures/usdt-margined/trades-rest/position-risk; nil for a symbol without a position.
    init?(ztdx fields: AnswerFields) throws(MarginVenueError) {
        let amount = try fields.number("positionAmt")
        guard amount != .zero else { return nil }
        let liquidation = fields.numberIfAny("liquidationPrice")
        self.init(
            symbol: try fields.text("symbol"), side: amount.isNegative ? .short : .long, size: amount.magnitude,
            entryPrice: fields.numberIfAny("entryPrice"), markPrice: fields.numberIfAny("markPrice"),
            leverage: fields.numberIfAny("leverage"), margin: fields.numberIfAny("isolatedMargin"),
            unrealised: fields.numberIfAny("unRealizedProfit"),
            liquidationPrice: liquidation == .zero ? nil : liquidation, handle: try fields.text("symbol"),
            raw: fields.json)
    }
}

extension BalanceRow {
    /// Binance's `GET /fapi/v2/balance`, which ZTDX's own connectors use.
    init(ztdx fields: AnswerFields) throws(MarginVenueError) {
        self.init(
            asset: try fields.text("asset"), wallet: "futures", balance: try fields.number("balance"), equity: nil,
            available: fields.numberIfAny("availableBalance"), raw: fields.json)
    }
}

extension OpenOrderRow {
    /// https://docs.p99.world/futures/usdt-margined/trades-rest/open-orders
    init(ztdx fields: AnswerFields) throws(MarginVenueError) {
        self.init(
            orderID: try fields.text("orderId"), clientOrderID: fields.json["clientOrderId"]?.scalarText ?? "",
            symbol: try fields.text("symbol"), side: try fields.text("side").lowercased(),
            price: try fields.text("type") == "MARKET" ? nil : fields.numberIfAny("price"),
            quantity: try fields.number("origQty"), filled: try fields.number("executedQty"), raw: fields.json)
    }
}
