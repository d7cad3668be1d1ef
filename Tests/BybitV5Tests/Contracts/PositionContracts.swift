import MarginEngine

/// https://bybit-exchange.github.io/docs/v5/position and its neighbours.
extension Contract {
    private static let btcusdt = #""category":"linear","symbol":"BTCUSDT""#

    static let position: [Contract] = [
        .get("/v5/position/list", "category=linear&symbol=BTCUSDT", full: Set(Scenario.allCases)),
        .get("/v5/position/list", "category=linear&settleCoin=USDT", full: [.busy]),
        .get("/v5/position/list", "category=inverse", full: [.busy]),
        .get("/v5/position/list", "category=linear&symbol=BTCUSDT").of(.classic),
        .get("/v5/position/list", "category=inverse", full: [.busy]).of(.uta1),
        .post("/v5/position/set-leverage", #"{\#(btcusdt),"buyLeverage":"20","sellLeverage":"20"}"#),
        .post("/v5/position/switch-mode", #"{"mode":0,"coin":"USDT","category":"linear"}"#),
        .post(
            "/v5/position/switch-isolated",
            #"{\#(btcusdt),"tradeMode":1,"buyLeverage":"10","sellLeverage":"10"}"#
        ).of(.classic),
        .post("/v5/position/set-tpsl-mode", #"{\#(btcusdt),"tpSlMode":"Full"}"#),
        .post(
            "/v5/position/set-auto-add-margin", #"{\#(btcusdt),"autoAddMargin":1,"positionIdx":0}"#,
            refusals: [.empty: 110033, .liquidated: 110033]
        ).after { $0.setIsolated(true) },
        .post(
            "/v5/position/add-margin", #"{\#(btcusdt),"margin":"10","positionIdx":0}"#,
            refusals: [.empty: 110033, .liquidated: 110033]
        ).after { $0.setIsolated(true) },
        .post(
            "/v5/position/trading-stop",
            #"{\#(btcusdt),"tpslMode":"Full","positionIdx":0,"stopLoss":"40000"}"#,
            refusals: [.empty: 10001, .liquidated: 10001]),
        .post("/v5/position/set-risk-limit", #"{\#(btcusdt),"riskId":2,"positionIdx":0}"#),
        .post(
            "/v5/position/confirm-pending-mmr", "{\(btcusdt)}",
            refusals: [.empty: 110082, .busy: 110082, .liquidated: 110082]),
        .get("/v5/position/closed-pnl", "category=linear", full: [.busy, .liquidated]),
        .get("/v5/position/symbol-info", "category=linear", full: Set(Scenario.allCases)),
    ]
}
