import Testing

/// `docs/rules/bybit-switch-isolated.md`.
@Suite struct BybitSwitchTests {
    /// BYBIT-SWITCH-2, BYBIT-SWITCH-3, BYBIT-SWITCH-4.
    @Test("Classic accounts everywhere, UTA1.0 for inverse only, UTA2.0 nowhere")
    func scope() {
        var venue = Scenario()
        venue.run(
            """
            account new bybit uta2
            account old bybit uta1
            account cla bybit classic
            new mode isolated BTCUSDT 10x -> regimeIsUnified
            old mode isolated BTCUSDT 10x -> regimeIsUnified
            old.contract mode isolated BTCUSD 10x
            old.contract BTCUSD: mode isolated
            cla mode isolated BTCUSDT 10x
            cla mode isolated BTCUSD 10x
            cla BTCUSDT: mode isolated longlev 10x shortlev 10x crosslev 10x
            cla ETHUSD: mode cross
            cla mode portfolio BTCUSDT 10x -> modeNotOffered
            cla mode isolated NOSUCH 10x -> unknownInstrument
            nobody mode isolated BTCUSD 10x -> unknownMarginAccount
            """)
    }

    /// BYBIT-SWITCH-9, BYBIT-SWITCH-10, BYBIT-SWITCH-11.
    @Test("Leverage is judged before the mode; a repeat leaves it as it was")
    func leverage() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit classic
            account bob bybit uta2
            ann deposit 1000000 USDT
            bob deposit 1000000 USDT
            ann mode isolated BTCUSDT 0.99x -> leverageOutOfRange
            ann mode isolated BTCUSDT 100.01x -> leverageOutOfRange
            ann trade buy 35 BTCUSDT @ 60000 bob               ; 2,100,000: second tier, 90x
            ann mode isolated BTCUSDT 90.01x -> leverageAboveTier
            ann mode isolated BTCUSDT 90x
            ann mode isolated BTCUSDT 101x -> leverageOutOfRange
            ann mode isolated BTCUSDT 20x -> marginModeUnchanged
            ann BTCUSDT: longlev 90x shortlev 90x crosslev 90x
            """)
    }

    @Test("BYBIT-SWITCH-9: a leverage of zero is refused with a position open, too")
    func zeroLeverage() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit classic
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            ann trade sell 1 BTCUSDT @ 60000 bob
            ann mode isolated BTCUSDT 0x -> leverageOutOfRange
            ann mode isolated BTCUSDT 10x
            ann leverage BTCUSDT 0x -> leverageOutOfRange
            """)
    }

    /// BYBIT-SWITCH-13, BYBIT-SWITCH-16, BYBIT-SWITCH-17, BYBIT-SWITCH-18, BYBIT-SWITCH-19, BYBIT-SWITCH-20.
    @Test("Positions and orders are margined anew out of the free balance")
    func remargined() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit classic
            account bob bybit uta2
            ann deposit 13082.24999999 USDT
            bob deposit 100000 USDT
            ann trade buy 1 BTCUSDT @ 60000 bob                ; fee 33
            ann buy 0.1 BTCUSDT @ 50000                        ; at 10x 500 + 2.75 + 2.475, at 5x 1,000 + 2.75 + 2.2
            ann USDT: wallet 13049.24999999 crossim 6029.7 ordermargin 505.225
            mark BTCUSDT 59982.1
            ; 12,000 + 26.4 + 17.9 of loss + 1,004.95 = 13,049.25
            ann mode isolated BTCUSDT 5x -> insufficientMargin
            ann deposit 0.00000001 USDT
            ann mode isolated BTCUSDT 5x
            ann BTCUSDT long: posted 12044.3 lev 5x
            ann USDT: available 0 isolated 12044.3 ordermargin 1004.95
            ann BTCUSDT: crosslev 5x longlev 5x shortlev 5x orders 1
            ann ETHUSDT: mode cross crosslev 10x
            ann deposit 100 USDT
            ann margin 50 BTCUSDT long
            ann mode cross BTCUSDT 8x
            ann BTCUSDT long: posted 0 lev 8x
            ann USDT: wallet 13149.25 isolated 0 crossim 7526.6375
            """)
    }

    @Test("BYBIT-SWITCH-14: nothing is isolated into its own liquidation")
    func wouldLiquidate() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit classic
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            mark BTCUSDT 20000
            ann leverage BTCUSDT 100x
            ann trade sell 1 BTCUSDT @ 20000 bob
            mark BTCUSDT 60000
            ann mode isolated BTCUSDT 100x -> wouldLiquidate
            ann mode isolated BTCUSDT 50x
            """)
    }

    @Test("BYBIT-SWITCH-14: what is posted on other symbols backs no cross position")
    func isolatedBeside() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit classic
            account bob bybit uta2
            ann deposit 9094.05 USDT
            bob deposit 100000 USDT
            ann mode isolated BTCUSDT 10x
            ann mode isolated ETHUSDT 10x
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann trade buy 10 ETHUSDT @ 3000 bob
            ann USDT: wallet 9044.55 isolated 9044.55
            ; of 3,014.85 posted 150.55 are left: above 135.6785 + 14.85 at 10x, below 135.6785 + 16.335 at 100x
            mark ETHUSDT 2713.57
            preview ann mode cross ETHUSDT 10x: refusals insufficientMargin
            preview ann mode cross ETHUSDT 100x: refusals insufficientMargin,wouldLiquidate
            """)
    }
}
