import Testing

@Suite struct PositionModeTests {
    @Test(
        "Hedge mode: Bybit on USDT perpetuals only and not in portfolio margin, Bitget everywhere, ZTDX nowhere"
    )
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

    @Test("A symbol changes mode only without position and orders")
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

    @Test("By settle coin only idle symbols change, and symbols never used follow")
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

    @Test("By product all symbols change or none")
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
}
