import MarginEngine
import Testing

/// MARGIN-37, which the scenarios check after every command, and what follows from it.
@Suite struct ConservationTests {
    @Test("MARGIN-38: switches of mode, leverage and margin only shift money between free, ordered and posted")
    func shifts() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 20033 USDT                             ; 33 fee
            bob deposit 100000 USDT
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann USDT: wallet 20000 equity 20000 isolated 0
            ann mode isolated
            ann USDT: wallet 20000 equity 20000 isolated 6029.7 available 13970.3
            ann margin 100 BTCUSDT long
            ann USDT: wallet 20000 equity 20000 isolated 6129.7 available 13870.3
            ann leverage BTCUSDT 5x
            ann USDT: wallet 20000 equity 20000 isolated 12026.4 available 7973.6
            ann buy 0.1 BTCUSDT @ 50000
            ann USDT: wallet 20000 equity 20000 isolated 12026.4 ordermargin 1004.95 available 6968.65
            ann mode cross
            ann USDT: wallet 20000 equity 20000 isolated 0
            USDT: fees 45
            """)
    }

    @Test("MARGIN-39: the rounding accounts never fall", arguments: [UInt64(1), 2, 3])
    func rounding(_ seed: UInt64) {
        var market = RandomMarket(seed: seed)
        var engine = Engine()
        for command in RandomMarket.genesis { _ = engine.apply(command) }
        var before = Self.roundings(of: engine)
        for _ in 0..<2_000 {
            _ = engine.apply(market.next(engine))
            let after = Self.roundings(of: engine)
            #expect(zip(before, after).allSatisfy(<=))
            before = after
        }
        #expect(before.contains { $0 > .zero })
    }

    private static func roundings(of engine: borrowing Engine) -> [Value] {
        (0..<engine.assetCount).map { engine[AssetID(index: UInt8($0))].rounding }
    }

    @Test("WALLET-6: deposits and withdrawals change what the venue owes, transfers do not")
    func netDeposits() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta1
            ann deposit 10 USDT
            USDT: deposits 10
            ann transfer 4 USDT ann.contract
            USDT: deposits 10
            ann.contract withdraw 1.5 USDT
            USDT: deposits 8.5
            """)
    }
}
