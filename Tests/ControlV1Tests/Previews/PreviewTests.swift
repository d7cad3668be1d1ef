import ControlV1
import Desks
import MarginEngine
import Testing
import Wire

@Suite("Previews")
struct PreviewTests {
    @Test("An accepted command shows the figures before and after, and nothing changes")
    func acceptedCommand() throws {
        var control = try TestControl()
        let digest = control.desk.engine.digest()
        let reply = try control.call("POST", "/preview", #"{"uid":100001,"setAccountMarginMode":{"mode":"portfolio"}}"#)
        #expect(reply.status == 200)
        #expect(reply.json["allowed"]?.bool == true)
        #expect(reply.json["reasons"]?.elements?.isEmpty == true)
        #expect(reply.json["before"]?["mode"]?.string == "cross")
        #expect(reply.json["after"]?["mode"]?.string == "portfolio")
        // 100,000 USDT + 5 BTC at 60,000 + 50 ETH at 3,000
        #expect(reply.json["after"]?["equity"]?.string == "550000")
        #expect(reply.json["remedies"]?.elements?.isEmpty == true)
        #expect(control.desk.engine.digest() == digest)
    }

    @Test("A refused switch to portfolio margin names the smallest deposit that lets it pass")
    func smallestDeposit() throws {
        var control = try TestControl()
        _ = try control.call("POST", "/accounts", #"{"name":"poor","family":"bybit"}"#)
        _ = try control.call("POST", "/accounts/100006/deposits", #"{"asset":"USDT","amount":"999.99"}"#)
        let body = #"{"uid":100006,"setAccountMarginMode":{"mode":"portfolio"}}"#
        let reply = try control.call("POST", "/preview", body)
        #expect(reply.json["allowed"]?.bool == false)
        #expect(reply.json["reasons"]?.elements?.map(\.string) == ["equityBelowPortfolioMinimum"])
        #expect(reply.json["remedies"]?.elements?.first?["deposit"]?["amount"]?.string == "0.01")
        _ = try control.call("POST", "/accounts/100006/deposits", #"{"asset":"USDT","amount":"0.01"}"#)
        #expect(try control.call("POST", "/preview", body).json["allowed"]?.bool == true)
    }

    @Test("Orders and a position in the way are all named, with the orders to cancel")
    func ordersAndPositions() throws {
        var control = try TestControl()
        let id = control.desk.engine.account(uid: 100005)
        let account = control.desk.engine[try #require(id)].main
        let named = control.desk.engine.instrument(named: "BTCUSDT")
        let instrument = try #require(named)
        let body = #"{"uid":100005,"setAccountMarginMode":{"mode":"isolated"}}"#
        let price = try #require(Price("59000"))
        let quantity = try #require(Quantity("0.1"))
        let order = NewOrder(
            marginAccount: account, instrument: instrument, side: .buy, kind: .limit, timeInForce: .goodTillCancelled,
            quantity: quantity, price: price)
        guard case .placed(let orderID) = control.desk.apply(.placeOrder(order)) else {
            Issue.record("the order was refused")
            return
        }
        let resting = try control.call("POST", "/preview", body)
        #expect(resting.json["reasons"]?.elements?.map(\.string) == ["hasOpenOrders"])
        let cancel = resting.json["remedies"]?.elements?.compactMap { $0["cancelOrders"]?.elements }.first
        #expect(cancel?.map(\.numberText) == [String(orderID.number)])

        var market = order
        market.kind = .market
        market.timeInForce = .immediateOrCancel
        market.price = .zero
        _ = control.desk.apply(.placeOrder(market))
        let both = try control.call("POST", "/preview", body)
        #expect(both.json["reasons"]?.elements?.map(\.string) == ["hasOpenOrders", "hasOpenPositions"])
        #expect(both.json["remedies"]?.elements?.isEmpty == true)

        _ = control.desk.apply(.cancelOrder(account, orderID))
        let position = try control.call("POST", "/preview", body)
        let close = position.json["remedies"]?.elements?.compactMap { $0["close"] }.first
        #expect(close?["symbol"]?.string == "BTCUSDT")
        #expect(close?["quantity"]?.string == "0.1")
    }

    static let mistakes = [
        (#"{"uid":100001}"#, "command"),
        (#"{"uid":100001,"setAccountMarginMode":{"mode":"isolated"},"adjustMargin":{}}"#, "command"),
        (#"{"uid":100001,"setAccountMarginMode":{"mode":"unified"}}"#, "setAccountMarginMode.mode"),
        (#"{"uid":100001,"adjustMargin":{"symbol":"BTCUSDT","side":"up","amount":"1"}}"#, "adjustMargin.side"),
        (
            #"{"uid":100001,"placeOrder":{"symbol":"BTCUSDT","side":"buy","type":"limit","quantity":"1"}}"#,
            "placeOrder.price"
        ),
    ]

    @Test("A malformed preview says which member is wrong", arguments: mistakes)
    func malformed(_ body: String, _ place: String) throws {
        var control = try TestControl()
        let reply = try control.call("POST", "/preview", body)
        #expect(reply.status == 400)
        #expect(reply.json["error"]?["message"]?.string?.hasPrefix(place + ":") == true)
    }
}
