import Testing

@Suite struct PriorityTests {
    /// ORDER-25, MARGIN-21.
    @Test("The best price trades first, at one price the oldest order; the trade is at the resting price")
    func priceTime() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            account cy  bitget
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            cy  deposit 100000 USDT
            cy  positions oneway every USDT
            ann sell 1 BTCUSDT @ 60010           ; #1
            bob sell 1 BTCUSDT @ 60000           ; #2
            ann sell 1 BTCUSDT @ 60000           ; #3
            BTCUSDT: asks 2@60000,1@60010 bids none
            cy buy 1.5 BTCUSDT @ 60020           ; #4
            #2: status filled filled 1
            #3: status partiallyFilled filled 0.5 left 0.5
            #1: status new filled 0
            #4: status filled value 90000 cause none
            BTCUSDT: asks 0.5@60000,1@60010 bids none last 60000 oi 1.5
            cy buy 1 BTCUSDT @ 60010
            BTCUSDT: asks 0.5@60010 last 60010
            ann BTCUSDT short: size 1.5 entry 90005 avg 60003.33333333
            """)
    }
}
