import Testing

/// MARGIN-35, MARGIN-36.
@Suite struct FundingTests {
    private static let pair =
        """
        account ann bybit uta2
        account bob bybit uta2
        time 1h
        ann deposit 100000 USDT
        bob deposit 100000 USDT
        ann trade buy 0.123 BTCUSDT @ 60000 bob
        ann USDT: wallet 99995.941                             ; fee 4.059
        bob USDT: wallet 99998.524                             ; fee 1.476
        """

    @Test("Longs pay shorts while the rate is positive, at mark; payers pay up, receivers get down")
    func positive() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            mark BTCUSDT 60001.23
            rate BTCUSDT 0.00012347
            time 7h
            ann USDT: wallet 99995.941
            time 8h
            ; 0.123 * 60,001.23 * 0.00012347 = 0.9112272797..
            ann USDT: wallet 99995.02977272
            bob USDT: wallet 99999.43522727
            USDT: rounding 0.00000001
            ann BTCUSDT long: costs 4.97022728
            bob BTCUSDT short: costs 0.56477273
            """)
    }

    @Test("Shorts pay longs while it is negative, and nobody pays at zero")
    func negative() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            rate BTCUSDT -0.01
            time 8h
            ann USDT: wallet 100069.741                        ; + 73.8
            bob USDT: wallet 99924.724
            rate BTCUSDT 0
            time 16h
            ann USDT: wallet 100069.741
            USDT: rounding 0
            """)
    }

    @Test("Inverse: a long's value falls as the price rises; the cash is in coin")
    func inverse() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit classic
            account bob bybit classic
            time 1h
            ann deposit 1 BTC
            bob deposit 1 BTC
            ann trade buy 10000 BTCUSD @ 60000 bob
            rate BTCUSD 0.0003
            mark BTCUSD 61000
            time 8h
            ; 10,000 / 61,000 * 0.0003 = 0.0000491803.., after fees 0.00009167 and 0.00003334
            ann BTC: wallet 0.99985914
            bob BTC: wallet 1.00001584
            """)
    }

    @Test("MARGIN-36: isolated: from what is available first, the rest from the position's margin")
    func isolated() {
        var venue = Scenario()
        venue.run(
            """
            account dan ztdx
            account bob bybit uta2
            time 1h
            dan deposit 6130 USDT                              ; fee 30
            bob deposit 100000 USDT
            dan trade buy 1 BTCUSDT @ 60000 bob
            dan USDT: available 100
            rate BTCUSDT 0.001
            time 8h
            dan USDT: wallet 6040 available 40 isolated 6000
            dan BTCUSDT long: posted 6000
            time 16h
            dan USDT: wallet 5980 available 0 isolated 5980
            dan BTCUSDT long: posted 5980
            time 24h
            dan BTCUSDT long: posted 5920
            rate BTCUSDT -0.001
            time 32h
            dan USDT: available 60 isolated 5920
            dan BTCUSDT long: posted 5920 removable 0
            """)
    }

    @Test("Only positions open at the instant count")
    func atTheInstant() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            rate BTCUSDT 0.001
            time 28799999ms
            ann trade sell 0.123 BTCUSDT @ 60000 bob
            ann USDT: wallet 99991.882
            time 8h
            ann USDT: wallet 99991.882
            ann trade buy 0.123 BTCUSDT @ 60000 bob
            time 28800001ms
            ann USDT: wallet 99987.823
            """)
    }

    @Test("An advance over several instants pays at each")
    func severalInstants() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            rate BTCUSDT 0.001
            venue: due 28800000
            time 25h
            ann USDT: wallet 99973.801                         ; 3 * 7.38
            venue: due 115200000 time 90000000
            """)
    }
}
