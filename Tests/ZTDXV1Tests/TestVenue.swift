import Desks
import Dialects
import EngineSupport
import HTTP1
import MarginEngine
import Testing
import Wire
import ZTDXV1

/// Someone who calls, with a key of an account.
struct Caller: Sendable {
    let uid: UInt64
    let key: String
    let secret: String

    static let demo = Caller(uid: 1, key: "demo", secret: "plimsoll_demo_secret")
    static let other = Caller(uid: 2, key: "other", secret: "other secret")
    static let readOnly = Caller(uid: 1, key: "read-only", secret: "s")
    static let expired = Caller(uid: 1, key: "expired", secret: "s")
    static let elsewhere = Caller(uid: 1, key: "elsewhere", secret: "s")
    static let bybit = Caller(uid: 3, key: "bybit", secret: "s")
}

/// What came back.
struct Reply {
    let status: Int
    let json: JSON
    let response: Response

    subscript(_ name: String) -> String? { json[name]?.scalarText }
    var code: String? { self["code"] }
}

/// A desk with one instrument on the example ladder of the venue's margin rules, without fees and without the house, and
/// the dialect in front of it.
struct TestVenue: ~Copyable {
    static let wireTimeMs: Int64 = 1_700_000_000_000

    var desk = Desk()
    var wireTimeMs = TestVenue.wireTimeMs
    var limits: RateLimits?
    private var keys: KeyRing
    private var logins: [Login]

    init() throws {
        desk.wallMs = Self.wireTimeMs
        try desk.accept(.listAsset("USDT", collateral: [CollateralStep(limit: nil, ratio: .one)]))
        for definition in [
            try Self.instrument("BTCUSDT", "BTC", "60000"), try Self.instrument("ETHUSDT", "ETH", "3000"),
        ] {
            try desk.accept(.listInstrument(definition))
            try desk.accept(.setContractTerms(try Self.terms(definition.symbol)))
        }
        try desk.accept(.listInstrument(try Self.instrument("SOLUSDT", "SOL", "150")))
        for (uid, family) in [(UInt64(1), AccountFamily.ztdx), (2, .ztdx), (3, .bybit)] {
            let generation: AccountGeneration = family == .bybit ? .uta2 : .only
            try desk.accept(.openAccount(uid: uid, family: family, generation: generation))
        }
        var logins: [Login] = []
        for caller in [Caller.demo, .other, .readOnly, .expired, .elsewhere, .bybit] {
            logins.append(try desk.login(caller))
        }
        keys = KeyRing(logins)
        self.logins = logins
    }

    /// What the operator thinks of an account from now on.
    mutating func setStanding(_ standing: AccountStanding, of caller: Caller) {
        for place in logins.indices where logins[place].uid == caller.uid { logins[place].standing = standing }
        keys = KeyRing(logins)
    }

    /// What a caller is met with.
    var door: Door { Door(keys: keys, wireTimeMs: wireTimeMs, peer: "127.0.0.1", limits: limits) }

    /// Sends a request as it is, through the door and, if it comes that far, to the desk.
    mutating func send(_ request: Request) throws -> Reply {
        var door = Door(keys: keys, wireTimeMs: wireTimeMs, peer: "127.0.0.1", limits: limits)
        let acceptance = ZTDXDialect().accept(request, &door)
        limits = door.limits
        let response: Response =
            switch acceptance {
            case .answered(let response): response
            case .work(let work): work.perform(&desk)
            }
        return Reply(
            status: response.status, json: try #require(JSON.parse(response.body)), response: response)
    }

    /// What a public call is answered when the commit failed.
    func resultUnknown(of path: String) throws -> Response {
        var door = Door(keys: keys, wireTimeMs: wireTimeMs, peer: "127.0.0.1", limits: nil)
        guard case .work(let work) = ZTDXDialect().accept(request("GET", path), &door) else {
            throw Unexpected()
        }
        return work.resultUnknown
    }

    private struct Unexpected: Error {}

    /// Signs as the venue's examples do, the signature last.
    mutating func call(
        _ method: String, _ path: String, _ parameters: String = "", body: String = "", as caller: Caller = .demo
    ) throws -> Reply {
        let query = (parameters.isEmpty ? "" : parameters + "&") + "timestamp=\(wireTimeMs)"
        let signature = HMACSHA256.digest(key: Array(caller.secret.utf8), Array((query + body).utf8))
        return try send(
            request(method, path, "\(query)&signature=\(Hex.encode(signature))", body: body, key: caller.key))
    }

    func request(
        _ method: String, _ path: String, _ query: String = "", body: String = "", key: String? = nil
    ) -> Request {
        let methods: [String: Request.Method] = ["GET": .get, "POST": .post, "DELETE": .delete, "PUT": .put]
        return Request(
            method: methods[method] ?? .other, methodText: method, path: path, query: Array(query.utf8),
            fields: key.map { [Request.Field(name: "x-mbx-apikey", value: $0)] } ?? [], body: Array(body.utf8))
    }

    mutating func `switch`(to mode: String, as caller: Caller = .demo) throws -> Reply {
        try call("POST", "/api/v1/account/margin-mode", body: #"{"margin_mode":"\#(mode)"}"#, as: caller)
    }

    mutating func deposit(_ amount: String, to caller: Caller = .demo) throws {
        let account = try desk.login(caller).account.main
        let asset = desk.engine.asset(named: "USDT")
        try desk.accept(.deposit(account, try #require(asset), try #require(Money(amount))))
    }

    mutating func setMark(_ price: String, of symbol: String = "BTCUSDT") throws {
        let instrument = desk.engine.instrument(named: symbol)
        let price = try #require(Price(price))
        try desk.accept(.setPrices(try #require(instrument), mark: price, index: price))
    }

    /// Lets wire and venue time pass.
    mutating func pass(ms: Int64) {
        wireTimeMs += ms
        desk.wallMs += ms
        desk.keepTime()
    }

    /// A long of 10 BTC at 60,000 and 40x, 15,000 posted, bought from another account.
    mutating func openLong(wallet: String) throws {
        try deposit(wallet)
        try deposit("10000000", to: .other)
        let leverage = try call("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=40")
        try #require(leverage.status == 200)
        try order("side=SELL&type=LIMIT&quantity=10&price=60000", as: .other)
        try order("side=BUY&type=LIMIT&quantity=10&price=60000")
    }

    /// A venue where the caller bought 1 at 60,000 and 1 at 60,100 and sold 0.5 at 60,200.
    static func traded() throws -> TestVenue {
        var venue = try TestVenue()
        for caller in [Caller.demo, .other] { try venue.deposit("100000", to: caller) }
        for (side, quantity, price) in [("BUY", "1", "60000"), ("BUY", "1", "60100"), ("SELL", "0.5", "60200")] {
            let other = side == "BUY" ? "SELL" : "BUY"
            try venue.order("side=\(other)&type=LIMIT&quantity=\(quantity)&price=\(price)", as: .other)
            try venue.order("side=\(side)&type=MARKET&quantity=\(quantity)")
        }
        return venue
    }

    @discardableResult
    mutating func order(_ parameters: String, as caller: Caller = .demo) throws -> Reply {
        let reply = try call("POST", "/fapi/v1/order", "symbol=BTCUSDT&\(parameters)", as: caller)
        try #require(reply.status == 200, "\(String(decoding: reply.response.body, as: UTF8.self))")
        return reply
    }

    private static func instrument(_ symbol: String, _ base: String, _ price: String) throws -> InstrumentDefinition {
        var definition = InstrumentDefinition.linear(symbol, base)
        definition.maxLimitQuantity = try #require(Quantity("1000"))
        definition.maxOpenInterest = try #require(Quantity("100000"))
        definition.priceLimitRatio = try #require(Rate("0.05"))
        definition.fundingRate = try #require(Rate("0.0001"))
        definition.startPrice = try #require(Price(price))
        return definition
    }

    /// The example ladder of the venue's margin rules.
    private static func terms(_ symbol: String) throws -> ContractTermsDefinition {
        let rows = [
            ("50000", "0.004", 125), ("250000", "0.005", 100), ("1000000", "0.01", 50), ("5000000", "0.025", 20),
            ("100000000", "0.05", 10),
        ]
        var tiers: [RiskTierDefinition] = []
        for (limit, rate, leverage) in rows {
            tiers.append(
                RiskTierDefinition(
                    limit: try #require(Money(limit)), maintenanceRate: try #require(Rate(rate)),
                    maxLeverage: Leverage(Int32(leverage))))
        }
        return ContractTermsDefinition(
            symbol: symbol, family: .ztdx, takerFee: .zero, makerFee: .zero, defaultLeverage: Leverage(20),
            maxLeverage: Leverage(125), tiers: tiers)
    }
}

extension Desk {
    mutating func accept(_ command: Command) throws {
        let outcome = apply(command)
        try #require(outcome == .accepted)
    }

    func login(_ caller: Caller) throws -> Login {
        let account = engine.account(uid: caller.uid)
        let id = try #require(account)
        let key = APIKey(
            key: caller.key, uid: caller.uid, sealedSecret: [], sealedPassphrase: [],
            isReadOnly: caller.key == "read-only", addresses: caller.key == "elsewhere" ? ["192.0.2.1"] : [],
            expiresMs: caller.key == "expired" ? TestVenue.wireTimeMs : nil)
        return Login(key, secret: Array(caller.secret.utf8), passphrase: [], accountID: id, account: engine[id])
    }
}
