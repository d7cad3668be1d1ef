import MarginEngine
import Testing

/// `docs/rules/collateral.md`.
@Suite struct CollateralTests {
    @Test("COLLATERAL-7: a coin that is switched off counts nothing in the margin balance and all of it in the equity")
    func off() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            ann deposit 1000 USDT
            ann deposit 0.5 BTC
            ann account: equity 31000 wallet 31000 balance 29500 available 29500      ; 0.5 * 60,000 * 0.95
            ann collateral off BTC
            ann account: equity 31000 wallet 31000 balance 1000 available 1000
            ann account as portfolio: equity 31000 balance 1000
            ann collateral on BTC
            ann account: equity 31000 balance 29500
            """)
    }

    @Test("COLLATERAL-7: of a coin that is switched off a debt counts in full, a profit nothing")
    func debt() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            ann collateral off BTC
            ann trade buy 6000 BTCUSD @ 60000 bob
            ann BTC: wallet -0.000055                            ; the fee of 0.1
            ann account: equity 99996.7 balance 99996.7
            mark BTCUSD 66000
            ann BTC: equity 0.0090359                            ; 6,000 / 60,000 - 6,000 / 66,000, and the fee
            ann account: equity 100542.154 balance 100000
            """)
    }

    @Test("COLLATERAL-1, COLLATERAL-2: no switch with a mode per symbol, for USDT and USDC, in other families")
    func fixed() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account cla bybit classic
            account bit bitget
            account zed ztdx
            cla collateral off BTC -> regimeIsPerSymbol
            bit collateral off BTC -> regimeIsPerSymbol
            bit assets union
            bit collateral off BTC -> collateralFixed
            zed collateral off BTC -> collateralFixed
            ann collateral off USDT -> collateralFixed
            ann collateral on USDC -> collateralFixed
            ann collateral off NOCOIN -> unknownAsset
            ann collateral off ETH
            """)
    }

    @Test("COLLATERAL-3, COLLATERAL-9: at the limit nothing more becomes collateral, and what is stays so")
    func limit() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 1 BTC
            ann collateral off BTC
            limit BTC near
            ann collateral on BTC
            ann collateral off BTC
            limit BTC reached
            ann collateral on BTC -> collateralLimitReached
            bob deposit 1 BTC                                    ; the operator's money comes in
            bob account: balance 57000
            bob collateral on BTC
            bob collateral off BTC
            limit BTC distant
            ann collateral on BTC
            ann account: balance 57000
            """)
    }

    @Test("COLLATERAL-4: what is owed of a coin is paid before it is switched off")
    func owed() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            ann trade buy 6000 BTCUSD @ 60000 bob
            ann BTC: wallet -0.000055
            ann collateral off BTC -> collateralInDebt
            ann deposit 0.000055 BTC
            ann collateral off BTC
            """)
    }

    @Test("COLLATERAL-5: what is left is less than 80 % taken up by initial margin")
    func needed() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            bob deposit 100000 USDT
            ann deposit 7570.125 USDT                            ; 33 is the fee, 7,537.125 * 0.8 = 6,029.7
            ann deposit 1 BTC
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann account: im 6029.7 balance 64537.125
            ann collateral off BTC -> collateralNeeded
            preview ann collateral off BTC: rules COLLATERAL-5 then.available 1507.425
            ann deposit 0.00000001 USDT
            ann collateral off BTC
            ann account: im 6029.7 balance 7537.12500001
            """)
    }

    @Test("COLLATERAL-5: a coin that counts for nothing can be switched off however little is left")
    func spare() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            bob deposit 100000 USDT
            ann deposit 6100 USDT
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann account: im 6029.7 balance 6067
            ann collateral off BTC
            ann deposit 1 BTC
            ann account: balance 6067
            """)
    }

    @Test("COLLATERAL-5: a debt is not left uncovered, though no margin is needed")
    func uncovered() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 0.5 BTC
            ann deposit 63.25 USDT                               ; the fees of 33 and 30.25
            bob deposit 100000 USDT
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann trade sell 1 BTCUSDT @ 55000 bob
            ann USDT: wallet -5000
            ann account: im 0 balance 23500
            ann collateral off BTC -> collateralNeeded
            """)
    }

    @Test("COLLATERAL-6: a repeat changes nothing and tells nothing; a switch is told")
    func told() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            ann collateral on BTC
            events: kinds none
            ann collateral off BTC
            events: kinds collateral
            event 1: of ann asset BTC on false
            ann collateral off BTC
            events: kinds none
            limit ETH near
            events: kinds collateralLimit
            event 1: asset ETH limit near
            limit NOCOIN near -> unknownAsset
            """)
    }

    @Test("COLLATERAL-12: in isolated mode a coin backs its own contracts, whatever is set")
    func isolated() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            bob deposit 100000 USDT
            ann deposit 0.2 BTC
            ann mode isolated
            ann collateral off BTC
            ann trade buy 6000 BTCUSD @ 60000 bob
            ann BTCUSD long: size 6000
            ann collateral on BTC
            ann collateral off BTC
            """)
    }

    @Test("BYBIT-MODE-31: isolated mode is kept while a coin held and switched on is at the limit")
    func isolatedMode() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 2000 USDT
            bob deposit 2000 USDT
            ann mode isolated
            bob mode isolated
            ann deposit 0.1 BTC
            limit BTC reached
            ann mode cross -> collateralLimitReached
            ann mode portfolio -> collateralLimitReached
            preview ann mode cross: rules BYBIT-MODE-31
            ann mode isolated
            bob mode cross                                       ; it has none of it
            bob mode portfolio
            bob deposit 0.1 BTC
            bob mode cross                                       ; collateral before and after
            ann collateral off BTC
            ann mode cross
            ann account: balance 2000
            """)
    }

    @Test("WALLET-10: what is collateral at the limit is not brought into a pooled account; isolated ones take it")
    func transfers() {
        var venue = Scenario()
        venue.run(
            """
            account old bybit uta1
            old.contract deposit 5 BTC
            limit BTC near
            old.contract transfer 1 BTC old
            limit BTC reached
            old.contract transfer 1 BTC old -> collateralLimitReached
            old transfer 0.5 BTC old.contract
            old collateral off BTC
            old.contract transfer 1 BTC old
            old.contract transfer 1 USDT old -> insufficientBalance
            limit BTC distant
            old collateral on BTC
            limit BTC reached
            old mode isolated
            old.contract transfer 1 BTC old
            """)
    }

    @Test("WALLET-11: what is no collateral can leave to the last coin")
    func leaving() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            bob deposit 100000 USDT
            ann deposit 8000 USDT
            ann deposit 1 BTC
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann collateral off BTC
            ann withdraw 1.00000001 BTC -> insufficientBalance
            ann withdraw 1 BTC
            ann account: balance 7967
            """)
    }
}
