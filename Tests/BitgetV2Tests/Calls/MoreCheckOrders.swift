/// The calls that are made less often.
extension CheckOrder {
    private static let setAllLeverage = CheckOrder(
        "account/set-all-leverage", .crossedLongAndOrder,
        [
            ([:], "Parameter productType cannot be empty"),
            (["productType": "NOPE-FUTURES"], "Parameter leverage cannot be empty"),
            (["leverage": "ten"], "Parameter NOPE-FUTURES cannot be empty"),
            (["productType": "USDT-FUTURES"], "Parameter leverage error"),
            (["leverage": "126"], "Leverage ratio exceeded the set limit"),
            (["leverage": "10"], "There is currently an order or a limit order, and the leverage cannot be adjusted"),
            (["leverage": "20"], "success"),
        ])

    private static let setAssetMode = CheckOrder(
        "account/set-asset-mode", .isolated,
        [
            ([:], "Parameter productType cannot be empty"),
            (["productType": "NOPE-FUTURES"], "Parameter assetMode cannot be empty"),
            (["assetMode": "both"], "Parameter NOPE-FUTURES cannot be empty"),
            (["productType": "USDC-FUTURES"], "Parameter productType error"),
            (["productType": "USDT-FUTURES"], verificationFailed),
            (
                ["assetMode": "union"],
                "When there are different coins, it cannot be adjusted to Isolated Margin mode"
            ),
            (["assetMode": "single"], "success"),
        ])

    private static let modifyOrder = CheckOrder(
        "order/modify-order", .crossedLongAndOrder,
        [
            ([:], "Parameter symbol cannot be empty"),
            (["symbol": "NOPEUSDT"], "Parameter productType cannot be empty"),
            (["productType": "NOPE-FUTURES"], "Parameter newClientOid cannot be empty"),
            (["newClientOid": String(repeating: "a", count: 51)], "Parameter NOPE-FUTURES cannot be empty"),
            (["productType": "USDT-FUTURES"], "Parameter NOPEUSDT does not exist"),
            (["symbol": "ETHUSDT"], "orderId and clientOid must have one"),
            (["clientOid": "used"], "The order does not exist"),
            (["symbol": "BTCUSDT"], "clientOid or clientOrderId length cannot greater than 50"),
            (
                ["newClientOid": "new"],
                "newSize, newPrice, newPresetStopSurplusPrice, newPresetStopLossPrice must be passed one"
            ),
            (["newSize": "x", "newPrice": "59000.05"], "Parameter newSize error"),
            (["newSize": "400"], "param price scale error error"),
            (["newPrice": "63000.1"], "The order price is higher than the highest bid price"),
            (["newPrice": "59000"], "Insufficient balance"),
            (["newSize": "0.02"], "success"),
        ])

    private static let closePositions = CheckOrder(
        "order/close-positions", .crossedLong,
        [
            ([:], "Parameter productType cannot be empty"),
            (
                ["productType": "NOPE-FUTURES", "symbol": "NOPEUSDT", "holdSide": "both"],
                "Parameter NOPE-FUTURES cannot be empty"
            ),
            (["productType": "USDT-FUTURES"], "Parameter NOPEUSDT does not exist"),
            (["symbol": "BTCUSDT"], verificationFailed), (["holdSide": "short"], "No position to close"),
            (["holdSide": "long"], "success"),
        ])

    private static let reversal = CheckOrder(
        "order/click-backhand", .crossedLong,
        [
            ([:], "Parameter symbol cannot be empty"),
            (["symbol": "NOPEUSDT"], "Parameter marginCoin cannot be empty"),
            (["marginCoin": "EUR"], "Parameter productType cannot be empty"),
            (["productType": "NOPE-FUTURES"], "Parameter side cannot be empty"),
            (["side": "up"], "Parameter NOPE-FUTURES cannot be empty"),
        ] + contract + [
            (["marginCoin": "USDT"], verificationFailed),
            (["side": "sell"], "The order type for unilateral position must also be the unilateral position type."),
            (["tradeSide": "open", "size": "x"], "No position to close"), (["side": "buy"], "Parameter size error"),
            (
                ["size": "0.01", "clientOid": String(repeating: "a", count: 51)],
                "clientOid or clientOrderId length cannot greater than 50"
            ),
            (["clientOid": "new"], "success"),
        ])

    private static let cancelPlanOrder = CheckOrder(
        "order/cancel-plan-order", .plan,
        [
            ([:], "Parameter productType cannot be empty"),
            (
                ["productType": "NOPE-FUTURES", "symbol": "NOPEUSDT", "planType": "nope"],
                "Parameter NOPE-FUTURES cannot be empty"
            ),
            (["productType": "USDT-FUTURES"], "Parameter NOPEUSDT does not exist"),
            (["symbol": "ETHUSDT"], "planType Illegal type"), (["planType": "normal_plan"], "No order to cancel"),
            (["symbol": "BTCUSDT"], "success"),
        ])

    private static let modifyPlanOrder = CheckOrder(
        "order/modify-plan-order", .plan,
        [
            ([:], "Parameter productType cannot be empty"),
            (["productType": "NOPE-FUTURES"], "Parameter NOPE-FUTURES cannot be empty"),
            (["productType": "USDC-FUTURES"], "orderId and clientOid must have one"),
            (["clientOid": "used"], "Plan order does not exist"),
            (
                ["productType": "USDT-FUTURES", "newSize": "x", "newPrice": "1", "newTriggerType": "guess"],
                "Parameter newSize error"
            ),
            (["newSize": "0.02"], "Parameter newPrice error"), (["newPrice": ""], verificationFailed),
            (["newTriggerType": "fill_price"], "Parameter newTriggerPrice cannot be empty"),
            (["newTriggerPrice": "x"], "Parameter newTriggerPrice error"),
            (["newTriggerPrice": "66000"], "success"),
        ])

    private static let stopNames: Steps = [
        ([:], "Parameter marginCoin cannot be empty"),
        (["marginCoin": "EUR"], "Parameter productType cannot be empty"),
        (["productType": "NOPE-FUTURES"], "Parameter symbol cannot be empty"),
    ]
    private static let lossOnWrongSide =
        "The stop loss price of the long position should be less than the current price"

    private static let modifyStop = CheckOrder(
        "order/modify-tpsl-order", .stop,
        stopNames + [
            (["symbol": "NOPEUSDT"], "Parameter triggerPrice cannot be empty"),
            (["triggerPrice": "x"], "Parameter NOPE-FUTURES cannot be empty"),
        ] + contract + [
            (["marginCoin": "USDT"], "orderId and clientOid must have one"),
            (["orderId": "1000000000000000099"], "Stop profit and stop loss order does not exist"),
            (["orderId": "1000000000000000002"], "Parameter size cannot be empty"),
            (["size": "x"], "Parameter triggerPrice error"), (["triggerPrice": "61000"], "Parameter size error"),
            (["size": "5"], "Not enough position is available."), (["size": "0.05"], lossOnWrongSide),
            (["triggerPrice": "49000"], "success"),
        ])

    private static let placeStops = CheckOrder(
        "order/place-pos-tpsl", .isolatedLong,
        stopNames + [
            (["symbol": "NOPEUSDT"], "Parameter holdSide cannot be empty"),
            (["holdSide": "long"], "Parameter NOPE-FUTURES cannot be empty"),
        ] + contract + [
            (
                ["marginCoin": "USDT"], "stopSurplusTriggerPrice, stopLossTriggerPrice must be passed one"
            ),
            (["stopLossTriggerPrice": "x"], "Parameter stopLossTriggerPrice error"),
            (["stopLossTriggerPrice": "61000"], "The parameter does not meet the specification holdSide"),
            (
                ["holdSide": "sell"],
                "There is no position in this position, so stop-profit and stop-loss orders cannot be made"
            ),
            (["holdSide": "buy"], lossOnWrongSide), (["stopLossTriggerPrice": "50000"], "success"),
        ])

    static let others = [
        setAllLeverage, setAssetMode, modifyOrder, closePositions, reversal, cancelPlanOrder, modifyPlanOrder,
        modifyStop,
        placeStops,
    ]

    // MARK: Queries

    private static let bills = CheckOrder(
        "account/bill", .crossedLong,
        [
            ([:], "Parameter productType cannot be empty"),
            (
                ["productType": "NOPE", "onlyFunding": "maybe", "startTime": "0", "endTime": "2592000001"],
                "Parameter NOPE cannot be empty"
            ),
            (["productType": "USDT-FUTURES", "limit": "101"], verificationFailed),
            (["onlyFunding": "yes"], "startTime and endTime interval cannot be greater than 30 days"),
            (["endTime": ""], "Value range verification failed: limit should be between 1 and 100"),
            (["limit": "100"], "success"),
        ], method: "GET")

    private static let openCount = CheckOrder(
        "account/open-count", .crossedLong,
        [([:], "Parameter symbol cannot be empty")] + names + [
            (["marginCoin": "EUR"], "Parameter openAmount cannot be empty"),
            (["openAmount": "x"], "Parameter openPrice cannot be empty"),
            (["openPrice": "x"], "Parameter NOPE-FUTURES cannot be empty"),
        ] + contract + [
            (["marginCoin": "USDT", "leverage": "x"], "Parameter openAmount error"),
            (["openAmount": "100"], "Parameter openPrice error"), (["openPrice": "60000"], "Parameter leverage error"),
            (["leverage": "126"], "Leverage ratio exceeded the set limit"), (["leverage": "10"], "success"),
        ], method: "GET")

    private static let maxOpen = CheckOrder(
        "account/max-open", .crossedLong,
        [([:], "Parameter symbol cannot be empty")] + names + [
            (["marginCoin": "EUR"], "Parameter posSide cannot be empty"),
            (["posSide": "both"], "Parameter orderType cannot be empty"),
            (["orderType": "stop"], "Parameter NOPE-FUTURES cannot be empty"),
        ] + contract + [
            (["marginCoin": "USDT"], verificationFailed), (["posSide": "long"], "The order type is illegal"),
            (["orderType": "limit"], "Parameter openPrice cannot be empty"),
            (["openPrice": "x"], "Parameter openPrice error"),
            (["openPrice": "63000.1"], "The order price is higher than the highest bid price"),
            (["openPrice": "60000"], "success"),
        ], method: "GET")

    private static let liquidationPrice = CheckOrder(
        "account/liq-price", .crossedLong,
        [([:], "Parameter symbol cannot be empty")] + names + [
            (["marginCoin": "EUR"], "Parameter posSide cannot be empty"),
            (["posSide": "both"], "Parameter orderType cannot be empty"),
            (["orderType": "stop"], "Parameter openAmount cannot be empty"),
            (["openAmount": "x"], "Parameter NOPE-FUTURES cannot be empty"),
        ] + contract + [
            (["marginCoin": "USDT"], verificationFailed), (["posSide": "long"], "Parameter openAmount error"),
            (["openAmount": "0.01"], "The order type is illegal"),
            (["orderType": "market"], "less than the minimum order quantity"), (["openAmount": "100"], "success"),
        ], method: "GET")

    private static let singlePosition = CheckOrder(
        "position/single-position", .crossedLong,
        [
            ([:], "Parameter productType cannot be empty"),
            (["productType": "NOPE-FUTURES"], "Parameter symbol cannot be empty"),
            (["symbol": "NOPEUSDT"], "Parameter marginCoin cannot be empty"),
            (["marginCoin": "EUR"], "Parameter NOPE-FUTURES cannot be empty"),
        ] + contract + [(["marginCoin": "USDT"], "success")], method: "GET")

    private static let plans = CheckOrder(
        "order/orders-plan-history", .plan,
        [
            ([:], "Parameter planType cannot be empty"),
            (["planType": "nope"], "Parameter productType cannot be empty"),
            (["productType": "NOPE-FUTURES", "planStatus": "live", "limit": "0"], verificationFailed),
            (["planStatus": "executed"], "Parameter NOPE-FUTURES cannot be empty"),
            (["productType": "USDT-FUTURES"], "planType Illegal type"),
            (["planType": "normal_plan"], "Value range verification failed: limit should be between 1 and 100"),
            (["limit": "1"], "success"),
        ], method: "GET")

    static let queries = [bills, openCount, maxOpen, liquidationPrice, singlePosition, plans]
}
