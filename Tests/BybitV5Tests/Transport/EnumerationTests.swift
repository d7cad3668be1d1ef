import MarginEngine
import Testing

/// Every documented value of an enumeration is accepted, or refused by its documented code.
/// https://bybit-exchange.github.io/docs/v5/enum
@Suite struct EnumerationTests {
    private let venue = TestVenue()

    @Test(
        "Values of an order's parameters",
        arguments: [
            ("category", ["linear"], 0), ("category", ["spot", "option", "swap"], 10001),
            ("side", ["Buy", "Sell"], 0), ("side", ["None"], 10001),
            ("orderType", ["Limit", "Market"], 0), ("orderType", ["UNKNOWN"], 10001),
            ("timeInForce", ["GTC", "IOC", "FOK", "PostOnly"], 0), ("timeInForce", ["RPI"], 110119),
            ("timeInForce", ["GoodTillCancel"], 10001),
            ("smpType", ["None", "CancelMaker", "CancelTaker", "CancelBoth"], 0), ("smpType", ["Cancel"], 10001),
            ("tpslMode", ["Full", "Partial"], 0), ("tpslMode", ["None"], 10001),
            ("tpTriggerBy", ["LastPrice", "IndexPrice", "MarkPrice"], 0), ("tpTriggerBy", ["BestPrice"], 10001),
            ("slTriggerBy", ["LastPrice", "IndexPrice", "MarkPrice"], 0), ("slTriggerBy", ["BestPrice"], 10001),
            ("tpOrderType", ["Market"], 0), ("tpOrderType", ["Limit"], 10001),
            ("positionIdx", ["0"], 0), ("positionIdx", ["1", "2", "3"], 10001),
        ] as [(String, [String], Int)])
    func order(name: String, values: [String], code: Int) {
        let owner = venue.open(.uta2, usdt: "100000")
        for value in values {
            let low = ["price": #""59000""#, "takeProfit": #""70000""#, "stopLoss": #""50000""#]
            let high = ["price": #""61000""#, "takeProfit": #""50000""#, "stopLoss": #""70000""#]
            let order = (value == "Sell" ? high : low).merging([name: "\"\(value)\""]) { $1 }
            #expect(venue.create(owner, order).code == code, "\(name) \(value)")
        }
    }

    @Test(
        "Values of a conditional order's parameters",
        arguments: [
            ("triggerBy", ["LastPrice", "IndexPrice", "MarkPrice"], 0), ("triggerBy", ["BestPrice"], 10001),
            ("triggerDirection", ["1"], 0), ("triggerDirection", ["2"], 110093),
            ("triggerDirection", ["0", "3"], 10001),
        ] as [(String, [String], Int)])
    func conditionalOrder(name: String, values: [String], code: Int) {
        let owner = venue.open(.uta2, usdt: "100000")
        for value in values {
            let order = ["triggerPrice": #""65000""#, "triggerDirection": "1", "price": #""65000""#]
            #expect(venue.create(owner, order.merging([name: "\"\(value)\""]) { $1 }).code == code, "\(name) \(value)")
        }
    }

    @Test(
        "Values of queries",
        arguments: [
            ("order/realtime", "symbol=BTCUSDT&openOnly=", ["0", "1", "2"], 0),
            ("order/realtime", "symbol=BTCUSDT&openOnly=", ["3", "x"], 10001),
            (
                "order/history", "orderFilter=",
                ["Order", "StopOrder", "tpslOrder", "OcoOrder", "BidirectionalTpslOrder"], 0
            ),
            ("order/history", "orderFilter=", ["Stop"], 10001),
            (
                "order/history", "orderStatus=",
                [
                    "New", "PartiallyFilled", "Untriggered", "Rejected", "PartiallyFilledCanceled", "Filled",
                    "Cancelled", "Triggered", "Deactivated",
                ], 0
            ),
            ("order/history", "orderStatus=", ["Created"], 10001),
            (
                "execution/list", "execType=",
                ["Trade", "AdlTrade", "Funding", "BustTrade", "Delivery", "Settle", "BlockTrade", "MovePosition"], 0
            ),
            ("execution/list", "execType=", ["UNKNOWN"], 10001),
            (
                "market/kline", "symbol=BTCUSDT&interval=",
                ["1", "3", "5", "15", "30", "60", "120", "240", "360", "720", "D", "W", "M"], 0
            ),
            ("market/kline", "symbol=BTCUSDT&interval=", ["0", "2", "d", "1D", "Y"], 10001),
            ("market/open-interest", "symbol=BTCUSDT&intervalTime=", ["5min", "15min", "30min", "1h", "4h", "1d"], 0),
            ("market/open-interest", "symbol=BTCUSDT&intervalTime=", ["1min", "1H"], 10001),
            ("market/instruments-info", "status=", ["Trading", "PreLaunch", "Delivering", "Closed"], 0),
            ("system/status", "state=", ["scheduled", "ongoing", "completed", "canceled"], 0),
            ("system/status", "state=", ["over"], 10001),
        ] as [(String, String, [String], Int)])
    func queries(path: String, query: String, values: [String], code: Int) {
        let owner = venue.open(.uta2)
        for value in values {
            let reply = venue.get("/v5/\(path)", "category=linear&\(query)\(value)", as: owner)
            #expect(reply.code == code, "\(query)\(value)")
        }
    }

    @Test(
        "Values of account and position settings",
        arguments: [
            ("account/set-margin-mode", "setMarginMode", ["ISOLATED_MARGIN", "REGULAR_MARGIN", "PORTFOLIO_MARGIN"], 0),
            ("account/set-margin-mode", "setMarginMode", ["CROSS_MARGIN", "isolated_margin"], 10001),
            ("position/set-tpsl-mode", "tpSlMode", ["Full", "Partial"], 0),
            ("position/set-tpsl-mode", "tpSlMode", ["full"], 10001),
            ("position/switch-mode", "mode", ["3", "0"], 0), ("position/switch-mode", "mode", ["1", "2"], 10001),
            ("order/cancel-all", "orderFilter", ["Order", "StopOrder", "OpenOrder"], 0),
            ("order/cancel-all", "orderFilter", ["tpslOrder"], 10001),
            ("order/disconnected-cancel-all", "product", ["OPTIONS", "DERIVATIVES", "SPOT"], 0),
        ] as [(String, String, [String], Int)])
    func settings(path: String, name: String, values: [String], code: Int) {
        let owner = venue.open(.uta2, usdt: "10000")
        for value in values {
            let body = #"{"category":"linear","symbol":"BTCUSDT","timeWindow":40,"\#(name)":"\#(value)"}"#
            #expect(venue.post("/v5/\(path)", body, as: owner).code == code, "\(name) \(value)")
        }
    }
}
