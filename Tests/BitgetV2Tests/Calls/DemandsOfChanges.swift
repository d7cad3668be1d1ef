/// The calls that change something.
extension Demand {
    private static let symbol = "symbol=BTCUSDT&productType=USDT-FUTURES"
    private static let coin = "\(symbol)&marginCoin=USDT"
    private static let names = "symbol productType marginCoin"
    private static let tooLong = String(repeating: "a", count: 51)

    private static func change(
        _ path: String, _ members: String, required: String, words: [String: String] = [:],
        beyond: [(name: String, value: String, code: String)] = [],
        company: [(changes: [String: String?], code: String)] = []
    ) -> Demand {
        Demand(
            "POST", "mix/\(path)", members, required: required, words: words, beyond: beyond, company: company)
    }

    private static let order = "\(coin)&marginMode=isolated&size=0.01&side=buy&tradeSide=open"
    private static let orderWords = [
        "marginMode": "isolated", "side": "buy sell", "reduceOnly": "YES NO yes no",
        "stpMode": "none cancel_taker cancel_maker cancel_both",
    ]
    private static let force = ["force": "gtc ioc fok post_only"]

    static let changing: [Demand] = [
        change(
            "account/set-margin-mode", "symbol=ETHUSDT&productType=USDT-FUTURES&marginCoin=USDT&marginMode=isolated",
            required: "\(names) marginMode", words: ["marginMode": "isolated crossed"]),
        change(
            "account/set-margin", "\(coin)&holdSide=long&amount=10", required: "\(names) holdSide amount",
            words: ["holdSide": "long short"], beyond: [("amount", "0", "40017"), ("amount", "1000000", "40800")]),
        change(
            "account/set-leverage", "symbol=ETHUSDT&productType=USDT-FUTURES&marginCoin=USDT&leverage=20&holdSide=long",
            required: names, words: ["holdSide": "long short"],
            beyond: [("leverage", "126", "400172"), ("longLeverage", "0", "40020"), ("shortLeverage", "x", "40020")]),
        change(
            "account/set-all-leverage", "productType=COIN-FUTURES&leverage=20", required: "productType leverage",
            beyond: [("leverage", "0", "40020")]),
        change(
            "account/set-position-mode", "productType=COIN-FUTURES&posMode=one_way_mode",
            required: "productType posMode",
            words: ["posMode": "one_way_mode hedge_mode"]),
        change(
            "account/set-auto-margin", "symbol=BTCUSDT&marginCoin=USDT&autoMargin=on&holdSide=long",
            required: "symbol marginCoin autoMargin holdSide",
            words: ["autoMargin": "on off", "holdSide": "long short"]),
        Demand(
            "POST", "spot/wallet/transfer", "fromType=usdt_futures&toType=spot&amount=10&coin=USDT",
            required: "fromType toType amount coin", words: ["fromType": wallets, "toType": wallets],
            beyond: [
                ("amount", "0", "40017"), ("amount", "-1", "40017"), ("amount", "x", "40020"),
                ("amount", "10000000", "43117"), ("coin", "BTC", "43129"), ("coin", "X", "43129"),
            ]),
        change(
            "account/set-asset-mode", "productType=USDT-FUTURES&assetMode=single", required: "productType assetMode",
            words: ["assetMode": "single"]),
        change(
            "order/place-order", "\(order)&orderType=limit&price=58000",
            required: "\(names) marginMode size side orderType price", words: orderWords + force,
            beyond: [
                ("size", "0", "40020"), ("size", "0.0001", "40808"), ("price", "0", "40020"),
                ("clientOid", tooLong, "40304"), ("presetStopSurplusPrice", "x", "40020"),
            ],
            company: [
                (["tradeSide": nil], "40774"), (["presetStopSurplusExecutePrice": "70000"], "40019"),
                (["presetStopLossExecutePrice": "50000"], "40019"),
            ]),
        change(
            "order/batch-place-order",
            #"\#(coin)&marginMode=isolated&orderList=[{"size":"0.01","side":"buy","#
                + #""tradeSide":"open","orderType":"limit","price":"58000"}]"#,
            required: "\(names) marginMode orderList", words: ["marginMode": "isolated"]),
        change(
            "order/modify-order", "\(symbol)&orderId=RESTING&newClientOid=n&newSize=0.02&newPrice=58000",
            required: "symbol productType newClientOid",
            beyond: [("newSize", "0", "40020"), ("newPrice", "0", "40020"), ("newClientOid", tooLong, "40304")],
            company: [(["orderId": nil], "40924"), (["newSize": nil, "newPrice": nil], "40913")]),
        change(
            "order/click-backhand", "\(coin)&side=buy&tradeSide=open&size=0.01", required: "\(names) side",
            words: ["side": "buy sell"], beyond: [("size", "0", "40020"), ("clientOid", tooLong, "40304")],
            company: [(["tradeSide": nil], "40774")]),
        change(
            "order/cancel-order", "\(coin)&orderId=RESTING", required: "symbol productType",
            company: [(["orderId": nil], "40924")]),
        change(
            "order/batch-cancel-orders", #"\#(coin)&orderIdList=[{"orderId":"RESTING"}]"#,
            required: "productType symbol",
            company: [(["orderIdList": "[{}]"], "40924")]),
        change(
            "order/cancel-all-orders", "productType=USDT-FUTURES&marginCoin=USDT", required: "productType",
            beyond: [("requestTime", "x", "40020"), ("receiveWindow", "x", "40020")],
            company: [(["receiveWindow": "1000"], "40019")]),
        change(
            "order/close-positions", "\(symbol)&holdSide=long", required: "productType",
            words: ["holdSide": "long short"]),
        change(
            "order/place-plan-order",
            "\(order)&orderType=limit&price=64000&planType=normal_plan&triggerPrice=65000"
                + "&triggerType=mark_price",
            required: "\(names) marginMode size side orderType price planType triggerPrice triggerType",
            words: orderWords + ["triggerType": "mark_price fill_price", "planType": "normal_plan"],
            beyond: [("triggerPrice", "0", "40020"), ("size", "0", "40020"), ("clientOid", tooLong, "40304")],
            company: [
                (["tradeSide": nil], "40774"), (["orderType": "market"], "40020"), (["callbackRatio": "1"], "40020"),
                (["stopSurplusTriggerPrice": "70000"], "40019"), (["stopLossTriggerPrice": "60000"], "40019"),
                (["stopSurplusTriggerType": "mark_price"], "40019"), (["stopLossExecutePrice": "50000"], "40019"),
            ]),
        change(
            "order/modify-plan-order", "productType=USDT-FUTURES&orderId=PLAN&newTriggerPrice=66000",
            required: "productType", beyond: [("newSize", "0", "40020"), ("newTriggerPrice", "x", "40020")],
            company: [
                (["orderId": nil], "40924"), (["newPrice": "60000"], "40020"), (["newCallbackRatio": "1"], "40020"),
                (["newTriggerPrice": nil, "newTriggerType": "mark_price"], "40019"),
                (["newTriggerType": "x"], "400172"), (["newStopLossExecutePrice": "50000"], "40019"),
                (["newStopSurplusTriggerType": "mark_price"], "40019"),
            ]),
        change(
            "order/cancel-plan-order", #"\#(coin)&orderIdList=[{"orderId":"PLAN"}]"#, required: "productType symbol",
            words: ["planType": "normal_plan profit_plan loss_plan pos_profit pos_loss moving_plan"],
            company: [(["orderIdList": "[{}]"], "40924")]),
        change(
            "order/place-tpsl-order", "\(coin)&planType=profit_plan&triggerPrice=70000&holdSide=long&size=0.01",
            required: "\(names) planType triggerPrice holdSide size",
            words: [
                "triggerType": "fill_price mark_price", "stpMode": "none cancel_taker cancel_maker cancel_both",
                "planType": "profit_plan pos_profit",
            ],
            beyond: [
                ("triggerPrice", "0", "40020"), ("holdSide", "buy", "43011"), ("size", "0", "40020"),
                ("clientOid", tooLong, "40304"), ("executePrice", "x", "40020"),
            ], company: [(["rangeRate": "1"], "40020")]),
        change(
            "order/place-pos-tpsl", "\(coin)&holdSide=long&stopSurplusTriggerPrice=70000",
            required: "\(names) holdSide",
            words: [
                "stopSurplusTriggerType": "fill_price mark_price",
                "stpMode": "none cancel_taker cancel_maker cancel_both",
            ],
            beyond: [
                ("stopSurplusSize", "0", "40020"), ("holdSide", "x", "43011"),
                ("stopSurplusClientOid", tooLong, "40304"),
            ],
            company: [
                (["stopSurplusTriggerPrice": nil], "40913"), (["stopLossTriggerType": "mark_price"], "40019"),
                (["stopLossSize": "0.01"], "40019"), (["stopLossExecutePrice": "50000"], "40019"),
                (["stopLossClientOid": "a"], "40019"),
            ]),
        change(
            "order/modify-tpsl-order", "\(coin)&orderId=STOP&triggerPrice=54000", required: "\(names) triggerPrice",
            words: ["triggerType": "fill_price mark_price"], beyond: [("triggerPrice", "0", "40020")],
            company: [(["orderId": nil], "40924"), (["rangeRate": "1"], "40020")]),
    ]
}

extension [String: String] {
    fileprivate static func + (left: Self, right: Self) -> Self { left.merging(right) { first, _ in first } }
}
