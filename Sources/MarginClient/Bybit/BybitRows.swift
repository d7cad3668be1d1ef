extension InstrumentRow {
    /// https://bybit-exchange.github.io/docs/v5/market/instrument
    init(bybit fields: AnswerFields) throws(MarginVenueError) {
        self.init(
            symbol: try fields.text("symbol"), base: try fields.text("baseCoin"), quote: try fields.text("quoteCoin"),
            settle: try fields.text("settleCoin"), tick: fields.numberIfAny("priceFilter", "tickSize"),
            quantityStep: fields.numberIfAny("lotSizeFilter", "qtyStep"),
            minQuantity: fields.numberIfAny("lotSizeFilter", "minOrderQty"),
            maxLeverage: fields.numberIfAny("leverageFilter", "maxLeverage"), raw: fields.json)
    }
}

extension BalanceRow {
    /// A coin of https://bybit-exchange.github.io/docs/v5/account/wallet-balance
    init(bybit fields: AnswerFields, wallet: String) throws(MarginVenueError) {
        self.init(
            asset: try fields.text("coin"), wallet: wallet, balance: try fields.number("walletBalance"),
            equity: fields.numberIfAny("equity"), available: fields.numberIfAny("availableToWithdraw"),
            raw: fields.json)
    }
}

extension OpenOrderRow {
    /// https://bybit-exchange.github.io/docs/v5/order/open-order
    init(bybit fields: AnswerFields) throws(MarginVenueError) {
        let isLimit = try fields.text("orderType") == "Limit"
        self.init(
            orderID: try fields.text("orderId"), clientOrderID: try fields.text("orderLinkId"),
            symbol: try fields.text("symbol"), side: try fields.text("side").lowercased(),
            price: isLimit ? fields.numberIfAny("price") : nil, quantity: try fields.number("qty"),
            filled: try fields.number("cumExecQty"), raw: fields.json)
    }
}
