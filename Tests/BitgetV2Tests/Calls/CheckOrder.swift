import Testing
import Wire

/// A call with everything wrong, set right one thing at a time: which check comes first is what each step shows.
struct CheckOrder: CustomTestStringConvertible, Sendable {
    /// What an account went through before.
    enum Before: Sendable {
        /// An isolated long of 0.1 in one-way mode, with 600.001 of margin.
        case isolatedLong
        /// Isolated and hedged, with neither position nor order.
        case isolated
        /// A crossed long of 0.01, hedged.
        case crossedLong
        /// The same and a resting buy with client id `used`.
        case crossedLongAndOrder
        /// A crossed long of 0.01, hedged, and a plan order at market with client id `used`.
        case plan
        /// The isolated long and a stop-loss for 0.04 of it, which is the second order of the venue.
        case stop
    }

    let method: String
    let path: String
    let before: Before
    let steps: [(change: [String: String], message: String)]

    init(
        _ path: String, _ before: Before, _ steps: [(change: [String: String], message: String)],
        method: String = "POST"
    ) {
        self.method = method
        self.path = path
        self.before = before
        self.steps = steps
    }

    var testDescription: String { "\(path) \(before)" }
}

extension CheckOrder {
    typealias Steps = [(change: [String: String], message: String)]

    static let names: Steps = [
        (["symbol": "NOPEUSDT"], "Parameter productType cannot be empty"),
        (["productType": "NOPE-FUTURES"], "Parameter marginCoin cannot be empty"),
    ]
    static let contract: Steps = [
        (["productType": "COIN-FUTURES"], "Parameter NOPEUSDT does not exist"),
        (["symbol": "BTCUSDT"], "Parameter BTCUSDT does not exist"),
        (["productType": "USDT-FUTURES"], "Coin pair BTCUSDT does not support EUR currency as margin"),
    ]
    static let verificationFailed = "Parameter verification failed"

    /// bitget-v2.md, section 2; docs/rules/bitget-set-margin-mode.md.
    private static let setMarginMode = CheckOrder(
        "account/set-margin-mode", .crossedLong,
        [([:], "Parameter symbol cannot be empty")] + names + [
            (["marginCoin": "EUR"], "Parameter marginMode cannot be empty"),
            (["marginMode": "fixed"], "Parameter NOPE-FUTURES cannot be empty"),
        ] + contract + [
            (["marginCoin": "USDT"], verificationFailed),
            (["marginMode": "isolated"], "Currently holding positions or orders, the margin mode cannot be adjusted"),
        ])

    /// bitget-v2.md, section 3; docs/rules/bitget-set-margin.md.
    private static func setMargin(
        _ before: CheckOrder.Before, _ last: Steps
    ) -> CheckOrder {
        CheckOrder(
            "account/set-margin", before,
            [([:], "Parameter symbol cannot be empty")] + names + [
                (["marginCoin": "EUR"], "Parameter holdSide cannot be empty"),
                (["holdSide": "both"], "Parameter amount cannot be empty"),
                (["amount": "ten"], "Parameter NOPE-FUTURES cannot be empty"),
            ] + contract + [
                (["marginCoin": "USDT"], verificationFailed),
                (["holdSide": "short"], "Parameter amount error"),
                (
                    ["amount": "1.000000001"],
                    "Parameter verification exception amount checkBDScale error value=1.000000001 checkScale=8"
                ),
                (["amount": "0"], "Parameter verification failed amount"),
            ] + last)
    }

    private static let setLeverage = CheckOrder(
        "account/set-leverage", .crossedLongAndOrder,
        [([:], "Parameter symbol cannot be empty")] + names + [
            (["marginCoin": "EUR"], "Parameter NOPE-FUTURES cannot be empty")
        ] + contract + [
            (["marginCoin": "USDT", "leverage": "ten", "holdSide": "both"], "Parameter leverage error"),
            (["leverage": "126"], verificationFailed),
            (["holdSide": ""], "Leverage ratio exceeded the set limit"),
            (["leverage": "10"], "There is currently an order or a limit order, and the leverage cannot be adjusted"),
            (["leverage": "20"], "success"),
        ])

    private static let setPositionMode = CheckOrder(
        "account/set-position-mode", .crossedLong,
        [
            ([:], "Parameter productType cannot be empty"),
            (["productType": "NOPE-FUTURES"], "Parameter posMode cannot be empty"),
            (["posMode": "both"], "Parameter NOPE-FUTURES cannot be empty"),
            (["productType": "USDT-FUTURES"], verificationFailed),
            (["posMode": "one_way_mode"], "Position or order exists, the position mode cannot be switched"),
            (["posMode": "hedge_mode"], "success"),
        ])

    private static let setAutoMargin = CheckOrder(
        "account/set-auto-margin", .isolated,
        [
            ([:], "Parameter symbol cannot be empty"),
            (["symbol": "NOPEUSDT"], "Parameter autoMargin cannot be empty"),
            (["autoMargin": "maybe"], "Parameter marginCoin cannot be empty"),
            (["marginCoin": "EUR"], "Parameter holdSide cannot be empty"),
            (["holdSide": "both"], "Parameter NOPEUSDT does not exist"),
            (["symbol": "BTCUSDT"], "Coin pair BTCUSDT does not support EUR currency as margin"),
            (["marginCoin": "USDT"], verificationFailed),
            (["holdSide": "long"], verificationFailed),
            (["autoMargin": "on"], "There is no position in this position, and automatic margin call cannot be set"),
        ])

    private static let placeOrder = CheckOrder(
        "order/place-order", .crossedLongAndOrder,
        [
            ([:], "Parameter symbol cannot be empty"),
            (["symbol": "BTCUSDT"], "Parameter productType cannot be empty"),
            (["productType": "NOPE-FUTURES"], "Parameter marginMode cannot be empty"),
            (["marginMode": "fixed"], "Parameter marginCoin cannot be empty"),
            (["marginCoin": "EUR"], "Parameter size cannot be empty"),
            (["size": "x"], "Parameter side cannot be empty"),
            (["side": "up"], "Parameter orderType cannot be empty"),
            (["orderType": "stop"], "Parameter NOPE-FUTURES cannot be empty"),
            (["productType": "COIN-FUTURES"], "Parameter BTCUSDT does not exist"),
            (["productType": "USDT-FUTURES"], verificationFailed),
            (["marginMode": "isolated"], "Coin pair BTCUSDT does not support EUR currency as margin"),
            (["marginCoin": "USDT"], "Parameter size error"),
            (["size": "1000.5"], "The order type is illegal"),
            (["orderType": "limit", "force": "day"], "The order validity period is invalid"),
            (["force": "gtc"], "Parameter price cannot be empty"),
            (
                ["price": "63000.1", "clientOid": String(repeating: "a", count: 51)],
                "clientOid or clientOrderId length cannot greater than 50"
            ),
            (["clientOid": "used", "stpMode": "some"], verificationFailed),
            (["stpMode": "none", "presetStopLossPrice": "x"], "Parameter presetStopLossPrice error"),
            (["presetStopLossPrice": "63000.1"], verificationFailed),
            (["side": "buy"], "The order type for unilateral position must also be the unilateral position type."),
            (
                ["tradeSide": "open"],
                "The stop loss price of the long position should be less than the current price"
            ),
            (["presetStopLossPrice": ""], "more than the maximum order quantity"),
            (["size": "999"], "clientOid duplicate"),
            (
                ["clientOid": "new"], "Currently holding positions or orders, the margin mode cannot be adjusted"
            ),
            (["marginMode": "crossed"], "The order price is higher than the highest bid price"),
            (["price": "63000"], "The order amount exceeds the balance"),
            (["size": "0.001"], "success"),
        ])

    private static let cancelOrder = CheckOrder(
        "order/cancel-order", .crossedLongAndOrder,
        [
            ([:], "Parameter symbol cannot be empty"),
            (["symbol": "NOPEUSDT"], "Parameter productType cannot be empty"),
            (["productType": "NOPE-FUTURES"], "Parameter NOPE-FUTURES cannot be empty"),
            (["productType": "USDT-FUTURES"], "Parameter NOPEUSDT does not exist"),
            (["symbol": "ETHUSDT"], "orderId and clientOid must have one"),
            (["orderId": "1", "clientOid": "used"], "Order does not exist"),
            (["orderId": ""], "Order does not exist"),
            (["symbol": "BTCUSDT"], "success"),
        ])

    private static let placePlanOrder = CheckOrder(
        "order/place-plan-order", .crossedLong,
        [
            ([:], "Parameter planType cannot be empty"),
            (["planType": "pos_profit"], "Parameter symbol cannot be empty"),
            (["symbol": "BTCUSDT"], "Parameter productType cannot be empty"),
            (["productType": "NOPE-FUTURES"], "Parameter marginMode cannot be empty"),
            (["marginMode": "fixed"], "Parameter marginCoin cannot be empty"),
            (["marginCoin": "EUR"], "Parameter size cannot be empty"),
            (["size": "x"], "Parameter triggerPrice cannot be empty"),
            (["triggerPrice": "0"], "Parameter triggerType cannot be empty"),
            (["triggerType": "guess"], "Parameter side cannot be empty"),
            (["side": "up"], "Parameter orderType cannot be empty"),
            (["orderType": "stop"], "Parameter NOPE-FUTURES cannot be empty"),
            (["productType": "USDT-FUTURES"], "planType Illegal type"),
            (["planType": "normal_plan"], verificationFailed),
            (["marginMode": "isolated"], "Coin pair BTCUSDT does not support EUR currency as margin"),
            (["marginCoin": "USDT"], "Parameter size error"),
            (["size": "501"], "The order type is illegal"),
            (["orderType": "market"], verificationFailed),
            (["triggerType": "mark_price"], "Parameter triggerPrice error"),
            (["triggerPrice": "61000"], verificationFailed),
            (["side": "buy"], "The order type for unilateral position must also be the unilateral position type."),
            (["tradeSide": "open"], "Currently holding positions or orders, the margin mode cannot be adjusted"),
            (["marginMode": "crossed"], "more than the maximum order quantity"),
            (["size": "0.01"], "success"),
        ])

    private static let placeStop = CheckOrder(
        "order/place-tpsl-order", .isolatedLong,
        [
            ([:], "Parameter marginCoin cannot be empty"),
            (["marginCoin": "EUR"], "Parameter productType cannot be empty"),
            (["productType": "NOPE-FUTURES"], "Parameter symbol cannot be empty"),
            (["symbol": "NOPEUSDT"], "Parameter planType cannot be empty"),
            (["planType": "nope"], "Parameter triggerPrice cannot be empty"),
            (["triggerPrice": "x"], "Parameter holdSide cannot be empty"),
            (["holdSide": "long"], "Parameter NOPE-FUTURES cannot be empty"),
        ] + contract + [
            (["marginCoin": "USDT"], "planType Illegal type"),
            (["planType": "profit_plan"], "Parameter size cannot be empty"),
            (["size": "5"], "Parameter triggerPrice error"),
            (["triggerPrice": "59000"], "The parameter does not meet the specification holdSide"),
            (
                ["holdSide": "sell"],
                "There is no position in this position, so stop-profit and stop-loss orders cannot be made"
            ),
            (
                ["holdSide": "buy"],
                "The take profit price of the long position should be greater than the current price"
            ),
            (["triggerPrice": "70000"], "Not enough position is available."),
            (["size": "0.1"], "success"),
        ])

    static let main = [
        setMarginMode,
        setMargin(
            .crossedLong, [(["amount": "99999999"], "Parameter verification exception margin mode == FIXED")]),
        setMargin(
            .isolatedLong,
            [
                (["amount": "99999999"], "Position is zero and direct margin call is not allowed"),
                (["holdSide": "long"], "Insufficient amount of margin"),
                (["amount": "-600"], "Cannot exceed the maximum transferable deposit amount"),
                (["amount": "600"], "success"),
            ]),
        setLeverage, setPositionMode, setAutoMargin, placeOrder, cancelOrder, placePlanOrder, placeStop,
    ]
}
