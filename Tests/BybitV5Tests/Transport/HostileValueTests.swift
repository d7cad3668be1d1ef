import HTTP1
import MarginEngine
import Testing
import Wire

/// Whatever a client sends, it gets the venue's own answer, and a refusal leaves no trace.
@Suite struct HostileValueTests {
    /// A valid body of every POST endpoint.
    static let calls: [(path: String, members: [String: String])] = [
        ("account/set-margin-mode", ["setMarginMode": #""ISOLATED_MARGIN""#]),
        (
            "position/switch-isolated",
            [
                "category": #""inverse""#, "symbol": #""BTCUSD""#, "tradeMode": "1", "buyLeverage": #""5""#,
                "sellLeverage": #""5""#,
            ]
        ),
        (
            "position/set-leverage",
            ["category": #""linear""#, "symbol": #""BTCUSDT""#, "buyLeverage": #""5""#, "sellLeverage": #""5""#]
        ),
        ("position/switch-mode", ["category": #""linear""#, "symbol": #""ETHUSDT""#, "mode": "3"]),
        ("position/switch-mode", ["category": #""linear""#, "coin": #""USDT""#, "mode": "0"]),
        (
            "position/add-margin",
            ["category": #""linear""#, "symbol": #""BTCUSDT""#, "margin": #""1""#, "positionIdx": "0"]
        ),
        (
            "position/set-auto-add-margin",
            ["category": #""linear""#, "symbol": #""BTCUSDT""#, "autoAddMargin": "1", "positionIdx": "0"]
        ),
        (
            "position/trading-stop",
            [
                "category": #""linear""#, "symbol": #""BTCUSDT""#, "positionIdx": "0", "tpslMode": #""Partial""#,
                "takeProfit": #""70000""#, "tpSize": #""0.1""#, "tpOrderType": #""Limit""#,
                "tpLimitPrice": #""69000""#, "stopLoss": #""50000""#, "slSize": #""0.1""#, "trailingStop": #""0""#,
            ]
        ),
        (
            "order/create",
            [
                "category": #""linear""#, "symbol": #""BTCUSDT""#, "side": #""Buy""#, "orderType": #""Limit""#,
                "qty": #""0.01""#, "price": #""59000""#, "timeInForce": #""GTC""#, "positionIdx": "0",
                "orderLinkId": #""a""#, "reduceOnly": "false", "closeOnTrigger": "false",
                "triggerPrice": #""59500""#, "triggerDirection": "2", "triggerBy": #""MarkPrice""#,
                "takeProfit": #""70000""#, "stopLoss": #""50000""#, "tpslMode": #""Partial""#,
                "tpTriggerBy": #""LastPrice""#, "tpOrderType": #""Limit""#, "tpLimitPrice": #""69000""#,
                "smpType": #""CancelBoth""#,
            ]
        ),
        (
            "order/amend",
            [
                "category": #""linear""#, "symbol": #""BTCUSDT""#, "orderLinkId": #""resting""#, "qty": #""0.02""#,
                "triggerPrice": #""0""#,
            ]
        ),
        ("order/cancel", ["category": #""linear""#, "symbol": #""BTCUSDT""#, "orderId": #""nope""#]),
        (
            "order/create-batch",
            [
                "category": #""linear""#,
                "request": #"[{"symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.01","price":"59000"}]"#,
            ]
        ),
        ("order/cancel-all", ["category": #""linear""#, "symbol": #""ETHUSDT""#, "orderFilter": #""Order""#]),
        (
            "order/pre-check",
            [
                "category": #""linear""#, "symbol": #""BTCUSDT""#, "side": #""Buy""#, "orderType": #""Market""#,
                "qty": #""0.01""#, "slippageToleranceType": #""Percent""#, "slippageTolerance": #""1""#,
            ]
        ),
        (
            "order/create",
            [
                "category": #""linear""#, "symbol": #""ETHUSDT""#, "side": #""Buy""#, "orderType": #""Limit""#,
                "qty": #""0.01""#, "bboSideType": #""Queue""#, "bboLevel": #""1""#,
            ]
        ),
        ("order/disconnected-cancel-all", ["product": #""SPOT""#, "timeWindow": "40"]),
        ("position/set-risk-limit", ["category": #""linear""#, "symbol": #""BTCUSDT""#, "riskId": "2"]),
        ("position/set-tpsl-mode", ["category": #""linear""#, "symbol": #""BTCUSDT""#, "tpSlMode": #""Full""#]),
        ("position/confirm-pending-mmr", ["category": #""linear""#, "symbol": #""BTCUSDT""#]),
        (
            "asset/transfer/universal-transfer",
            [
                "transferId": #""42c0cfb0-6bca-c242-bc76-4e6df6cbcb16""#, "coin": #""BTC""#, "amount": #""0.1""#,
                "fromMemberId": "7", "toMemberId": "8", "fromAccountType": #""UNIFIED""#, "toAccountType": #""FUND""#,
            ]
        ),
        ("account/set-collateral-switch-batch", ["request": #"[{"coin":"BTC","collateralSwitch":"OFF"}]"#]),
        ("account/set-collateral-switch", ["coin": #""BTC""#, "collateralSwitch": #""ON""#]),
        (
            "account/demo-apply-money",
            ["adjustType": "1", "utaDemoApplyMoney": #"[{"coin":"USDT","amountStr":"0.1"}]"#]
        ),
        (
            "asset/transfer/inter-transfer",
            [
                "transferId": #""42c0cfb0-6bca-c242-bc76-4e6df6cbcb16""#, "coin": #""BTC""#, "amount": #""0.1""#,
                "fromAccountType": #""CONTRACT""#, "toAccountType": #""UNIFIED""#,
            ]
        ),
    ]

    static let values = [
        "null", "true", "0", "-1", "1e400", "-0", "1.0000000000000000000001", "170141183460469231731687303715884105728",
        "[]", "{}", #"[["a"]]"#, #""""#, #"" ""#, #""\u0000""#, #""💥""#, #""%00""#, #""-99999999999999999999""#,
        #""0x10""#, #""Infinity""#, #""null""#, #""' OR 1=1""#, "\"\(String(repeating: "9", count: 5_000))\"",
    ]

    private let venue = TestVenue()
    private let owner: TestVenue.Owner

    /// An account with everything that a call could touch: two wallets, isolated positions, a resting order.
    init() {
        owner = venue.open(.uta1, usdt: "100000", btc: "5")
        #expect(
            venue.post("/v5/account/set-margin-mode", #"{"setMarginMode":"ISOLATED_MARGIN"}"#, as: owner).isOK)
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        venue.trade(owner, "BTCUSD", .sell, "600", at: "60000")
        #expect(venue.create(owner, ["orderLinkId": #""resting""#]).isOK)
    }

    @Test("HOUSE-14: any value of any member is answered, and a refusal leaves the state as it was", arguments: calls)
    func wrongMembers(path: String, members: [String: String]) {
        for name in members.keys.sorted() {
            for value in Self.values {
                let changed = members.merging([name: value]) { $1 }
                let body = "{" + changed.map { "\"\($0.key)\":\($0.value)" }.sorted().joined(separator: ",") + "}"
                let before = venue.digest
                let reply = venue.post("/v5/\(path)", body, as: owner)
                #expect(reply.status == 200, "\(body)")
                #expect(reply.code != nil && reply.message != nil, "\(body)")
                #expect(reply.code == 0 || venue.digest == before, "\(body)")
                #expect(reply.code != 10016, "\(body)")
            }
        }
    }

    @Test("Any body that is no JSON object is a parameter error", arguments: calls.map(\.path))
    func wrongBodies(path: String) {
        let before = venue.digest
        let bodies: [[UInt8]] = [
            Array("{".utf8), Array("[]".utf8), Array("nul".utf8), Array("{\"a\":1,}".utf8), [0xFF, 0xFE], [0],
            Array("\u{FEFF}{}".utf8), Array("{\"a\":\"".utf8) + [0xC3, 0x28] + Array("\"}".utf8),
            Array(String(repeating: "[", count: 10_000).utf8),
            Array((String(repeating: "{\"a\":", count: 1_000) + "1" + String(repeating: "}", count: 1_000)).utf8),
            Array("{\"a\":\"\(String(repeating: "x", count: 1 << 20))\"}".utf8),
        ]
        for body in bodies {
            let reply = venue.send(venue.request(.post, "/v5/\(path)", body: body, as: owner))
            #expect(reply.status == 200)
            #expect(reply.code == 10001)
        }
        #expect(venue.digest == before)
    }

    @Test(
        "Any value of any query parameter is answered and changes nothing",
        arguments: [
            "market/instruments-info", "market/tickers", "market/orderbook", "market/kline", "market/risk-limit",
            "market/funding/history", "market/recent-trade", "market/mark-price-kline", "market/index-price-kline",
            "market/premium-index-price-kline", "market/open-interest", "system/status", "account/collateral-info",
            "account/withdrawal", "position/symbol-info", "account/info", "account/wallet-balance",
            "account/fee-rate", "account/transaction-log", "position/list", "position/closed-pnl", "order/realtime",
            "order/history", "execution/list", "user/query-api", "asset/coin/query-info",
            "asset/transfer/query-account-coins-balance", "asset/transfer/query-account-coin-balance",
        ])
    func queries(path: String) {
        let names = [
            "category", "symbol", "settleCoin", "baseCoin", "limit", "cursor", "orderId", "orderLinkId", "openOnly",
            "startTime", "endTime", "start", "end", "interval", "intervalTime", "coinName", "currency", "accountType",
            "coin", "status", "orderFilter",
        ]
        let usual = "category=linear&symbol=BTCUSDT&interval=W&intervalTime=5min&accountType=UNIFIED&coin=BTC"
        let values = [
            "", "0", "-1", "9223372036854775807", "-9223372036854775808", "99999999999999999999", "1e9", "%00", "%zz",
            "%F0%9F%92%A5", "a,b,,c", "&&&", "=", "+", String(repeating: "9", count: 5_000),
        ]
        let before = venue.digest
        for name in names {
            for value in values {
                let reply = venue.get("/v5/\(path)", "\(name)=\(value)&\(usual)", as: owner)
                #expect(reply.status == 200, "\(name)=\(value)")
                #expect(reply.code != nil && reply.code != 10016, "\(name)=\(value)")
            }
        }
        #expect(venue.digest == before)
    }
}
