import MarginEngine
import Testing

/// Requirements in cross mode, of pairs, at the limits of tiers, and of a unified account as a whole. The numbers are
/// those of rational arithmetic, rounded as `docs/rules/margin.md` says.
@Suite struct CrossMarginTests {
    @Test("An empty account has neither money nor positions")
    func empty() {
        let figures = UnifiedFigures()
        #expect(figures.available == .zero)
        #expect(!figures.hasPositions)
    }

    @Test(
        "MARGIN-4: a resting order of a Bitget account reserves its opening fee as well, one of a ZTDX account does not"
    )
    func openingFee() {
        var venue = Scenario()
        venue.run(
            """
            account cy bitget
            account dan ztdx
            cy deposit 10000 USDT
            dan deposit 10000 USDT
            cy buy 1 BTCUSDT @ 60000 to-long
            ; 60,000 / 10 + 60,000 * 0.0006
            cy BTCUSDT: ordermargin 6036
            dan buy 1 BTCUSDT @ 60000
            dan BTCUSDT: ordermargin 6000
            """)
    }

    /// MARGIN-15, MARGIN-19.
    @Test("An order is judged by the stress with the position it opens, in a new symbol and again")
    func portfolioOrder() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 10000 USDT
            bob deposit 1000000 USDT
            ann mode portfolio
            bob sell 1000 SOLUSDT @ 150
            ; 358 * 150 * (0.155 * 1.2 + 0.00055) = 10,017.735
            ann buy 358 SOLUSDT @ 150 -> insufficientBalance
            ann buy 178 SOLUSDT @ 150
            ann buy 180 SOLUSDT @ 150 -> insufficientBalance
            ann buy 179 SOLUSDT @ 150
            ann account: im 9960.3
            """)
    }

    /// MARGIN-7, MARGIN-9, MARGIN-13, MARGIN-19.
    @Test("Classic: initial margin at mark, the fee on entry; a loss counts, a profit does not")
    func classic() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit classic
            account bob bybit uta2
            ann deposit 20000 USDT
            bob deposit 100000 USDT
            ann trade buy 1.3 BTCUSDT @ 60000.1 bob            ; V0 = 78,000.13
            mark BTCUSDT 59123.4                               ; V = 76,860.42
            ann BTCUSDT long: upnl -1139.71 im 7724.65206435 mm 422.91216435 liq 44902.7 bust 44673.1 removable 0
            ann USDT: wallet 19957.0999285 crossim 7724.65206435 crossmm 422.91216435 available 11092.73786415
            mark BTCUSDT 61000                                 ; V = 79,300
            ann USDT: upnl 1299.87 available 11988.48986415
            ann withdraw 11988.48986416 USDT -> insufficientBalance
            ann withdraw 11988.48986415 USDT
            """)
    }

    @Test("MARGIN-10: a hedged pair at Bybit pays both closing fees, and its loss counts once at any mark")
    func hedgedPair() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit classic
            account bob bybit uta2
            ann deposit 10067.1 USDT
            bob deposit 100000 USDT
            ann positions hedge BTCUSDT
            ann trade buy 1 BTCUSDT @ 62000 bob to-long
            ann trade sell 1 BTCUSDT @ 60000 bob to-short
            mark BTCUSDT 61000
            ; 62,000 * 0.9 * 0.055 % + 60,000 * 1.1 * 0.055 % = 66.99
            ann USDT: wallet 10000 upnl -2000 lock 2000 crossim 66.99 crossmm 66.99 available 7933.01
            mark BTCUSDT 65000
            ann USDT: upnl -2000 lock 2000 crossim 66.99 available 7933.01
            ann trade buy 1 ETHUSDT @ 3000 bob
            mark ETHUSDT 3500
            ; the other position's profit of 500 does not free the loss: 350 + 1.485 of margin, 1.65 of fee
            ann USDT: upnl -1500 available 7579.875
            """)
    }

    @Test("MARGIN-10: the net side of a pair at Bybit is charged in full")
    func partlyHedged() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit classic
            account bob bybit uta2
            ann deposit 20101.2 USDT
            bob deposit 100000 USDT
            ann positions hedge BTCUSDT
            ann trade buy 2 BTCUSDT @ 62000 bob to-long
            ann trade sell 1 BTCUSDT @ 60000 bob to-short
            mark BTCUSDT 61000
            ann USDT: wallet 20000 lock 2000 crossim 6197.68 crossmm 402.68 available 10802.32
            mark BTCUSDT 63000
            ; +2,000 - 3,000; of the hedged 2,000 the net side's gain of 1,000 frees nothing
            ann USDT: upnl -1000 crossim 6397.68 available 11602.32
            """)
    }

    @Test("MARGIN-10, MARGIN-20: at Bitget the larger side of a pair is charged, and profit counts as available")
    func bitgetPair() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            account bob bybit uta2
            ann deposit 50289.8 USDT
            bob deposit 1000000 USDT
            ann leverage BTCUSDT cross 20x
            ann trade buy 5 BTCUSDT @ 60000 bob to-long
            ann trade sell 3 BTCUSDT @ 61000 bob to-short
            mark BTCUSDT 60500
            ; of 302,500: 150,000 * 0.4 % + 152,500 * 0.5 % + 302,500 * 0.06 %
            ann USDT: wallet 50000 upnl 4000 crossmm 1544 crossim 15125 lock 0 available 38875
            """)
    }

    @Test("MARGIN-8: nothing jumps at a tier's limit, and the limit belongs to the lower tier")
    func tierLimits() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account cy bitget
            account dan ztdx
            account eve bybit classic
            account bob bybit uta2
            account zoe bybit classic
            ann deposit 100000 USDT
            cy deposit 100000 USDT
            dan deposit 100000 USDT
            bob deposit 1000000 USDT
            eve deposit 10 BTC
            zoe deposit 100 BTC
            mark BTCUSDT 50000
            ann leverage BTCUSDT 90x
            ann trade buy 40 BTCUSDT @ 50000 bob
            cy trade buy 3 BTCUSDT @ 50000 bob to-long
            dan trade buy 1 BTCUSDT @ 50000 bob
            eve leverage BTCUSD 50x
            eve trade buy 9000000 BTCUSD @ 60000 zoe
            ann BTCUSDT long: tier 1 mm 11087.77777778
            cy BTCUSDT long: tier 1 mm 690
            dan BTCUSDT long: tier 1 mm 200
            eve BTCUSD long: tier 1 mm 0.83415
            mark BTCUSDT 50000.01
            mark BTCUSD 59999.99
            ann BTCUSDT long: tier 2 mm 11087.78001778
            cy BTCUSDT long: tier 2 mm 690.000168
            dan BTCUSDT long: tier 2 mm 200.00005
            eve BTCUSD long: tier 2 mm 0.83415026
            mark BTCUSDT 49999.99
            mark BTCUSD 60000.01
            ann BTCUSDT long: tier 1 mm 11087.77577778
            cy BTCUSDT long: tier 1 mm 689.999862
            dan BTCUSDT long: tier 1 mm 199.99996
            eve BTCUSD long: tier 1 mm 0.83414988
            """)
    }

    @Test("MARGIN-26: the mark price makes profit and liquidates, the last price does neither")
    func lastPrice() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            account cat bybit uta2
            ann deposit 7000 USDT
            bob deposit 1000000 USDT
            cat deposit 1000000 USDT
            ann trade buy 1 BTCUSDT @ 60000 bob
            bob trade sell 1 BTCUSDT @ 40000 cat
            BTCUSDT: last 40000 mark 60000
            ann BTCUSDT long: size 1 upnl 0
            mark BTCUSDT 59000
            ann BTCUSDT long: size 1 upnl -1000
            mark BTCUSDT 53000
            ann BTCUSDT: long 0
            """)
    }

    @Test("MARGIN-14: a unified account counts every coin in USD, equity in full and collateral by its ratio")
    func unified() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 20000 USDT
            ann deposit 1 BTC
            bob deposit 100000 USDT
            bob deposit 1 BTC
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann trade sell 30000 BTCUSD @ 60000 bob
            prices BTCUSDT 61000
            mark BTCUSD 61000
            ; profit +1,000 USDT and 30,000/61,000 - 0.5 = -0.00819672.. BTC
            ann BTC: wallet 0.999725 upnl -0.00819673
            ann account: equity 81450.22447 balance 78426.06285 im 9144.79763 mm 499.79772 available 69281.26522
            """)
    }

    /// MARGIN-14, WALLET-5.
    @Test("Of a coin at 95 % of its value more can leave than the value that is free: it is worth less there")
    func withdrawal() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            bob deposit 1000000 USDT
            ann deposit 2 BTC
            ann trade buy 1 BTCUSDT @ 60000 bob
            ; 114,000 - 33 - 6,029.7
            ann account: available 107937.3
            ; / 57,000 = 1.8936368..
            ann withdraw 1.89363685 BTC -> insufficientBalance
            ann withdraw 1.89363684 BTC
            ann trade sell 1 BTCUSDT @ 60000 bob
            ann deposit 66 USDT
            ann withdraw 0.10636316 BTC
            ann BTC: wallet 0
            """)
    }
}
