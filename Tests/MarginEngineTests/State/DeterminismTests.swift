import MarginEngine
import Testing

/// The same commands give the same state on every machine, in every build. The digest is a literal: whatever run of
/// this suite, debug or release, gives another has found a difference.
@Suite struct DeterminismTests {
    @Test("A venue's day gives one digest, in every process and build")
    func literalDigest() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bitget
            account cat ztdx
            account dan bybit classic
            time 1h
            ann deposit 100000 USDT
            ann deposit 5 BTC
            bob deposit 100000 USDT
            cat deposit 100000 USDT
            dan deposit 5 BTC
            loan USDT 0.000014621596 1000:0.04:0.2 2000:0.05:0.5 free=3 order=1
            book BTCUSDT house
            ann buy 1 BTCUSDT market
            cat buy 0.5 BTCUSDT market
            bob sell 1 BTCUSDT @ 60500 to-short
            dan mode isolated BTCUSD 25x
            mark BTCUSDT 60600
            ann mode isolated
            ann margin 100 BTCUSDT long
            cat mode cross
            time 9h
            mark BTCUSDT 45000
            ann mode cross
            """)
        #expect(venue.engine.digest().text == "0c276b2c8a8e637ff41dc6a2e76a6ee6")
    }
}
