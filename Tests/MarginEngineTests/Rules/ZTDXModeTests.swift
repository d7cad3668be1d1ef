import MarginEngine
import Testing

/// `docs/rules/ztdx-margin-mode.md`, with ZTDX's example ladder. Collateral of 15,000 is 610,000 / 40 = 15,250 posted
/// at entry less 250 of funding (10 * 62,500 * 0.0004) that fell due while nothing was free.
@Suite struct ZTDXModeTests {
    /// A long of 10 BTC from 61,000 with 15,000 of collateral, nothing free, mark 60,000.
    private static let longOfTen =
        """
        account ann ztdx
        account bob bybit uta2
        time 1h
        ann deposit 15555 USDT               ; 15,250 and the fee of 0.05 % on 610,000
        bob deposit 1000000 USDT
        ann leverage BTCUSDT 40x
        mark BTCUSDT 62500
        ann trade buy 10 BTCUSDT @ 61000 bob
        ann USDT: wallet 15250 isolated 15250 available 0
        rate BTCUSDT 0.0004
        time 8h
        rate BTCUSDT 0
        mark BTCUSDT 60000
        ann USDT: wallet 15000 isolated 15000 available 0
        ann BTCUSDT long: posted 15000 upnl -10000 mm 4700 tier 3
        """

    @Test("ZTDX-MODE-8, ZTDX-MODE-17: exactly 1.10 passes, and may leave nothing available")
    func exactly() {
        var venue = Scenario()
        venue.run(Self.longOfTen)
        venue.run(
            """
            ann deposit 170 USDT
            ann account as cross: equity 5170 mm 4700 im 15000 available -9830
            ann mode cross
            ann account: mode cross equity 5170 wallet 15170 available -9830
            ann BTCUSDT long: size 10 entry 610000 posted 0
            ann buy 0.001 BTCUSDT @ 60000 -> accountMayOnlyReduce
            ann mode isolated -> hasOpenPositions
            """)
    }

    @Test("ZTDX-MODE-8, ZTDX-MODE-9: a unit of 1e-8 below 1.10 is refused", arguments: ["169.99", "169.99999999"])
    func justBelow(_ free: String) {
        var venue = Scenario()
        venue.run(Self.longOfTen)
        venue.run("ann deposit \(free) USDT\nann mode cross -> uniMMRTooLow\nann account: mode isolated")
    }

    @Test("ZTDX-MODE-9: what equity lacks to a ratio is enough, to the last unit")
    func shortfall() {
        let ratio = MarginRatio(hundredths: 110)
        for units in Int128(1)...11 {
            let maintenance = Money(units: units)
            let lacking = ratio.shortfall(of: .zero, over: maintenance)
            #expect(ratio.isReached(by: lacking, over: maintenance))
            #expect(!ratio.isReached(by: lacking - Money(units: 1), over: maintenance))
        }
    }

    @Test("ZTDX-MODE-8: a tick of mark decides")
    func tickOfMark() {
        var venue = Scenario()
        venue.run(Self.longOfTen)
        venue.run(
            """
            ann deposit 170 USDT
            mark BTCUSDT 59999.9
            ann account as cross: equity 5169 mm 4699.99
            ann mode cross -> uniMMRTooLow
            """)
    }

    @Test("ZTDX-MODE-16, ZTDX-MODE-17, ORDER-16: 1.15 is allowed and may only reduce at once")
    func reduceOnly() {
        var venue = Scenario()
        venue.run(Self.longOfTen)
        venue.run(
            """
            ann deposit 405 USDT
            ann account as cross: equity 5405 mm 4700
            ann mode cross
            ann buy 0.001 BTCUSDT @ 60000 -> accountMayOnlyReduce
            ann sell 0.001 BTCUSDT @ 60000 reduce
            """)
    }

    /// ZTDX-MODE-6, ZTDX-MODE-7, ZTDX-MODE-11, ZTDX-MODE-15, ZTDX-MODE-21.
    @Test("Two positions; pooling can cut what is available; a repeat is judged, too")
    func twoPositions() {
        var venue = Scenario()
        venue.run(
            """
            account ann ztdx
            account bob bybit uta2
            ann deposit 29120 USDT               ; 29,000 and two fees of 60
            bob deposit 1000000 USDT
            ann trade buy 2 BTCUSDT @ 60000 bob
            ann trade sell 40 ETHUSDT @ 3000 bob
            mark BTCUSDT 63000
            mark ETHUSDT 3200
            ann USDT: available 5000 isolated 24000
            ann BTCUSDT long: upnl 6000 mm 580 tier 2
            ann ETHUSDT short: upnl -8000 mm 915 tier 3
            ann account as cross: equity 27000 mm 1495 im 25400 available 1600
            ann mode cross
            ann account: mode cross equity 27000 available 1600
            ann buy 0.01 BTCUSDT @ 60000
            ann account: ordermargin 60 available 1540
            ann mode isolated -> hasOpenOrders
            ann mode cross -> hasOpenOrders
            ann cancel all
            ann mode isolated -> hasOpenPositions
            ann mode cross
            ann mode portfolio -> modeNotOffered
            """)
    }

    @Test("ZTDX-MODE-8: the account of example 4, comfortable")
    func comfortable() {
        var venue = Scenario()
        venue.run(
            """
            account ann ztdx
            account bob bybit uta2
            ann deposit 13030 USDT
            bob deposit 1000000 USDT
            ann leverage BTCUSDT 20x
            ann trade buy 1 BTCUSDT @ 60000 bob
            mark BTCUSDT 57500
            ann BTCUSDT long: mm 237.5 upnl -2500 liq 57236.2        ; 57,236.180904 up to the tick
            ann account as cross: equity 10500 mm 237.5
            ann mode cross
            """)
    }

    /// 400 ETH from 3,000 at 8x: 150,000 posted less 10,500 funding (400 * 3,500 * 0.0075).
    private static let longOfEther =
        """
        account ann ztdx
        account bob bybit uta2
        time 1h
        ann deposit 150600 USDT
        bob deposit 3000000 USDT
        ann leverage ETHUSDT 8x
        mark ETHUSDT 3500
        ann trade buy 400 ETHUSDT @ 3000 bob
        rate ETHUSDT 0.0075
        time 8h
        mark ETHUSDT 2700
        ann deposit 500 USDT
        ann ETHUSDT long: posted 139500 upnl -120000 mm 18635 tier 5
        ann account as cross: equity 20000 mm 18635
        ann mode cross -> uniMMRTooLow
        """

    @Test("ZTDX-MODE-8: without positions there is nothing to be covered, even by a debt")
    func debtWithoutPositions() {
        var venue = Scenario()
        venue.run(
            """
            account ann ztdx
            account bob bybit uta2
            ann deposit 7000 USDT
            bob deposit 200000 USDT
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann trade sell 1 BTCUSDT @ 40000 bob
            ann USDT: wallet -13050
            ann mode cross
            """)
    }

    @Test("ZTDX-MODE-8: example 5, remedied by the deposit it lacks and by no less")
    func remedyDeposit() {
        var venue = Scenario()
        venue.run(Self.longOfEther)
        venue.run(
            """
            ann deposit 498.49999999 USDT
            ann mode cross -> uniMMRTooLow
            ann deposit 0.00000001 USDT
            ann mode cross
            """)
    }

    @Test("ZTDX-MODE-8: example 5, remedied by the mark, 2,701.318783")
    func remedyMark() {
        var venue = Scenario()
        venue.run(Self.longOfEther)
        venue.run(
            """
            mark ETHUSDT 2701.318
            ann mode cross -> uniMMRTooLow
            mark ETHUSDT 2701.319
            ann mode cross
            """)
    }

    @Test("ZTDX-MODE-12, ZTDX-MODE-19: a new account is isolated; without positions any equity will do")
    func empty() {
        var venue = Scenario()
        venue.run(
            """
            account ann ztdx
            ann account: mode isolated positions false
            ann mode cross
            ann mode isolated
            ann deposit 1234.5 USDT
            ann mode cross
            ann account: available 1234.5 mm 0 equity 1234.5
            nobody mode cross -> unknownMarginAccount
            """)
    }

    @Test("ZTDX-MODE-38: no symbol has a mode of its own")
    func bySymbol() {
        var venue = Scenario()
        venue.run(
            """
            account ann ztdx
            ann mode isolated BTCUSDT -> regimeIsUnified
            ann mode cross
            ann mode isolated BTCUSDT -> regimeIsUnified
            """)
    }

    @Test("ZTDX-MODE-10: all failures are listed in the order of the document")
    func allFailures() throws {
        var venue = Scenario()
        venue.run(
            """
            account ann ztdx
            account bob bybit uta2
            ann deposit 20000 USDT
            bob deposit 20000 USDT
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann buy 1 BTCUSDT @ 50000
            """)
        let ann = try venue.account("ann")
        let refusals = venue.engine.refusals(of: .setAccountMarginMode(ann, .isolated))
        #expect(refusals == [.hasOpenOrders, .hasOpenPositions])
    }
}
