import Desks
import HTTP1
import MarginEngine
import Testing
import Wire
import ZTDXV1

/// One way to each code that the venue's documents and our decisions on them name: authentication, the switch, and the
/// calls around it.
@Suite("Every documented code is answered with its status")
struct CodeTests {
    private typealias Provocation = @Sendable (inout TestVenue) throws -> Reply

    private static let switchPath = "/api/v1/account/margin-mode"

    private static func bare(_ query: String, key: String?) -> Provocation {
        { try $0.send($0.request("POST", switchPath, query, body: #"{"margin_mode":"unified"}"#, key: key)) }
    }

    private static func order(_ parameters: String) -> Provocation {
        { venue in
            try venue.deposit("10000")
            try venue.deposit("1000000", to: .other)
            try venue.order("side=SELL&type=LIMIT&quantity=0.1&price=60000", as: .other)
            return try venue.call("POST", "/fapi/v1/order", "symbol=BTCUSDT&\(parameters)")
        }
    }

    private static func call(
        _ method: String, _ path: String, _ parameters: String = "", body: String = ""
    ) -> Provocation {
        { try $0.call(method, path, parameters, body: body) }
    }

    private static func simulation(_ size: String, _ leverage: String) -> Provocation {
        call(
            "POST", "/api/v1/unified/risk/simulate",
            body: #"{"symbol":"BTCUSDT","size_usd":"\#(size)","leverage":\#(leverage)}"#)
    }

    /// 1,000 at 110,000 are worth more than the last tier's 100,000,000.
    private static let beyondLastTier: Provocation = { venue in
        try venue.deposit("10000000000")
        try venue.setMark("110000")
        try #require(try venue.call("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=5").status == 200)
        return try venue.call(
            "POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1000&price=110000")
    }

    private static let now = "timestamp=1700000000000"

    private static let authentication: [(String, Int, Provocation)] = [
        ("-2014", 401, bare(now, key: nil)),
        ("-2015", 401, bare(now, key: "nobody")),
        ("-1102", 400, bare("", key: "demo")),
        ("-1102", 400, bare("timestamp=soon", key: "demo")),
        ("-1021", 400, bare("timestamp=1699999994999", key: "demo")),
        ("-1021", 400, bare("timestamp=1700000001001", key: "demo")),
        ("-1102", 400, bare(now, key: "demo")),
        ("-1022", 401, bare("\(now)&signature=\(String(repeating: "0", count: 64))", key: "demo")),
        ("-1131", 400, bare("\(now)&recvWindow=60001", key: "demo")),
        (
            "-1003", 429,
            { venue in
                venue.limits = RateLimits()
                for _ in 0..<5 { _ = try venue.switch(to: "unified") }
                return try venue.switch(to: "unified")
            }
        ),
    ]

    private static let marginMode: [(String, Int, Provocation)] = [
        ("INVALID_MARGIN_MODE", 400, { try $0.switch(to: "UNIFIED") }),
        (
            "HAS_OPEN_ORDERS", 400,
            { venue in
                try venue.deposit("10000")
                try venue.order("side=BUY&type=LIMIT&quantity=0.1&price=59000")
                return try venue.switch(to: "unified")
            }
        ),
        (
            "HAS_OPEN_POSITIONS", 400,
            { venue in
                try venue.openLong(wallet: "45000")
                return try venue.switch(to: "isolated")
            }
        ),
        (
            "UNI_MMR_TOO_LOW", 400,
            { venue in
                try venue.openLong(wallet: "15000")
                try venue.setMark("59000")
                return try venue.switch(to: "unified")
            }
        ),
    ]

    private static let surroundings: [(String, Int, Provocation)] = [
        ("INVALID_SIZE", 400, simulation("0", "10")),
        ("INVALID_LEVERAGE", 400, simulation("1", "0")),
        ("-1013 LOT_SIZE", 400, order("side=BUY&type=LIMIT&quantity=0.0005&price=59000")),
        ("-1013 MIN_NOTIONAL", 400, order("side=BUY&type=LIMIT&quantity=0.001&price=4000")),
        ("-1013 MAX_NOTIONAL", 400, beyondLastTier),
        ("-2010", 400, order("side=BUY&type=LIMIT&timeInForce=GTX&quantity=0.1&price=60000")),
        ("-2021", 400, order("side=BUY&type=STOP_MARKET&quantity=0.1&stopPrice=60000")),
        ("-2019", 400, order("side=BUY&type=LIMIT&quantity=10&price=59000")),
        ("-4059", 400, call("POST", "/fapi/v1/positionSide/dual", "dualSidePosition=true")),
        ("-4028", 400, call("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=126")),
        ("-4046", 400, call("POST", "/fapi/v1/marginType", "symbol=BTCUSDT&marginType=ISOLATED")),
        ("-1128", 400, call("POST", "/fapi/v1/marginType", "symbol=BTCUSDT&marginType=NONE")),
        ("-2013", 400, call("GET", "/fapi/v1/order", "symbol=BTCUSDT&orderId=1")),
        ("-2011", 400, call("DELETE", "/fapi/v1/order", "symbol=BTCUSDT&orderId=1")),
        ("INVALID_SYMBOL", 400, call("GET", "/api/v1/ticker/NOPE")),
    ]

    private static func halted(_ provoke: @escaping Provocation) -> Provocation {
        { venue in
            venue.desk.halt("a law is broken")
            return try provoke(&venue)
        }
    }

    private static let marketOrder =
        #"{"symbol":"BTCUSDT","side":"buy","order_type":"market","amount":"1","leverage":2}"#

    private static let halts: [(String, Int, Provocation)] = [
        ("VENUE_HALTED", 503, halted { try $0.switch(to: "unified") }),
        ("VENUE_HALTED", 503, halted(call("POST", "/api/v1/orders", body: marketOrder))),
        ("-1001", 503, halted(call("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=2"))),
    ]

    private static let all = authentication + marginMode + surroundings + halts

    @Test(arguments: all.indices)
    func code(_ index: Int) throws {
        let (code, status, provoke) = Self.all[index]
        var venue = try TestVenue()
        let reply = try provoke(&venue)
        let text = String(decoding: reply.response.body, as: UTF8.self)
        #expect(reply.status == status, "\(text)")
        let words = code.split(separator: " ")
        #expect(reply.code == words.first.map(String.init), "\(text)")
        if words.count > 1 { #expect(reply["msg"]?.hasPrefix("Filter failure: \(words[1])") == true, "\(text)") }
        #expect(reply[reply["msg"] == nil ? "error" : "msg"]?.isEmpty == false)
    }
}
