/// Orders, positions and what they led to, `/fapi`.
enum TradeContracts {
    static let all = [
        Contract(
            "POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=55000",
            refused: [.empty: "-2019", .liquidated: "-4087"]),
        Contract(
            "POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=STOP&quantity=0.001&price=61000&stopPrice=60500"),
        Contract(
            "DELETE", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=rests",
            refused: [.empty: "-2011", .liquidated: "-2011"]),
        Contract(
            "DELETE", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=waits",
            refused: [.empty: "-2011", .liquidated: "-2011"]),
        Contract("GET", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=rests", refused: [.empty: "-2013"]),
        Contract(
            "GET", "/fapi/v1/openOrder", "symbol=BTCUSDT&origClientOrderId=rests",
            refused: [.empty: "-2013", .liquidated: "-2013"]),
        Contract("GET", "/fapi/v1/openOrders"),
        Contract("DELETE", "/fapi/v1/allOpenOrders", "symbol=BTCUSDT"),
        Contract("GET", "/fapi/v1/positionRisk"),
        Contract("POST", "/fapi/v1/leverage", "symbol=ETHUSDT&leverage=20"),
        Contract("GET", "/fapi/v1/leverageBracket"),
        Contract("GET", "/fapi/v1/leverageBracket", "symbol=ETHUSDT"),
        Contract("GET", "/fapi/v1/marginType", "symbol=BTCUSDT"),
        Contract("POST", "/fapi/v1/marginType", "symbol=BTCUSDT&marginType=CROSSED"),
        Contract("GET", "/fapi/v1/positionSide/dual"),
        Contract("POST", "/fapi/v1/positionSide/dual", "dualSidePosition=false"),
        Contract("GET", "/fapi/v2/balance"),
        Contract("GET", "/fapi/v1/userTrades", "symbol=BTCUSDT"),
        Contract("GET", "/fapi/v1/income"),
        Contract("GET", "/fapi/v1/commissionRate", "symbol=BTCUSDT"),
        Contract("POST", "/fapi/v1/listenKey"),
    ]
}
