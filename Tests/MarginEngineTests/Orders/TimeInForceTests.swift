import Testing

/// ORDER-26.
@Suite struct TimeInForceTests {
    private static let book =
        """
        account ann bybit uta2
        account bob bybit uta2
        account dan ztdx
        ann deposit 1000000 USDT
        bob deposit 1000000 USDT
        dan deposit 1000000 USDT
        bob sell 1 BTCUSDT @ 60000           ; #1
        bob sell 1 BTCUSDT @ 60001           ; #2
        """

    @Test("Good till cancelled: what does not trade rests")
    func goodTillCancelled() {
        var venue = Scenario()
        venue.run(Self.book)
        venue.run(
            """
            ann buy 3 BTCUSDT @ 60000
            #3: status partiallyFilled filled 1 left 2 resting true
            BTCUSDT: bids 2@60000 asks 1@60001
            """)
    }

    @Test("Immediate or cancel: what does not trade is cancelled")
    func immediateOrCancel() {
        var venue = Scenario()
        venue.run(Self.book)
        venue.run(
            """
            ann buy 3 BTCUSDT @ 60000 ioc
            #3: status cancelled cause noLiquidity filled 1 left 0 resting false
            ann BTCUSDT: long 1 orders 0
            """)
    }

    @Test("Fill or kill: all or nothing")
    func fillOrKill() {
        var venue = Scenario()
        venue.run(Self.book)
        venue.run(
            """
            ann buy 2.001 BTCUSDT @ 60001 fok
            #3: status cancelled cause notFillable filled 0
            ann BTCUSDT: long 0
            ann USDT: wallet 1000000
            ann buy 2 BTCUSDT @ 60001 fok
            #4: status filled value 120001
            """)
    }

    /// ORDER-21, MARGIN-25.
    @Test("Post only: Bybit cancels an order that would take, ZTDX refuses it; one that rests pays the maker fee")
    func postOnly() {
        var venue = Scenario()
        venue.run(Self.book)
        venue.run(
            """
            ann buy 1 BTCUSDT @ 60000 post
            #3: status cancelled cause wouldTake filled 0
            dan buy 1 BTCUSDT @ 60000 post -> postOnlyWouldTake
            dan buy 1 BTCUSDT @ 59999.9 post
            #4: status new resting true
            ann sell 1 BTCUSDT @ 59999.9
            #4: status filled fee 11.99998           ; 0.02 %
            #5: status filled fee 32.999945          ; 0.055 %
            USDT: fees 44.999925
            """)
    }

    @Test("A market order takes what there is at any price and never rests")
    func market() {
        var venue = Scenario()
        venue.run(Self.book)
        venue.run(
            """
            ann buy 3 BTCUSDT market
            #3: status cancelled cause noLiquidity filled 2 value 120001
            ann buy 1 BTCUSDT market
            #4: status cancelled cause noLiquidity filled 0
            BTCUSDT: bids none asks none
            """)
    }

    @Test("ORDER-27: as it asks, the older order of its own account goes")
    func selfTrade() {
        var venue = Scenario()
        venue.run(Self.book)
        venue.run(
            """
            ann sell 0.5 BTCUSDT @ 59999
            ann buy 1 BTCUSDT @ 60000 self=maker
            #3: status cancelled cause selfTrade filled 0
            #4: status filled value 60000
            ann sell 0.5 BTCUSDT @ 60000.5
            ann buy 1 BTCUSDT @ 60000.4 fok self=maker
            #5: status new
            #6: status cancelled cause notFillable
            """)
    }
}
