import Testing

@Suite struct PositionModeTests {
    /// POSITION-MODE-1.
    @Test("Hedge mode: Bybit on USDT perpetuals only and not in portfolio margin, Bitget everywhere, ZTDX nowhere")
    func offered() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account cla bybit classic
            account cy bitget
            account dan ztdx
            ann positions hedge BTCUSDT
            ann positions hedge BTCPERP -> positionModeNotOffered
            ann positions hedge idle USDC -> positionModeNotOffered
            cla positions hedge BTCUSD -> positionModeNotOffered
            dan positions hedge BTCUSDT -> positionModeNotOffered
            dan positions hedge idle USDT -> positionModeNotOffered
            cy BTCUSD: positions hedge
            cy positions oneway every inverse
            cy BTCUSD: positions oneway
            cy BTCUSDT: positions hedge
            ann deposit 2000 USDT
            ann mode portfolio
            ann positions hedge ETHUSDT -> positionModeNotOffered
            """)
    }

    @Test("POSITION-MODE-2, POSITION-MODE-3, POSITION-MODE-4: a symbol changes mode only without position and orders")
    func idle() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 50000 USDT
            bob deposit 50000 USDT
            ann positions oneway BTCUSDT -> positionModeUnchanged
            ann buy 0.1 BTCUSDT @ 50000
            ann positions hedge BTCUSDT -> positionModeHasOrders
            ann trade buy 0.1 BTCUSDT @ 60000 bob
            ann positions hedge BTCUSDT -> positionModeHasPosition
            ann cancel all
            ann positions hedge BTCUSDT -> positionModeHasPosition
            ann trade sell 0.1 BTCUSDT @ 60000 bob
            ann positions hedge BTCUSDT
            ann buy 0.1 BTCUSDT @ 50000 -> positionTargetMismatch
            ann buy 0.1 BTCUSDT @ 50000 to-long
            nobody positions hedge BTCUSDT -> unknownMarginAccount
            ann positions hedge NOSUCH -> unknownInstrument
            """)
    }

    @Test("POSITION-MODE-6: by settle coin only idle symbols change, and symbols never used follow")
    func idleSettled() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            ann deposit 50000 USDT
            ann buy 0.1 BTCUSDT @ 50000
            ann leverage ETHUSDT 5x
            ann positions hedge idle USDT
            ann BTCUSDT: positions oneway
            ann ETHUSDT: positions hedge
            ann SOLUSDT: positions hedge
            ann USDT: positions hedge
            ann positions hedge idle NOCOIN -> unknownAsset
            """)
    }

    @Test("POSITION-MODE-7: by product all symbols change or none")
    func every() {
        var venue = Scenario()
        venue.run(
            """
            account cy bitget
            cy deposit 50000 USDT
            cy buy 0.1 BTCUSDT @ 50000 to-long
            cy positions oneway every USDT -> positionModeHasOrders
            cy ETHUSDT: positions hedge
            cy positions hedge every USDT
            cy positions oneway every USDC
            cy BTCPERP: positions oneway
            cy cancel all
            cy positions oneway every USDT
            cy BTCUSDT: positions oneway
            cy SOLUSDT: positions oneway
            cy positions oneway every NOCOIN -> unknownAsset
            """)
    }

    @Test("POSITION-MODE-5: by symbol neither other symbols change nor those never used")
    func one() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            ann leverage ETHUSDT 5x
            ann positions hedge BTCUSDT
            ann BTCUSDT: positions hedge
            ann ETHUSDT: positions oneway
            ann SOLUSDT: positions oneway
            ann USDT: positions oneway
            """)
    }

    @Test("POSITION-MODE-8: all inverse contracts change or none, linear ones never")
    func everyInverse() {
        var venue = Scenario()
        venue.run(
            """
            account cy bitget
            cy deposit 1 BTC
            cy buy 100 BTCUSD @ 50000 to-long
            cy positions oneway every inverse -> positionModeHasOrders
            cy ETHUSD: positions hedge
            cy cancel all
            cy positions oneway every inverse
            cy BTCUSD: positions oneway
            cy ETHUSD: positions oneway
            cy BTCUSDT: positions hedge
            """)
    }

    @Test("POSITION-MODE-9: the whole account changes or nothing of it, where hedge mode is there for all of it")
    func wholeAccount() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account cy bitget
            ann positions hedge account -> positionModeNotOffered
            ann positions oneway account
            cy deposit 1 BTC
            cy buy 100 BTCUSD @ 50000 to-long
            cy positions oneway account -> positionModeHasOrders
            cy BTCUSDT: positions hedge
            cy cancel all
            cy positions oneway account
            cy BTCUSD: positions oneway
            cy ETHUSD: positions oneway
            cy BTCUSDT: positions oneway
            cy BTCPERP: positions oneway
            """)
    }

    @Test("POSITION-MODE-11: a Bitget account that leads copy trading is not switched to one-way mode; a Bybit one is")
    func copyTrader() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account cy bitget
            kind ann copytrader
            kind cy copytrader
            cy positions oneway every USDT -> copyTrader
            cy positions oneway every inverse -> copyTrader
            cy positions oneway BTCUSDT -> copyTrader
            cy positions hedge every USDT                      ; a repeat of all
            preview cy positions oneway every USDT: rules POSITION-MODE-11
            ann positions hedge BTCUSDT
            ann positions oneway BTCUSDT
            kind cy standard
            cy positions oneway every USDT
            cy BTCUSDT: positions oneway
            """)
    }

    @Test("POSITION-MODE-12: who begins to lead copy trading at Bitget is in hedge mode wherever nothing is open")
    func copyTraderBegins() {
        var venue = Scenario()
        venue.run(
            """
            account cy bitget
            cy deposit 1000 USDT
            cy positions oneway account
            cy buy 0.1 BTCUSDT @ 50000
            cy buy 0.1 ETHUSDT @ 2000
            cy cancel all ETHUSDT
            kind cy copytrader
            cy BTCUSDT: positions oneway                       ; an order rests
            cy ETHUSDT: positions hedge
            cy BTCUSD: positions hedge                         ; never used
            cy cancel all
            cy positions hedge BTCUSDT
            cy positions oneway BTCUSDT -> copyTrader
            """)
    }
}
