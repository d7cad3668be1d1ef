import MarginEngine
import Testing

/// `docs/rules/bybit-set-margin-mode.md`.
@Suite struct BybitModeTests {
    /// BYBIT-MODE-3, BYBIT-MODE-11, BYBIT-MODE-12.
    @Test("Cross at first; a repeat is accepted; per-symbol accounts have no such switch")
    func scope() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account old bybit uta1
            account cla bybit classic
            ann account: mode cross
            ann mode cross
            ann mode isolated
            ann mode isolated
            old mode isolated
            old.contract mode isolated -> regimeIsPerSymbol
            old.contract BTCUSD: mode cross
            cla mode isolated -> regimeIsPerSymbol
            """)
    }

    @Test("BYBIT-MODE-14: portfolio margin wants equity of 1,000 USD, counted without haircut")
    func minimum() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            ann deposit 600 USDT
            ann deposit 0.01 BTC
            index BTCUSDT 39999.99
            ann account: equity 999.9999
            ann mode portfolio -> equityBelowPortfolioMinimum
            index BTCUSDT 40000
            ann account: equity 1000 balance 980               ; 0.01 BTC counts 95 % as collateral
            ann mode portfolio
            index BTCUSDT 39999.99
            ann mode portfolio                                 ; a repeat has no precondition
            ann mode cross
            """)
    }

    @Test("BYBIT-MODE-32: who leads copy trading is not switched to portfolio margin, and keeps it when he begins to")
    func copyTrader() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account zed ztdx
            ann deposit 2000 USDT
            kind ann copytrader
            ann mode portfolio -> copyTrader
            preview ann mode portfolio: rules BYBIT-MODE-32
            ann mode isolated
            ann mode cross
            kind ann standard
            ann mode portfolio
            kind ann copytrader
            ann account: mode portfolio
            ann mode portfolio                                 ; a repeat
            ann mode cross
            kind zed copytrader -> invalidDefinition
            kind zed standard
            """)
    }

    @Test("MARGIN-14, BYBIT-MODE-17: a debt counts in full, and bars isolated margin")
    func debt() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 0.5 BTC
            ann deposit 63.25 USDT                             ; the fees of 33 and 30.25
            bob deposit 100000 USDT
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann trade sell 1 BTCUSDT @ 55000 bob
            ann USDT: wallet -5000
            ann account: equity 25000 balance 23500            ; 0.5 * 60,000 * 0.95 - 5,000
            ann mode isolated -> insufficientMargin
            ann deposit 5000 USDT
            ann mode isolated
            """)
    }

    @Test("MARGIN-14: collateral counts by marginal steps")
    func collateralSteps() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            ann deposit 50 BTC
            ann account: balance 2850000                       ; 50 * 0.95 * 60,000
            ann deposit 10 BTC
            ann account: balance 3390000 equity 3600000        ; (47.5 + 9) * 60,000
            ann deposit 600 ETH
            ann account: balance 4995000                       ; + (450 + 85) * 3,000
            """)
    }

    @Test("BYBIT-MODE-15: portfolio margin is refused when it needs more than there is")
    func portfolioNeedsMore() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 7254.59999999 USDT
            bob deposit 50000 USDT
            ann trade buy 1 BTCUSDT @ 60000 bob                ; fee 33, and 7,221.6 is needed
            ann mode portfolio -> insufficientMargin
            ann deposit 0.00000001 USDT
            ann mode portfolio
            ann account: available 0
            """)
    }

    @Test("BYBIT-MODE-16: a symbol in hedge mode with a position or an order bars portfolio margin")
    func hedged() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            ann deposit 50000 USDT
            ann positions hedge BTCUSDT
            ann buy 0.1 BTCUSDT @ 50000 to-long
            ann mode portfolio -> hedgedSymbolInPortfolio
            ann cancel all
            ann mode portfolio
            """)
    }

    @Test("BYBIT-MODE-30: in portfolio margin idle symbols and those not used yet are one-way, and stay so afterwards")
    func oneWayInPortfolio() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            ann deposit 50000 USDT
            ann positions hedge idle USDT
            ann buy 0.1 BTCUSDT @ 50000 to-long
            ann cancel all
            ann mode portfolio
            ann positions hedge BTCUSDT -> positionModeNotOffered
            ann buy 0.1 BTCUSDT @ 50000 to-long -> positionTargetMismatch
            ann buy 1 ETHUSDT @ 2900 to-long -> positionTargetMismatch
            ann buy 0.1 BTCUSDT @ 50000
            ann buy 1 ETHUSDT @ 2900
            ann mode cross
            ann buy 0.1 BTCUSDT @ 50000 to-long -> positionTargetMismatch
            """)
    }

    @Test("BYBIT-MODE-6: every failed precondition is named, in order")
    func allReasons() throws {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 700 USDT
            bob deposit 50000 USDT
            ann leverage BTCUSDT 100x
            ann positions hedge BTCUSDT
            ann trade buy 1 BTCUSDT @ 60000 bob to-long
            ann mode portfolio -> equityBelowPortfolioMinimum
            """)
        let ann = try venue.account("ann")
        let reasons = venue.engine.refusals(of: .setAccountMarginMode(ann, .portfolio))
        #expect(reasons == [.equityBelowPortfolioMinimum, .insufficientMargin, .hedgedSymbolInPortfolio])
    }

    /// BYBIT-MODE-18, BYBIT-MODE-24, BYBIT-MODE-26.
    @Test("To isolated: entry margin, closing fee and the loss are posted, up to the whole wallet")
    func toIsolated() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 7062.69999999 USDT                     ; 33 fee
            bob deposit 50000 USDT
            ann trade buy 1 BTCUSDT @ 60000 bob
            mark BTCUSDT 59000
            ann mode isolated -> insufficientMargin
            ann deposit 0.00000001 USDT
            ann mode isolated
            ann BTCUSDT long: posted 7029.7 im 6029.7 upnl -1000
            ann USDT: wallet 7029.7 isolated 7029.7 available 0
            ann mode cross
            ann BTCUSDT long: posted 0
            ann USDT: wallet 7029.7 isolated 0
            """)
    }

    @Test("BYBIT-MODE-18, BYBIT-MODE-23: resting orders stay and are funded in the new mode")
    func ordersFunded() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            ann deposit 300 BTC                                ; collateral, which isolated margin does not count
            ann deposit 5000 USDT
            ann buy 1 BTCUSDT @ 50000                          ; 5,000 + 27.5 + 24.75
            ann mode isolated -> insufficientMargin
            ann deposit 52.25 USDT
            ann mode isolated
            ann USDT: ordermargin 5052.25 available 0
            ann orders: open #1
            """)
    }

    @Test("BYBIT-MODE-19: a position whose entry margin is below its maintenance margin at mark cannot be isolated")
    func belowMaintenance() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            mark BTCUSDT 20000
            ann leverage BTCUSDT 100x
            ann trade sell 1 BTCUSDT @ 20000 bob
            mark BTCUSDT 60000             ; posted 200 + fee + 40,000, profit -40,000, needs 300 + fee
            ann mode isolated -> insufficientMargin
            mark BTCUSDT 39999.99
            ann mode isolated
            """)
    }

    @Test("BYBIT-MODE-20, BYBIT-MODE-21: to cross: the risk limit first, then the money")
    func toCross() throws {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 2000000 USDT
            bob deposit 2000000 USDT
            ann mode portfolio
            ann trade buy 140 BTCUSDT @ 60000 bob
            mark BTCUSDT 61000                                 ; 8,540,000, beyond 8,500,000
            ann mode cross -> riskLimitExceeded
            """)
        let ann = try venue.account("ann")
        #expect(venue.engine.refusals(of: .setAccountMarginMode(ann, .cross)) == [.riskLimitExceeded])
    }

    @Test("BYBIT-MODE-20: the risk limit is judged on the way to cross and out of portfolio, either is enough")
    func riskLimitEitherWay() {
        for (mode, to) in [("isolated", "cross"), ("portfolio", "isolated"), ("cross", "portfolio")] {
            var venue = Scenario()
            venue.run(
                """
                account ann bybit uta2
                account bob bybit uta2
                ann deposit 9000000 USDT
                bob deposit 9000000 USDT
                ann mode \(mode)
                ann trade buy 140 BTCUSDT @ 60000 bob
                mark BTCUSDT 61000
                ann mode \(to) \(to == "portfolio" ? "" : "-> riskLimitExceeded")
                """)
        }
    }

    @Test("BYBIT-MODE-21: to cross: initial margin at mark must be covered, to the unit")
    func crossCovered() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 10562.69999999 USDT
            bob deposit 100000 USDT
            ann mode isolated
            ann trade buy 1 BTCUSDT @ 60000 bob                ; fee 33, posted 6,029.7
            mark BTCUSDT 55000                                 ; profit -5,000; cross needs 5,500 + 29.7
            ann mode cross -> insufficientMargin
            ann deposit 0.00000001 USDT
            ann mode cross
            ann account: available 0
            """)
    }

    @Test("BYBIT-MODE-25, MARGIN-40, MARGIN-41: to isolated automatic adding of margin is off")
    func autoAddIsOff() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 50000 USDT
            bob deposit 50000 USDT
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann autoadd on BTCUSDT long -> autoAddNeedsIsolated
            ann mode isolated
            ann autoadd on BTCUSDT short -> noPosition
            ann autoadd on BTCUSDT long
            ann BTCUSDT long: autoadd on
            ann mode cross
            ann mode isolated
            ann BTCUSDT long: autoadd off
            """)
    }
}
