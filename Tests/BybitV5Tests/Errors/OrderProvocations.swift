import Desks
import MarginEngine
import Testing

/// Orders and what is attached to them. https://bybit-exchange.github.io/docs/v5/error
extension Provocation {
    private static func amend(_ venue: TestVenue, _ owner: TestVenue.Owner, _ members: String) -> Reply {
        venue.post("order/amend", btcusdt: members, as: owner)
    }

    static let orders: [Provocation] = [
        Provocation(110001, "order not exists or too late to cancel") {
            $0.post("order/cancel", btcusdt: #""orderId":"nope""#, as: $0.open(.uta2))
        },
        Provocation(110003, "Order price exceeds the allowable range.") {
            $0.create($0.open(.uta2, usdt: "100000"), ["price": #""90000.1""#])
        },
        Provocation(110007, "ab not enough for new order") { $0.create($0.open(.uta2)) },
        Provocation(110017, "orderQty will be truncated to zero") {
            $0.create($0.open(.uta2), ["reduceOnly": "true"])
        },
        Provocation(110020, "Not allowed to have more than 500 active orders.") { venue in
            let owner = venue.open(.uta2, usdt: "100000")
            for _ in 0..<500 {
                venue.apply(
                    .placeOrder(
                        NewOrder(
                            marginAccount: owner.account.main, instrument: venue.instrument("BTCUSDT"), side: .buy,
                            kind: .limit, timeInForce: .goodTillCancelled, quantity: decimal("0.001"),
                            price: decimal("5000"))))
            }
            return venue.create(owner)
        },
        Provocation(110021, "Not allowed to exceeded position limits due to Open Interest.") { venue in
            let owner = venue.open(.uta2, usdt: "1000000")
            let order = ["qty": #""1000""#, "price": #""1""#]
            for _ in 0..<100 { _ = venue.create(owner, order) }
            return venue.create(owner, order)
        },
        Provocation(110064, "The modified contract quantity cannot be less than or equal to the filled quantity.") {
            venue in
            let owner = venue.open(.uta2, usdt: "10000")
            _ = venue.create(owner, ["orderLinkId": #""a""#])
            _ = venue.create(venue.open(.uta2, uid: 8, usdt: "10000"), ["side": #""Sell""#, "qty": #""0.04""#])
            return amend(venue, owner, #""orderLinkId":"a","qty":"0.04""#)
        },
        Provocation(110066, "Trading is currently not allowed.") { venue in
            let owner = venue.open(.uta2, usdt: "10000")
            venue.withDesk { $0.halt("a defect") }
            return venue.create(owner)
        },
        Provocation(110072, "OrderLinkedID is duplicate") {
            let owner = $0.open(.uta2, usdt: "10000")
            _ = $0.create(owner, ["orderLinkId": #""a""#])
            return $0.create(owner, ["orderLinkId": #""a""#])
        },
        Provocation(110086, "Current order leverage exceeds the maximum available for your current Risk Limit tier.") {
            venue in
            let owner = venue.open(.uta2, usdt: "10000000")
            _ = venue.post("position/set-leverage", btcusdt: #""buyLeverage":"100","sellLeverage":"100""#, as: owner)
            return venue.create(owner, ["qty": #""40""#])
        },
        Provocation(110090, "Order placement failed as your position may exceed the max limit.") { venue in
            let owner = venue.open(.uta2, usdt: "100000000")
            return venue.create(owner, ["qty": #""900""#])
        },
        Provocation(110094, "Order notional value below the lower limit") {
            $0.create($0.open(.uta2, usdt: "10000"), ["qty": #""0.001""#, "price": #""4000""#])
        },
        Provocation(110108, "Allowable range: 1 to 10000 tick size") {
            $0.create(
                $0.open(.uta2),
                [
                    "orderType": #""Market""#, "slippageToleranceType": #""TickSize""#, "slippageTolerance": #""0""#,
                ])
        },
        Provocation(110109, "Allowable range: 0.01% to 10%") {
            $0.create(
                $0.open(.uta2),
                ["orderType": #""Market""#, "slippageToleranceType": #""Percent""#, "slippageTolerance": #""11""#])
        },
        Provocation(110119, "Order failed. RPI orders are restricted to approved market makers only") {
            $0.create($0.open(.uta2), ["timeInForce": #""RPI""#])
        },
        Provocation(3_200_403, "isolated margin can not create order") {
            $0.post("/v5/order/pre-check", orderBody(), as: $0.holder("ISOLATED"))
        },
    ]

    private static let waiting = ["triggerPrice": #""65000""#, "triggerDirection": "1", "price": #""65000""#]
    private static let part = #""tpslMode":"Partial","takeProfit":"70000","tpSize":"0.001""#

    static let stops: [Provocation] = [
        Provocation(34040, "not modified") {
            $0.post("position/trading-stop", btcusdt: #""stopLoss":"0""#, as: $0.holder())
        },
        Provocation(110009, "The number of stop orders exceeds the maximum allowable limit") { venue in
            let owner = venue.open(.uta2, usdt: "10000")
            for _ in 0..<10 { _ = venue.create(owner, waiting) }
            return venue.create(owner, waiting)
        },
        Provocation(110057, "Conditional order or limit order contains TP/SL related params") {
            let owner = $0.holder()
            _ = $0.create(
                owner, ["side": #""Sell""#, "price": #""70000""#, "reduceOnly": "true", "orderLinkId": #""a""#])
            return amend($0, owner, #""orderLinkId":"a","takeProfit":"60000""#)
        },
        Provocation(110059, "Not allowed to modify the TP/SL of a partially filled open order") { venue in
            let owner = venue.open(.uta2, usdt: "10000")
            _ = venue.create(owner, ["orderLinkId": #""a""#])
            _ = venue.create(venue.open(.uta2, uid: 8, usdt: "10000"), ["side": #""Sell""#, "qty": #""0.04""#])
            return amend(venue, owner, #""orderLinkId":"a","takeProfit":"70000""#)
        },
        Provocation(110058, "You can't set take profit and stop loss due to insufficient size of remaining position") {
            $0.post(
                "position/trading-stop", btcusdt: #""tpslMode":"Partial","takeProfit":"70000","tpSize":"9""#,
                as: $0.holder())
        },
        Provocation(110061, "Not allowed to have more than 20 TP/SLs under Partial tpSlMode") { venue in
            let owner = venue.holder()
            for _ in 0..<20 { _ = venue.post("position/trading-stop", btcusdt: part, as: owner) }
            return venue.post("position/trading-stop", btcusdt: part, as: owner)
        },
        Provocation(110092, "expect Rising, but trigger_price[59000] <= current[60000]") {
            $0.create($0.open(.uta2, usdt: "10000"), ["triggerPrice": #""59000""#, "triggerDirection": "1"])
        },
        Provocation(110093, "expect Falling, but trigger_price[61000] >= current[60000]") {
            $0.create($0.open(.uta2, usdt: "10000"), ["triggerPrice": #""61000""#, "triggerDirection": "2"])
        },
    ]
}
