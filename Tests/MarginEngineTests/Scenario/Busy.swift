import Testing

extension Scenario {
    /// A venue with a bit of everything: families, modes, positions, resting orders, a house, funding and interest paid.
    static func busy() -> Scenario {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit classic
            account cy bitget
            account dan ztdx
            time 1h
            insurance 1000000 USDT
            ann deposit 100000 USDT
            ann deposit 2 BTC
            bob deposit 100000 USDT
            bob deposit 2 BTC
            cy deposit 100000 USDT
            dan deposit 100000 USDT
            book SOLUSDT house
            book BTCUSD house
            bob mode isolated BTCUSDT 20x
            cy leverage BTCUSDT cross 15x
            ann trade buy 1 BTCUSDT @ 60010 bob
            cy trade buy 0.5 BTCUSDT @ 60000 bob to-long
            dan trade sell 0.25 BTCUSDT @ 60020.1 ann
            cy buy 3 SOLUSDT market to-long
            ann buy 12345 BTCUSD market
            bob sell 777 BTCUSD market
            ann buy 0.2 BTCUSDT @ 59000 id=one
            bob sell 0.3 BTCUSDT @ 61000 id=two
            dan buy 0.1 BTCUSDT @ 59500 reduce
            rate BTCUSDT 0.00010001
            rate BTCUSD -0.0003
            mark BTCUSDT 60123.45
            mark BTCUSD 60200
            time 9h
            mark SOLUSDT 155
            bob margin 12.34 BTCUSDT short
            loan USDT 0.000014621596 1000:0.04:0.2 2000:0.05:0.5 free=3 order=1
            loan BTC 0.000000503043 order=3
            account eve bybit uta2
            eve deposit 1 BTC
            eve trade buy 0.05 BTCUSDT @ 60123.4 bob
            time 10h
            """)
        return venue
    }
}
