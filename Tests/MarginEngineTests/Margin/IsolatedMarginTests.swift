import Testing

/// Posted margin, maintenance margin, liquidation and bankruptcy price of isolated positions. The numbers are those of
/// rational arithmetic, rounded as `docs/rules/margin.md` says; `V0` is the entry value.
/// MARGIN-1, MARGIN-2, MARGIN-5, MARGIN-20, MARGIN-21.
@Suite struct IsolatedMarginTests {
    @Test("MARGIN-6, MARGIN-9, MARGIN-12, MARGIN-13: a Bybit long, linear; added margin moves both prices")
    func bybitLong() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 10000 USDT
            bob deposit 10000 USDT
            ann mode isolated
            ann leverage BTCUSDT 30x
            bob leverage BTCUSDT 30x
            ann trade buy 0.7 BTCUSDT @ 60010.1 bob
            ; V0 = 42,007.07; V0/30 = 1,400.2356666..; fee at bust = V0 * 29/30 * 0.00055 = 22.3337588833..
            ann BTCUSDT long: size 0.7 entry 42007.07 avg 60010.1 posted 1422.56942556 im 1422.56942556
            ann USDT: wallet 9976.8961115 isolated 1422.56942556 available 8554.32668594
            ann BTCUSDT long: liq 58301.3 bust 58009.8 removable 0 tier 1
            mark BTCUSDT 59000
            ; V = 41,300: MM = 206.5 + fee; profit -707.07
            ann BTCUSDT long: value 41300 upnl -707.07 mm 228.83375889 liq 58301.3
            ann margin 100 BTCUSDT long
            ann BTCUSDT long: posted 1522.56942556 im 1422.56942556 liq 58157.7 bust 57866.9 removable 0
            mark BTCUSDT 60000
            ; V0/30 + 100 - 7.07 - 42,000/30
            ann BTCUSDT long: removable 93.16566666
            ann margin -93.16566668 BTCUSDT long -> exceedsRemovableMargin
            ann margin -93.16566666 BTCUSDT long
            ann BTCUSDT long: removable 0
            mark BTCUSDT 61000
            ; profit frees no more than what was added: 100 - 93.16566666
            ann BTCUSDT long: removable 6.83433334
            """)
    }

    /// MARGIN-6, MARGIN-9, MARGIN-12, MARGIN-13.
    @Test("A Bybit short, linear: the closing fee is on the higher bankruptcy value")
    func bybitShort() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 10000 USDT
            bob deposit 10000 USDT
            ann mode isolated
            ann leverage BTCUSDT 30x
            ann trade sell 0.7 BTCUSDT @ 60010.1 bob
            ; fee at bust = V0 * 31/30 * 0.00055 = 23.8740181166..
            ann BTCUSDT short: entry 42007.07 posted 1424.10968479 liq 61701.9 bust 62010.4
            mark BTCUSDT 59000
            ann BTCUSDT short: upnl 707.07 mm 230.37401812
            """)
    }

    /// MARGIN-9, MARGIN-11, MARGIN-12, MARGIN-13.
    @Test("A Bitget long: no fee in the margin, the taker fee on mark in the maintenance margin")
    func bitgetLong() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            account bob bybit uta2
            ann deposit 50000 USDT
            bob deposit 90000 USDT
            ann mode isolated BTCUSDT
            ann leverage BTCUSDT 25x
            ann trade buy 5 BTCUSDT @ 60000.5 bob to-long
            ; V0 = 300,002.5; V0/25 = 12,000.1; fee 0.06 % = 180.0015
            ann BTCUSDT long: posted 12000.1 im 12000.1 liq 57894.7 bust 57635.1 tier 2
            ann USDT: wallet 49819.9985 available 37819.8985
            mark BTCUSDT 59100.2
            ; V = 295,501: 150,000 * 0.4 % + 145,501 * 0.5 % + 295,501 * 0.06 %
            ann BTCUSDT long: mm 1504.8056 upnl -4501.5 removable 0
            ann margin 500 BTCUSDT long
            ann BTCUSDT long: liq 57794.2 removable 0
            ann margin -0.01 BTCUSDT long -> exceedsRemovableMargin
            ann margin 19500 BTCUSDT long
            ; M + profit - V/25 = 32,000.1 - 4,501.5 - 11,820.04
            ann BTCUSDT long: removable 15678.56
            ann margin -15678.56 BTCUSDT long
            ann BTCUSDT long: removable 0 posted 16321.54
            """)
    }

    @Test("MARGIN-6, MARGIN-9, MARGIN-13: a ZTDX short: no fee anywhere")
    func ztdxShort() {
        var venue = Scenario()
        venue.run(
            """
            account ann ztdx
            account bob bybit uta2
            ann deposit 6000 USDT
            bob deposit 90000 USDT
            ann leverage BTCUSDT 45x
            ann trade sell 4 BTCUSDT @ 60000 bob
            ; V0 = 240,000; V0/45 = 5,333.3333..; fee 0.05 % = 120
            ann BTCUSDT short: posted 5333.33333334 liq 61040.6 bust 61302.6 tier 2
            ann USDT: wallet 5880 available 546.66666666
            mark BTCUSDT 60300.05
            ; V = 241,200.2: 50,000 * 0.4 % + 191,200.2 * 0.5 %
            ann BTCUSDT short: mm 1156.001 upnl -1200.2
            """)
    }

    /// MARGIN-6, MARGIN-9, MARGIN-12, MARGIN-13, MARGIN-18.
    @Test("Inverse: a buyer's entry value is rounded down, a seller's up")
    func inverse() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit classic
            account bob bybit classic
            ann deposit 20 BTC
            bob deposit 20 BTC
            ann mode isolated BTCUSD 12.5x
            bob mode isolated BTCUSD 12.5x
            ann trade buy 7777777 BTCUSD @ 61234.5 bob
            ; 7,777,777 / 61,234.5 = 127.01625717528517421...
            ann BTCUSD long: entry 127.0162571752851742 posted 10.23674824 liq 56982.2 bust 56698.7
            bob BTCUSD short: entry 127.0162571752851743 posted 10.22557081 liq 66226.4 bust 66559.2
            BTC: rounding 0.0000000000000001
            mark BTCUSD 60000
            ann BTCUSD long: mm 0.72359575 upnl -2.6133595
            bob BTCUSD short: mm 0.71241832 upnl 2.61335949
            ann margin 1.5 BTCUSD long
            ann BTCUSD long: liq 56366.1
            """)
    }
}
