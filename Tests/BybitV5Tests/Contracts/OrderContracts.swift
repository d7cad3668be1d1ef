import MarginEngine
import TestShapes

/// https://bybit-exchange.github.io/docs/v5/order/create-order and its neighbours.
extension Contract {
    static let orderRow = Shape.fields(
        text: """
            orderId orderLinkId parentOrderLinkId blockTradeId symbol side isLeverage orderStatus createType cancelType \
            rejectReason timeInForce orderType stopOrderType marketUnit tpslMode ocoTriggerBy tpTriggerBy slTriggerBy \
            triggerBy placeType smpType smpOrderId slippageToleranceType extraFees
            """,
        decimal: """
            price qty avgPrice leavesQty leavesValue cumExecQty cumExecValue cumExecFee orderIv triggerPrice takeProfit \
            stopLoss tpLimitPrice slLimitPrice lastPriceOnCreated createdTime updatedTime slippageTolerance rpiMatchedQty
            """,
        integer: "positionIdx triggerDirection smpGroup", flag: "reduceOnly closeOnTrigger rpiTakerAccess",
        ["cumFeeDetail": .map(.decimal)])

    static let executionRow = Shape.fields(
        text: """
            symbol orderId orderLinkId side createType orderType stopOrderType execId execType feeCurrency blockTradeId \
            extraFees
            """,
        decimal: """
            orderPrice orderQty leavesQty execFee execFeeV2 execPrice execQty execValue execTime feeRate tradeIv markIv \
            markPrice indexPrice underlyingPrice closedSize
            """,
        integer: "seq", flag: "isMaker")

    private static let name = Shape.fields(text: "orderId orderLinkId")
    private static let outcomes = Shape.fields(["list": .list(.fields(text: "msg", integer: "code"))])
    private static let named = Shape.fields(
        ["list": .list(.fields(text: "category symbol orderId orderLinkId"))])

    private static func page(_ row: Shape) -> Shape {
        .fields(text: "category nextPageCursor", ["list": .list(row)])
    }

    private static func batch(_ action: String, _ order: String, _ result: Shape) -> Contract {
        Contract.post("/v5/order/\(action)-batch", #"{"category":"linear","request":[\#(order),\#(order)]}"#, result)
            .changed {
                $0.extra = outcomes
                $0.full = Set(Scenario.allCases)
            }
    }

    private static let btcusdt = #""category":"linear","symbol":"BTCUSDT""#
    private static let resting = #"\#(btcusdt),"orderLinkId":"resting""#
    private static let unknown: [Scenario: Int] = [.empty: 110001, .liquidated: 110001]
    private static let unfunded: [Scenario: Int] = [.empty: 110007, .liquidated: 110007]
    private static let ended: Set<Scenario> = [.busy, .liquidated]

    static let order: [Contract] = [
        .post("/v5/order/create", orderBody(), name, refusals: unfunded),
        .post("/v5/order/amend", #"{\#(resting),"qty":"0.05"}"#, name, refusals: unknown),
        .post("/v5/order/cancel", "{\(resting)}", name, refusals: unknown),
        .post(
            "/v5/order/cancel-all", "{\(btcusdt)}", .fields(text: "success", ["list": .list(name)])
        ).changed { $0.full = [.busy] },
        .post("/v5/order/cancel-all", #"{"category":"inverse","symbol":"BTCUSD"}"#, .fields(["list": .list(name)]))
            .of(.uta1),
        batch(
            "create", orderBody(),
            .fields(["list": .list(.fields(text: "category symbol orderId orderLinkId", decimal: "createAt"))])),
        batch("amend", #"{\#(resting),"qty":"0.05"}"#, named),
        batch("cancel", "{\(resting)}", named),
        .post(
            "/v5/order/pre-check", orderBody(),
            .fields(text: "orderId orderLinkId", integer: "preImrE4 preMmrE4 postImrE4 postMmrE4"), refusals: unfunded
        ).changed {
            $0.refusalExtra = .fields(
                text: "future_order_id future_order_link_id", integer: "post_imr_e4 post_mmr_e4")
        },
        .post("/v5/order/disconnected-cancel-all", #"{"timeWindow":40}"#).saying("success"),
        .get("/v5/order/realtime", "category=linear&symbol=BTCUSDT", page(orderRow), full: [.busy]),
        .get("/v5/order/realtime", "category=linear&symbol=BTCUSDT&openOnly=1", page(orderRow), full: ended),
        .get("/v5/order/history", "category=linear", page(orderRow), full: ended),
        .get("/v5/execution/list", "category=linear", page(executionRow), full: ended),
        .get("/v5/execution/list", "category=linear&execType=Funding", page(executionRow), full: [.busy]),
    ]
}
