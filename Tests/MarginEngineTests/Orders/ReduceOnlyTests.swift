import Testing

/// MARGIN-27.
@Suite struct ReduceOnlyTests {
    private static let longOfOne =
        """
        account ann bybit uta2
        account bob bybit uta2
        account cy bitget
        ann deposit 100000 USDT
        bob deposit 100000 USDT
        cy deposit 100000 USDT
        ann trade buy 1 BTCUSDT @ 60000 bob  ; #1, #2
        """

    @Test("ORDER-11: accepted only against a position, and cut to it")
    func acceptance() {
        var venue = Scenario()
        venue.run(
            """
            account eve bybit uta2
            eve deposit 1000 USDT
            eve sell 1 BTCUSDT @ 60000 reduce -> reduceOnlyNothingToReduce
            """)
        venue.run(Self.longOfOne)
        venue.run(
            """
            ann buy 1 BTCUSDT @ 60000 reduce -> reduceOnlyNothingToReduce
            ann sell 3 BTCUSDT @ 61000 reduce
            #3: size 1 left 1
            ann USDT: ordermargin 0
            """)
    }

    @Test("Cut again when it trades: the position has shrunk; cancelled when the position is gone")
    func execution() {
        var venue = Scenario()
        venue.run(Self.longOfOne)
        venue.run(
            """
            ann sell 1 BTCUSDT @ 61000 reduce        ; #3
            ann sell 1 BTCUSDT @ 62000 reduce        ; #4
            ann trade sell 0.4 BTCUSDT @ 60000 bob
            bob buy 1 BTCUSDT @ 61000
            #3: filled 0.6 status cancelled cause reduceOnly
            #4: filled 0 status cancelled cause reduceOnly
            ann BTCUSDT: long 0 short 0 orders 0
            BTCUSDT: bids 0.4@61000 asks none
            """)
    }

    @Test("A taker passes by reduce-only orders that earlier matches leave nothing to reduce")
    func passedBy() {
        var venue = Scenario()
        venue.run(Self.longOfOne)
        venue.run(
            """
            ann sell 1 BTCUSDT @ 60100               ; #3
            ann sell 1 BTCUSDT @ 60200 reduce        ; #4
            bob sell 1 BTCUSDT @ 60300               ; #5
            cy buy 2 BTCUSDT @ 60300 to-long
            #3: filled 1
            #4: filled 0 status cancelled cause reduceOnly
            #5: filled 1
            ann BTCUSDT: long 0 short 0
            cy BTCUSDT: long 2
            """)
    }

    @Test("A market order that only reduces is cut, and needs no margin")
    func noMargin() {
        var venue = Scenario()
        venue.run(Self.longOfOne)
        venue.run(
            """
            ann withdraw 93937.3 USDT                ; 99,967 less 6,029.7: all that is available
            ann USDT: available 0
            bob buy 5 BTCUSDT @ 59000
            ann sell 2 BTCUSDT market reduce
            #4: filled 1 status filled size 1
            ann USDT: wallet 4997.25                 ; - 1,000 - 32.45
            """)
    }

    @Test("ORDER-17, HOUSE-11: at the greatest open interest a holder can still close")
    func atOpenInterestLimit() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 2000000 USDT
            bob deposit 2000000 USDT
            mark SOLUSDT 1
            ann trade buy 5000 SOLUSDT @ 1 bob
            ann trade buy 4000 SOLUSDT @ 1 bob
            SOLUSDT: oi 9000
            bob buy 1000 SOLUSDT @ 1
            ann buy 5 SOLUSDT @ 1 -> openInterestExceeded
            ann sell 5 SOLUSDT @ 2 -> openInterestExceeded
            ann sell 9000 SOLUSDT @ 2 reduce -> quantityAboveMaximum
            ann sell 5000 SOLUSDT @ 2 reduce
            ann cancel all
            ann sell 500 SOLUSDT market reduce
            ann sell 500 SOLUSDT market
            SOLUSDT: oi 8000
            """)
    }

    @Test("Hedge mode: a closing order is reduce-only by nature and touches its own side only")
    func hedge() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            ann sell 1 BTCUSDT @ 60000 to-long -> reduceOnlyNothingToReduce
            ann trade buy 1 BTCUSDT @ 60000 bob to-long
            ann trade sell 0.5 BTCUSDT @ 60000 bob to-short
            ann BTCUSDT: long 1 short 0.5
            BTCUSDT: oi 1
            ann leverage BTCUSDT long 20x short 5x
            ann mode isolated BTCUSDT -> symbolHasPositionOrOrder
            ann sell 2 BTCUSDT @ 61000 to-long
            #5: size 1
            bob buy 1 BTCUSDT @ 61000
            ann BTCUSDT: long 0 short 0.5
            ann trade buy 0.5 BTCUSDT @ 60000 bob to-short
            ann BTCUSDT: long 0 short 0
            """)
    }

    @Test("A closing order in hedge mode carries the leverage of the position it closes")
    func closingLeverage() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            ann mode isolated BTCUSDT
            ann leverage BTCUSDT long 20x short 5x
            ann trade buy 1 BTCUSDT @ 60000 bob to-long
            #2: lev 20x
            ann sell 1 BTCUSDT @ 61000 to-long
            #3: lev 20x
            """)
    }

    @Test("MARGIN-24, MARGIN-25: an order larger than the position flips it, in one step and with one fee")
    func flip() {
        var venue = Scenario()
        venue.run(Self.longOfOne)
        venue.run(
            """
            ann mode isolated
            ann USDT: isolated 6029.7
            ann trade sell 3 BTCUSDT @ 61000 bob
            ann BTCUSDT: long 0 short 2
            ann BTCUSDT short: size 2 entry 122000 posted 12273.81       ; 12,200 + 134,200 * 0.00055
            ann USDT: wallet 100866.35 isolated 12273.81                 ; 99,967 + 1,000 - 183,000 * 0.00055
            """)
    }

    @Test("MARGIN-22, MARGIN-23: a partial close releases its share of entry value and margin, profit rounded down")
    func partialClose() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            ann mode isolated
            ann trade buy 0.002 BTCUSDT @ 60000.1 bob
            ann trade buy 0.001 BTCUSDT @ 60000.2 bob
            ; V0 = 120.0002 + 60.0002 = 180.0004; 18.00004 + 162.00036 * 0.00055 = 18.089140198
            ann BTCUSDT long: entry 180.0004 posted 18.0891402
            ann trade sell 0.001 BTCUSDT @ 60000.2 bob
            ; 60.0001333.. is released, up at the 16th decimal; 18.0891402 / 3 = 6.0297134
            ann BTCUSDT long: entry 120.0002666666666666 posted 12.0594268 realised 0.00006666
            ; bob's loss is 60.0002 - 60.0001333333333333, down to -0.00006667: 66666666 and 33333333 of 1e-16 are left
            bob BTCUSDT short: entry 120.0002666666666667 realised -0.00006667
            USDT: rounding 0.0000000099999999
            """)
    }
}
