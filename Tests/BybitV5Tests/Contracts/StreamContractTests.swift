import MarginEngine
import TestShapes
import Testing
import Wire

/// What streams tell, member by member. https://bybit-exchange.github.io/docs/v5/ws/connect
@Suite struct StreamContractTests {
    private let venue = TestVenue()

    private static func message(_ data: Shape, _ more: String = "") -> Shape {
        .fields(text: "topic type", integer: "ts " + more, ["data": data])
    }

    private static func frame(_ row: Shape) -> Shape {
        .fields(text: "id topic", integer: "creationTime", ["data": .list(row)])
    }

    private static let levels = Shape.list(.tuple([.decimal, .decimal]))

    private static let publicTopics: [String: Shape] = [
        "orderbook.1.BTCUSDT": book, "orderbook.50.BTCUSDT": book, "orderbook.1000.BTCUSDT": book,
        "publicTrade.BTCUSDT": message(
            .list(.fields(text: "s S L i", decimal: "v p", integer: "T seq", flag: "BT RPI"))),
        "tickers.BTCUSDT": message(Contract.tickerRow.with(.fields(text: "tickDirection")), "cs"),
        "kline.1.BTCUSDT": candle, "kline.W.BTCUSDT": candle, "kline.M.BTCUSDT": candle,
        "priceLimit.BTCUSDT": .fields(
            text: "topic", integer: "ts", ["data": .fields(text: "symbol", decimal: "buyLmt sellLmt")]),
        "insurance.USDT": message(.list(.fields(text: "coin symbols", decimal: "balance updateTime"))),
        "allLiquidation.BTCUSDT": message(.list(.fields(text: "s S", decimal: "v p", integer: "T"))),
    ]

    private static let book = message(.fields(text: "s", integer: "u seq", ["b": levels, "a": levels]), "cts")
    private static let candle = message(
        .list(
            .fields(
                text: "interval", decimal: "open close high low volume turnover", integer: "start end timestamp",
                flag: "confirm")))

    private static let privateTopics: [String: Shape] = [
        "position": frame(Contract.positionRow.renaming("avgPrice", "entryPrice").with(.fields(text: "category"))),
        "execution": frame(
            Contract.executionRow.with(.fields(text: "category isLeverage marketUnit", decimal: "execPnl"))),
        "execution.fast": frame(
            .fields(
                text: "category symbol execId orderId orderLinkId side", decimal: "execPrice execQty execTime",
                integer: "seq", flag: "isMaker")),
        "order": frame(Contract.orderRow.with(.fields(text: "category feeCurrency", decimal: "closedPnl"))),
        "wallet": frame(Contract.walletRow),
    ]

    /// Somebody's orders, trades and liquidation.
    private func live(_ owner: TestVenue.Owner) {
        venue.fundInsurance("1000000", "USDT")
        _ = venue.create(owner, ["price": #""50000""#, "qty": #""0.001""#, "takeProfit": #""70000""#])
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        venue.trade(owner, "BTCUSDT", .sell, "0.01", at: "60500")
        venue.setMark("BTCUSDT", "47000")
    }

    /// Messages of a topic and whether each is of its shape; a delta may leave members out.
    private func expect(_ messages: [JSON], _ topics: [String: Shape]) {
        #expect(Set(messages.compactMap { $0.text("topic") }) == Set(topics.keys))
        for message in messages {
            let topic = message.text("topic") ?? ""
            let faults = topics[topic]?.differences(of: message, at: topic) ?? ["\(topic) was not asked for"]
            let isDelta = message.text("type") == "delta"
            #expect(faults.filter { !isDelta || !$0.hasSuffix("is missing") } == [])
        }
    }

    @Test("Each public topic tells exactly the documented members")
    func publicMessages() throws {
        let client = try #require(StreamClient(venue, "/v5/public/linear"))
        let list = Self.publicTopics.keys.sorted().map { "\"\($0)\"" }.joined(separator: ",")
        let opening = client.send(#"{"op":"subscribe","args":[\#(list)]}"#).dropFirst()
        live(venue.open(.uta2, usdt: "1000"))
        expect(opening + client.news(), Self.publicTopics)
    }

    @Test("Each private topic tells exactly the documented members", arguments: [AccountGeneration.uta2, .classic])
    func privateMessages(generation: AccountGeneration) throws {
        let owner = venue.open(generation, usdt: "1000")
        let client = try #require(StreamClient(venue, "/v5/private"))
        _ = client.logIn(owner)
        let list = Self.privateTopics.keys.sorted().map { "\"\($0)\"" }.joined(separator: ",")
        #expect(client.send(#"{"op":"subscribe","args":[\#(list)]}"#).count == 1)
        live(owner)
        expect(client.news(), Self.privateTopics)
    }

    // MARK: Replies

    @Test("The replies of each stream have exactly the documented members")
    func replies() throws {
        let owner = venue.open(.uta2, usdt: "1000")
        let common = Shape.fields(text: "ret_msg conn_id op", flag: "success")
        let isPublic = try #require(StreamClient(venue, "/v5/public/linear"))
        let subscription = #"{"op":"subscribe","args":["tickers.BTCUSDT"],"req_id":"r"}"#
        #expect(common.with(.fields(text: "req_id")).differences(of: isPublic.send(subscription).first) == [])
        #expect(common.with(.fields(text: "req_id")).differences(of: isPublic.send(#"{"op":"ping"}"#).first) == [])

        let isPrivate = try #require(StreamClient(venue, "/v5/private"))
        let refusal = common.with(.fields(["request": .fields(text: "op", ["args": .list(.text)])]))
        let wrong = #"{"op":"auth","args":["\#(owner.key)","9999999999999","00"]}"#
        #expect(refusal.differences(of: isPrivate.send(wrong).first) == [])
        #expect(common.differences(of: isPrivate.logIn(owner)) == [])
        #expect(common.differences(of: isPrivate.send(#"{"op":"subscribe","args":["order"]}"#).first) == [])
        let pong = Shape.fields(text: "req_id op conn_id", ["args": .tuple([.decimal])])
        #expect(pong.differences(of: isPrivate.send(#"{"op":"ping","req_id":"test"}"#).first) == [])
    }

    @Test("The replies of the trade stream have exactly the documented members")
    func tradeReplies() throws {
        venue.limits = RateLimits()
        let owner = venue.open(.uta2, usdt: "10000")
        let client = try #require(StreamClient(venue, "/v5/trade"))
        let short = Shape.fields(text: "retMsg op connId", integer: "retCode")
        #expect(short.differences(of: client.logIn(owner)) == [])
        #expect(
            short.with(.fields(["data": .tuple([.decimal])])).differences(of: client.send(#"{"op":"ping"}"#).first)
                == [])
        let header = Shape.fields(
            text: "Traceid", decimal: "X-Bapi-Limit X-Bapi-Limit-Status X-Bapi-Limit-Reset-Timestamp Timenow")
        func reply(_ data: Shape, _ extra: Shape = .nothing) -> Shape {
            short.with(.fields(text: "reqId", ["data": data, "retExtInfo": extra, "header": header]))
        }
        let head = #""header":{"X-BAPI-TIMESTAMP":"\#(venue.wallMs)"}"#
        func send(_ operation: String, _ arguments: String) -> JSON? {
            client.send(#"{"reqId":"\#(operation)",\#(head),"op":"\#(operation)","args":[\#(arguments)]}"#).first
        }
        let name = Shape.fields(text: "orderId orderLinkId")
        #expect(reply(name).differences(of: send("order.create", orderBody(["orderLinkId": #""a""#]))) == [])
        let named = #"{"category":"linear","symbol":"BTCUSDT","orderLinkId":"a","qty":"0.05"}"#
        #expect(reply(name).differences(of: send("order.amend", named)) == [])
        #expect(reply(name).differences(of: send("order.cancel", named)) == [])
        #expect(
            reply(.nothing).differences(
                of: client.send(#"{"reqId":"x",\#(head),"op":"order.cancel","args":[\#(named)]}"#).first)
                == [])
        let outcomes = Shape.fields(["list": .list(.fields(text: "msg", integer: "code"))])
        let placed = Shape.fields(
            ["list": .list(.fields(text: "category symbol orderId orderLinkId", decimal: "createAt"))])
        let batch = #"{"category":"linear","request":[\#(orderBody())]}"#
        #expect(reply(placed, outcomes).differences(of: send("order.create-batch", batch)) == [])
    }
}
