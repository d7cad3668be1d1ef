import MarginEngine
import Testing

@Suite struct DigestTests {
    @Test("The order, the count and every bit of what is put matter")
    func sensitivity() {
        func digest(_ words: [UInt64]) -> Digest {
            var digest = Digest()
            for word in words { digest.put(word) }
            return digest
        }
        var seen: Set<Digest> = [digest([]), digest([0]), digest([0, 0]), digest([1, 2]), digest([2, 1])]
        for bit in 0..<64 { seen.insert(digest([3, 1 << UInt64(bit), 5])) }
        #expect(seen.count == 69)
        #expect(digest([1]).text.utf8.count == 32)
        #expect(digest([1]) == Digest(high: digest([1]).high, low: digest([1]).low))
    }

    @Test("The same commands give the same digest at every step, in any process")
    func determinism() {
        var one = Engine()
        var two = Engine()
        for command in Scenario.busy().commands {
            let outcomes = (one.apply(command), two.apply(command))
            #expect(outcomes.0 == outcomes.1)
        }
        let digests = (one.digest(), two.digest())
        #expect(digests.0 == digests.1)
    }

    @Test("Any change shows in the digest, the smallest, too")
    func changes() {
        let changes = [
            "ann deposit 0.00000001 USDT", "mark BTCUSDT 60000.01", "index BTCUSDT 60000.01", "rate BTCUSDT 0.00000001",
            "time 1ms", "insurance 0.00000001 USDT", "book ETHUSDT house", "ann leverage BTCUSDT 11x",
            "ann positions hedge BTCUSDT", "ann positions hedge idle USDT", "ann mode isolated",
            "ann buy 1 BTCUSDT @ 50000", "account new bitget", "account new bybit classic",
        ]
        var seen: Set<Digest> = []
        for change in changes {
            var venue = Scenario()
            venue.run("account ann bybit uta2\nann deposit 10000 USDT")
            venue.run(change)
            seen.insert(venue.engine.digest())
        }
        #expect(seen.count == changes.count)
    }
}
