import MarginEngine
import TestShapes

/// https://bybit-exchange.github.io/docs/v5/position and its neighbours.
extension Contract {
    static let positionRow = Shape.fields(
        text: "symbol side positionStatus tpslMode",
        decimal: """
            size avgPrice positionValue riskLimitValue leverage breakEvenPrice markPrice liqPrice bustPrice positionIM \
            positionIMByMp positionMM positionMMByMp positionBalance takeProfit stopLoss trailingStop sessionAvgPrice \
            delta gamma vega theta unrealisedPnl curRealisedPnl cumRealisedPnl createdTime updatedTime \
            mmrSysUpdatedTime leverageSysUpdatedTime
            """,
        integer: "positionIdx riskId autoAddMargin adlRankIndicator tradeMode seq openTime", flag: "isReduceOnly")

    private static let margined = Shape.fields(
        text: "category symbol positionStatus",
        decimal: """
            riskLimitValue size positionValue avgPrice liqPrice bustPrice markPrice leverage positionIM positionMM \
            unrealisedPnl cumRealisedPnl stopLoss takeProfit trailingStop createdTime updatedTime
            """,
        integer: "positionIdx riskId autoAddMargin")

    private static let closed = Shape.fields(
        text: "symbol orderId side orderType execType",
        decimal: """
            qty orderPrice closedSize cumEntryValue avgEntryPrice cumExitValue avgExitPrice closedPnl fillCount \
            leverage openFee closeFee createdTime updatedTime
            """)

    private static func page(_ row: Shape) -> Shape {
        .fields(text: "category nextPageCursor", ["list": .list(row)])
    }

    private static let btcusdt = #""category":"linear","symbol":"BTCUSDT""#

    static let position: [Contract] = [
        .get("/v5/position/list", "category=linear&symbol=BTCUSDT", page(positionRow), full: Set(Scenario.allCases)),
        .get("/v5/position/list", "category=linear&settleCoin=USDT", page(positionRow), full: [.busy]),
        .get("/v5/position/list", "category=inverse", page(positionRow), full: [.busy]),
        .get("/v5/position/list", "category=linear&symbol=BTCUSDT", page(positionRow)).of(.classic),
        .get("/v5/position/list", "category=inverse", page(positionRow), full: [.busy]).of(.uta1),
        .post("/v5/position/set-leverage", #"{\#(btcusdt),"buyLeverage":"20","sellLeverage":"20"}"#),
        .post("/v5/position/switch-mode", #"{"mode":0,"coin":"USDT","category":"linear"}"#),
        .post(
            "/v5/position/switch-isolated",
            #"{\#(btcusdt),"tradeMode":1,"buyLeverage":"10","sellLeverage":"10"}"#
        ).of(.classic),
        .post("/v5/position/set-tpsl-mode", #"{\#(btcusdt),"tpSlMode":"Full"}"#, .fields(text: "tpSlMode")),
        .post(
            "/v5/position/set-auto-add-margin", #"{\#(btcusdt),"autoAddMargin":1,"positionIdx":0}"#,
            refusals: [.empty: 110033, .liquidated: 110033]
        ).after { $0.setIsolated(true) },
        .post(
            "/v5/position/add-margin", #"{\#(btcusdt),"margin":"10","positionIdx":0}"#, margined,
            refusals: [.empty: 110033, .liquidated: 110033]
        ).after { $0.setIsolated(true) },
        .post(
            "/v5/position/trading-stop",
            #"{\#(btcusdt),"tpslMode":"Full","positionIdx":0,"stopLoss":"40000"}"#,
            refusals: [.empty: 10001, .liquidated: 10001]),
        .post(
            "/v5/position/set-risk-limit", #"{\#(btcusdt),"riskId":2,"positionIdx":0}"#,
            .fields(text: "category", decimal: "riskLimitValue", integer: "riskId")),
        .post(
            "/v5/position/confirm-pending-mmr", "{\(btcusdt)}",
            refusals: [.empty: 110082, .busy: 110082, .liquidated: 110082]),
        .get("/v5/position/closed-pnl", "category=linear", page(closed), full: [.busy, .liquidated]),
        .get(
            "/v5/position/symbol-info", "category=linear",
            .fields(
                text: "category",
                ["list": .list(.fields(text: "symbol side", decimal: "leverage", integer: "positionIdx"))]),
            full: Set(Scenario.allCases)),
    ]
}
