import TestShapes
import Testing
import Wire

/// A query call and the data it must give.
struct QueryCase: CustomTestStringConvertible, Sendable {
    let path: String
    let query: String
    let shape: Shape
    /// Where the rows are that a busy account must have; nil when it may have none.
    let filled: String?
    /// True when there must be some after a liquidation, too.
    let outlivesLiquidation: Bool

    init(_ path: String, _ query: String, _ shape: Shape, filled: String? = nil, outlivesLiquidation: Bool = false) {
        self.path = path
        self.query = query
        self.shape = shape
        self.filled = filled
        self.outlivesLiquidation = outlivesLiquidation
    }

    var testDescription: String { "\(path)?\(query)" }
}

@Suite("The members and JSON types of every answer, for an empty account, a busy one and one just liquidated")
struct AnswerShapeTests {
    private static let symbol = "symbol=BTCUSDT&productType=USDT-FUTURES"
    private static let type = "productType=USDT-FUTURES"
    private static let coin = "\(symbol)&marginCoin=USDT"

    // MARK: Shapes, as documented and captured

    private static let ids = Shape.strings("orderId clientOid")
    private static let sides = "symbol marginCoin longLeverage shortLeverage marginMode"
    private static let pool =
        "marginCoin locked available crossedMaxAvailable isolatedMaxAvailable maxTransferOut accountEquity usdtEquity"
        + " btcEquity crossedRiskRate unrealizedPL coupon crossedUnrealizedPL isolatedUnrealizedPL grant"
        + " isolatedMargin crossedMargin"
    private static let position = Shape.strings(
        "symbol marginCoin holdSide openDelegateSize marginSize available locked total leverage achievedProfits"
            + " openPriceAvg marginMode posMode unrealizedPL liquidationPrice keepMarginRate markPrice breakEvenPrice"
            + " totalFee deductedFee marginRatio assetMode autoMargin grant takeProfit stopLoss takeProfitId stopLossId"
            + " cTime uTime")
    private static let pastPosition = Shape.strings(
        "positionId symbol marginCoin holdSide openAvgPrice closeAvgPrice marginMode openTotalPos closeTotalPos pnl"
            + " netProfit totalFunding openFee closeFee posMode ctime utime")
    private static let order =
        "symbol size orderId clientOid baseVolume fee price priceAvg side force totalProfits posSide marginCoin"
        + " quoteVolume leverage marginMode reduceOnly enterPointSource tradeSide posMode orderType orderSource cTime"
        + " uTime presetStopSurplusPrice presetStopSurplusType presetStopSurplusExecutePrice presetStopLossPrice"
        + " presetStopLossType presetStopLossExecutePrice"
    private static let fill = Shape.strings(
        "tradeId symbol marginCoin orderId price baseVolume side quoteVolume profit enterPointSource tradeSide posMode"
            + " tradeScope cTime",
        ["feeDetail": .list(.strings("deduction feeCoin totalFee", ["totalDeductionFee": .null]))])
    private static let plan =
        "planType symbol size orderId clientOid price executePrice callbackRatio triggerPrice triggerType planStatus"
        + " side posSide marginCoin marginMode enterPointSource tradeSide posMode orderType cTime uTime"
        + " stopSurplusExecutePrice stopSurplusTriggerPrice stopSurplusTriggerType stopLossExecutePrice"
        + " stopLossTriggerPrice stopLossTriggerType"
    private static let bill = Shape.strings(
        "billId symbol amount fee feeByCoupon businessType coin balance cTime")
    private static let ticker = Shape.strings(
        "symbol lastPr askPr bidPr bidSz askSz high24h low24h ts change24h baseVolume quoteVolume usdtVolume openUtc"
            + " changeUtc24h indexPrice fundingRate holdingAmount open24h markPrice deliveryStatus",
        ["deliveryStartTime": .null, "deliveryTime": .null])
    private static let contract = Shape.strings(
        "symbol baseCoin quoteCoin buyLimitPriceRatio sellLimitPriceRatio feeRateUpRatio makerFeeRate takerFeeRate"
            + " openCostUpRatio minTradeNum priceEndStep volumePlace pricePlace sizeMultiplier symbolType minTradeUSDT"
            + " maxSymbolOrderNum maxProductOrderNum maxPositionNum symbolStatus offTime limitOpenTime deliveryTime"
            + " deliveryStartTime deliveryPeriod launchTime fundInterval minLever maxLever posLimit maintainTime"
            + " maxMarketOrderQty maxOrderQty isRwa openTime", ["supportMarginCoins": .list(.text)])
    private static let trade = Shape.strings("tradeId price size side ts symbol")
    private static let batch = Shape.object([
        "successList": .list(ids), "failureList": .list(.strings("orderId clientOid errorMsg errorCode")),
    ])

    private static func page(_ name: String, _ row: Shape) -> Shape {
        .object([name: .optional(.filled(row)), "endId": .optional(.text)])
    }

    // MARK: Queries

    static let signed = [
        QueryCase(
            "account/account", coin,
            .strings(
                "\(pool) marginMode posMode",
                [
                    "assetMode": .exactly("single"), "crossedMarginLeverage": .integer, "isolatedLongLever": .integer,
                    "isolatedShortLever": .integer,
                ])),
        QueryCase(
            "account/accounts", type, .list(.strings(pool, ["assetMode": .exactly("single")])), filled: "",
            outlivesLiquidation: true),
        QueryCase(
            "account/isolated-symbols", type, .list(.strings("symbol", ["marginMode": .exactly("isolated")])),
            filled: "", outlivesLiquidation: true),
        QueryCase("account/bill", type, page("bills", bill), filled: "bills", outlivesLiquidation: true),
        QueryCase("account/open-count", "\(coin)&openAmount=100&openPrice=60000", .strings("size")),
        QueryCase("account/max-open", "\(coin)&posSide=long&orderType=market", .strings("maxOpen")),
        QueryCase(
            "account/liq-price", "\(coin)&posSide=long&orderType=market&openAmount=100", .strings("liqPrice")),
        QueryCase("account/union-config", "", .strings("imr mmr individualLimit individualLimitRatio")),
        QueryCase("account/switch-union-usdt", "", .strings("usdtAmount")),
        QueryCase("account/transfer-limits", "coin=btc", .strings("coin maxTransferIn")),
        QueryCase("position/all-position", type, .list(position), filled: ""),
        QueryCase("position/single-position", coin, .list(position), filled: ""),
        QueryCase(
            "position/history-position", type, page("list", pastPosition), filled: "list", outlivesLiquidation: true),
        QueryCase(
            "position/adlRank", type, .list(.strings("symbol marginCoin adlRank rank holdSide")), filled: ""),
        QueryCase(
            "order/orders-pending", type, page("entrustedList", .strings("\(order) status")), filled: "entrustedList"),
        QueryCase(
            "order/orders-history", type, page("entrustedList", .strings("\(order) status posAvg liqPrice")),
            filled: "entrustedList", outlivesLiquidation: true),
        QueryCase("order/fills", type, page("fillList", fill), filled: "fillList", outlivesLiquidation: true),
        QueryCase("order/fill-history", type, page("fillList", fill), filled: "fillList", outlivesLiquidation: true),
        QueryCase(
            "order/orders-plan-pending", "\(type)&planType=normal_plan",
            page("entrustedList", .strings("\(plan) orderSource")), filled: "entrustedList"),
        QueryCase(
            "order/orders-plan-pending", "\(type)&planType=profit_loss",
            page("entrustedList", .strings("\(plan) orderSource")), filled: "entrustedList"),
        QueryCase(
            "order/orders-plan-history", "\(type)&planType=normal_plan",
            page("entrustedList", .strings("\(plan) executeOrderId priceAvg baseVolume")), filled: "entrustedList"),
        QueryCase(
            "order/plan-sub-order", "\(type)&planType=normal_plan&planOrderId=1000000000000000001",
            .list(.strings("orderId price type status"))),
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
        let shape = Shape.list(
            .strings(
                "\(Self.pool) unionTotalMargin unionAvailable unionMm",
                ["assetMode": .exactly("union"), "assetList": .list(.strings("coin balance available"))]))
        #expect(shape.differences(of: rows).isEmpty)
    }

    private static let open = [
        QueryCase("contracts", type, .list(contract), filled: ""),
        QueryCase("ticker", symbol, .list(ticker), filled: ""),
        QueryCase("tickers", type, .list(ticker), filled: ""),
        QueryCase("symbol-price", symbol, .list(.strings("symbol price indexPrice markPrice ts")), filled: ""),
        QueryCase(
            "merge-depth", symbol,
            .strings(
                "ts scale precision isMaxPrecision", ["asks": .list(.list(.number)), "bids": .list(.list(.number))]),
            filled: "asks"),
        QueryCase("candles", "\(symbol)&granularity=1m", .list(.list(.text)), filled: ""),
        QueryCase("history-candles", "\(symbol)&granularity=1H", .list(.list(.text)), filled: ""),
        QueryCase("history-mark-candles", "\(symbol)&granularity=1H", .list(.list(.text)), filled: ""),
        QueryCase("history-index-candles", "\(symbol)&granularity=1Dutc", .list(.list(.text)), filled: ""),
        QueryCase("fills", symbol, .list(trade), filled: ""),
        QueryCase("fills-history", symbol, .list(trade), filled: ""),
        QueryCase(
            "current-fund-rate", type,
            .list(.strings("symbol fundingRate fundingRateInterval nextUpdate minFundingRate maxFundingRate")),
            filled: ""),
        QueryCase("funding-time", symbol, .list(.strings("symbol nextFundingTime ratePeriod")), filled: ""),
        QueryCase(
            "history-fund-rate", symbol, .list(.strings("symbol fundingRate fundingTime")), filled: ""),
        QueryCase(
            "open-interest", symbol, .strings("ts", ["openInterestList": .list(.strings("symbol size"))]),
            filled: "openInterestList"),
        QueryCase(
            "query-position-lever", symbol,
            .list(.strings("symbol level startUnit endUnit leverage keepMarginRate")), filled: ""),
        QueryCase(
            "oi-limit", type, .list(.strings("symbol notionalValue totalNotionalValue")), filled: ""),
        QueryCase(
            "discount-rate", "",
            .list(
                .strings(
                    "coin userLimit totalLimit",
                    ["discountRateList": .list(.strings("tier minAmount maxAmount discountRate"))])), filled: ""),
        QueryCase(
            "account-long-short", symbol,
            .list(.strings("longAccountRatio shortAccountRatio longShortAccountRatio ts")), filled: ""),
        QueryCase(
            "position-long-short", symbol,
            .list(.strings("longPositionRatio shortPositionRatio longShortPositionRatio ts")), filled: ""),
        QueryCase("long-short", symbol, .list(.strings("longRatio shortRatio longShortRatio ts")), filled: ""),
        QueryCase("taker-buy-sell", symbol, .list(.strings("buyVolume sellVolume ts")), filled: ""),
        QueryCase(
            "vip-fee-rate", "",
            .list(
                .strings(
                    "level dealAmount assetAmount takerFeeRate makerFeeRate btcWithdrawAmount usdtWithdrawAmount")),
            filled: ""),
    ]

    @Test("A market call", arguments: open, Situation.allCases)
    func marketCall(_ query: QueryCase, _ situation: Situation) throws {
        var venue = try BitgetVenue.after(situation)
        let answer = try venue.open("/api/v2/mix/market/\(query.path)", query.query)
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
        QueryCase("account/set-margin-mode", #"\#(names),"marginMode":"isolated""#, .strings(sides)),
        QueryCase(
            "account/set-leverage", #"\#(names),"leverage":"20","holdSide":"long""#,
            .strings("\(sides) crossMarginLeverage")),
        QueryCase(
            "account/set-all-leverage", #""productType":"COIN-FUTURES","leverage":"10""#, .exactly("success")),
        QueryCase(
            "account/set-position-mode", #""productType":"COIN-FUTURES","posMode":"one_way_mode""#,
            .strings("posMode")),
        QueryCase(
            "account/set-asset-mode", #""productType":"USDT-FUTURES","assetMode":"single""#, .exactly("success")),
        QueryCase("order/batch-cancel-orders", names, batch),
        QueryCase("order/cancel-all-orders", names, batch),
    ]

    @Test("A call that changes something", arguments: changes, Situation.allCases)
    func change(_ call: QueryCase, _ situation: Situation) throws {
        var venue = try BitgetVenue.after(situation)
        let answer = try venue.post(call.path, "{\(call.query)}")
        #expect(call.shape.differences(of: try answer.data).isEmpty, "\(answer.body)")
    }

    /// Calls that need the position and the orders of a busy account: what an empty one is told, and a liquidated one.
    private static let changesOfBusy: [(call: QueryCase, empty: String, liquidated: String)] = [
        (
            QueryCase("account/set-margin", #"\#(names),"amount":"10","holdSide":"long""#, .exactly("")), "40808",
            "40802"
        ),
        (
            QueryCase(
                "account/set-auto-margin", #"\#(names),"autoMargin":"on","holdSide":"long""#, .exactly("success")),
            "22011", "40838"
        ),
        (
            QueryCase("order/place-order", #"\#(names),\#(open10),"orderType":"limit","price":"58000""#, ids),
            "00000", "40815"
        ),
        (
            QueryCase(
                "order/batch-place-order",
                #"\#(names),\#(open10),"orderList":[{"orderType":"limit","price":"58000"},{"orderType":"x"}]"#, batch),
            "00000", "00000"
        ),
        (
            QueryCase(
                "order/place-plan-order",
                #"\#(names),\#(open10),"planType":"normal_plan","orderType":"market","triggerPrice":"64000","#
                    + #""triggerType":"mark_price""#, ids), "00000", "00000"
        ),
        (QueryCase("order/click-backhand", #"\#(names),"side":"buy","tradeSide":"open""#, ids), "22002", "22002"),
        (
            QueryCase(
                "order/close-positions", #""productType":"USDT-FUTURES""#,
                .object([
                    "successList": .list(.strings("orderId clientOid symbol")),
                    "failureList": .list(.strings("orderId clientOid symbol errorMsg errorCode")),
                ])), "22002", "22002"
        ),
        (
            QueryCase(
                "order/place-tpsl-order",
                #"\#(names),"planType":"pos_profit","triggerPrice":"70000","holdSide":"long""#, ids), "40837", "43011"
        ),
        (
            QueryCase(
                "order/place-pos-tpsl",
                #"\#(names),"stopSurplusTriggerPrice":"70000","stopLossTriggerPrice":"50000","holdSide":"long""#,
                .list(.strings("orderId stopSurplusClientOid stopLossClientOid"))), "40837", "43011"
        ),
        (QueryCase("order/cancel-plan-order", names, batch), "22001", "22001"),
    ]

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
        #expect(Shape.strings("\(Self.order) state cancelReason").differences(of: detail).isEmpty)
        let modified = try venue.post(
            "order/modify-order",
            #"{\#(Self.names),"orderId":"\#(resting)","newClientOid":"new","newSize":"0.02","newPrice":"58000"}"#)
        #expect(Shape.strings("clientOid", ["orderId": .null]).differences(of: try modified.data).isEmpty)
        let cancelled = try venue.post("order/cancel-order", #"{\#(Self.names),"clientOid":"new"}"#)
        #expect(Self.ids.differences(of: try cancelled.data).isEmpty)
        let plan = try venue.plans("normal_plan")[0].text("orderId")
        let changed = try venue.post(
            "order/modify-plan-order", #"{\#(Self.names),"orderId":"\#(plan)","newTriggerPrice":"64000"}"#)
        #expect(Self.ids.differences(of: try changed.data).isEmpty)
        let stop = try venue.plans("profit_loss")[0].text("orderId")
        let moved = try venue.post(
            "order/modify-tpsl-order", #"{\#(Self.names),"orderId":"\#(stop)","triggerPrice":"54000","size":""}"#)
        #expect(Self.ids.differences(of: try moved.data).isEmpty, "\(moved.body)")
    }
}
