import Desks
import HTTP1
import MarginEngine
import Testing
import Wire

/// What a call demands of its members: each is tried by changing one thing of a request that is accepted.
struct Demand: CustomTestStringConvertible, Sendable {
    let method: String
    let path: String
    /// A request that is accepted.
    let members: [(name: String, value: String)]
    /// The members that must be there, each with the code for its absence.
    let required: [String: String]
    /// Members of words, each with the code for any other.
    let words: [String: String]
    /// What is changed so that it is out of range or in wrong company, and the code; nil leaves a member out.
    let wrong: [(changes: [String: String?], code: String)]

    init(
        _ method: String, _ path: String, _ members: String = "", required: [String: String] = [:],
        words: [String: String] = [:], wrong: [(changes: [String: String?], code: String)] = []
    ) {
        self.method = method
        self.path = path
        self.members = members.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            return (parts[0], parts[1])
        }
        self.required = required
        self.words = words
        self.wrong = wrong
    }

    var testDescription: String { "\(method) \(path) \(members.map { "\($0.name)=\($0.value)" })" }
}

extension Demand {
    private static let order = "symbol=BTCUSDT&side=BUY&quantity=0.1"
    private static let orderRequired = ["symbol": "-1102", "side": "-1102", "type": "-1102", "quantity": "-1102"]
    private static let orderWords = ["side": "-1117", "type": "-1116", "workingType": "-1130", "reduceOnly": "-1102"]
    private static let span: [(changes: [String: String?], code: String)] = [
        (["limit": "0"], "-1130"), (["limit": "1001"], "-1130"), (["limit": "x"], "-1102"),
        (["startTime": "x"], "-1102"), (["endTime": "-1"], "-1102"),
    ]
    private static let named: [(changes: [String: String?], code: String)] = [(["origClientOrderId": nil], "-1102")]
    private static let page: [(changes: [String: String?], code: String)] = [
        (["limit": "0"], "INVALID_PARAMETER"), (["limit": "201"], "INVALID_PARAMETER"),
        (["offset": "-1"], "INVALID_PARAMETER"),
    ]

    static let all: [Demand] = [
        Demand(
            "POST", "/fapi/v1/order", "\(order)&type=LIMIT&price=55000&timeInForce=GTC",
            required: orderRequired.merging(["price": "-1102"]) { first, _ in first },
            words: orderWords.merging(["timeInForce": "-1115", "closePosition": "-1102"]) { first, _ in first },
            wrong: [
                (["stopPrice": "61000"], "-1106"), (["positionSide": "LONG"], "-4059"),
                (["newClientOrderId": "no name"], "-4015"), (["quantity": "0"], "-1013"), (["price": "0"], "-1013"),
            ]),
        Demand(
            "POST", "/fapi/v1/order", "\(order)&type=MARKET", required: orderRequired, words: orderWords,
            wrong: [
                (["price": "55000"], "-1106"), (["timeInForce": "GTC"], "-1106"), (["stopPrice": "61000"], "-1106"),
            ]),
        Demand(
            "POST", "/fapi/v1/order", "\(order)&type=STOP_MARKET&stopPrice=61000",
            required: orderRequired.merging(["stopPrice": "-1102"]) { first, _ in first }, words: orderWords,
            wrong: [
                (["price": "55000"], "-1106"), (["timeInForce": "GTC"], "-1106"), (["stopPrice": "59000"], "-2021"),
            ]),
        Demand(
            "POST", "/fapi/v1/order", "symbol=BTCUSDT&side=SELL&type=STOP_MARKET&stopPrice=55000&closePosition=true",
            required: ["symbol": "-1102", "side": "-1102", "type": "-1102", "stopPrice": "-1102"],
            words: ["side": "-1117", "type": "-1116", "workingType": "-1130"],
            wrong: [
                (["quantity": "1"], "-1106"), (["reduceOnly": "true"], "-1106"), (["price": "55000"], "-1106"),
                (["newClientOrderId": "no name"], "-4015"),
            ]),
        Demand(
            "DELETE", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=rests", required: ["symbol": "-1102"],
            wrong: named + [(["orderId": "x"], "-2011")]),
        Demand(
            "GET", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=rests", required: ["symbol": "-1102"],
            wrong: named + [(["orderId": "x"], "-2013")]),
        Demand(
            "GET", "/fapi/v1/openOrder", "symbol=BTCUSDT&origClientOrderId=rests", required: ["symbol": "-1102"],
            wrong: named),
        Demand("GET", "/fapi/v1/openOrders", "symbol=BTCUSDT"),
        Demand("DELETE", "/fapi/v1/allOpenOrders", "symbol=BTCUSDT", required: ["symbol": "-1102"]),
        Demand("GET", "/fapi/v1/positionRisk", "symbol=BTCUSDT"),
        Demand(
            "POST", "/fapi/v1/leverage", "symbol=ETHUSDT&leverage=20",
            required: ["symbol": "-1102", "leverage": "-1102"],
            wrong: [(["leverage": "0"], "-4028"), (["leverage": "126"], "-4028"), (["leverage": "2.5"], "-4028")]),
        Demand("GET", "/fapi/v1/leverageBracket", "symbol=BTCUSDT"),
        Demand("GET", "/fapi/v1/marginType", "symbol=BTCUSDT", required: ["symbol": "-1102"]),
        Demand(
            "POST", "/fapi/v1/marginType", "symbol=BTCUSDT&marginType=CROSSED",
            required: ["symbol": "-1102", "marginType": "-1102"], words: ["marginType": "-1128"]),
        Demand("GET", "/fapi/v1/positionSide/dual"),
        Demand(
            "POST", "/fapi/v1/positionSide/dual", "dualSidePosition=false", required: ["dualSidePosition": "-1102"],
            words: ["dualSidePosition": "-1102"], wrong: [(["dualSidePosition": "true"], "-4059")]),
        Demand("GET", "/fapi/v2/balance"),
        Demand(
            "GET", "/fapi/v1/userTrades", "symbol=BTCUSDT", required: ["symbol": "-1102"],
            wrong: span + [(["fromId": "x"], "-1102")]),
        Demand("GET", "/fapi/v1/income", "symbol=BTCUSDT", words: ["incomeType": "-1130"], wrong: span),
        Demand("GET", "/fapi/v1/commissionRate", "symbol=BTCUSDT", required: ["symbol": "-1102"]),
        Demand("POST", "/fapi/v1/listenKey"),
        Demand(
            "GET", "/fapi/v1/depth", "symbol=BTCUSDT", required: ["symbol": "-1102"],
            wrong: [(["limit": "0"], "-1130"), (["limit": "1001"], "-1130"), (["limit": "x"], "-1102")]),
        Demand("GET", "/fapi/v1/premiumIndex", "symbol=BTCUSDT"),
        Demand("GET", "/fapi/v1/ticker/24hr", "symbol=BTCUSDT"),
        Demand(
            "POST", "/api/v1/unified/risk/simulate", "symbol=BTCUSDT&leverage=10&size_usd=1000",
            required: ["symbol": "INVALID_PARAMETER", "leverage": "INVALID_LEVERAGE", "size_usd": "INVALID_SIZE"],
            wrong: [
                (["leverage": "0"], "INVALID_LEVERAGE"), (["leverage": "126"], "INVALID_LEVERAGE"),
                (["size_usd": "0"], "INVALID_SIZE"),
            ]),
        Demand("GET", "/api/v1/unified/liquidations", "limit=200&offset=0", wrong: page),
        Demand("GET", "/api/v1/account/margin-mode/history", wrong: page),
        Demand(
            "POST", "/api/v1/orders", "symbol=BTCUSDT&side=buy&order_type=limit&amount=0.1&price=55000&leverage=40",
            required: [
                "symbol": "INVALID_PARAMETER", "side": "INVALID_PARAMETER", "order_type": "INVALID_PARAMETER",
                "amount": "INVALID_PARAMETER", "price": "INVALID_PARAMETER", "leverage": "INVALID_PARAMETER",
            ], words: ["side": "INVALID_PARAMETER", "order_type": "INVALID_PARAMETER"]),
        Demand(
            "GET", "/api/v1/klines/BTCUSDT", "interval=5m&limit=3", words: ["interval": "INVALID_PARAMETER"],
            wrong: [(["limit": "1001"], "INVALID_PARAMETER")]),
        Demand("GET", "/api/v1/orderbook/BTCUSDT", "depth=5", wrong: [(["depth": "0"], "INVALID_PARAMETER")]),
        Demand("GET", "/api/v1/trades/BTCUSDT", "limit=5", wrong: [(["limit": "1001"], "INVALID_PARAMETER")]),
        Demand(
            "GET", "/api/v1/funding-rate/history", "symbol=BTCUSDT", required: ["symbol": "INVALID_PARAMETER"],
            wrong: page),
    ]
}

@Suite("ZTDX-CALL-1: nothing is ignored: each member missing, misspelt, out of range, in wrong company")
struct DemandTests {
    private static func send(
        _ demand: Demand, _ changes: [String: String?] = [:], _ venue: inout TestVenue
    ) throws -> Reply {
        var members = demand.members.filter { changes[$0.name] == nil }
        for case (let name, let value?) in changes { members.append((name, value)) }
        let query = members.map { "\($0.name)=\($0.value.replacing(" ", with: "%20"))" }.joined(separator: "&")
        return try venue.call(demand.method, demand.path, query)
    }

    /// Expects a code and no trace.
    private static func expect(
        _ code: String, of demand: Demand, _ changes: [String: String?], _ venue: inout TestVenue
    ) throws {
        let before = venue.desk.engine.digest()
        let reply = try send(demand, changes, &venue)
        let text = String(decoding: reply.response.body, as: UTF8.self)
        #expect(reply.code == code, "\(demand) \(changes) \(text)")
        #expect(venue.desk.engine.digest() == before, "\(demand) \(changes)")
    }

    @Test("The request itself is accepted", arguments: Demand.all)
    func accepted(_ demand: Demand) throws {
        var venue = try Standing.busy.venue()
        let reply = try Self.send(demand, [:], &venue)
        #expect(reply.status == 200, "\(String(decoding: reply.response.body, as: UTF8.self))")
    }

    @Test("ZTDX-CALL-2: what Binance's clients add on their own changes nothing")
    func added() throws {
        var venue = try Standing.busy.venue()
        let order = "side=BUY&type=LIMIT&quantity=0.1&price=55000&priceProtect=TRUE&newOrderRespType=RESULT"
        #expect(try venue.order(order)["priceProtect"] == "false")
        let trades = try venue.call("GET", "/fapi/v1/userTrades", "symbol=BTCUSDT&orderId=x")
        #expect(trades.json.elements?.isEmpty == true)
    }

    @Test("What must be there is refused where it is missing", arguments: Demand.all)
    func missing(_ demand: Demand) throws {
        var venue = try Standing.busy.venue()
        for (name, code) in demand.required { try Self.expect(code, of: demand, [name: String?.none], &venue) }
    }

    @Test("A symbol that there is not, or a word that is none, is refused", arguments: Demand.all)
    func words(_ demand: Demand) throws {
        var venue = try Standing.busy.venue()
        for (name, code) in demand.words { try Self.expect(code, of: demand, [name: "misspelt"], &venue) }
        guard demand.members.contains(where: { $0.name == "symbol" }) else { return }
        let code = demand.path.hasPrefix("/api/v1") ? "INVALID_SYMBOL" : "-1121"
        try Self.expect(code, of: demand, ["symbol": "NOPE"], &venue)
    }

    @Test("What is out of range or in wrong company is refused", arguments: Demand.all)
    func wrong(_ demand: Demand) throws {
        var venue = try Standing.busy.venue()
        for (changes, code) in demand.wrong { try Self.expect(code, of: demand, changes, &venue) }
    }
}
