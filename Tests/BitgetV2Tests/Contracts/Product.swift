import Desks
import MarginEngine
import Testing

/// A product type, with one contract of it.
struct Product: CustomTestStringConvertible, Sendable {
    let type: String
    let symbol: String
    let coin: String
    /// What is traded, worth a tenth of a coin or so.
    let size: String

    /// All but USDT-FUTURES.
    static let others = [
        Product(type: "USDC-FUTURES", symbol: "BTCPERP", coin: "USDC", size: "0.1"),
        Product(type: "COIN-FUTURES", symbol: "BTCUSD", coin: "BTC", size: "6000"),
        Product(type: "SUSDT-FUTURES", symbol: "SBTCSUSDT", coin: "SUSDT", size: "0.1"),
        Product(type: "SUSDC-FUTURES", symbol: "SBTCSPERP", coin: "SUSDC", size: "0.1"),
        Product(type: "SCOIN-FUTURES", symbol: "SBTCSUSD", coin: "SBTC", size: "6000"),
    ]

    var testDescription: String { type }

    /// A margin amount that opens something.
    var amount: String { coin.hasSuffix("BTC") ? "0.01" : "100" }

    var names: String { #""symbol":"\#(symbol)","productType":"\#(type)","marginCoin":"\#(coin)""# }
}

extension BitgetVenue {
    /// Positions on both sides, resting, plan and ended orders, stops, a position that ended, funding.
    mutating func keepBusy(in product: Product) throws {
        try listDemoProducts()
        try deposit("100000", of: product.coin)
        let day: Int64 = 86_400_000
        let order = #"\#(product.names),"marginMode":"isolated","size":"\#(product.size)""#
        let stops = #""presetStopSurplusPrice":"66000","presetStopLossPrice":"55000""#
        let plan = #"\#(order),"planType":"normal_plan","side":"buy","tradeSide":"open","orderType":"market""#
        for (path, body) in [
            ("account/set-margin-mode", #"\#(product.names),"marginMode":"isolated""#),
            ("order/place-order", #"\#(order),"side":"buy","tradeSide":"open","orderType":"market""#),
            ("order/place-order", #"\#(order),"side":"buy","tradeSide":"close","orderType":"market""#),
            ("order/place-order", #"\#(order),"side":"buy","tradeSide":"open","orderType":"market",\#(stops)"#),
            ("order/place-order", #"\#(order),"side":"sell","tradeSide":"open","orderType":"market""#),
            ("order/place-order", #"\#(order),"side":"buy","tradeSide":"open","orderType":"limit","price":"59000""#),
            ("order/place-plan-order", #"\#(plan),"triggerPrice":"65000","triggerType":"mark_price""#),
            ("order/place-plan-order", #"\#(plan),"triggerPrice":"65500","triggerType":"mark_price","clientOid":"x""#),
            ("order/cancel-plan-order", #"\#(product.names),"orderIdList":[{"clientOid":"x"}]"#),
        ] {
            let answer = try post(path, "{\(body)}")
            try #require(answer.isSuccess, "\(path) {\(body)} \(answer.body)")
            nowMs += 1
        }
        passTime(toMs: nowMs + day)
    }

    mutating func deposit(_ amount: String, of coin: String) throws {
        let asset = desk.engine.asset(named: coin)
        let outcome = desk.apply(.deposit(account, try #require(asset), try #require(Money(amount))))
        #expect(outcome == .accepted)
    }

    /// Demo contracts and their coins, which the listing has not.
    private mutating func listDemoProducts() throws {
        for command in Self.demoListing {
            let outcome = desk.apply(command)
            #expect(outcome == .accepted)
        }
    }
}
