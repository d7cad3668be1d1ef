import Testing

/// ORDER-31, ORDER-32.
@Suite struct OccupationTests {
    private static let accounts =
        """
        account ann bybit uta2
        account bob bybit uta2
        account cy bitget
        ann deposit 100000 USDT
        bob deposit 100000 USDT
        cy deposit 100000 USDT
        """
    private static let hedged =
        accounts
            + """

            cy trade buy 0.1 BTCUSDT @ 60000 bob to-long     ; #1, #2
            bob buy 1 BTCUSDT @ 60000                        ; #3
            """

    @Test("ORDER-31: Bitget, hedge mode: a close finds what pending ones leave, or ends them where they leave nothing")
    func hedge() {
        var venue = Scenario()
        venue.run(Self.hedged)
        venue.run(
            """
            cy sell 0.07 BTCUSDT @ 61000 to-long             ; #4
            cy sell 0.05 BTCUSDT market to-long              ; #5
            #5: status filled size 0.03 filled 0.03
            #4: resting true left 0.07
            cy BTCUSDT: long 0.07
            cy sell 0.02 BTCUSDT market to-long              ; #6
            #4: status cancelled cause reduceOnly
            #6: status filled filled 0.02
            cy BTCUSDT: long 0.05 orders 0
            """)
    }

    @Test("ORDER-31: a limit close is cut to what is free as well; of several pending ones the oldest go")
    func hedgeLimit() {
        var venue = Scenario()
        venue.run(Self.hedged)
        venue.run(
            """
            cy sell 0.06 BTCUSDT @ 61000 to-long             ; #4
            cy sell 0.06 BTCUSDT @ 62000 to-long             ; #5
            #5: size 0.04 resting true
            cy sell 0.03 BTCUSDT @ 63000 to-long             ; #6
            #4: status cancelled cause reduceOnly
            #5: resting true
            #6: size 0.03 resting true
            cy sell 0.03 BTCUSDT @ 60000 fok to-long         ; #7
            #7: status filled
            """)
    }

    @Test("ORDER-31: one that ends unfilled leaves the pending ones as they were")
    func dropped() {
        var venue = Scenario()
        venue.run(Self.hedged)
        venue.run(
            """
            cy sell 0.1 BTCUSDT @ 61000 to-long              ; #4
            cy sell 0.1 BTCUSDT @ 60000 post to-long         ; #5
            #5: status cancelled cause wouldTake
            #4: resting true
            cy amend #4 @ 62000
            #4: resting true size 0.1
            """)
    }

    @Test("STOP-10, ORDER-31: a stop of the whole position closes it whole, whatever is pending")
    func wholeStop() {
        var venue = Scenario()
        venue.run(Self.hedged)
        venue.run(
            """
            cy sell 0.07 BTCUSDT @ 61000 to-long             ; #4
            cy stops BTCUSDT long sl=mark:59500              ; #5
            mark BTCUSDT 59500
            cy BTCUSDT: long 0 orders 0
            #4: status cancelled cause reduceOnly
            """)
    }

    @Test("ORDER-32: Bitget, one-way mode: older reduce-only orders go until the sum fits the position")
    func oneWay() {
        var venue = Scenario()
        venue.run(Self.accounts)
        venue.run(
            """
            cy positions oneway every USDT
            cy trade buy 0.1 BTCUSDT @ 60000 bob             ; #1, #2
            cy sell 0.06 BTCUSDT @ 61000 reduce              ; #3
            cy sell 0.03 BTCUSDT @ 62000 reduce              ; #4
            cy sell 0.05 BTCUSDT @ 61500 reduce              ; #5
            #3: status cancelled cause reduceOnly
            #4: resting true left 0.03
            #5: resting true left 0.05
            cy sell 1 BTCUSDT @ 63000 reduce                 ; #6
            #4: status cancelled cause reduceOnly
            #5: status cancelled cause reduceOnly
            #6: size 0.1 resting true
            cy sell 1 BTCUSDT @ 63000                        ; #7: opens as well
            #6: resting true
            """)
    }

    @Test("MARGIN-27: elsewhere pending closes stand side by side")
    func sideBySide() {
        var venue = Scenario()
        venue.run(Self.accounts)
        venue.run(
            """
            ann trade buy 0.1 BTCUSDT @ 60000 bob            ; #1, #2
            ann sell 0.06 BTCUSDT @ 61000 reduce             ; #3
            ann sell 0.06 BTCUSDT @ 62000 reduce             ; #4
            #3: resting true left 0.06
            #4: resting true left 0.06
            """)
    }
}
