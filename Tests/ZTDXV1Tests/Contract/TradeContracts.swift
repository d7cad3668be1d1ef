import TestShapes

/// Orders, positions and what they led to, `/fapi`.
enum TradeContracts {
    static let all = [
        // https://docs.p99.world/futures/usdt-margined/trades-rest/new-order and the pages beside it
        Contract(
            "POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=55000",
            refused: [.empty: "-2019", .liquidated: "-4087"], answers: order),
        Contract(
            "POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=STOP&quantity=0.001&price=61000&stopPrice=60500",
            answers: order),
        Contract(
            "DELETE", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=rests",
            refused: [.empty: "-2011", .liquidated: "-2011"], answers: order),
        Contract(
            "DELETE", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=waits",
            refused: [.empty: "-2011", .liquidated: "-2011"], answers: order),
        Contract(
            "GET", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=rests", refused: [.empty: "-2013"],
            answers: order),
        Contract(
            "GET", "/fapi/v1/openOrder", "symbol=BTCUSDT&origClientOrderId=rests",
            refused: [.empty: "-2013", .liquidated: "-2013"], answers: order),
        Contract("GET", "/fapi/v1/openOrders", answers: .list(order)),
        Contract("DELETE", "/fapi/v1/allOpenOrders", "symbol=BTCUSDT", answers: code),
        // …/position-risk, leverage, leverage-brackets, ../account/margin-type, position-mode
        Contract("GET", "/fapi/v1/positionRisk", answers: .list(position)),
        Contract(
            "POST", "/fapi/v1/leverage", "symbol=ETHUSDT&leverage=20",
            answers: .object(["leverage": .integer, "maxNotionalValue": .decimal, "symbol": .text])),
        Contract("GET", "/fapi/v1/leverageBracket", answers: .list(brackets)),
        Contract("GET", "/fapi/v1/leverageBracket", "symbol=ETHUSDT", answers: .list(brackets)),
        Contract(
            "GET", "/fapi/v1/marginType", "symbol=BTCUSDT", answers: .object(["symbol": .text, "marginType": .text])),
        Contract("POST", "/fapi/v1/marginType", "symbol=BTCUSDT&marginType=CROSSED", answers: code),
        Contract("GET", "/fapi/v1/positionSide/dual", answers: .object(["dualSidePosition": .flag])),
        Contract("POST", "/fapi/v1/positionSide/dual", "dualSidePosition=false", answers: code),
        // Binance: Futures Account Balance V2, Account Trade List, Get Income History, User Commission Rate, Start User
        // Data Stream
        Contract(
            "GET", "/fapi/v2/balance",
            answers: .list(
                .object(
                    ["accountAlias": .text, "asset": .text, "marginAvailable": .flag, "updateTime": .integer]
                        + Contract.members(
                            .decimal,
                            "balance crossWalletBalance crossUnPnl availableBalance maxWithdrawAmount")))),
        Contract(
            "GET", "/fapi/v1/userTrades", "symbol=BTCUSDT",
            answers: .list(
                .object(
                    ["id": .integer, "orderId": .uuid, "buyer": .flag, "maker": .flag, "time": .integer]
                        + Contract.members(.text, "symbol side positionSide commissionAsset")
                        + Contract.members(.decimal, "price qty quoteQty realizedPnl commission")))),
        Contract(
            "GET", "/fapi/v1/income",
            answers: .list(
                .object(
                    ["income": .decimal, "time": .integer]
                        + Contract.members(.text, "symbol incomeType asset info tranId tradeId")))),
        Contract(
            "GET", "/fapi/v1/commissionRate", "symbol=BTCUSDT",
            answers: .object(["symbol": .text, "makerCommissionRate": .decimal, "takerCommissionRate": .decimal])),
        Contract("POST", "/fapi/v1/listenKey", answers: .object(["listenKey": .text])),
    ]

    private static let code = Shape.object(["code": .integer, "msg": .text])

    private static let order = Shape.object(
        Contract.members(
            .text, "symbol status clientOrderId timeInForce type origType side positionSide workingType")
            + Contract.members(.decimal, "price avgPrice origQty executedQty cumQty cumQuote stopPrice")
            + Contract.members(.flag, "reduceOnly closePosition priceProtect")
            + ["orderId": .uuid, "time": .integer, "updateTime": .integer])

    private static let position = Shape.object(
        Contract.members(.text, "symbol marginType isAutoAddMargin positionSide")
            + Contract.members(
                .decimal,
                """
                positionAmt entryPrice markPrice unRealizedProfit liquidationPrice leverage maxNotionalValue \
                isolatedMargin notional isolatedWallet
                """) + ["updateTime": .integer])

    private static let brackets = Shape.object([
        "symbol": .text,
        "brackets": .list(
            .object(
                ["bracket": .integer, "initialLeverage": .integer]
                    + Contract.members(.decimal, "notionalCap notionalFloor maintMarginRatio cum"))),
    ])
}
