import MarginEngine
import TestShapes

/// https://bybit-exchange.github.io/docs/v5/order/create-order and its neighbours.
extension Contract {
    private static func batch(_ action: String, _ order: String) -> Contract {
        Contract.post("/v5/order/\(action)-batch", #"{"category":"linear","request":[\#(order),\#(order)]}"#)
            .changed { $0.full = Set(Scenario.allCases) }
    }

    private static let btcusdt = #""category":"linear","symbol":"BTCUSDT""#
    private static let resting = #"\#(btcusdt),"orderLinkId":"resting""#
    private static let unknown: [Scenario: Int] = [.empty: 110001, .liquidated: 110001]
    private static let unfunded: [Scenario: Int] = [.empty: 110007, .liquidated: 110007]
    private static let ended: Set<Scenario> = [.busy, .liquidated]

    static let order: [Contract] = [
        .post("/v5/order/create", orderBody(), refusals: unfunded),
        .post("/v5/order/amend", #"{\#(resting),"qty":"0.05"}"#, refusals: unknown),
        .post("/v5/order/cancel", "{\(resting)}", refusals: unknown),
        .post("/v5/order/cancel-all", "{\(btcusdt)}").changed { $0.full = [.busy] },
        .post("/v5/order/cancel-all", #"{"category":"inverse","symbol":"BTCUSD"}"#).of(.uta1),
        batch("create", orderBody()),
        batch("amend", #"{\#(resting),"qty":"0.05"}"#),
        batch("cancel", "{\(resting)}"),
        .post("/v5/order/pre-check", orderBody(), refusals: unfunded).changed {
            $0.refusalExtra = .fields(
                text: "future_order_id future_order_link_id", integer: "post_imr_e4 post_mmr_e4")
        },
        .post("/v5/order/disconnected-cancel-all", #"{"timeWindow":40}"#).saying("success"),
        .get("/v5/order/realtime", "category=linear&symbol=BTCUSDT", full: [.busy]),
        .get("/v5/order/realtime", "category=linear&symbol=BTCUSDT&openOnly=1", full: ended),
        .get("/v5/order/history", "category=linear", full: ended),
        .get("/v5/execution/list", "category=linear", full: ended),
        .get("/v5/execution/list", "category=linear&execType=Funding", full: [.busy]),
    ]
}
