import Testing

@Suite struct AbandonedOrdersTests {
    private static let traders = """
        account ann bybit uta2
        account bob bybit uta2
        time 1h
        ann deposit 100000 USDT
        bob deposit 100000 USDT
        """

    @Test("ORDER-33: the live orders of an account whose client is gone end, conditional ones and stops stay")
    func liveOrdersOnly() {
        var venue = Scenario()
        venue.run(Self.traders)
        venue.run(
            """
            ann trade buy 0.1 BTCUSDT @ 60000 bob
            ann stops BTCUSDT long sl=mark:50000
            ann buy 0.1 BTCUSDT @ 55000
            ann sell 0.1 ETHUSDT @ 3500
            ann buy 0.1 BTCUSDT @ 65000 when=mark>64000
            bob buy 0.1 BTCUSDT @ 54000
            ann cancel all abandoned
            #3: status untriggered
            #4: status cancelled cause disconnected
            #5: status cancelled cause disconnected
            #6: status untriggered
            #7: status new
            """)
    }
}
