import Testing
import Wire

@Suite("Hostile values: whatever stands in a parameter, the answer is the venue's own")
struct HostileValueTests {
    /// Values as they stand in a JSON body.
    private static let values = [
        #""""#, #"" ""#, #""\u0000""#, #""null""#, #""NaN""#, #""Infinity""#, #""-""#, #""+""#, #"".""#, #""-.""#,
        #""1e400""#, #""0x10""#, #""١٢""#, #""ß""#, #""İ""#, #""😀""#, #""-1""#, #""0""#, #""-0""#,
        #""9223372036854775808""#, #""-9223372036854775809""#, #""170141183460469231731687303715884105728""#,
        #""0.000000001""#, #""99999999999999999999999999.99999999""#, "null", "true", "false", "[]", "{}", "[[]]",
        #"["BTCUSDT"]"#, #"{"a":1}"#, "-1", "0", "1e400", "-1e-400", "9223372036854775808", "1.5",
        "\"\(String(repeating: "9", count: 5_000))\"", "\"\(String(repeating: "A", count: 5_000))\"",
    ]

    private static let order: [(String, String)] = [
        ("symbol", #""BTCUSDT""#), ("productType", #""USDT-FUTURES""#), ("marginCoin", #""USDT""#),
    ]

    /// Valid requests, as path and parameters.
    private static let requests: [(path: String, parameters: [(String, String)])] = [
        ("account/set-margin-mode", order + [("marginMode", #""isolated""#)]),
        ("account/set-margin", order + [("holdSide", #""long""#), ("amount", #""20""#)]),
        (
            "account/set-leverage",
            order + [
                ("leverage", #""10""#), ("longLeverage", #""10""#), ("shortLeverage", #""10""#),
                ("holdSide", #""long""#),
            ]
        ),
        ("account/set-position-mode", [("productType", #""USDT-FUTURES""#), ("posMode", #""hedge_mode""#)]),
        ("account/set-auto-margin", order + [("holdSide", #""long""#), ("autoMargin", #""on""#)]),
        (
            "order/place-order",
            order + [
                ("marginMode", #""isolated""#), ("size", #""0.01""#), ("price", #""59000""#), ("side", #""buy""#),
                ("orderType", #""limit""#), ("tradeSide", #""open""#), ("force", #""gtc""#), ("clientOid", #""a""#),
                ("reduceOnly", #""NO""#), ("presetStopLossPrice", #""1""#),
            ]
        ),
        (
            "order/batch-place-order",
            order + [("marginMode", #""isolated""#), ("orderList", "[{}]")]
        ),
        ("order/cancel-order", order + [("orderId", #""1""#), ("clientOid", #""a""#)]),
        ("order/batch-cancel-orders", order + [("orderIdList", #"[{"orderId":"1"}]"#)]),
        ("order/cancel-all-orders", order + [("requestTime", "1700000000000"), ("receiveWindow", "5000")]),
        ("account/set-all-leverage", [("productType", #""USDT-FUTURES""#), ("leverage", #""10""#)]),
        (
            "order/modify-order",
            order + [
                ("clientOid", #""r""#), ("newClientOid", #""n""#), ("newSize", #""0.02""#), ("newPrice", #""58000""#),
                ("newPresetStopSurplusPrice", #""70000""#), ("newPresetStopLossPrice", #""50000""#),
            ]
        ),
        (
            "order/click-backhand",
            order + [
                ("side", #""buy""#), ("tradeSide", #""open""#), ("size", #""0.01""#), ("clientOid", #""a""#),
            ]
        ),
        (
            "order/place-plan-order",
            order + [
                ("planType", #""normal_plan""#), ("marginMode", #""isolated""#), ("size", #""0.01""#),
                ("price", #""59000""#), ("side", #""buy""#), ("orderType", #""limit""#), ("tradeSide", #""open""#),
                ("triggerPrice", #""59500""#), ("triggerType", #""mark_price""#), ("clientOid", #""a""#),
                ("stopSurplusTriggerPrice", #""70000""#), ("stopSurplusExecutePrice", #""69000""#),
                ("stopSurplusTriggerType", #""fill_price""#), ("stopLossTriggerPrice", #""50000""#),
                ("stopLossExecutePrice", #""49000""#), ("stopLossTriggerType", #""mark_price""#),
                ("stpMode", #""none""#),
            ]
        ),
        (
            "order/modify-plan-order",
            order + [
                ("clientOid", #""p""#), ("newSize", #""0.02""#), ("newTriggerPrice", #""62000""#),
                ("newTriggerType", #""mark_price""#), ("newStopSurplusTriggerPrice", #""70000""#),
                ("newStopSurplusExecutePrice", #""69000""#), ("newStopLossTriggerPrice", #""50000""#),
                ("newStopLossTriggerType", #""fill_price""#),
            ]
        ),
        (
            "order/cancel-plan-order",
            order + [("planType", #""normal_plan""#), ("orderIdList", #"[{"clientOid":"p"}]"#)]
        ),
        (
            "order/place-tpsl-order",
            order + [
                ("planType", #""profit_plan""#), ("triggerPrice", #""70000""#), ("triggerType", #""mark_price""#),
                ("executePrice", #""69000""#), ("holdSide", #""long""#), ("size", #""0.01""#),
            ]
        ),
        (
            "order/place-pos-tpsl",
            order + [
                ("stopSurplusTriggerPrice", #""70000""#), ("stopSurplusSize", #""0.01""#),
                ("stopLossTriggerPrice", #""50000""#), ("stopLossExecutePrice", #""49000""#),
                ("holdSide", #""long""#),
            ]
        ),
        (
            "order/modify-tpsl-order",
            order + [
                ("orderId", #""1000000000000000004""#), ("triggerPrice", #""58000""#),
                ("triggerType", #""mark_price""#), ("executePrice", #""57000""#), ("size", #""0.01""#),
            ]
        ),
        ("order/close-positions", order + [("holdSide", #""long""#)]),
    ]

    @Test("No value of any parameter of a POST does more than be refused", arguments: requests.indices)
    func bodies(index: Int) throws {
        let (path, parameters) = Self.requests[index]
        var venue = try Self.venueWithPosition()
        for (changed, _) in parameters {
            for value in Self.values {
                let before = venue.digest
                let members = parameters.map { #""\#($0)":\#($0 == changed ? value : $1)"# }
                let answer = try venue.post(path, "{\(members.joined(separator: ","))}")
                #expect(answer.json.names == ["code", "data", "msg", "requestTime"])
                if answer.isSuccess {
                    venue = try Self.venueWithPosition()
                    continue
                }
                #expect(answer.status == 400, "\(changed) \(value)")
                #expect(!answer.message.isEmpty)
                #expect(venue.digest == before, "\(changed) \(value)")
            }
        }
    }

    private static func venueWithPosition() throws -> BitgetVenue {
        var venue = try BitgetVenue()
        try #require(try venue.setMode("isolated").isSuccess)
        try #require(try venue.place("buy", "0.01", #""tradeSide":"open""#).isSuccess)
        try #require(
            try venue.place("buy", "0.01", price: "59000", #""tradeSide":"open","clientOid":"r""#).isSuccess)
        try #require(try venue.plan(#""triggerPrice":"61000","clientOid":"p""#).isSuccess)
        try #require(try venue.stop("loss_plan", "59000", #""holdSide":"long","size":"0.01""#).isSuccess)
        return venue
    }

    @Test(
        "No value of any parameter of a GET does more than be refused",
        arguments: [
            "account/account", "account/accounts", "position/all-position", "position/single-position", "order/detail",
            "order/orders-pending", "order/orders-history", "order/fills", "order/fill-history", "market/contracts",
            "market/ticker",
            "market/merge-depth", "market/candles", "market/current-fund-rate", "market/query-position-lever",
            "account/bill", "account/open-count", "account/max-open", "account/liq-price", "position/history-position",
            "position/adlRank", "order/orders-plan-pending", "order/orders-plan-history", "order/plan-sub-order",
            "market/fills", "market/fills-history", "market/history-fund-rate", "market/history-mark-candles",
        ])
    func queries(path: String) throws {
        let values = [
            "", "%", "%zz", "%00", "%FF%FE", "+", "-1", "0", "9223372036854775808", "1e9", "NaN", "%F0%9F%98%80",
            String(repeating: "9", count: 5_000),
        ]
        let valid = [
            ("symbol", "BTCUSDT"), ("productType", "USDT-FUTURES"), ("marginCoin", "USDT"), ("limit", "5"),
            ("startTime", "0"), ("endTime", "1"), ("idLessThan", "1000000000000000001"), ("granularity", "1M"),
            ("orderSource", "normal"), ("onlyFunding", "yes"),
            ("precision", "scale0"), ("status", "live"), ("orderId", "1"), ("planType", "normal_plan"),
            ("planOrderId", "1"), ("pageSize", "5"), ("pageNo", "2"), ("openAmount", "100"), ("openPrice", "60000"),
            ("posSide", "long"), ("orderType", "limit"), ("leverage", "10"),
        ]
        var venue = try BitgetVenue()
        let before = venue.digest
        for (changed, _) in valid {
            for value in values {
                let query = valid.map { "\($0)=\($0 == changed ? value : $1)" }.joined(separator: "&")
                let answer = try venue.get(path, query)
                #expect(answer.json.names == ["code", "data", "msg", "requestTime"])
                #expect(answer.isSuccess || answer.status == 400, "\(changed) \(value)")
            }
        }
        #expect(venue.digest == before)
    }
}
