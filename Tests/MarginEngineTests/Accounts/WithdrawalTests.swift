import Testing

/// What can leave a margin account: `docs/rules/wallets.md`.
@Suite struct WithdrawalTests {
    @Test("WALLET-5: unrealised profit of a unified account backs positions but never leaves")
    func profit() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 10000 USDT
            bob deposit 1000000 USDT
            ann trade buy 1 BTCUSDT @ 60000 bob
            mark BTCUSDT 61000
            ; 10,967 less 6,129.7, of which 1,000 are profit
            ann account: available 4837.3
            ann withdraw 3837.31 USDT -> insufficientBalance
            ann withdraw 3837.3 USDT
            """)
    }

    @Test("WALLET-5: of a pool neither what is posted on isolated positions nor the profit of cross ones leaves")
    func pool() {
        var venue = Scenario()
        venue.run(
            """
            account cy bitget
            account bob bybit uta2
            cy deposit 10000 USDT
            bob deposit 1000000 USDT
            cy mode isolated ETHUSDT
            cy trade buy 1 ETHUSDT @ 3000 bob to-long
            cy trade buy 0.1 BTCUSDT @ 60000 bob to-long
            mark BTCUSDT 61000
            ; 10,000 less fees of 1.8 and 3.6, 300 posted, 610 needed at mark
            cy USDT: available 9184.6
            cy withdraw 9084.61 USDT -> insufficientBalance
            cy withdraw 9084.6 USDT
            """)
    }

    @Test("WALLET-5: what counts at 85 % leaves before what counts at 90 %")
    func steps() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 600 ETH
            bob deposit 10000000 USDT
            ann trade buy 20 BTCUSDT @ 60000 bob
            ; (500 * 0.9 + 100 * 0.85) * 3,000 - 660 - 120,594
            ann account: available 1483746
            ; / 3,000 = 494.582: 100 that count as 85, and (494.582 - 85) / 0.9
            ann withdraw 555.09111112 ETH -> insufficientBalance
            ann withdraw 555.09111111 ETH
            """)
    }
}
