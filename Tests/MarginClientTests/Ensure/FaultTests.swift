import MarginClient
import Synchronization
import TestSupport
import Testing

/// Whatever goes wrong on the way, nothing is done twice, and nobody is told what is not so.
@Suite struct FaultTests {
    private static let callsPerSeed = 8

    /// A fault for every other request, at random.
    private final class Chance: Sendable {
        private let generator: Mutex<SplitMix64>

        init(_ seed: UInt64) { generator = Mutex(SplitMix64(seed: seed)) }

        func fault() -> Fault {
            generator.withLock { generator in
                Bool.random(using: &generator) ? .none : Fault.allCases.randomElement(using: &generator) ?? .none
            }
        }

        func pick<Value: Sendable>(_ values: [Value]) -> Value? {
            generator.withLock { values.randomElement(using: &$0) }
        }
    }

    /// A venue that is given up soon, since many requests get no answer; its connections end with it.
    private func impatient(_ account: String, at url: String, _ plimsoll: ServedPlimsoll) throws -> any MarginVenue {
        var settings = TransportSettings()
        settings.timeoutMs = 40
        return try venue(account, at: url, plimsoll.line(CurlTransport(settings)))
    }

    private func venue(_ account: String, at url: String, _ line: Line) throws -> any MarginVenue {
        let credentials = try ServedPlimsoll.credentials(account)
        return switch account {
        case "bitget": BitgetVenue(credentials, at: url, over: line)
        case "ztdx": ZTDXVenue(credentials, at: url, over: line)
        default: BybitVenue(credentials, at: url, over: line)
        }
    }

    /// Each call adds an amount of its own, by which it is known. What became of each, in order.
    private func addMargin(_ venue: any MarginVenue) async throws -> [MarginVenueError.Kind?] {
        var kinds: [MarginVenueError.Kind?] = []
        for call in 1...Self.callsPerSeed {
            let amount = try #require(DecimalNumber("10.0\(call)"))
            do throws(MarginVenueError) {
                try await venue.adjustMargin(by: amount, of: "BTCUSDT", side: .long)
                kinds.append(nil)
            } catch {
                kinds.append(error.kind)
            }
        }
        return kinds
    }

    @Test(arguments: ["bybit-uta", "bitget", "ztdx"], 0..<20 as Range<UInt64>)
    func `no margin is added twice, and every result told is so`(_ account: String, _ seed: UInt64) async throws {
        let plimsoll = try ServedPlimsoll()
        let direct = try venue(account, at: plimsoll.url, plimsoll.line())
        _ = try await direct.ensure(WantedSetting("BTCUSDT", mode: .isolated, leverage: DecimalNumber(10)))
        try plimsoll.order(account, .buy, "1")
        let before = try #require(Double(plimsoll.margin(account)))
        let chance = Chance(seed)
        let proxy = try FaultyProxy(to: plimsoll.port) { _ in chance.fault() }
        let kinds = try await addMargin(impatient(account, at: proxy.url, plimsoll))
        proxy.finish()
        var added = 0.0
        for (kind, call) in zip(kinds, 1...) {
            let amount = "10.0\(call)"
            let bodies = [
                #"{"category":"linear","symbol":"BTCUSDT","margin":"\#(amount)","positionIdx":0}"#,
                #"{"symbol":"BTCUSDT","marginCoin":"USDT","amount":"\#(amount)","holdSide":"long","#
                    + #""productType":"USDT-FUTURES"}"#,
                #"{"amount":"\#(amount)"}"#,
            ]
            let count = bodies.map(proxy.accepted).reduce(0, +)
            switch kind {
            case nil: #expect(count == 1)
            case .resultUnknown: #expect(count <= 1)
            case .some(let kind): #expect(count == 0, "\(kind)")
            }
            added += Double(count) * (10 + Double(call) / 100)
        }
        #expect(abs(try #require(Double(plimsoll.margin(account))) - before - added) < 1e-6)
    }

    @Test(arguments: ["bybit-uta", "bybit-classic", "bitget", "ztdx"], 0..<10 as Range<UInt64>)
    func `what was ensured is so`(_ account: String, _ seed: UInt64) async throws {
        let plimsoll = try ServedPlimsoll()
        let direct = try venue(account, at: plimsoll.url, plimsoll.line())
        let chance = Chance(seed)
        for _ in 0..<Self.callsPerSeed {
            let mode = try #require(chance.pick([MarginMode.isolated, .cross]))
            let wanted = WantedSetting(
                "BTCUSDT", mode: mode, leverage: DecimalNumber(try #require(chance.pick([3, 8]))))
            let proxy = try FaultyProxy(to: plimsoll.port) { _ in chance.fault() }
            let report = try? await impatient(account, at: proxy.url, plimsoll).ensure(wanted)
            proxy.finish()
            guard let report else { continue }
            #expect(report.after.meets(wanted))
            #expect(try await direct.setting(of: "BTCUSDT").meets(wanted))
        }
    }
}
