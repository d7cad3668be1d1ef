import MarginEngine
import TestShapes
import Testing
import Wire

/// What streams tell, member by member. https://bybit-exchange.github.io/docs/v5/ws/connect
@Suite struct StreamContractTests {
    private let venue = TestVenue()

    private static let publicTopics = topics([
        "orderbook.1.BTCUSDT", "orderbook.50.BTCUSDT", "orderbook.1000.BTCUSDT", "publicTrade.BTCUSDT",
        "tickers.BTCUSDT", "kline.1.BTCUSDT", "kline.W.BTCUSDT", "kline.M.BTCUSDT", "priceLimit.BTCUSDT",
        "insurance.USDT", "adlAlert.USDT", "allLiquidation.BTCUSDT",
    ])
    private static let privateTopics = topics(["position", "execution", "execution.fast", "order", "wallet"])

    /// What is recorded of each topic, under its whole name or that of its kind.
    private static func topics(_ names: [String]) -> [String: Shape] {
        let recorded = RecordedShapes.bybit
        return Dictionary(
            uniqueKeysWithValues: names.map { name in
                let kind = recorded.names.contains(name) ? name : String(name.prefix { $0 != "." })
                return (name, recorded.message(of: kind))
            })
    }

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
        func expect(_ name: String, _ reply: JSON?) {
            #expect(RecordedShapes.bybit.message(of: name).differences(of: reply) == [])
        }
        let isPublic = try #require(StreamClient(venue, "/v5/public/linear"))
        let subscription = #"{"op":"subscribe","args":["tickers.BTCUSDT"],"req_id":"r"}"#
        expect("subscription, public", isPublic.send(subscription).first)
        expect("ping, public", isPublic.send(#"{"op":"ping"}"#).first)

        let isPrivate = try #require(StreamClient(venue, "/v5/private"))
        let refusal = Shape.fields(
            text: "ret_msg conn_id op", flag: "success", ["request": .fields(text: "op", ["args": .list(.text)])])
        let wrong = #"{"op":"auth","args":["\#(owner.key)","9999999999999","00"]}"#
        #expect(refusal.differences(of: isPrivate.send(wrong).first) == [])
        expect("login", isPrivate.logIn(owner))
        expect("subscription, private", isPrivate.send(#"{"op":"subscribe","args":["order"]}"#).first)
        expect("ping, private", isPrivate.send(#"{"op":"ping","req_id":"test"}"#).first)
    }

    @Test("The replies of the trade stream have exactly the documented members")
    func tradeReplies() throws {
        venue.limits = RateLimits()
        let owner = venue.open(.uta2, usdt: "10000")
        let client = try #require(StreamClient(venue, "/v5/trade"))
        func expect(_ name: String, _ reply: JSON?) {
            #expect(RecordedShapes.bybit.message(of: name).differences(of: reply) == [])
        }
        expect("login, trade", client.logIn(owner))
        expect("ping, trade", client.send(#"{"op":"ping"}"#).first)
        func send(_ operation: String, _ arguments: String, id: String? = nil) -> JSON? {
            let head = #""header":{"X-BAPI-TIMESTAMP":"\#(venue.wallMs)"}"#
            return client.send(
                #"{"reqId":"\#(id ?? operation)",\#(head),"op":"\#(operation)","args":[\#(arguments)]}"#
            ).first
        }
        let named = #"{"category":"linear","symbol":"BTCUSDT","orderLinkId":"a","qty":"0.05"}"#
        expect("order.create", send("order.create", orderBody(["orderLinkId": #""a""#])))
        expect("order.amend", send("order.amend", named))
        expect("order.cancel", send("order.cancel", named))
        expect("an order that is refused, trade", send("order.cancel", named, id: "x"))
        let batch = #"{"category":"linear","request":[\#(orderBody())]}"#
        expect("order.create-batch", send("order.create-batch", batch))
    }
}
