import Testing

/// What the page of a call demands of its members: https://www.bitget.com/api-doc/contract/intro. Each is tried on a busy
/// account, hedged and isolated, by changing one thing of a request that is accepted.
struct Demand: CustomTestStringConvertible, Sendable {
    let method: String
    let path: String
    /// A request that is accepted: its members, each text or a list.
    let members: [(name: String, value: String)]
    /// The members that the page requires, each with the code for its absence where that is not 40019.
    let required: [String: String]
    /// The words of the members that have some.
    let words: [String: [String]]
    /// Values beyond what a member may be, each with its code.
    let beyond: [(name: String, value: String, code: String)]
    /// Members that are refused in the company of those there are, or without others: what is changed, and the code.
    let company: [(changes: [String: String?], code: String)]

    init(
        _ method: String, _ path: String, _ members: String, required: String = "", missing: [String: String] = [:],
        words: [String: String] = [:], beyond: [(name: String, value: String, code: String)] = [],
        company: [(changes: [String: String?], code: String)] = []
    ) {
        self.method = method
        self.path = path
        self.members = members.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            return (parts[0], parts.count > 1 ? parts[1] : "")
        }
        var codes = missing
        for name in required.split(separator: " ") { codes[String(name)] = "40019" }
        self.required = codes
        self.words = words.mapValues { $0.split(separator: " ").map(String.init) }
        self.beyond = beyond
        self.company = company
    }

    var testDescription: String { "\(method) \(path)" }
}

/// The calls that read.
extension Demand {
    private static let type = "productType=USDT-FUTURES"
    private static let symbol = "\(type)&symbol=BTCUSDT"
    private static let coin = "\(symbol)&marginCoin=USDT"
    private static let pages: [(name: String, value: String, code: String)] = [
        ("limit", "0", "40053"), ("limit", "101", "40053"), ("limit", "x", "40020"), ("idLessThan", "x", "40020"),
        ("startTime", "x", "40020"), ("endTime", "-1", "40020"),
    ]

    /// A market call says of a missing product type what it says of a misspelt parameter.
    private static func market(
        _ path: String, _ members: String = symbol, required: String = "symbol", words: [String: String] = [:],
        beyond: [(name: String, value: String, code: String)] = []
    ) -> Demand {
        Demand(
            "GET", "mix/market/\(path)", members, required: required,
            missing: members.contains("productType") ? ["productType": "400172"] : [:], words: words, beyond: beyond)
    }

    private static func read(
        _ path: String, _ members: String, required: String, words: [String: String] = [:],
        beyond: [(name: String, value: String, code: String)] = [],
        company: [(changes: [String: String?], code: String)] = []
    ) -> Demand {
        Demand(
            "GET", "mix/\(path)", members, required: required, words: words, beyond: beyond, company: company)
    }

    private static let candle = ["granularity": "1m 3m 5m 15m 30m 1H 4H 6H 12H 1D 1W 1M 6Hutc 12Hutc 1Dutc 1Wutc 1Mutc"]
    private static let period = ["period": "5m 15m 30m 1h 2h 4h 6h 12h 1d"]
    private static let long: [(name: String, value: String, code: String)] = [
        ("endTime", "7776000001", "00001")
    ]

    static let wallets = "spot p2p usdt_futures usdc_futures coin_futures crossed_margin isolated_margin"

    static let reading: [Demand] = [
        market("contracts", required: ""), market("ticker"), market("tickers", type, required: ""),
        market("symbol-price"), market("current-fund-rate", required: ""), market("funding-time"),
        market("open-interest"), market("query-position-lever"), market("oi-limit", required: ""),
        market("discount-rate", "", required: ""), market("vip-fee-rate", "", required: ""),
        market("account-long-short", "symbol=BTCUSDT", words: period),
        market("position-long-short", "symbol=BTCUSDT", words: period),
        market("long-short", "symbol=BTCUSDT", words: ["period": "5m 15m 30m 1h 2h 4h 6h 12h 1Dutc"]),
        market("taker-buy-sell", "symbol=BTCUSDT", words: period),
        market("merge-depth", words: ["precision": "scale0 scale1 scale2 scale3", "limit": "1 5 15 50 max"]),
        market(
            "candles", "\(symbol)&granularity=1m", required: "symbol granularity",
            words: candle + ["kLineType": "MARKET MARK INDEX"], beyond: [("limit", "1001", "40053")]),
        market(
            "history-candles", "\(symbol)&granularity=1m", required: "symbol granularity", words: candle,
            beyond: [("limit", "201", "40053")]),
        market(
            "history-mark-candles", "\(symbol)&granularity=1m", required: "symbol granularity", words: candle,
            beyond: [("limit", "201", "40053")]),
        market(
            "history-index-candles", "\(symbol)&granularity=1m", required: "symbol granularity", words: candle,
            beyond: [("limit", "201", "40053")]),
        market("fills", beyond: [("limit", "101", "40053")]),
        market(
            "fills-history", "\(symbol)&startTime=0",
            beyond: [("limit", "1001", "40053"), ("idLessThan", "x", "40020"), ("endTime", "604800001", "00001")]),
        market("history-fund-rate", beyond: [("pageSize", "101", "40053"), ("pageNo", "0", "40053")]),
        read("account/account", coin, required: "symbol productType marginCoin"),
        read("account/accounts", type, required: "productType"),
        read("account/isolated-symbols", type, required: "productType"),
        read(
            "account/bill", "\(type)&startTime=0", required: "productType", words: ["onlyFunding": "yes no"],
            beyond: pages + [("endTime", "2592000001", "00001")]),
        read(
            "account/open-count", "\(coin)&openAmount=100&openPrice=60000",
            required: "symbol productType marginCoin openAmount openPrice",
            beyond: [("openAmount", "0", "40020"), ("openPrice", "0", "40020"), ("leverage", "126", "400172")]),
        read(
            "account/max-open", "\(coin)&posSide=long&orderType=market",
            required: "symbol productType marginCoin posSide orderType",
            words: ["posSide": "long short", "orderType": "market"], company: [(["orderType": "limit"], "40019")]),
        read(
            "account/liq-price", "\(coin)&posSide=long&orderType=market&openAmount=100",
            required: "symbol productType marginCoin posSide orderType openAmount",
            words: ["posSide": "long short", "orderType": "market"], company: [(["orderType": "limit"], "40019")]),
        read("account/union-config", "", required: ""), read("account/switch-union-usdt", "", required: ""),
        Demand("GET", "mix/account/transfer-limits", "coin=BTC", required: "coin", beyond: [("coin", "X", "40034")]),
        read("position/all-position", "\(type)&marginCoin=USDT", required: "productType"),
        read("position/single-position", coin, required: "symbol productType marginCoin"),
        read("position/history-position", "startTime=0", required: "", beyond: pages + long),
        read("position/adlRank", type, required: "productType"),
        read(
            "order/detail", "\(symbol)&orderId=RESTING", required: "symbol productType",
            company: [(["orderId": nil], "40924")]),
        read(
            "order/orders-pending", "\(symbol)&startTime=0", required: "productType",
            words: ["status": "live partially_filled"], beyond: pages + long),
        read(
            "order/orders-history", "\(symbol)&startTime=0", required: "productType",
            words: [
                "orderSource":
                    "normal market profit_market loss_market Trader_delegate trader_profit trader_loss reverse"
                    + " trader_reverse profit_limit loss_limit liquidation delivery_close_long delivery_close_short"
                    + " pos_profit_limit pos_profit_market pos_loss_limit pos_loss_market"
            ], beyond: pages + long),
        read("order/fills", "\(symbol)&startTime=0", required: "productType", beyond: pages + long),
        read(
            "order/fill-history", "\(symbol)&startTime=0", required: "productType",
            beyond: pages + [("endTime", "604800001", "00001")]),
        read(
            "order/orders-plan-pending", "\(symbol)&planType=normal_plan&startTime=0", required: "planType productType",
            words: ["planType": "normal_plan track_plan profit_loss"], beyond: pages + long),
        read(
            "order/orders-plan-history", "\(symbol)&planType=normal_plan&startTime=0", required: "planType productType",
            words: [
                "planType": "normal_plan track_plan profit_loss", "planStatus": "executed fail_execute cancelled",
            ], beyond: pages + long),
        read(
            "order/plan-sub-order", "\(type)&planType=normal_plan&planOrderId=1",
            required:
                "planType planOrderId productType", words: ["planType": "normal_plan track_plan"]),
        Demand("GET", "public/time", ""), Demand("GET", "account/all-account-balance", ""),
        Demand("GET", "spot/account/info", ""),
        Demand("GET", "spot/account/assets", "", words: ["assetType": "hold_only all"]),
        Demand(
            "GET", "spot/account/transferRecords", "coin=USDT&startTime=0", required: "coin",
            words: ["fromType": wallets],
            beyond: [
                ("coin", "X", "40034"), ("limit", "501", "40053"), ("pageNum", "0", "40053"),
                ("pageNum", "1001", "40053"), ("endTime", "7776000001", "00001"), ("idLessThan", "x", "40020"),
            ]),
        Demand(
            "GET", "spot/wallet/transfer-coin-info", "fromType=spot&toType=usdt_futures", required: "fromType toType",
            words: ["fromType": wallets, "toType": wallets]),
        Demand(
            "GET", "common/trade-rate", "symbol=BTCUSDT&businessType=mix", required: "symbol businessType",
            beyond: [("businessType", "x", "400172")]),
        Demand(
            "GET", "common/all-trade-rate", "businessType=mix", required: "businessType",
            words: ["businessType": "mix spot margin"]),
    ]
}

extension [String: String] {
    fileprivate static func + (left: Self, right: Self) -> Self { left.merging(right) { first, _ in first } }
}
