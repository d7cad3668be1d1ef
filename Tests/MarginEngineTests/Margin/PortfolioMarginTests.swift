import Testing

/// What portfolio margin needs: `docs/rules/margin.md`, MARGIN-15.
@Suite struct PortfolioMarginTests {
    @Test(
        "MARGIN-15, BYBIT-MODE-15: 10 % of BTC's net and 0.03 % of its gross value, 15 % and 0.5 % of others', times 1.2"
    )
    func standard() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 50000 USDT
            ann deposit 50000 USDC
            bob deposit 50000 USDT
            bob deposit 50000 USDC
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann account as portfolio: mm 6018 im 7221.6
            ann account as cross: mm 329.7 im 6029.7           ; 60,000 * 0.5 %, 60,000 / 10, each + 54,000 * 0.055 %
            ann trade sell 0.9 BTCPERP @ 60000 bob
            ann account as portfolio: mm 634.2 im 761.04       ; 600, and 0.03 % of 114,000
            ann trade buy 100 SOLUSDT @ 150 bob
            ann account as portfolio: mm 2959.2 im 3551.04     ; + 15 % and 0.5 % of 15,000
            ann trade buy 1 ETHUSDT @ 3000 bob
            ann account as portfolio: mm 3274.2 im 3929.04     ; + 10 % and 0.5 % of 3,000
            ann mode portfolio
            ann account: mm 3274.2 im 3929.04
            """)
    }

    @Test("MARGIN-15: the contingency is taken at index, the loss at mark")
    func atIndex() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 50000 USDT
            bob deposit 50000 USDT
            ann trade buy 1 BTCUSDT @ 60000 bob
            index BTCUSDT 59000
            ann account as portfolio: mm 6017.7 im 7221.24     ; 6,000 + 17.7
            """)
    }

    @Test("MARGIN-15: an operator may charge what is not hedged, and what coins hedge of each other")
    func contingencies() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 50000 USDT
            ann deposit 50000 USDC
            bob deposit 50000 USDT
            bob deposit 50000 USDC
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann trade sell 0.9 BTCPERP @ 60000 bob
            portfolio BTC 0.1 0.0003 0.001 0.002
            ann account as portfolio: mm 748.2 im 897.84       ; 600 + 34.2 + 6,000 * 0.001 + 54,000 * 0.002
            index BTCUSDT 59000
            ann account as portfolio: mm 746.9 im 896.28       ; 600 + 33.9 + 5,000 * 0.001 + 54,000 * 0.002
            """)
    }

    @Test(
        "HOUSE-10, MARGIN-15: terms are between nothing and 1, of a coin that is traded; what they ask is asked at once"
    )
    func bounds() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 10000 USDT
            bob deposit 50000 USDT
            ann mode portfolio
            ann trade buy 1 BTCUSDT @ 60000 bob
            portfolio XRP 0.1 0 0 0 -> invalidDefinition
            portfolio BTC 0 0 0 0 -> invalidDefinition
            portfolio BTC 1.00000001 0 0 0 -> invalidDefinition
            portfolio BTC 0.1 1.00000001 0 0 -> invalidDefinition
            portfolio BTC 0.1 0 -0.00000001 0 -> invalidDefinition
            portfolio BTC 0.1 0 0 1.00000001 -> invalidDefinition
            portfolio BTC 0.1 1 1 1
            ann BTCUSDT long: size 0
            """)
    }
}
