import MarginClient
import Synchronization
import Testing

/// Whatever goes wrong on the way, nothing is done twice, and nobody is told what is not so.
@Suite struct FaultTests {
    private static let callsPerSeed = 8

    /// A fault for every other request, at random.
    private final class Chance: Sendable {
        private let generator: Mutex<SplitMix64>
        let isOn = Atomic(false)

        init(_ seed: UInt64) { generator = Mutex(SplitMix64(seed: seed)) }

        func fault() -> Fault {
            guard isOn.load(ordering: .sequentiallyConsistent) else { return .none }
            return generator.withLock { generator in
                Bool.random(using: &generator) ? .none : Fault.allCases.randomElement(using: &generator) ?? .none
            }
        }

        func pick<Value: Sendable>(_ values: [Value]) -> Value? {
            generator.withLock { values.randomElement(using: &$0) }
        }
    }

    /// Gives up soon: faults that leave a request without an answer are many.
    private func impatient(_ plimsoll: ServedPlimsoll) throws -> Line {
        var settings = TransportSettings()
        settings.timeoutMs = 40
        return try plimsoll.line(CurlTransport(settings))
    }

    private func venue(_ account: String, at url: String, _ line: Line) throws -> any MarginVenue {
        let credentials = try ServedPlimsoll.credentials(account)
        return switch account {
        case "bitget": BitgetVenue(credentials, at: url, over: line)
        case "ztdx": ZTDXVenue(credentials, at: url, over: line)
        default: BybitVenue(credentials, at: url, over: line)
        }
    }

    @Test(arguments: ["bybit-uta", "bitget", "ztdx"], 0..<20 as Range<UInt64>)
    func `no margin is added twice, and every result told is so`(_ account: String, _ seed: UInt64) async throws {
        let plimsoll = try ServedPlimsoll()
        let chance = Chance(seed)
        let proxy = try FaultyProxy(to: plimsoll.port) { _ in chance.fault() }
        let venue = try venue(account, at: proxy.url, impatient(plimsoll))
        let direct = try self.venue(account, at: plimsoll.url, plimsoll.line())
        _ = try await direct.ensure(WantedSetting("BTCUSDT", mode: .isolated, leverage: DecimalNumber(10)))
        try plimsoll.order(account, .buy, "1")
        let before = try #require(Double(plimsoll.margin(account)))
        chance.isOn.store(true, ordering: .sequentiallyConsistent)
        var outcomes: [(cents: Int, kind: MarginVenueError.Kind?)] = []
        for call in 1...Self.callsPerSeed {
            // An amount of its own, so that each call is known by what it sends.
            let amount = try #require(DecimalNumber("10.0\(call)"))
            do throws(MarginVenueError) {
                try await venue.adjustMargin(by: amount, of: "BTCUSDT", side: .long)
                outcomes.append((call, nil))
            } catch {
                outcomes.append((call, error.kind))
            }
        }
        proxy.drain()
        var added = 0.0
        for (call, kind) in outcomes {
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
            default: #expect(count == 0, "\(String(describing: kind))")
            }
            added += Double(count) * (10 + Double(call) / 100)
        }
        #expect(abs(try #require(Double(plimsoll.margin(account))) - before - added) < 1e-6)
    }

    @Test(arguments: ["bybit-uta", "bybit-classic", "bitget", "ztdx"], 0..<10 as Range<UInt64>)
    func `what was ensured is so`(_ account: String, _ seed: UInt64) async throws {
        let plimsoll = try ServedPlimsoll()
        let chance = Chance(seed)
        let proxy = try FaultyProxy(to: plimsoll.port) { _ in chance.fault() }
        let venue = try venue(account, at: proxy.url, impatient(plimsoll))
        let direct = try self.venue(account, at: plimsoll.url, plimsoll.line())
        for _ in 0..<Self.callsPerSeed {
            let mode = try #require(chance.pick([MarginMode.isolated, .cross]))
            let wanted = WantedSetting(
                "BTCUSDT", mode: mode, leverage: DecimalNumber(try #require(chance.pick([3, 8]))))
            chance.isOn.store(true, ordering: .sequentiallyConsistent)
            let report = try? await venue.ensure(wanted)
            chance.isOn.store(false, ordering: .sequentiallyConsistent)
            proxy.drain()
            if let report {
                #expect(report.after.meets(wanted))
                #expect(try await direct.setting(of: "BTCUSDT").meets(wanted))
            }
        }
        #expect(try await venue.ensure(WantedSetting("BTCUSDT", mode: .isolated)).after.mode == .isolated)
    }
}
