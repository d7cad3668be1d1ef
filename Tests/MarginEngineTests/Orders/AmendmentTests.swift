import Testing

@Suite struct AmendmentTests {
    private static let queue =
        """
        account ann bybit uta2
        account bob bybit uta2
        account cy bitget
        ann deposit 100000 USDT
        bob deposit 100000 USDT
        cy deposit 100000 USDT
        ann sell 1 BTCUSDT @ 60000 id=first  ; #1
        bob sell 1 BTCUSDT @ 60000           ; #2
        """

    @Test("AMENDMENT-9: a trigger may come to watch another price; its direction stays, and it must not be met")
    func watchedPrice() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            ann buy 0.1 BTCUSDT @ 61000 when=last>61000      ; #1
            bob sell 1 BTCUSDT @ 60500
            ann amend #1 by last -> orderUnchanged
            ann amend #1 by mark
            ann trade buy 0.1 BTCUSDT @ 60500 bob
            index BTCUSDT 61500
            ann amend #1 by index -> triggerAlreadyMet
            ann amend #1 by index trigger 62000
            mark BTCUSDT 61500
            #1: status untriggered
            index BTCUSDT 62000
            #1: status filled filled 0.1
            """)
    }

    @Test("AMENDMENT-5: smaller keeps its place")
    func smaller() {
        var venue = Scenario()
        venue.run(Self.queue)
        venue.run(
            """
            ann amend #1 size 0.5
            cy buy 0.5 BTCUSDT @ 60000 to-long
            #1: status filled filled 0.5
            #2: filled 0
            """)
    }

    @Test(
        "AMENDMENT-6: larger, or at another price, loses its place",
        arguments: ["size 1.5", "@ 59999 ; and back\nann amend #1 @ 60000"])
    func loses(_ change: String) {
        var venue = Scenario()
        venue.run(Self.queue)
        venue.run("ann amend #1 \(change)")
        venue.run(
            """
            cy buy 1 BTCUSDT @ 60000 to-long
            #1: filled 0
            #2: filled 1
            """)
    }

    @Test("AMENDMENT-6: to a price that crosses, it takes, under its own number and client's id")
    func crossing() {
        var venue = Scenario()
        venue.run(Self.queue)
        venue.run(
            """
            cy buy 0.4 BTCUSDT @ 59000 to-long       ; #3
            ann amend #1 @ 59000
            #1: filled 0.4 left 0.6 status partiallyFilled resting true
            ann amend #1 size 0.4 -> quantityNotAboveFilled
            ann amend #1 size 0.5
            #1: left 0.1
            ann sell 1 BTCUSDT @ 60000 id=first -> duplicateClientOrderID
            ann amend #1 size 2 @ 60000
            #1: left 1.6 price 60000
            BTCUSDT: asks 2.6@60000 bids none
            """)
    }

    @Test("AMENDMENT-1, AMENDMENT-2: what may not be placed may not be amended to")
    func refused() {
        var venue = Scenario()
        venue.run(Self.queue)
        venue.run(
            """
            ann amend #1 size 1 -> orderUnchanged
            ann amend #1 @ 60000 size 1 -> orderUnchanged
            ann amend #1 @ 60000.05 -> priceOffTick
            ann amend #1 size 1.0005 -> quantityOffStep
            ann amend #1 size 17 -> insufficientBalance
            ann amend #1 size 0 -> quantityNotAboveFilled
            ann amend #1 size -1 -> quantityNotAboveFilled
            ann amend #1 @ -60000 -> priceOffTick
            ann amend #9 size 2 -> unknownOrder
            bob amend #1 size 2 -> unknownOrder
            ann amend #1 size 16
            ann USDT: ordermargin 97108.8            ; 96,000 + 528 + 580.8
            """)
    }

    @Test("Cancelling: one's own, by number, by symbol, by settle coin, by base coin, all")
    func cancelling() {
        var venue = Scenario()
        venue.run(Self.queue)
        venue.run(
            """
            bob cancel #1 -> unknownOrder
            ann cancel #1
            #1: status cancelled cause byUser
            ann cancel #1 -> unknownOrder
            ann buy 1 BTCUSDT @ 50000                ; #3
            ann deposit 100000 USDC
            ann buy 1 BTCPERP @ 50000                ; #4
            ann buy 1 ETHUSDT @ 2000                 ; #5
            ann buy 1 SOLUSDT @ 100                  ; #6
            ann cancel all SOLUSDT
            ann orders: open #3,#4,#5
            ann cancel all based BTC
            ann orders: open #5
            ann buy 1 BTCPERP @ 50000                ; #7
            ann cancel all settled USDT
            ann orders: open #7
            ann cancel all
            ann cancel all
            ann orders: open none
            bob orders: open #2
            nobody cancel all -> unknownMarginAccount
            """)
    }
}
