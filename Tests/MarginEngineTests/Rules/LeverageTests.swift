import Testing

/// MARGIN-16, MARGIN-17.
@Suite struct LeverageTests {
    /// LEVERAGE-2, LEVERAGE-6.
    @Test("MARGIN-17: from 1 to the most of the contract terms, in steps of 0.01; unchanged is refused at Bybit only")
    func range() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account cy bitget
            account dan ztdx
            ann leverage BTCUSDT 0.99x -> leverageOutOfRange
            ann leverage BTCUSDT 100.01x -> leverageOutOfRange
            ann leverage BTCUSDT 12.34x
            ann leverage BTCUSDT 12.34x -> leverageUnchanged
            cy leverage BTCUSDT cross 125x
            cy leverage BTCUSDT cross 125x
            cy leverage BTCUSDT cross 125.01x -> leverageOutOfRange
            dan leverage BTCUSDT 125x
            dan leverage BTCUSDT 125x
            dan leverage BTCUSD 5x -> notTradedByFamily
            """)
    }

    /// LEVERAGE-3, POSITION-MODE-10.
    @Test("MARGIN-17: in one-way mode both sides have one leverage; in hedge mode each may have its own")
    func sides() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            ann leverage BTCUSDT long 10x short 20x -> leverageSidesDiffer
            ann positions hedge BTCUSDT
            ann leverage BTCUSDT long 10x short 20x
            ann positions oneway BTCUSDT
            ann BTCUSDT: longlev 10x shortlev 10x
            """)
    }

    /// LEVERAGE-5, ORDER-20.
    @Test("MARGIN-16: the tier of position and orders caps the leverage, in the order as in the setting")
    func tiers() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 5000000 USDT
            bob deposit 5000000 USDT
            ann leverage BTCUSDT 100x
            ann trade buy 30 BTCUSDT @ 60000 bob               ; 1,800,000
            ann buy 4 BTCUSDT @ 50000                          ; + 200,000: exactly on the limit
            ann buy 0.001 BTCUSDT @ 50000 -> orderLeverageAboveTier
            ann leverage BTCUSDT 90x
            ann buy 0.001 BTCUSDT @ 50000
            ann leverage BTCUSDT 90.01x -> leverageAboveTier
            ann cancel #4
            mark BTCUSDT 60000.01
            ann leverage BTCUSDT 90.01x -> leverageAboveTier
            mark BTCUSDT 60000
            ann leverage BTCUSDT 90.01x
            """)
    }

    @Test("LEVERAGE-9, LEVERAGE-10: the default of the contract terms at first; a change sets what it names")
    func three() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            ann BTCUSDT: crosslev 10x longlev 10x shortlev 10x
            ann leverage BTCUSDT short 5x
            ann BTCUSDT: mode cross crosslev 10x longlev 10x shortlev 5x
            ann mode isolated BTCUSDT
            ann leverage BTCUSDT cross 7x long 8x
            ann BTCUSDT: crosslev 7x longlev 8x shortlev 5x
            """)
    }

    @Test("MARGIN-16: at ZTDX resting orders do not count, the position does")
    func ztdxTiers() {
        var venue = Scenario()
        venue.run(
            """
            account ann ztdx
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            ann leverage BTCUSDT 125x
            ann buy 1 BTCUSDT @ 45000
            ann buy 1 BTCUSDT @ 45000
            ann leverage BTCUSDT 124x
            ann leverage BTCUSDT 125x
            ann cancel all
            ann leverage BTCUSDT 100x
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann leverage BTCUSDT 101x -> leverageAboveTier
            """)
    }

    @Test("MARGIN-17: at Bybit isolated margin becomes the new requirement; added margin returns")
    func bybitIsolated() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 12059.39999999 USDT                    ; 33 fee
            bob deposit 100000 USDT
            ann mode isolated
            ann trade buy 1 BTCUSDT @ 60000 bob                ; 6,029.7
            ann margin 500 BTCUSDT long
            ann leverage BTCUSDT 5x -> leverageNeedsMargin     ; 12,000 + 48,000 * 0.00055 = 12,026.4
            ann leverage BTCUSDT 12x
            ann BTCUSDT long: posted 5030.25 removable 0       ; 5,000 + 55,000 * 0.00055
            ann USDT: available 6996.14999999
            ann deposit 0.00000001 USDT
            ann leverage BTCUSDT 5x
            ann USDT: available 0
            """)
    }

    @Test("MARGIN-17, LEVERAGE-8: raising the leverage is refused when the position would be liquidated at once")
    func wouldLiquidate() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 50000 USDT
            bob deposit 50000 USDT
            ann mode isolated
            ann trade buy 1 BTCUSDT @ 60000 bob
            mark BTCUSDT 58000
            ; 25x: 2,400 + fee - 2,000 against 290 + fee; 26.21x: 2,289.2.. leaves less than 290
            ann leverage BTCUSDT 26.21x -> wouldLiquidate
            ann leverage BTCUSDT 26.2x
            """)
    }

    /// LEVERAGE-7.
    @Test("MARGIN-17: raising the leverage frees margin, so a short balance does not bar it; lowering it does")
    func shortBalance() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 7000 USDT
            bob deposit 50000 USDT
            ann trade buy 1 BTCUSDT @ 60000 bob
            mark BTCUSDT 58000
            ann leverage BTCUSDT 9x -> leverageNeedsMargin
            ann leverage BTCUSDT 10.5x
            """)
    }

    @Test("MARGIN-17: at Bitget lowering draws what is short, raising releases nothing")
    func bitgetIsolated() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            account bob bybit uta2
            ann deposit 12035.99999999 USDT                    ; 36 fee
            bob deposit 50000 USDT
            ann mode isolated BTCUSDT
            ann trade buy 1 BTCUSDT @ 60000 bob to-long
            ann leverage BTCUSDT long 20x short 10x
            ann BTCUSDT long: posted 6000 lev 20x
            ann leverage BTCUSDT long 5x -> leverageNeedsMargin
            ann deposit 0.00000001 USDT
            ann leverage BTCUSDT long 5x
            ann BTCUSDT long: posted 12000
            ann USDT: available 0
            """)
    }

    @Test("MARGIN-17: at ZTDX an open position is not touched")
    func ztdxIsolated() {
        var venue = Scenario()
        venue.run(
            """
            account ann ztdx
            account bob bybit uta2
            ann deposit 7000 USDT
            bob deposit 50000 USDT
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann leverage BTCUSDT 2x
            ann BTCUSDT long: posted 6000 lev 2x
            ann leverage BTCUSDT 50x
            ann BTCUSDT long: posted 6000 lev 50x
            """)
    }

    @Test("MARGIN-17, BYBIT-MODE-23, LEVERAGE-1: leverage cannot be set in portfolio margin and is back afterwards")
    func portfolio() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            ann deposit 7000 USDT
            ann leverage BTCUSDT 7x
            ann mode portfolio
            ann leverage BTCUSDT 9x -> leverageInPortfolio
            ann mode cross
            ann BTCUSDT: crosslev 7x longlev 7x
            """)
    }

    @Test("LEVERAGE-4: Bitget refuses a change of leverage while the symbol has an open order")
    func bitgetOrders() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            ann deposit 7000 USDT
            ann buy 0.1 BTCUSDT @ 50000 to-long
            ann leverage BTCUSDT cross 11x -> hasOpenOrders
            ann leverage BTCUSDT cross 10x
            ann leverage ETHUSDT cross 11x
            """)
    }
}
