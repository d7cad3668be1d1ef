import BitgetV2
import BybitV5
import ControlV1
import Desks
import Dialects
import Foundation
import Gateway
import Journaling
import MarginClient
import MarginEngine
import Synchronization
import Venues
import Wire
import ZTDXV1

/// A Plimsoll in this process on a free port: the default venue with its demo accounts and their documented keys.
final class ServedPlimsoll: Sendable {
    static let token = "control"
    private static let sealingKey = [UInt8](repeating: 7, count: 32)

    let port: UInt16
    let venue: Venue
    private let stopSwitch: StopSwitch

    var url: String { "http://127.0.0.1:\(port)" }

    struct NotStarted: Error {}

    init(hasRateLimits: Bool = false) throws {
        let file = try DefaultVenue.file()
        let settings = VenueSettings(
            store: MemoryJournalStore(),
            genesis: { desk in
                try file.genesis(into: &desk)
                _ = file.issueKeys(into: &desk, sealingKey: Self.sealingKey, fixed: true)
            },
            unseal: { SealedSecret.open($0, key: Self.sealingKey) })
        let venue = try Venue(name: "default", settings: settings)
        self.venue = venue
        var serving = ServerSettings()
        serving.address = ListenAddress(host: "127.0.0.1", port: 0)
        serving.hasRateLimits = hasRateLimits
        serving.log = Log(.error, wallMs: { 0 })
        let started = Mutex<(port: UInt16, stopSwitch: StopSwitch)?>(nil)
        let isReady = DispatchSemaphore(value: 0)
        let handle = Handle(started)
        Foundation.Thread.detachNewThread { [serving] in
            let control = ControlDialect(
                token: Self.token, venue: "default", venues: ["default"], sealingKey: Self.sealingKey)
            let dialects: [any Dialect] = [BybitDialect(), BitgetDialect(), ZTDXDialect(), control]
            let server = try? Server(serving, venues: [ServedVenue(venue, dialects: dialects)])
            handle.value.withLock { $0 = server.map { ($0.address.port, $0.stopSwitch) } }
            isReady.signal()
            server?.run()
        }
        isReady.wait()
        guard let (port, stopSwitch) = handle.value.withLock({ $0 }) else { throw NotStarted() }
        self.port = port
        self.stopSwitch = stopSwitch
    }

    deinit {
        stopSwitch.stop()
        venue.stop()
    }

    private final class Handle: Sendable {
        let value: Mutex<(port: UInt16, stopSwitch: StopSwitch)?>
        init(_ value: consuming Mutex<(port: UInt16, stopSwitch: StopSwitch)?>) { self.value = value }
    }
}

extension ServedPlimsoll {
    static func credentials(_ account: String) throws -> MarginClient.Credentials {
        try .test(
            key: "plimsoll-demo-\(account)", secret: "plimsoll_demo_secret", passphrase: "plimsoll_demo_passphrase")
    }

    /// A line on which nothing is waited for, and which keeps the server alive.
    func line(_ transport: (any Transport)? = nil) throws -> Line {
        let pauses = Surroundings(
            wallMs: Surroundings.system.wallMs, pause: { _ in await Task.yield() }, random: { $0.lowerBound })
        return Line(KeepingTransport(inner: try transport ?? CurlTransport(), server: self), surroundings: pauses)
    }

    private struct KeepingTransport: Transport {
        let inner: any Transport
        let server: ServedPlimsoll

        func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPAnswer { try await inner.send(request) }
    }

    func bybit(_ account: String = "bybit-uta", _ line: Line? = nil) throws -> BybitVenue {
        BybitVenue(try Self.credentials(account), at: url, over: try line ?? self.line())
    }

    func bitget(_ line: Line? = nil) throws -> BitgetVenue {
        BitgetVenue(try Self.credentials("bitget"), at: url, over: try line ?? self.line())
    }

    func ztdx(_ line: Line? = nil) throws -> ZTDXVenue {
        ZTDXVenue(try Self.credentials("ztdx"), at: url, over: try line ?? self.line())
    }
}

// MARK: Behind the venue's back

extension ServedPlimsoll {
    struct Refused: Error { let refusal: Refusal }
    struct Unknown: Error { let name: String }

    static let uids: [String: UInt64] = [
        "bybit-uta": 100_001, "bybit-uta1": 100_002, "bybit-classic": 100_003, "bitget": 100_004, "ztdx": 100_005,
    ]

    /// Does something with the desk on the venue's thread.
    func perform<Value: Sendable>(_ body: @escaping @Sendable (inout Desk) throws -> Value) throws -> Value {
        guard let result = venue.perform({ desk in Result { try body(&desk) } }) else { throw NotStarted() }
        return try result.get()
    }

    enum Trade: Sendable { case buy, sell }

    /// Places an opening order for an account: at the market without a price.
    func order(
        _ account: String, _ trade: Trade, _ quantity: String, _ symbol: String = "BTCUSDT", price: String? = nil
    ) throws {
        try perform { desk in
            let (main, instrument) = try desk.named(account, symbol)
            let isHedged = desk.engine.holding(main, instrument).positionMode == .hedge
            let target: PositionTarget = isHedged ? trade == .buy ? .long : .short : .net
            let order = NewOrder(
                marginAccount: main, instrument: instrument, side: trade == .buy ? .buy : .sell, target: target,
                kind: price == nil ? .market : .limit,
                timeInForce: price == nil ? .immediateOrCancel : .goodTillCancelled,
                quantity: try Quantity(quantity).orThrow(quantity),
                price: try price.map { try Price($0).orThrow($0) } ?? .zero)
            if case .refused(let refusal) = desk.apply(.placeOrder(order)) { throw Refused(refusal: refusal) }
        }
    }

    /// Takes money away; all that is available without an amount.
    func withdraw(_ account: String, _ asset: String, _ amount: String?) throws {
        try perform { desk in
            let (main, _) = try desk.named(account, "BTCUSDT")
            let id = try desk.engine.asset(named: asset).orThrow(asset)
            let amount = try amount.map { try Money($0).orThrow($0) } ?? desk.engine.pool(main, id).available
            if case .refused(let refusal) = desk.apply(.withdraw(main, id, amount)) { throw Refused(refusal: refusal) }
        }
    }

    /// Sets the mark and index price.
    func setPrice(_ price: String, _ symbol: String = "BTCUSDT") throws {
        try perform { desk in
            let instrument = try desk.engine.instrument(named: symbol).orThrow(symbol)
            let price = try Price(price).orThrow(price)
            if case .refused(let refusal) = desk.apply(.setPrices(instrument, mark: price, index: price)) {
                throw Refused(refusal: refusal)
            }
        }
    }

    /// Of the whole state.
    func digest() throws -> String { try perform { $0.engine.digest().text } }

    /// The margin posted on an account's isolated position, in the settle coin.
    func margin(_ account: String, _ symbol: String = "BTCUSDT") throws -> String {
        try perform { desk in
            let (main, instrument) = try desk.named(account, symbol)
            let figures =
                desk.engine.position(main, instrument, .long) ?? desk.engine.position(main, instrument, .short)
            return try figures.orThrow(symbol).position.margin.text
        }
    }
}

extension Desk {
    fileprivate func named(_ account: String, _ symbol: String) throws -> (MarginAccountID, InstrumentID) {
        let uid = try ServedPlimsoll.uids[account].orThrow(account)
        let id = try engine.account(uid: uid).orThrow(account)
        return (engine[id].main, try engine.instrument(named: symbol).orThrow(symbol))
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func orThrow(_ name: String) throws -> Wrapped {
        guard let self else { throw ServedPlimsoll.Unknown(name: name) }
        return self
    }
}
