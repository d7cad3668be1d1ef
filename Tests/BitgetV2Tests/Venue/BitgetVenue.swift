import BitgetV2
import Desks
import Dialects
import HTTP1
import MarginEngine
import Testing
import Wire

/// A venue with one Bitget account, called as a client would, without sockets.
struct BitgetVenue: ~Copyable {
    static let uid: UInt64 = 7001
    static let key = "bg_test"
    static let secret = "a secret"
    static let passphrase = "a passphrase"
    static let startMs: Int64 = 1_700_000_000_000

    var desk: Desk
    var nowMs = BitgetVenue.startMs
    var peer = "192.0.2.1"
    var limits: RateLimits?
    let account: MarginAccountID
    let accountID: AccountID
    private(set) var login: Login
    private let dialect = BitgetDialect()

    /// BTCUSDT, ETHUSDT, BTCPERP and BTCUSD; 100,000 USDT and 5 BTC.
    init(house: Bool = true) throws {
        var desk = Desk()
        desk.wallMs = BitgetVenue.startMs
        for command in BitgetVenue.listing(house: house) {
            let outcome = desk.apply(command)
            #expect(outcome == .accepted)
        }
        let opened = desk.engine.account(uid: Self.uid)
        let accountID = try #require(opened)
        let row = desk.engine[accountID]
        for (coin, amount) in [("USDT", 100_000), ("BTC", 5)] as [(String, Int128)] {
            let asset = desk.engine.asset(named: coin)
            let money = Money(units: amount * 100_000_000)
            let outcome = desk.apply(.deposit(row.main, try #require(asset), money))
            #expect(outcome == .accepted)
        }
        self.desk = desk
        self.accountID = accountID
        account = row.main
        login = Self.login(accountID, row)
    }

    static func login(
        _ accountID: AccountID, _ account: Account, isReadOnly: Bool = false, addresses: [String] = [],
        expiresMs: Int64? = nil
    ) -> Login {
        let apiKey = APIKey(
            key: key, uid: uid, sealedSecret: [], sealedPassphrase: [], isReadOnly: isReadOnly, addresses: addresses,
            expiresMs: expiresMs)
        return Login(
            apiKey, secret: Array(secret.utf8), passphrase: Array(passphrase.utf8), accountID: accountID,
            account: account)
    }

    /// Uses a key with other rights from now on.
    mutating func restrictKey(isReadOnly: Bool = false, addresses: [String] = [], expiresMs: Int64? = nil) {
        login = Self.login(
            accountID, desk.engine[accountID], isReadOnly: isReadOnly, addresses: addresses, expiresMs: expiresMs)
    }

    /// What the operator thinks of the account from now on.
    mutating func setStanding(_ standing: AccountStanding) { login.standing = standing }

    /// Uses the key of another account from now on, which it opens if there is none yet.
    /// - Parameter coins: how many USDT it has.
    mutating func logInAsAnother(deposit coins: Int128 = 0) throws {
        _ = desk.apply(.openAccount(uid: 7002, family: .bitget, generation: .only))
        let opened = desk.engine.account(uid: 7002)
        let accountID = try #require(opened)
        if coins > 0, let asset = desk.engine.asset(named: "USDT") {
            let deposit = desk.apply(
                .deposit(desk.engine[accountID].main, asset, Money(units: coins * 100_000_000)))
            #expect(deposit == .accepted)
        }
        login = Self.login(accountID, desk.engine[accountID])
    }

    func instrument(_ symbol: String) throws -> InstrumentID {
        let instrument = desk.engine.instrument(named: symbol)
        return try #require(instrument)
    }

    /// Lets time pass and does what falls due until then.
    mutating func passTime(toMs timeMs: Int64) {
        nowMs = timeMs
        desk.wallMs = timeMs
        desk.keepTime()
    }

    mutating func setMark(_ symbol: String, _ price: String) throws {
        let mark = try #require(Price(price))
        let outcome = desk.apply(.setPrices(try instrument(symbol), mark: mark, index: mark))
        #expect(outcome == .accepted)
    }

    /// What the engine was before and after a call, to see that a refused one leaves no trace.
    var digest: Digest { desk.engine.digest() }

    // MARK: Calls

    /// A signed POST of a JSON body under `/api/v2/mix/`.
    mutating func post(_ path: String, _ body: String) throws -> Answer {
        try send(signed("POST", "/api/v2/mix/\(path)", body: body))
    }

    /// A signed GET under `/api/v2/mix/`.
    mutating func get(_ path: String, _ query: String) throws -> Answer {
        try send(signed("GET", "/api/v2/mix/\(path)", query: query))
    }

    /// An unsigned GET.
    mutating func open(_ path: String, _ query: String = "") throws -> Answer {
        try send(Request(method: .get, methodText: "GET", path: path, query: Array(query.utf8)))
    }

    /// A request as a client signs it.
    /// - Parameter signedQuery: what the client signs as its query, when it is not what it sends.
    func signed(
        _ method: String, _ path: String, query: String = "", body: String = "", signedQuery: String? = nil,
        without: Set<String> = [], replacing replaced: [String: String] = [:]
    ) -> Request {
        let timestamp = replaced["access-timestamp"] ?? String(nowMs)
        let signedQuery = signedQuery ?? query
        let payload = "\(timestamp)\(method)\(path)\(signedQuery.isEmpty ? "" : "?")\(signedQuery)\(body)"
        var fields = [
            "access-key": Self.key, "access-timestamp": timestamp, "access-passphrase": Self.passphrase,
            "access-sign": Base64.encode(
                HMACSHA256.digest(key: Array(Self.secret.utf8), Array(payload.utf8))),
        ]
        if method == "POST" { fields["content-type"] = "application/json" }
        fields.merge(replaced) { _, new in new }
        return Request(
            method: method == "POST" ? .post : .get, methodText: method, path: path, query: Array(query.utf8),
            fields: fields.filter { !without.contains($0.key) }.map { Request.Field(name: $0.key, value: $0.value) },
            body: Array(body.utf8))
    }

    /// What a client is told when the desk's part could not be made durable.
    func resultUnknown(_ request: Request) throws -> Answer {
        var door = Door(keys: KeyRing([login]), wireTimeMs: nowMs, peer: peer, limits: limits)
        guard case .work(let work) = dialect.accept(request, &door) else { throw NoWork() }
        return try Answer(work.resultUnknown)
    }

    struct NoWork: Error {}

    /// Accepts a request and lets the desk do its part.
    mutating func send(_ request: Request) throws -> Answer {
        var door = Door(keys: KeyRing([login]), wireTimeMs: nowMs, peer: peer, limits: limits)
        let acceptance = dialect.accept(request, &door)
        limits = door.limits
        switch acceptance {
        case .answered(let response): return try Answer(response)
        case .work(let work):
            desk.wallMs = nowMs
            return try Answer(work.perform(&desk))
        }
    }
}

/// A response as a client reads it.
struct Answer {
    let status: Int
    let fields: [String: String]
    let json: JSON
    let body: String

    init(_ response: Response) throws {
        status = response.status
        fields = Dictionary(response.fields.map { ($0.name, $0.value) }) { _, last in last }
        body = String(decoding: response.body, as: UTF8.self)
        json = try #require(JSON.parse(response.body))
    }

    var code: String { json["code"]?.string ?? "" }
    var message: String { json["msg"]?.string ?? "" }
    var isSuccess: Bool { status == 200 && code == "00000" && message == "success" }

    /// The data; the whole answer shows when there is none.
    var data: JSON {
        get throws {
            try #require(isSuccess, "\(status) \(body)")
            return try #require(json["data"])
        }
    }

    /// The data's member of that name, as the string it must be.
    func text(_ name: String) throws -> String {
        try #require(try data[name]?.string, "\(name) in \(body)")
    }

    /// The rows of the data, or of a list in it.
    func rows(_ name: String? = nil) throws -> [JSON] {
        guard let name else { return try #require(try data.elements) }
        let list = try #require(try data[name])
        return list.isNull ? [] : try #require(list.elements)
    }
}

extension JSON {
    /// The string in a member of a row.
    func text(_ name: String) throws -> String {
        try #require(self[name]?.string, "\(name)")
    }

    /// The members of an object of strings; one of another kind is left out.
    var strings: [String: String] {
        (members ?? []).reduce(into: [:]) { strings, member in strings[member.key] = member.value.string }
    }

    /// The names of an object's members, sorted.
    var names: [String] { (members ?? []).map(\.key).sorted() }
}

/// A case of a table: what is sent, and what the venue says.
struct ErrorCase: CustomTestStringConvertible, Sendable {
    let body: String
    let code: String
    let message: String

    init(_ body: String, _ code: String, _ message: String) {
        self.body = body
        self.code = code
        self.message = message
    }

    var testDescription: String { "\(body) -> \(code)" }
}
