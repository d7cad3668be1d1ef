import MarginEngine
import Testing

/// `docs/rules/bitget-set-margin-mode.md`.
@Suite struct BitgetModeTests {
    /// BITGET-MODE-8, BITGET-MODE-11, BITGET-MODE-12, BITGET-MODE-15.
    @Test("Crossed at first, one mode per symbol, leverages untouched")
    func flat() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            ann BTCUSDT: mode cross positions hedge
            ann mode cross BTCUSDT
            ann leverage BTCUSDT cross 20x
            ann mode isolated BTCUSDT
            ann leverage BTCUSDT long 25x short 15x
            ann mode isolated BTCUSDT
            ann BTCUSDT: mode isolated crosslev 20x longlev 25x shortlev 15x
            ann ETHUSDT: mode cross
            ann mode cross BTCUSDT
            ann BTCUSDT: mode cross crosslev 20x longlev 25x shortlev 15x
            ann mode portfolio BTCUSDT -> modeNotOffered
            ann mode isolated -> regimeIsPerSymbol
            """)
    }

    @Test("BITGET-MODE-9, BITGET-MODE-10: an order bars the switch; isolated again is a success, crossed again is not")
    func orders() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            ann deposit 10000 USDT
            ann buy 0.1 BTCUSDT @ 50000 to-long
            ann mode isolated BTCUSDT -> symbolHasPositionOrOrder
            ann mode cross BTCUSDT -> symbolHasPositionOrOrder
            ann mode isolated ETHUSDT
            ann cancel all
            ann mode isolated BTCUSDT
            ann buy 0.1 BTCUSDT @ 50000 to-long
            ann mode isolated BTCUSDT
            ann mode cross BTCUSDT -> symbolHasPositionOrOrder
            """)
    }

    /// BITGET-MODE-9, BITGET-MODE-10, BITGET-MODE-17.
    @Test("A position on either side bars the switch, and a repeat leaves its margin alone")
    func positions() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            account bob bybit uta2
            ann deposit 10000 USDT
            bob deposit 10000 USDT
            ann mode isolated BTCUSDT
            ann trade sell 0.1 BTCUSDT @ 60000 bob to-short
            ann margin 100 BTCUSDT short
            ann mode isolated BTCUSDT
            ann BTCUSDT short: posted 700
            ann mode cross BTCUSDT -> symbolHasPositionOrOrder
            ann trade buy 0.1 BTCUSDT @ 60000 bob to-short
            ann mode cross BTCUSDT
            """)
    }

    @Test("ORDER-9, ORDER-30: a flat symbol adopts the mode an order asks for; any other refuses a different one")
    func adopted() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            ann deposit 10000 USDT
            ann buy 0.1 BTCUSDT @ 50000 to-long in-isolated
            ann BTCUSDT: mode isolated
            ann buy 0.1 BTCUSDT @ 50000 to-long in-cross -> marginModeDiffers
            ann buy 0.1 BTCUSDT @ 50000 to-long in-isolated
            ann cancel all
            ann buy 0.1 BTCUSDT @ 50000 to-long in-cross
            #1: mode isolated
            #3: mode cross
            """)
    }

    /// BITGET-MODE-6, BITGET-MODE-21, BITGET-MODE-22.
    @Test("In union mode all coins back all positions, cross only; no symbol may be isolated")
    func union() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            account bob bybit uta2
            bob deposit 1000000 USDT
            ann deposit 1000 USDT
            ann deposit 1 BTC
            ann trade buy 3 BTCUSDT @ 60000 bob to-long -> insufficientBalance
            bob cancel all
            ann mode isolated ETHUSDT
            ann assets union -> symbolIsIsolated
            ann mode cross ETHUSDT
            ann assets union
            ann assets union
            bob assets union -> modeNotOffered
            ann mode isolated BTCUSDT -> regimeIsUnified
            ann mode isolated -> regimeIsPerSymbol
            ; 1,000 + 0.95 * 60,000
            ann account: balance 58000
            ; IM 18,000, fee 180,000 * 0.0006
            ann trade buy 3 BTCUSDT @ 60000 bob to-long
            ann account: balance 57892 im 18000 available 39892
            ann mode isolated BTCUSDT -> regimeIsUnified
            """)
    }

    @Test("BITGET-MODE-23: back to single each coin has to cover what is settled in it")
    func single() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            account bob bybit uta2
            bob deposit 1000000 USDT
            ann deposit 1 BTC
            ann assets union
            ann trade buy 0.5 BTCUSDT @ 60000 bob to-long
            ; 30,000 / 10 and the fee of 18
            ann deposit 3017.99999999 USDT
            ann assets single -> insufficientMargin
            ann deposit 0.00000001 USDT
            ann assets single
            ann assets single
            ann USDT: wallet 3000 available 0
            ann mode isolated ETHUSDT
            """)
    }

    @Test("BITGET-MODE-23: on the way to union a coin that does not cover what is settled in it is no obstacle")
    func uncoveredCoin() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            account bob bybit uta2
            bob deposit 1000000 USDT
            ann deposit 1 BTC
            ann deposit 3018 USDT
            ann trade buy 0.5 BTCUSDT @ 60000 bob to-long
            mark BTCUSDT 59000
            ann USDT: available -450
            ann assets union
            ann assets single -> insufficientMargin
            """)
    }

    @Test("BITGET-MODE-23: into union the balance has to be above the maintenance margin, collateral ratios applied")
    func aboveMaintenance() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            account bob bybit uta2
            bob deposit 10 BTC
            ann deposit 0.1037 BTC
            ann trade buy 30000 BTCUSD @ 60000 bob to-long
            ann BTC: wallet 0.1034
            ; the coins lose 0.1, and 0.0034 are left against 0.6 * 0.0056
            prices BTCUSD 50000
            prices BTCUSDT 50000
            ann BTC: mm 0.00336
            ; 0.0034 * 0.95 * 50,000 = 161.5 and 6.5, against 168
            ann deposit 6.5 USDT
            ann assets union -> insufficientMargin
            ann deposit 0.00000001 USDT
            ann assets union
            ann BTCUSD long: size 30000
            """)
    }

    /// ORDER-10.
    @Test("BITGET-MODE-24: a contract without cross mode is isolated from the start, and union mode cannot open it")
    func isolatedOnly() throws {
        var venue = Scenario()
        for command in Fixture.listing(isolatedOnly: "XRPUSDT") {
            let outcome = venue.engine.apply(command)
            #expect(outcome == .accepted)
        }
        venue.run(
            """
            account ann bitget
            account bob bitget
            ann deposit 10000 USDT
            bob deposit 10000 USDT
            ann XRPUSDT: mode isolated
            ann mode cross XRPUSDT -> modeNotOffered
            ann mode isolated XRPUSDT
            ann buy 10 XRPUSDT @ 2 to-long in-cross -> marginModeDiffers
            bob positions oneway every USDT
            ann trade buy 10 XRPUSDT @ 2 bob to-long
            ann XRPUSDT long: mode isolated posted 2
            ann assets union -> symbolIsIsolated
            account eve bitget
            eve deposit 10000 USDT
            eve assets union
            eve buy 10 XRPUSDT @ 2 to-long -> modeNotOffered
            """)
    }
}
