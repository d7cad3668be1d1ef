import BybitV5
import Desks
import Dialects
import HTTP1
import MarginEngine
import Testing
import Wire

/// A desk with funded accounts and the dialect in front of it: no socket, no thread, no real clock.
final class TestVenue {
    /// Both the wall clock and venue time at the start.
    static let startMs: Int64 = 1_700_000_000_000

    private(set) var desk = Desk()
    var wallMs = TestVenue.startMs
    var limits: RateLimits?
    var peer = "10.0.0.1"
    private var logins: [Login] = []

    /// An account with its API key.
    struct Owner {
        let account: Account
        let key: String
        let secret: String
    }

    init() {
        desk.apply(.setClock(.frozen))
        apply(.advance(toMs: Self.startMs))
        for command in Market.listings { apply(command) }
    }

    // MARK: Accounts

    /// Opens an account; deposits go to where the coin's contracts live: USDT and USDC to linear, BTC to inverse.
    func open(
        _ generation: AccountGeneration, family: AccountFamily = .bybit, uid: UInt64 = 7, usdt: String = "0",
        btc: String = "0", isReadOnly: Bool = false,
        addresses: [String] = [], expiresMs: Int64? = nil, permissions: KeyPermissions = .all
    ) -> Owner {
        apply(.openAccount(uid: uid, family: family, generation: generation))
        let id = desk.engine.account(uid: uid) ?? AccountID(index: 0)
        let account = desk.engine[id]
        deposit(usdt, "USDT", to: account.main)
        deposit(btc, "BTC", to: account.inverse)
        let owner = Owner(account: account, key: "key\(uid)", secret: "secret\(uid)")
        let key = APIKey(
            key: owner.key, uid: uid, sealedSecret: [], sealedPassphrase: [], isReadOnly: isReadOnly,
            addresses: addresses, expiresMs: expiresMs, permissions: permissions)
        logins.append(
            Login(key, secret: Array(owner.secret.utf8), passphrase: [], accountID: id, account: account))
        return owner
    }

    /// What the operator thinks of an account from now on.
    func setStanding(_ standing: AccountStanding, of owner: Owner) {
        for place in logins.indices where logins[place].key == owner.key { logins[place].standing = standing }
    }

    func removeKey(of owner: Owner) {
        logins.removeAll { $0.key == owner.key }
    }

    func deposit(_ amount: String, _ coin: String, to account: MarginAccountID) {
        guard amount != "0", let asset = desk.engine.asset(named: coin) else { return }
        apply(.deposit(account, asset, decimal(amount)))
    }

    func fundInsurance(_ amount: String, _ coin: String) {
        guard let asset = desk.engine.asset(named: coin) else { return }
        apply(.fundInsurance(asset, decimal(amount)))
    }

    // MARK: Market

    func asset(_ coin: String) -> AssetID { desk.engine.asset(named: coin) ?? AssetID(index: 99) }

    func instrument(_ symbol: String) -> InstrumentID {
        desk.engine.instrument(named: symbol) ?? InstrumentID(index: 0)
    }

    func setMark(_ symbol: String, _ price: String) {
        apply(.setPrices(instrument(symbol), mark: decimal(price), index: decimal(price)))
    }

    /// Trades at exactly that price against an account made for it, the owner being the taker.
    func trade(_ owner: Owner, _ symbol: String, _ side: Side, _ quantity: String, at price: String) {
        let uid = UInt64(1_000 + desk.engine.accountCount)
        let other = open(.classic, uid: uid, usdt: "100000000", btc: "10000")
        let id = instrument(symbol)
        let isInverse = desk.engine[id].payoff == .inverse
        func order(_ account: MarginAccountID, _ side: Side, _ lifetime: TimeInForce) {
            apply(
                .placeOrder(
                    NewOrder(
                        marginAccount: account, instrument: id, side: side, kind: .limit, timeInForce: lifetime,
                        quantity: decimal(quantity), price: decimal(price))))
        }
        order(isInverse ? other.account.inverse : other.account.main, side.opposite, .goodTillCancelled)
        order(isInverse ? owner.account.inverse : owner.account.main, side, .immediateOrCancel)
    }

    func apply(_ command: Command, sourceLocation: SourceLocation = #_sourceLocation) {
        if case .refused(let refusal) = desk.apply(command) {
            Issue.record("\(command) was refused: \(refusal)", sourceLocation: sourceLocation)
        }
    }

    var digest: Digest { desk.engine.digest() }

    /// Lends the desk, its wall clock set, to whoever follows it.
    func withDesk<Result>(_ body: (inout Desk) -> Result) -> Result {
        desk.wallMs = wallMs
        return body(&desk)
    }

    /// What a request is accepted with.
    var door: Door { Door(keys: KeyRing(logins), wireTimeMs: wallMs, peer: peer, limits: limits) }

    // MARK: Requests

    func get(_ path: String, _ query: String = "", as owner: Owner? = nil) -> Reply {
        send(request(.get, path, query: query, as: owner))
    }

    func post(_ path: String, _ body: String, as owner: Owner) -> Reply {
        send(request(.post, path, body: body, as: owner))
    }

    /// The same with a body of text.
    func request(
        _ method: Request.Method, _ path: String, query: String = "", body: String, as owner: Owner? = nil,
        timestampMs: Int64? = nil
    ) -> Request {
        request(method, path, query: query, body: Array(body.utf8), as: owner, timestampMs: timestampMs)
    }

    /// A request signed as https://bybit-exchange.github.io/docs/v5/guide#authentication says.
    func request(
        _ method: Request.Method, _ path: String, query: String = "", body: [UInt8] = [], as owner: Owner? = nil,
        recvWindow: String? = "5000", timestampMs: Int64? = nil
    ) -> Request {
        var fields: [Request.Field] = []
        if let owner {
            let timestamp = "\(timestampMs ?? wallMs)"
            let signed = Array((timestamp + owner.key + (recvWindow ?? "")).utf8)
            let payload = method == .get ? Array(query.utf8) : body
            let signature = HMACSHA256.digest(key: Array(owner.secret.utf8), signed + payload)
            fields = [
                Request.Field(name: "x-bapi-api-key", value: owner.key),
                Request.Field(name: "x-bapi-timestamp", value: timestamp),
                Request.Field(name: "x-bapi-sign", value: Hex.encode(signature)),
            ]
            if let recvWindow { fields.append(Request.Field(name: "x-bapi-recv-window", value: recvWindow)) }
        }
        return Request(
            method: method, methodText: method == .get ? "GET" : "POST", path: path, query: Array(query.utf8),
            fields: fields, body: body)
    }

    /// Takes a request through the dialect and, if it gets so far, through the desk.
    func send(_ request: Request) -> Reply {
        var door = Door(keys: KeyRing(logins), wireTimeMs: wallMs, peer: peer, limits: limits)
        let acceptance = BybitDialect().accept(request, &door)
        limits = door.limits
        switch acceptance {
        case .answered(let response): return Reply(response)
        case .work(let work): return Reply(work.perform(&desk))
        }
    }

    /// What the client is told when the commit of a request failed.
    func resultUnknown(_ request: Request) -> Reply? {
        var door = Door(keys: KeyRing(logins), wireTimeMs: wallMs, peer: peer, limits: limits)
        guard case .work(let work) = BybitDialect().accept(request, &door) else { return nil }
        return Reply(work.resultUnknown)
    }
}
