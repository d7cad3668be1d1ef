import Testing

/// ORDER-27.
@Suite struct SelfTradeTests {
    private static let pair =
        """
        account ann bybit uta2
        account bob bybit uta2
        account cy bitget
        ann deposit 100000 USDT
        bob deposit 100000 USDT
        cy deposit 100000 USDT
        """

    @Test("ORDER-27: an order that asks for nothing trades with its own account, which pays both fees")
    func bothSides() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            ann sell 0.5 BTCUSDT @ 60000                 ; #1
            ann buy 1 BTCUSDT @ 60000                    ; #2
            events: kinds order,balance,execution,order,holding,balance,execution,order,holding,market
            #1: status filled fee 6                      ; 0.02 % of 30,000
            #2: status partiallyFilled filled 0.5 left 0.5 fee 16.5  ; 0.055 %
            ann BTCUSDT: long 0 short 0 orders 1
            ann USDT: wallet 99977.5
            USDT: fees 22.5
            BTCUSDT: bids 0.5@60000 asks none oi 0
            """)
    }

    @Test("ORDER-27: the taking order is filled first, so that the resting one has what to close")
    func closesWhatIsOpened() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            ann trade buy 1 BTCUSDT @ 60000 bob          ; #1, #2
            ann sell 1 BTCUSDT @ 60100 reduce            ; #3
            ann trade sell 0.6 BTCUSDT @ 60000 bob       ; #4, #5
            ann buy 0.7 BTCUSDT @ 60100                  ; #6: long 1.1, then 0.4
            #3: filled 0.7 left 0.3 resting true
            #6: status filled
            ann BTCUSDT: long 0.4 short 0
            cy trade buy 1 BTCUSDT @ 60000 bob to-long
            cy sell 1 BTCUSDT @ 60050 to-long            ; closes
            cy buy 2 BTCUSDT @ 60050 to-long             ; opens
            cy BTCUSDT: long 1 short 0 orders 1
            BTCUSDT: bids 1@60050 asks 0.3@60100 oi 1.4
            """)
    }

    @Test("ORDER-27: hedge mode: a long and a short of one account close each other, no more than there is")
    func hedge() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            cy sell 1 BTCUSDT @ 60000 to-short
            cy buy 1 BTCUSDT @ 60000 to-long             ; opens both
            cy BTCUSDT: long 1 short 1
            BTCUSDT: oi 1
            cy sell 1 BTCUSDT @ 60100 to-long
            cy buy 1 BTCUSDT @ 60100 to-short            ; closes both
            cy BTCUSDT: long 0 short 0 orders 0
            BTCUSDT: bids none asks none oi 0
            """)
    }

    @Test("ORDER-18, ORDER-27: what it trades with ties up no more margin, what is left of it does")
    func margin() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            ann leverage BTCUSDT 1x
            ann sell 1 BTCUSDT @ 60000
            ann withdraw 30000 USDT
            ann buy 0.4 BTCUSDT market
            #2: status filled
            ann BTCUSDT: long 0 short 0
            #1: filled 0.4 left 0.6
            """)
    }

    @Test("ORDER-27: the resting order's own wish is void once it rests")
    func restingWish() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            ann sell 1 BTCUSDT @ 60000 self=both
            ann buy 1 BTCUSDT @ 60000
            #1: status filled
            #2: status filled
            """)
    }
}
