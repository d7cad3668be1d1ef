import MarginEngine
import Testing
import Wire

/// `order/create`, `amend`, `cancel`, `cancel-all`. https://bybit-exchange.github.io/docs/v5/order/create-order
@Suite struct OrderTests {
    private let venue = TestVenue()

    private func open(_ owner: TestVenue.Owner, _ query: String = "category=linear&symbol=BTCUSDT") -> [JSON] {
        venue.get("/v5/order/realtime", query, as: owner).list
    }

    private func ended(_ reply: Reply, _ owner: TestVenue.Owner) -> JSON? {
        let id = reply.result?.text("orderId") ?? ""
        return venue.get("/v5/order/history", "category=linear&symbol=BTCUSDT&orderId=\(id)", as: owner).first
    }

    // MARK: create

    @Test("A limit order rests, under its id and its link")
    func limitOrder() {
        let owner = venue.open(.uta2, usdt: "10000")
        let reply = venue.create(owner, ["orderLinkId": #""my-order_1""#])
        #expect(reply.isOK)
        Fields(strings: "orderId orderLinkId").expect(reply.result)
        let row = open(owner).first
        Fields.order.expect(row)
        #expect(row?.text("orderId") == reply.result?.text("orderId"))
        #expect(row?.text("orderLinkId") == "my-order_1")
        #expect(row?.text("orderStatus") == "New")
        #expect(row?.text("price") == "59000")
        #expect(row?.text("qty") == "0.1")
        #expect(row?.text("leavesQty") == "0.1")
        #expect(row?.text("leavesValue") == "5900")
        #expect(row?.text("timeInForce") == "GTC")
        #expect(row?.text("side") == "Buy")
        #expect(row?.text("orderType") == "Limit")
    }

    @Test("Numbers stand for strings, strings for numbers and truth values; unknown members are ignored")
    func lenientTypes() {
        let owner = venue.open(.uta2, usdt: "10000")
        let reply = venue.create(
            owner,
            [
                "qty": "0.1", "price": "59000.0", "positionIdx": #""0""#, "reduceOnly": #""false""#,
                "position_idx": "0", "nested": #"{"a":[1]}"#, "orderLinkId": "null", "timeInForce": #""""#,
            ])
        #expect(reply.isOK)
        #expect(open(owner).first?.text("price") == "59000")
    }

    @Test("A market order fills at the best price, is IOC whatever it asks for, and leaves an execution")
    func marketOrder() {
        let maker = venue.open(.uta2, uid: 8, usdt: "10000")
        let owner = venue.open(.uta2, usdt: "10000")
        #expect(venue.create(maker, ["side": #""Sell""#, "price": #""60100""#]).isOK)
        let reply = venue.create(owner, ["orderType": #""Market""#, "price": "", "timeInForce": #""GTC""#])
        let row = ended(reply, owner)
        Fields.order.expect(row)
        #expect(row?.text("orderStatus") == "Filled")
        #expect(row?.text("timeInForce") == "IOC")
        #expect(row?.text("avgPrice") == "60100")
        #expect(row?.text("cumExecQty") == "0.1")
        #expect(row?.text("cumExecValue") == "6010")
        // 6,010 * 0.00055
        #expect(row?.text("cumExecFee") == "3.3055")
        #expect(row?["cumFeeDetail"]?.text("USDT") == "3.3055")
    }

    @Test("Immediate and post-only orders that cannot are cancelled, with their reason")
    func endedOrders() {
        let maker = venue.open(.uta2, uid: 8, usdt: "10000")
        let owner = venue.open(.uta2, usdt: "10000")
        #expect(venue.create(maker, ["side": #""Sell""#, "price": #""60000""#, "qty": #""0.05""#]).isOK)
        let postOnly = venue.create(owner, ["price": #""60000""#, "timeInForce": #""PostOnly""#])
        #expect(ended(postOnly, owner)?.text("orderStatus") == "Cancelled")
        #expect(ended(postOnly, owner)?.text("rejectReason") == "EC_PostOnlyWillTakeLiquidity")
        let fillOrKill = venue.create(owner, ["price": #""60000""#, "timeInForce": #""FOK""#])
        #expect(ended(fillOrKill, owner)?.text("rejectReason") == "EC_CancelForNoFullFill")
        let immediate = venue.create(owner, ["price": #""60000""#, "timeInForce": #""IOC""#])
        #expect(ended(immediate, owner)?.text("rejectReason") == "EC_NoImmediateQtyToFill")
        #expect(ended(immediate, owner)?.text("cumExecQty") == "0.05")
    }

    @Test("Reduce-only closes up to the position; without one it is 110017")
    func reduceOnly() {
        let maker = venue.open(.uta2, uid: 8, usdt: "100000")
        let owner = venue.open(.uta2, usdt: "10000")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        #expect(venue.create(maker, ["price": #""60000""#, "qty": #""1""#]).isOK)
        let close: [String: String] = [
            "side": #""Sell""#, "orderType": #""Market""#, "qty": #""0.5""#, "reduceOnly": "true",
        ]
        #expect(venue.create(owner, close).isOK)
        let row = venue.get("/v5/position/list", "category=linear&symbol=BTCUSDT", as: owner).first
        #expect(row?.text("size") == "0")
        #expect(row?.text("side") == "")
        let again = venue.create(owner, close)
        #expect(again.code == 110017)
    }

    @Test("A quantity of 0 with reduceOnly and closeOnTrigger closes the whole position")
    func closeAll() {
        let maker = venue.open(.uta2, uid: 8, usdt: "100000")
        let owner = venue.open(.uta2, usdt: "10000")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        #expect(venue.create(maker, ["price": #""60000""#, "qty": #""1""#]).isOK)
        let close: [String: String] = [
            "side": #""Sell""#, "orderType": #""Market""#, "qty": #""0""#, "reduceOnly": "true",
            "closeOnTrigger": "true",
        ]
        #expect(venue.create(owner, close).isOK)
        let row = venue.get("/v5/position/list", "category=linear&symbol=BTCUSDT", as: owner).first
        #expect(row?.text("size") == "0")
        #expect(venue.create(owner, close).code == 110017)
        #expect(venue.create(owner, ["qty": #""0""#]).code == 10001)
    }

    /// 600 at 60,000 with 10x; the most of a market order is 500, of a limit order 1,000.
    @Test("A quantity of 0 closes as much as one order may")
    func closeMuch() {
        let owner = venue.open(.uta2, usdt: "10000000")
        let maker = venue.open(.uta2, uid: 8, usdt: "100000000")
        venue.trade(owner, "BTCUSDT", .buy, "600", at: "60000")
        #expect(venue.create(maker, ["price": #""60000""#, "qty": #""700""#]).isOK)
        var close: [String: String] = [
            "side": #""Sell""#, "orderType": #""Market""#, "qty": #""0""#, "reduceOnly": "true",
            "closeOnTrigger": "true",
        ]
        func size() -> String? {
            venue.get("/v5/position/list", "category=linear&symbol=BTCUSDT", as: owner).first?.text("size")
        }
        #expect(venue.create(owner, close).isOK)
        #expect(size() == "100")
        close["orderType"] = #""Limit""#
        #expect(venue.create(owner, close.merging(["price": #""60000""#]) { $1 }).isOK)
        #expect(size() == "0")
    }

    @Test("Hedge mode needs the index of the position, one-way mode has none")
    func positionIndex() {
        let owner = venue.open(.uta2, usdt: "10000")
        #expect(venue.create(owner, ["positionIdx": "1"]).message == "position idx not match position mode")
        let hedge = #"{"category":"linear","symbol":"BTCUSDT","mode":3}"#
        #expect(venue.post("/v5/position/switch-mode", hedge, as: owner).isOK)
        #expect(venue.create(owner).message == "position idx not match position mode")
        #expect(venue.create(owner, ["positionIdx": "1"]).isOK)
        #expect(open(owner).first?.number("positionIdx") == 1)
        #expect(venue.create(owner, ["positionIdx": "2"]).code == 110017)
    }

    @Test("Orders of each wallet find their margin account", arguments: [AccountGeneration.classic, .uta1, .uta2])
    func categories(generation: AccountGeneration) {
        let owner = venue.open(generation, usdt: "10000", btc: "1")
        #expect(venue.create(owner).isOK)
        let inverse: [String: String] = ["category": #""inverse""#, "symbol": #""BTCUSD""#, "qty": #""600""#]
        #expect(venue.create(owner, inverse).isOK)
        #expect(open(owner).count == 1)
        #expect(open(owner, "category=inverse&symbol=BTCUSD").count == 1)
        let type = generation == .uta2 ? "UNIFIED" : "CONTRACT"
        let wallet = venue.get("/v5/account/wallet-balance", "accountType=\(type)&coin=BTC", as: owner).first
        #expect(wallet?["coin"]?.elements?.first?.text("totalOrderIM") != "0")
    }

    @Test(
        "Malformed orders are parameter errors and change nothing",
        arguments: [
            ["category": ""], ["category": #""spot""#], ["symbol": ""], ["symbol": #""NOPE""#], ["side": ""],
            ["side": #""buy""#], ["side": "1"], ["orderType": ""], ["orderType": #""Stop""#], ["qty": ""],
            ["qty": #""-1""#], ["qty": #""abc""#], ["qty": #""1e2""#], ["qty": #""0.1000000001""#],
            ["qty": #""0.0001""#], ["qty": #""1001""#], ["qty": #""99999999999999999999""#], ["qty": "[]"],
            ["price": ""], ["price": #""0""#], ["price": #""-5""#], ["price": #""59000.05""#], ["price": #""NaN""#],
            ["timeInForce": #""DAY""#], ["positionIdx": "3"], ["positionIdx": #""x""#], ["reduceOnly": "1"],
            ["orderLinkId": #""a b""#], ["orderLinkId": #""ü""#],
            ["orderLinkId": "\"\(String(repeating: "a", count: 37))\""], ["triggerPrice": #""61000""#],
            ["triggerPrice": #""-1""#], ["triggerPrice": "[]"], ["smpType": #""CancelAll""#], ["tpslMode": #""Half""#],
            ["takeProfit": #""59000""#], ["takeProfit": #""70000.05""#], ["takeProfit": #""1000001""#],
            ["stopLoss": #""59000""#],
        ] as [[String: String]])
    func malformed(change: [String: String]) throws {
        let owner = venue.open(.uta2, usdt: "10000")
        let (name, value) = try #require(change.first)
        let before = venue.digest
        let reply = venue.create(owner, [name: value])
        #expect(reply.status == 200)
        #expect(reply.code == 10001)
        #expect(venue.digest == before)
    }

    @Test(
        "Orders that the account or the market cannot take have their own code and change nothing",
        arguments: [
            (["qty": #""900""#], 110007), (["price": #""90000.1""#], 110003),
            (["qty": #""0.001""#, "price": #""4000""#], 110094),
            (["price": #""1000000.1""#], 110003), (["orderLinkId": #""taken""#], 110072),
            (["side": #""Sell""#, "reduceOnly": "true"], 110017),
        ] as [([String: String], Int)])
    func refused(changes: [String: String], code: Int) {
        let owner = venue.open(.uta2, usdt: "10000")
        #expect(venue.create(owner, ["orderLinkId": #""taken""#]).isOK)
        let before = venue.digest
        let reply = venue.post("/v5/order/create", orderBody(changes), as: owner)
        #expect(reply.status == 200)
        #expect(reply.code == code)
        #expect(venue.digest == before)
    }

    @Test("Balance comes before tier; then leverage and the last tier")
    func tiers() {
        let owner = venue.open(.classic, usdt: "2000000")
        let leverage = #"{"category":"linear","symbol":"ETHUSDT","buyLeverage":"100","sellLeverage":"100"}"#
        #expect(venue.post("/v5/position/set-leverage", leverage, as: owner).isOK)
        func code(_ quantity: String) -> Int? {
            venue.create(owner, ["symbol": #""ETHUSDT""#, "price": #""3000""#, "qty": quantity]).code
        }
        // 340 * 3,000 = 1,020,000 needs the tier of 50x.
        #expect(code("340") == 110086)
        let poor = venue.open(.classic, uid: 8, usdt: "100")
        #expect(venue.post("/v5/position/set-leverage", leverage, as: poor).isOK)
        #expect(venue.create(poor, ["symbol": #""ETHUSDT""#, "price": #""3000""#, "qty": "340"]).code == 110007)
    }

    // MARK: amend

    private func amend(_ owner: TestVenue.Owner, _ members: String) -> Reply {
        venue.post("/v5/order/amend", #"{"category":"linear","symbol":"BTCUSDT",\#(members)}"#, as: owner)
    }

    @Test("An order is amended by id or by link, and keeps both")
    func amendment() {
        let owner = venue.open(.uta2, usdt: "10000")
        let id = venue.create(owner, ["orderLinkId": #""link""#]).result?.text("orderId") ?? ""
        let reply = amend(owner, #""orderId":"\#(id)","price":"58900""#)
        #expect(reply.isOK)
        #expect(reply.result?.text("orderId") == id)
        #expect(reply.result?.text("orderLinkId") == "link")
        #expect(open(owner).first?.text("price") == "58900")
        #expect(amend(owner, #""orderLinkId":"link","qty":"0.2""#).isOK)
        #expect(open(owner).first?.text("qty") == "0.2")
        #expect(open(owner).first?.text("orderId") == id)
    }

    @Test("Refused amendments change nothing")
    func amendRefusals() {
        let owner = venue.open(.uta2, usdt: "10000")
        let other = venue.open(.uta2, uid: 8, usdt: "10000")
        let id = venue.create(owner, ["orderLinkId": #""link""#]).result?.text("orderId") ?? ""
        let before = venue.digest
        #expect(amend(owner, #""orderId":"\#(id)""#).code == 10001)
        #expect(amend(owner, #""orderId":"\#(id)","price":"59000","qty":"0.1""#).code == 10001)
        #expect(amend(owner, #""orderId":"\#(id)","price":"x""#).code == 10001)
        #expect(amend(owner, #""orderId":"\#(id)","price":"59000.05""#).code == 10001)
        #expect(amend(owner, #""price":"59000""#).code == 10001)
        #expect(amend(owner, #""orderId":"nope","price":"58000""#).code == 110001)
        #expect(amend(owner, #""orderLinkId":"nope","price":"58000""#).code == 110001)
        #expect(amend(other, #""orderId":"\#(id)","price":"58000""#).code == 110001)
        #expect(amend(owner, #""orderId":"\#(id)","qty":"900""#).code == 110007)
        #expect(venue.digest == before)
    }

    @Test("A quantity must stay above what is filled")
    func amendBelowFilled() {
        let owner = venue.open(.uta2, usdt: "10000")
        let taker = venue.open(.uta2, uid: 8, usdt: "10000")
        let id = venue.create(owner).result?.text("orderId") ?? ""
        #expect(venue.create(taker, ["side": #""Sell""#, "qty": #""0.04""#]).isOK)
        #expect(open(owner).first?.text("orderStatus") == "PartiallyFilled")
        #expect(amend(owner, #""orderId":"\#(id)","qty":"0.04""#).code == 110064)
        #expect(amend(owner, #""orderId":"\#(id)","qty":"0.05""#).isOK)
        #expect(open(owner).first?.text("leavesQty") == "0.01")
    }

    // MARK: cancel, cancel-all

    private func cancel(_ owner: TestVenue.Owner, _ members: String, symbol: String = "BTCUSDT") -> Reply {
        venue.post("/v5/order/cancel", #"{"category":"linear","symbol":"\#(symbol)",\#(members)}"#, as: owner)
    }

    @Test("A cancelled order is gone; cancelling it again is 110001")
    func cancellation() {
        let owner = venue.open(.uta2, usdt: "10000")
        let placed = venue.create(owner, ["orderLinkId": #""link""#])
        let id = placed.result?.text("orderId") ?? ""
        let reply = cancel(owner, #""orderId":"\#(id)","orderLinkId":"other""#)
        #expect(reply.isOK)
        #expect(reply.result?.text("orderLinkId") == "link")
        #expect(open(owner).isEmpty)
        #expect(ended(placed, owner)?.text("orderStatus") == "Cancelled")
        #expect(ended(placed, owner)?.text("cancelType") == "CancelByUser")
        let again = cancel(owner, #""orderId":"\#(id)""#)
        #expect(again.code == 110001)
        #expect(again.message == "order not exists or too late to cancel")
    }

    @Test("Orders of others, of another symbol or with an id of another kind are not found")
    func foreignOrders() {
        let owner = venue.open(.uta2, usdt: "10000")
        let other = venue.open(.uta2, uid: 8, usdt: "10000")
        let id = venue.create(owner, ["orderLinkId": #""link""#]).result?.text("orderId") ?? ""
        let before = venue.digest
        #expect(cancel(other, #""orderId":"\#(id)""#).code == 110001)
        #expect(cancel(other, #""orderLinkId":"link""#).code == 110001)
        #expect(cancel(owner, #""orderId":"\#(id)""#, symbol: "ETHUSDT").code == 110001)
        for foreign in ["1", "c0ffee00-1111-4222-8333-444455556666", "00000000-0000-4000-8000-00000000000g"] {
            #expect(cancel(owner, #""orderId":"\#(foreign)""#).code == 110001)
        }
        #expect(cancel(owner, #""x":1"#).code == 10001)
        #expect(venue.digest == before)
    }

    @Test("cancel-all cancels by symbol, base or settle coin, and lists what it cancelled")
    func cancelAll() {
        let owner = venue.open(.uta2, usdt: "10000", btc: "1")
        func place() -> [String?] {
            [
                venue.create(owner), venue.create(owner, ["symbol": #""ETHUSDT""#, "price": #""2900""#]),
                venue.create(
                    owner, ["category": #""inverse""#, "symbol": #""BTCUSD""#, "qty": #""600""#]),
            ].map { $0.result?.text("orderId") }
        }
        func cancelled(_ scope: String) -> [String?] {
            let reply = venue.post("/v5/order/cancel-all", "{\(scope)}", as: owner)
            #expect(reply.isOK)
            #expect(reply.result?.text("success") == "1")
            return reply.list.map { $0.text("orderId") }
        }
        var ids = place()
        #expect(cancelled(#""category":"linear","symbol":"BTCUSDT""#) == [ids[0]])
        #expect(cancelled(#""category":"linear","settleCoin":"USDT""#) == [ids[1]])
        #expect(cancelled(#""category":"linear","baseCoin":"BTC""#) == [])
        #expect(cancelled(#""category":"inverse","settleCoin":"BTC","orderFilter":"StopOrder""#) == [])
        #expect(cancelled(#""category":"inverse","settleCoin":"BTC""#) == [ids[2]])
        ids = place()
        #expect(cancelled(#""category":"linear","baseCoin":"BTC""#) == [ids[0]])
        #expect(open(owner, "category=inverse").count == 1)
    }

    @Test("cancel-all needs a scope; on UTA1.0 inverse it does not say success")
    func cancelAllScope() {
        let owner = venue.open(.uta1, usdt: "10000", btc: "1")
        #expect(venue.post("/v5/order/cancel-all", #"{"category":"linear"}"#, as: owner).code == 10001)
        let inverse = venue.post("/v5/order/cancel-all", #"{"category":"inverse","symbol":"BTCUSD"}"#, as: owner)
        #expect(inverse.result?.names == ["list"])
        let linear = venue.post("/v5/order/cancel-all", #"{"category":"linear","symbol":"BTCUSDT"}"#, as: owner)
        #expect(linear.result?.names == ["list", "success"])
    }
}
