import Testing

/// Stops that follow the last price. https://bybit-exchange.github.io/docs/v5/position/trading-stop
@Suite struct TrailingStopsTests {
    /// ann is long 1 from 60,000, bob short; cat makes prices.
    private static let pair =
        """
        account ann bybit uta2
        account bob bybit uta2
        account cat bybit uta2
        ann deposit 100000 USDT
        bob deposit 1000000 USDT
        cat deposit 100000 USDT
        ann trade buy 1 BTCUSDT @ 60000 bob
        """

    @Test("STOP-13: a long's stop rises with the last price, never falls, and closes all of it when the price turns")
    func longStop() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            ann stops BTCUSDT long trail=500
            #3: status untriggered purpose trailingStop trigger 59500
            cat trade buy 0.1 BTCUSDT @ 60400 bob
            #3: trigger 59900
            cat trade sell 0.1 BTCUSDT @ 60000 bob
            #3: trigger 59900
            mark BTCUSDT 50000
            #3: status untriggered
            mark BTCUSDT 60000
            ann trade buy 0.5 BTCUSDT @ 60000 bob
            bob buy 5 BTCUSDT @ 59800
            cat trade sell 0.1 BTCUSDT @ 59900 bob
            #3: status filled filled 1.5 value 89700
            ann BTCUSDT: long 0
            ann orders: pending none
            """)
    }

    @Test("STOP-13: a short's stop falls with the last price")
    func shortStop() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            bob stops BTCUSDT short trail=300
            #3: trigger 60300
            cat trade sell 0.1 BTCUSDT @ 59800 ann
            #3: trigger 60100
            cat trade buy 0.1 BTCUSDT @ 60000 ann
            #3: status untriggered trigger 60100
            ann sell 1 BTCUSDT @ 60200
            cat trade buy 0.1 BTCUSDT @ 60100 ann
            #3: status filled value 60200
            bob BTCUSDT: short 0
            """)
    }

    @Test("With an activation price it follows from there on, though the price has fallen back before")
    func activation() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            ann stops BTCUSDT long trail=500>61000
            #3: status untriggered trigger none
            cat trade buy 0.1 BTCUSDT @ 60999.9 bob
            #3: trigger none
            cat trade buy 0.1 BTCUSDT @ 61000 bob
            #3: trigger 60500
            cat trade buy 0.1 BTCUSDT @ 60900 bob
            #3: trigger 60500
            cat trade buy 0.1 BTCUSDT @ 61200 bob
            #3: trigger 60700
            """)
    }

    /// STOP-7, STOP-12, AMENDMENT-4.
    @Test("Replaced, removed, unchanged, refused where its first trigger would be no price; it goes with its position")
    func changes() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            ann stops BTCUSDT short trail=500 -> noPosition
            ann stops BTCUSDT long trail=0 -> triggerPriceInvalid
            ann stops BTCUSDT long trail=500.05 -> triggerPriceInvalid
            ann stops BTCUSDT long trail=60000 -> triggerPriceInvalid
            ann stops BTCUSDT long trail=500>61000.05 -> triggerPriceInvalid
            ann stops BTCUSDT long trail=none -> stopsUnchanged
            ann stops BTCUSDT long trail=500
            ann stops BTCUSDT long trail=500 -> stopsUnchanged
            ann amend #3 trigger 59000 -> triggerPriceInvalid
            ann stops BTCUSDT long trail=600 tp=mark:65000
            #3: status cancelled cause positionClosed
            ann orders: pending #4,#5
            ann stops BTCUSDT long trail=none
            #5: status cancelled cause byUser
            ann stops BTCUSDT long trail=700
            ann trade sell 1 BTCUSDT @ 60000 bob
            #6: status cancelled cause positionClosed
            ann orders: pending none
            """)
    }

    @Test("STOP-13: by a rate, of the mark price, on the tick at which that has turned by it; a part of the position")
    func rate() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            bob buy 5 BTCUSDT @ 59000
            ann stops BTCUSDT long trail=0%*0.4 -> triggerPriceInvalid
            ann stops BTCUSDT long trail=100%*0.4 -> triggerPriceInvalid
            ann stops BTCUSDT long trail=1%*1.1 -> stopQuantityInvalid
            ann stops BTCUSDT long trail=1%*0.4>60100:mark   ; #4
            ann stops BTCUSDT long trail=2%*0.3:mark         ; #5
            #4: trigger none purpose partialTrailingStop
            #5: trigger 58800
            mark BTCUSDT 60123.45
            #4: trigger 59522.2                              ; 59,522.2155
            #5: trigger 58920.9                              ; 58,920.981
            mark BTCUSDT 60000
            #4: trigger 59522.2
            mark BTCUSDT 59522.2
            #4: status filled filled 0.4
            ann BTCUSDT: long 0.6
            #5: status untriggered size 0.3
            """)
    }

    @Test("ORDER-35: an order of its own follows a price until that turns: a buy its lows, by a rate")
    func ownOrder() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            cat sell 5 BTCUSDT @ 61000
            ann buy 0.5 BTCUSDT market trail=1%>59500:mark id=mine   ; #4
            ann buy 0.5 BTCUSDT market trail=1% when=mark>62000 -> triggerPriceInvalid
            ann buy 0.5 BTCUSDT market trail=1%>59500.05:mark -> triggerPriceInvalid
            #4: status untriggered trigger none
            mark BTCUSDT 60200
            #4: status untriggered trigger none
            mark BTCUSDT 59400
            #4: trigger 59994
            mark BTCUSDT 59000.01
            #4: trigger 59590.1                              ; 59,590.0101
            ann amend #4 trigger 60000 -> triggerPriceInvalid
            ann amend #4 size 0.6
            mark BTCUSDT 59590
            #4: status untriggered
            mark BTCUSDT 59590.1
            #4: status filled filled 0.6
            ann BTCUSDT: long 1.6
            """)
    }
}
