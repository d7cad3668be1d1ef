import TestShapes
import Testing
import Wire

/// A call, below `/api/v2/mix`; the data it must give is recorded.
struct QueryCase: CustomTestStringConvertible, Sendable {
    let method: String
    let path: String
    let query: String
    /// Where the rows are that a busy account must have; nil when it may have none.
    let filled: String?
    /// True when there must be some after a liquidation, too.
    let outlivesLiquidation: Bool

    init(
        _ path: String, _ query: String, method: String = "GET", filled: String? = nil,
        outlivesLiquidation: Bool = false
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.filled = filled
        self.outlivesLiquidation = outlivesLiquidation
    }

    var testDescription: String { "\(path)?\(query)" }
    var shape: Shape { RecordedShapes.bitget["\(method) /api/v2/mix/\(path)"] }
}

@Suite("The members and JSON types of every answer, for an empty account, a busy one and one just liquidated")
struct AnswerShapeTests {
    private static let symbol = "symbol=BTCUSDT&productType=USDT-FUTURES"
    private static let type = "productType=USDT-FUTURES"
    private static let coin = "\(symbol)&marginCoin=USDT"

    // MARK: Queries

    static let signed = [
        QueryCase("account/account", coin),
        QueryCase("account/accounts", type, filled: "", outlivesLiquidation: true),
        QueryCase("account/isolated-symbols", type, filled: "", outlivesLiquidation: true),
        QueryCase("account/bill", type, filled: "bills", outlivesLiquidation: true),
        QueryCase("account/open-count", "\(coin)&openAmount=100&openPrice=60000"),
        QueryCase("account/max-open", "\(coin)&posSide=long&orderType=market"),
        QueryCase("account/liq-price", "\(coin)&posSide=long&orderType=market&openAmount=100"),
        QueryCase("account/union-config", ""),
        QueryCase("account/switch-union-usdt", ""),
        QueryCase("account/transfer-limits", "coin=btc"),
        QueryCase("position/all-position", type, filled: ""),
        QueryCase("position/single-position", coin, filled: ""),
        QueryCase("position/history-position", type, filled: "list", outlivesLiquidation: true),
        QueryCase("position/adlRank", type, filled: ""),
        QueryCase("order/orders-pending", type, filled: "entrustedList"),
        QueryCase("order/orders-history", type, filled: "entrustedList", outlivesLiquidation: true),
        QueryCase("order/fills", type, filled: "fillList", outlivesLiquidation: true),
        QueryCase("order/fill-history", type, filled: "fillList", outlivesLiquidation: true),
        QueryCase("order/orders-plan-pending", "\(type)&planType=normal_plan", filled: "entrustedList"),
        QueryCase("order/orders-plan-pending", "\(type)&planType=profit_loss", filled: "entrustedList"),
        QueryCase("order/orders-plan-history", "\(type)&planType=normal_plan", filled: "entrustedList"),
        QueryCase("order/plan-sub-order", "\(type)&planType=normal_plan&planOrderId=1000000000000000001"),
    ]

    @Test("A signed query", arguments: signed, Situation.allCases)
    func signedQuery(_ query: QueryCase, _ situation: Situation) throws {
        var venue = try BitgetVenue.after(situation)
        let answer = try venue.get(query.path, query.query)
        let data = try answer.data
        #expect(query.shape.differences(of: data).isEmpty, "\(answer.body)")
        #expect(answer.fields["x-mbx-used-remain-limit"] != nil)
        if situation == .busy || (situation == .liquidated && query.outlivesLiquidation), let list = query.filled {
            #expect(try !answer.rows(list.isEmpty ? nil : list).isEmpty)
        }
    }

    @Test("The same of the other products", arguments: signed, Product.others)
    func otherProducts(_ query: QueryCase, _ product: Product) throws {
        var venue = try BitgetVenue()
        try venue.keepBusy(in: product)
        let text = query.query
            .replacing("USDT-FUTURES", with: product.type).replacing("BTCUSDT", with: product.symbol)
            .replacing("=USDT", with: "=\(product.coin)").replacing(
                "openAmount=100", with: "openAmount=\(product.amount)")
        let answer = try venue.get(query.path, text)
        #expect(query.shape.differences(of: try answer.data).isEmpty, "\(answer.body)")
        if let list = query.filled { #expect(try !answer.rows(list.isEmpty ? nil : list).isEmpty, "\(answer.body)") }
    }

    @Test("In union mode a coin's row has four members more")
    func unionMode() throws {
        var venue = try BitgetVenue()
        try #require(try venue.setAssetMode("union").isSuccess)
        let rows = try venue.get("account/accounts", Self.type).data
        #expect(RecordedShapes.bitget["GET /api/v2/mix/account/accounts"].differences(of: rows).isEmpty)
        let row = try #require(rows.elements?.first)
        for name in ["unionTotalMargin", "unionAvailable", "unionMm", "assetList"] { #expect(row[name] != nil) }
    }

    private static let open = [
        QueryCase("market/contracts", type, filled: ""),
        QueryCase("market/ticker", symbol, filled: ""),
        QueryCase("market/tickers", type, filled: ""),
        QueryCase("market/symbol-price", symbol, filled: ""),
        QueryCase("market/merge-depth", symbol, filled: "asks"),
        QueryCase("market/candles", "\(symbol)&granularity=1m", filled: ""),
        QueryCase("market/history-candles", "\(symbol)&granularity=1H", filled: ""),
        QueryCase("market/history-mark-candles", "\(symbol)&granularity=1H", filled: ""),
        QueryCase("market/history-index-candles", "\(symbol)&granularity=1Dutc", filled: ""),
        QueryCase("market/fills", symbol, filled: ""),
        QueryCase("market/fills-history", symbol, filled: ""),
        QueryCase("market/current-fund-rate", type, filled: ""),
        QueryCase("market/funding-time", symbol, filled: ""),
        QueryCase("market/history-fund-rate", symbol, filled: ""),
        QueryCase("market/open-interest", symbol, filled: "openInterestList"),
        QueryCase("market/query-position-lever", symbol, filled: ""),
        QueryCase("market/oi-limit", type, filled: ""),
        QueryCase("market/discount-rate", "", filled: ""),
        QueryCase("market/account-long-short", symbol, filled: ""),
        QueryCase("market/position-long-short", symbol, filled: ""),
        QueryCase("market/long-short", symbol, filled: ""),
        QueryCase("market/taker-buy-sell", symbol, filled: ""),
        QueryCase("market/vip-fee-rate", "", filled: ""),
    ]

    @Test("A market call", arguments: open, Situation.allCases)
    func marketCall(_ query: QueryCase, _ situation: Situation) throws {
        var venue = try BitgetVenue.after(situation)
        let answer = try venue.open("/api/v2/mix/\(query.path)", query.query)
        let data = try answer.data
        #expect(query.shape.differences(of: data).isEmpty, "\(answer.body)")
        if situation == .busy, let list = query.filled {
            #expect(try !answer.rows(list.isEmpty ? nil : list).isEmpty)
        }
    }

    // MARK: Changes

    private static let names = BitgetVenue.usdt
    private static let open10 = #""marginMode":"isolated","size":"0.01","side":"buy","tradeSide":"open""#

    /// Calls that an empty, hedged account may make, too.
    private static let changes: [QueryCase] = [
        ("account/set-margin-mode", #"\#(names),"marginMode":"isolated""#),
        ("account/set-leverage", #"\#(names),"leverage":"20","holdSide":"long""#),
        ("account/set-all-leverage", #""productType":"COIN-FUTURES","leverage":"10""#),
        ("account/set-position-mode", #""productType":"COIN-FUTURES","posMode":"one_way_mode""#),
        ("account/set-asset-mode", #""productType":"USDT-FUTURES","assetMode":"single""#),
        ("order/batch-cancel-orders", names),
        ("order/cancel-all-orders", names),
    ].map { QueryCase($0, $1, method: "POST") }

    @Test("A call that changes something", arguments: changes, Situation.allCases)
    func change(_ call: QueryCase, _ situation: Situation) throws {
        var venue = try BitgetVenue.after(situation)
        let answer = try venue.post(call.path, "{\(call.query)}")
        #expect(call.shape.differences(of: try answer.data).isEmpty, "\(answer.body)")
    }

    /// Calls that need the position and the orders of a busy account: what an empty one is told, and a liquidated one.
    private static let changesOfBusy: [(call: QueryCase, empty: String, liquidated: String)] = [
        (
            "account/set-margin",
            #"\#(names),"amount":"10","holdSide":"long""#, "40808", "40802"
        ),
        (
            "account/set-auto-margin",
            #"\#(names),"autoMargin":"on","holdSide":"long""#, "22011", "40838"
        ),
        (
            "order/place-order",
            #"\#(names),\#(open10),"orderType":"limit","price":"58000""#, "00000", "40815"
        ),
        (
            "order/batch-place-order",
            #"\#(names),\#(open10),"orderList":[{"orderType":"limit","price":"58000"},{"orderType":"x"}]"#, "00000",
            "00000"
        ),
        (
            "order/place-plan-order",
            #"\#(names),\#(open10),"planType":"normal_plan","orderType":"market","triggerPrice":"64000","#
                + #""triggerType":"mark_price""#, "00000", "00000"
        ),
        (
            "order/click-backhand",
            #"\#(names),"side":"buy","tradeSide":"open""#, "22002", "22002"
        ),
        (
            "order/close-positions",
            #""productType":"USDT-FUTURES""#, "22002", "22002"
        ),
        (
            "order/place-tpsl-order",
            #"\#(names),"planType":"pos_profit","triggerPrice":"70000","holdSide":"long""#, "40837", "43011"
        ),
        (
            "order/place-pos-tpsl",
            #"\#(names),"stopSurplusTriggerPrice":"70000","stopLossTriggerPrice":"50000","holdSide":"long""#, "40837",
            "43011"
        ),
        (
            "order/cancel-plan-order",
            names, "22001", "22001"
        ),
    ].map { (QueryCase($0, $1, method: "POST"), $2, $3) }

    @Test("A call that needs a position or an order", arguments: changesOfBusy, Situation.allCases)
    func changeOfBusy(
        _ change: (call: QueryCase, empty: String, liquidated: String), _ situation: Situation
    ) throws {
        var venue = try BitgetVenue.after(situation)
        let answer = try venue.post(change.call.path, "{\(change.call.query)}")
        let code =
            switch situation {
            case .empty: change.empty
            case .busy: "00000"
            case .liquidated: change.liquidated
            }
        #expect(answer.code == code)
        guard code == "00000" else { return }
        #expect(change.call.shape.differences(of: try answer.data).isEmpty, "\(answer.body)")
    }

    @Test("Calls on one order: modify, cancel, and its detail")
    func callsOnOneOrder() throws {
        var venue = try BitgetVenue.after(.busy)
        let resting = try venue.get("order/orders-pending", Self.type).rows("entrustedList")[0].text("orderId")
        let detail = try venue.get("order/detail", "\(Self.symbol)&orderId=\(resting)").data
        func differences(_ call: String, _ data: JSON) -> [String] {
            RecordedShapes.bitget[call].differences(of: data)
        }
        #expect(differences("GET /api/v2/mix/order/detail", detail) == [])
        let modified = try venue.post(
            "order/modify-order",
            #"{\#(Self.names),"orderId":"\#(resting)","newClientOid":"new","newSize":"0.02","newPrice":"58000"}"#)
        #expect(differences("POST /api/v2/mix/order/modify-order", try modified.data) == [])
        #expect(try modified.data["orderId"]?.isNull == true)
        let cancelled = try venue.post("order/cancel-order", #"{\#(Self.names),"clientOid":"new"}"#)
        #expect(differences("POST /api/v2/mix/order/cancel-order", try cancelled.data) == [])
        let plan = try venue.plans("normal_plan")[0].text("orderId")
        let changed = try venue.post(
            "order/modify-plan-order", #"{\#(Self.names),"orderId":"\#(plan)","newTriggerPrice":"64000"}"#)
        #expect(differences("POST /api/v2/mix/order/modify-plan-order", try changed.data) == [])
        let stop = try venue.plans("profit_loss")[0].text("orderId")
        let moved = try venue.post(
            "order/modify-tpsl-order", #"{\#(Self.names),"orderId":"\#(stop)","triggerPrice":"54000","size":""}"#)
        #expect(differences("POST /api/v2/mix/order/modify-tpsl-order", try moved.data) == [], "\(moved.body)")
    }
}
