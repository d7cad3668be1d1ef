import Wire

extension InstrumentRow {
    /// https://www.bitget.com/api-doc/contract/market/Get-All-Symbols-Contracts
    init(bitget fields: AnswerFields) throws(MarginVenueError) {
        let (base, quote) = (try fields.text("baseCoin"), try fields.text("quoteCoin"))
        let coins = fields.json["supportMarginCoins"]?.elements?.compactMap(\.string) ?? []
        self.init(
            symbol: try fields.text("symbol"), base: base, quote: quote,
            settle: coins.contains(base) ? base : coins.first { $0 == quote } ?? coins.first ?? quote,
            tick: Self.tick(fields), quantityStep: fields.numberIfAny("sizeMultiplier"),
            minQuantity: fields.numberIfAny("minTradeNum"), maxLeverage: fields.numberIfAny("maxLever"),
            raw: fields.json)
    }

    /// `priceEndStep` units of the last of `pricePlace` decimals.
    private static func tick(_ fields: AnswerFields) -> DecimalNumber? {
        guard let places = fields.json["pricePlace"]?.scalarText.flatMap({ Int($0) }), (0...18).contains(places),
            let step = fields.json["priceEndStep"]?.scalarText, let units = UInt64(step)
        else { return nil }
        let digits = String(units)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return DecimalNumber(places == 0 ? padded : "\(padded.dropLast(places)).\(padded.suffix(places))")
    }
}

extension PositionRow {
    /// https://www.bitget.com/api-doc/contract/position/get-all-position
    init(bitget fields: AnswerFields) throws(MarginVenueError) {
        let side = try fields.text("holdSide")
        let liquidation = fields.numberIfAny("liquidationPrice")
        self.init(
            symbol: try fields.text("symbol"), side: side == "short" ? .short : .long,
            size: try fields.number("total"), entryPrice: fields.numberIfAny("openPriceAvg"),
            markPrice: fields.numberIfAny("markPrice"), leverage: fields.numberIfAny("leverage"),
            margin: fields.numberIfAny("marginSize"), unrealised: fields.numberIfAny("unrealizedPL"),
            // A price that is not above zero means that there is none.
            liquidationPrice: liquidation.flatMap { $0 == .zero || $0.isNegative ? nil : $0 },
            handle: side, raw: fields.json)
    }
}

extension BalanceRow {
    /// https://www.bitget.com/api-doc/contract/account/Get-Account-List
    init(bitget fields: AnswerFields, wallet: String) throws(MarginVenueError) {
        self.init(
            asset: try fields.text("marginCoin"), wallet: wallet, balance: nil,
            equity: fields.numberIfAny("accountEquity"), available: fields.numberIfAny("available"), raw: fields.json)
    }
}

extension OpenOrderRow {
    /// https://www.bitget.com/api-doc/contract/trade/Get-Orders-Pending
    init(bitget fields: AnswerFields) throws(MarginVenueError) {
        self.init(
            orderID: try fields.text("orderId"), clientOrderID: try fields.text("clientOid"),
            symbol: try fields.text("symbol"), side: try fields.text("side"),
            price: try fields.text("orderType") == "limit" ? fields.numberIfAny("price") : nil,
            quantity: try fields.number("size"), filled: fields.numberIfAny("baseVolume") ?? .zero, raw: fields.json)
    }
}
