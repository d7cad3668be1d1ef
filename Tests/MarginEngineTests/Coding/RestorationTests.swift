import MarginEngine
import Testing

/// An engine that was encoded and decoded is the one it was, then and ever after.
@Suite struct RestorationTests {
    @Test(arguments: UInt64(0)..<6)
    func aRestoredEngineGoesOnAsTheOneItWas(seed: UInt64) throws {
        var market = RandomMarket(seed: seed)
        var original = Engine()
        for command in RandomMarket.genesis { _ = original.apply(command) }
        var restored = try Engine(restoring: original)
        var seen: Set<String> = []
        for number in 0..<1_500 {
            if number.isMultiple(of: 250) { restored = try Engine(restoring: original) }
            if number.isMultiple(of: 401) { restored = try Engine(restoring: restored) }
            let command = market.next(original)
            let (expected, trace) = (original.trace(of: command), restored.trace(of: command))
            try #require(trace == expected, "command \(number) of seed \(seed)")
            for event in original.events { seen.formUnion(event.kinds) }
        }
        #expect(original.digest() == restored.digest())
        #expect(seen.isSuperset(of: ["rested", "untriggered", "attached", "refused when triggered", "maker"]))
    }

    /// Liquidations, takeovers and deleveraging meet positions by the order of their rows, which must survive.
    @Test func theStreamsLiquidateByEveryStep() {
        var kinds: Set<LiquidationStep.Kind> = []
        for seed in UInt64(0)..<6 {
            var market = RandomMarket(seed: seed)
            var engine = Engine()
            for command in RandomMarket.genesis { _ = engine.apply(command) }
            for _ in 0..<1_500 {
                _ = engine.apply(market.next(engine))
                for case .liquidation(let step) in engine.events { kinds.insert(step.kind) }
            }
        }
        #expect(kinds.isSuperset(of: [.ordersCancelled, .reduced, .takenOver, .deleveraged]))
    }

    @Test(
        "ZTDX-MODE-16: a liquidation that is due comes in a restored venue, too; trailing stops and union mode are kept"
    )
    func whatIsUnderWay() throws {
        var venue = Scenario()
        venue.run(
            """
            account dan ztdx
            account eve bitget
            account bob bybit uta2
            time 1h
            insurance 100000 USDT
            dan deposit 10045 USDT
            bob deposit 1000000 USDT
            eve deposit 1 BTC
            eve assets union
            dan mode cross
            dan trade buy 1 BTCUSDT @ 60000 bob
            dan trade buy 10 ETHUSDT @ 3000 bob
            bob stops ETHUSDT short trail=50
            mark BTCUSDT 49000
            dan ETHUSDT long: size 10
            """)
        var restored = try Engine(restoring: venue.engine)
        let dan = try venue.account("dan")
        #expect(restored.regime(of: try venue.account("eve")) == .unified)
        _ = restored.apply(.advance(toMs: 3_601_999))
        #expect(restored.unified(dan).hasPositions)
        _ = restored.apply(.advance(toMs: 3_602_000))
        #expect(!restored.unified(dan).hasPositions)
        venue.run("time 3601999ms\ntime 3602000ms")
        let digests = (restored.digest(), venue.engine.digest())
        #expect(digests.0 == digests.1)
    }

    @Test func anEmptyVenueIsRestored() throws {
        let empty = Engine()
        #expect(try Engine(restoring: empty).digest() == empty.digest())
    }
}

extension Engine {
    init(restoring engine: borrowing Engine) throws {
        var reader = ByteReader(engine.encoding)
        try self.init(from: &reader)
        #expect(reader.isAtEnd)
        #expect(digest() == engine.digest())
    }

    var encoding: [UInt8] {
        var writer = ByteWriter()
        encode(to: &writer)
        return writer.bytes
    }

    /// Applies a command and gives the fingerprint of all that it did.
    fileprivate mutating func trace(of command: Command) -> Digest {
        var digest = Digest()
        apply(command).encode(to: &digest)
        for event in events { event.encode(to: &digest) }
        return digest
    }
}

extension Event {
    fileprivate var kinds: Set<String> {
        switch self {
        case .order(let order) where order.status == .untriggered:
            [order.purpose.isAttached ? "attached" : "untriggered"]
        case .order(let order) where order.cause == .refusedWhenTriggered: ["refused when triggered"]
        case .order(let order) where order.isOpen: ["rested"]
        case .execution(let execution) where execution.isMaker: ["maker"]
        default: []
        }
    }
}
