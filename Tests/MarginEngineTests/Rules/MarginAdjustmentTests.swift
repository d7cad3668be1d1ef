import Testing

/// `docs/rules/bitget-set-margin.md` and MARGIN-11, MARGIN-29.
@Suite struct MarginAdjustmentTests {
    @Test("BITGET-MARGIN-6, BITGET-MARGIN-7, BITGET-MARGIN-8: zero, then crossed, then no position, in this order")
    func order() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            account bob bybit uta2
            ann deposit 10000 USDT
            bob deposit 10000 USDT
            ann margin 0 BTCUSDT long -> marginUnchanged
            ann margin 5 BTCUSDT long -> positionIsCross
            ann margin 10000000001 BTCUSDT long -> positionIsCross
            ann mode isolated BTCUSDT
            ann margin 5 BTCUSDT long -> noPosition
            ann margin 10000000001 BTCUSDT long -> noPosition
            ann trade buy 0.1 BTCUSDT @ 60000 bob to-long
            ann margin 5 BTCUSDT short -> noPosition
            ann margin 10000000001 BTCUSDT long -> amountTooLarge
            ann margin 5 NOSUCH long -> unknownInstrument
            nobody margin 5 BTCUSDT long -> unknownMarginAccount
            """)
    }

    /// BITGET-MARGIN-10, BITGET-MARGIN-13, BITGET-MARGIN-15.
    @Test("Adding moves available balance, all of it and not a unit more")
    func adding() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            account bob bybit uta2
            ann deposit 1003.6 USDT                            ; fee 3.6
            bob deposit 10000 USDT
            ann mode isolated BTCUSDT
            ann trade buy 0.1 BTCUSDT @ 60000 bob to-long
            ann USDT: available 400
            ann margin 400.00000001 BTCUSDT long -> insufficientBalance
            ann margin 400 BTCUSDT long
            ann USDT: wallet 1000 available 0 isolated 1000
            ann BTCUSDT long: posted 1000 lev 10x
            """)
    }

    @Test("BITGET-MARGIN-11: what exceeds the initial margin at mark can leave, a loss deducted, a profit not counted")
    func taking() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            account bob bybit uta2
            ann deposit 2003.6 USDT
            bob deposit 10000 USDT
            ann mode isolated BTCUSDT
            ann trade buy 0.1 BTCUSDT @ 60000 bob to-long
            ann BTCUSDT long: removable 0
            ann margin 300 BTCUSDT long
            ann BTCUSDT long: removable 300
            mark BTCUSDT 61000
            ann BTCUSDT long: removable 290                    ; 900 - 610
            mark BTCUSDT 59000
            ann BTCUSDT long: removable 210                    ; 900 - 100 - 590
            ann margin -210.00000001 BTCUSDT long -> exceedsRemovableMargin
            ann margin -210 BTCUSDT long
            ann USDT: available 1310
            ann margin -0.00000001 BTCUSDT long -> exceedsRemovableMargin
            """)
    }

    @Test("MARGIN-11: at Bybit only added margin leaves; portfolio positions have none of their own")
    func bybit() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 10000 USDT
            bob deposit 10000 USDT
            ann mode portfolio
            ann margin 10 BTCUSDT long -> positionIsPortfolio
            ann mode isolated
            ann trade buy 0.1 BTCUSDT @ 60000 bob
            ann margin -0.00000001 BTCUSDT long -> exceedsRemovableMargin
            mark BTCUSDT 66000
            ann margin -0.00000001 BTCUSDT long -> exceedsRemovableMargin
            ann margin 100 BTCUSDT long
            ann margin -100 BTCUSDT long
            """)
    }

    @Test("MARGIN-11: inverse: 17.25454164 ETH added, not all may leave at a loss")
    func goldenInverse() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit classic
            account bob bybit classic
            ann deposit 1000 ETH
            bob deposit 1000 ETH
            ann mode isolated ETHUSD 22x
            mark ETHUSD 4961.36
            ann trade buy 1810896 ETHUSD @ 4961.36 bob
            ann margin 17.25454164 ETHUSD long
            mark ETHUSD 4835.34
            ; golden row G0234: 7.3094135328..
            ann ETHUSD long: removable 7.30941353
            """)
    }
}
