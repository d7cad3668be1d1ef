import Testing

/// Take-profits and stop-losses. https://bybit-exchange.github.io/docs/v5/position/trading-stop
@Suite struct PositionStopsTests {
    /// ann is long 1 from 60,000 (orders #1 and #2).
    private static let long =
        """
        account ann bybit uta2
        account bob bybit uta2
        ann deposit 100000 USDT
        bob deposit 1000000 USDT
        ann trade buy 1 BTCUSDT @ 60000 bob
        """

    @Test("STOP-15: what stops a whole position is as large as it is, each change told; a part stays what it is")
    func followsSize() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            ann trade buy 0.2 BTCUSDT @ 60000 bob            ; #1, #2
            ann stops BTCUSDT long tp=mark:70000 sl=mark:50000 trail=1000
            ann stops BTCUSDT long sl=mark:51000*0.2         ; #6
            ann trade sell 0.05 BTCUSDT @ 60000 bob
            #3: size 0.15 status untriggered
            #4: size 0.15
            #5: size 0.15
            #6: size 0.2
            ann trade buy 0.25 BTCUSDT @ 60000 bob
            #3: size 0.4
            #4: size 0.4
            #5: size 0.4
            bob buy 1 BTCUSDT @ 50000
            mark BTCUSDT 50500                               ; #6 closes 0.2 at 50,000, where #5 follows
            #6: status filled filled 0.2
            #5: size 0.2 status filled filled 0.2
            #3: size 0.2 status cancelled cause positionClosed
            #4: size 0.2 status cancelled cause positionClosed
            """)
    }

    @Test("STOP-10: for the whole position: its size is that of the position when the price comes")
    func wholePosition() {
        var venue = Scenario()
        venue.run(Self.long)
        venue.run(
            """
            ann stops BTCUSDT long tp=mark:61000 sl=last:59000
            #3: status untriggered purpose takeProfit trigger 61000
            #4: status untriggered purpose stopLoss trigger 59000
            ann trade buy 0.5 BTCUSDT @ 60100 bob
            bob buy 5 BTCUSDT @ 60500
            mark BTCUSDT 60999.99
            ann BTCUSDT: long 1.5
            mark BTCUSDT 61000
            #3: status filled filled 1.5 value 90750
            ann BTCUSDT: long 0
            #4: status cancelled cause positionClosed
            ann orders: pending none
            """)
    }

    @Test("STOP-4: a short's stops are the other way round, an inverse one's too")
    func shorts() {
        var venue = Scenario()
        venue.run(Self.long)
        venue.run(
            """
            bob stops BTCUSDT short tp=mark:61000 -> stopOnWrongSide
            bob stops BTCUSDT short sl=mark:59000 -> stopOnWrongSide
            bob stops BTCUSDT short tp=mark:59000 sl=mark:61000
            ann buy 1 BTCUSDT @ 58000
            ann sell 1 BTCUSDT @ 61200
            mark BTCUSDT 61000
            #4: status filled value 61200
            #3: status cancelled cause positionClosed
            bob BTCUSDT: short 0
            """)
    }

    @Test("STOP-14: a stop has a client id of its own, or that of the stop of the whole position that it replaces")
    func clientOrderIDs() {
        var venue = Scenario()
        venue.run(Self.long)
        venue.run(
            """
            ann buy 0.1 BTCUSDT @ 50000 id=rest
            ann stops BTCUSDT long tp=mark:61000 tp-id=rest -> duplicateClientOrderID
            ann stops BTCUSDT long tp=mark:61000 sl=mark:59000 tp-id=a sl-id=a -> duplicateClientOrderID
            ann stops BTCUSDT long tp=mark:61000 sl=mark:59000 tp-id=a sl-id=b
            #4: id a purpose takeProfit
            #5: id b purpose stopLoss
            ann stops BTCUSDT long tp=mark:61000 tp-id=a -> stopsUnchanged
            ann stops BTCUSDT long tp=mark:61000 -> stopsUnchanged
            ann stops BTCUSDT long tp=mark:61000 tp-id=b -> duplicateClientOrderID
            ann stops BTCUSDT long tp=mark:61500 tp-id=a
            #4: status cancelled cause positionClosed
            #6: id a status untriggered
            ann stops BTCUSDT long tp=mark:61500 tp-id=c
            #7: id c status untriggered
            ann stops BTCUSDT long tp=mark:62000*0.5 tp-id=c -> duplicateClientOrderID
            ann stops BTCUSDT long tp=mark:62000*0.5 tp-id=a
            ann stops BTCUSDT long trail=100 trail-id=a -> duplicateClientOrderID
            ann stops BTCUSDT long trail=100 trail-id=t
            #9: id t purpose trailingStop
            ann stops BTCUSDT long trail=100 trail-id=t -> stopsUnchanged
            ann stops BTCUSDT long trail=100 trail-id=u
            #10: id u status untriggered
            ann buy 0.1 BTCUSDT @ 50000 id=u -> duplicateClientOrderID
            ann cancel #10
            ann buy 0.1 BTCUSDT @ 50000 id=u
            """)
    }

    /// STOP-1, STOP-2, STOP-3, STOP-4, STOP-8, STOP-9.
    @Test("Replaced, removed, unchanged; both changes or none")
    func changes() {
        var venue = Scenario()
        venue.run(Self.long)
        venue.run(
            """
            ann stops BTCUSDT short tp=mark:50000 -> noPosition
            ann stops BTCUSDT long tp=none sl=none -> stopsUnchanged
            ann stops BTCUSDT long tp=mark:61000 sl=mark:60000 -> stopOnWrongSide
            ann orders: pending none
            ann stops BTCUSDT long tp=mark:60000 -> stopOnWrongSide
            ann stops BTCUSDT long tp=mark:61000.05 -> triggerPriceInvalid
            ann stops BTCUSDT long tp=mark:61000@61000.05 -> priceOffTick
            ann stops BTCUSDT long tp=mark:61000
            ann stops BTCUSDT long tp=mark:61000 -> stopsUnchanged
            ann stops BTCUSDT long tp=mark:62000
            #3: status cancelled cause positionClosed
            ann orders: pending #4
            ann stops BTCUSDT long tp=last:62000
            ann stops BTCUSDT long tp=last:62000@61990
            ann orders: pending #6
            ann stops BTCUSDT long tp=none
            #6: status cancelled cause byUser
            ann orders: pending none
            """)
    }

    /// STOP-5, STOP-9, STOP-10.
    @Test("For parts: several stand side by side, none larger than the position, and each closes its part")
    func parts() {
        var venue = Scenario()
        venue.run(Self.long)
        venue.run(
            """
            ann stops BTCUSDT long tp=mark:61000*1.001 -> stopQuantityInvalid
            ann stops BTCUSDT long tp=mark:61000*0.0001 -> stopQuantityInvalid
            ann stops BTCUSDT long tp=mark:61000*0.25
            ann stops BTCUSDT long tp=mark:62000*0.25@62000
            ann stops BTCUSDT long sl=mark:59000*1
            ann stops BTCUSDT long sl=mark:58000
            ann orders: pending #3,#4,#5,#6
            bob buy 1 BTCUSDT @ 60900
            mark BTCUSDT 61000
            #3: status filled filled 0.25
            mark BTCUSDT 62000
            #4: status new left 0.25 price 62000
            ann BTCUSDT: long 0.75 orders 1
            ann account: ordermargin 0
            mark BTCUSDT 59000
            ; cut to what is left; the resting take-profit and the other stop go with the position
            #5: status filled filled 0.75
            #4: status cancelled cause reduceOnly
            #6: status cancelled cause positionClosed
            """)
    }

    @Test("STOP-11: attached by an order at its fill, once, however many fills it takes")
    func attachedByAnOrder() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 1000000 USDT
            ann buy 1 BTCUSDT @ 60000 tp=mark:61000 sl=mark:59000*0.5
            ann orders: pending #1
            bob sell 0.4 BTCUSDT @ 60000
            ann orders: pending #1,#3
            #3: purpose takeProfit trigger 61000
            bob sell 0.3 BTCUSDT @ 60000
            bob sell 0.3 BTCUSDT @ 60000
            ann orders: pending #3,#5
            #5: purpose partialStopLoss size 0.5
            bob sell 1 BTCUSDT @ 60000 tp=mark:59000
            ann buy 0.5 BTCUSDT market
            bob orders: open #7 pending #7,#9
            """)
    }

    @Test("STOP-11: what is attached by an order that only closes is not attached")
    func notByAClose() {
        var venue = Scenario()
        venue.run(Self.long)
        venue.run(
            """
            bob buy 2 BTCUSDT @ 60000
            ann sell 0.5 BTCUSDT market tp=mark:59000
            ann orders: pending none
            ann sell 1 BTCUSDT market tp=mark:59000
            ann BTCUSDT: long 0 short 0.5
            #6: status untriggered purpose takeProfit trigger 59000
            """)
    }

    @Test("STOP-12: a position turned over keeps none of its stops; a liquidated one neither")
    func turnedOver() {
        var venue = Scenario()
        venue.run(Self.long)
        venue.run(
            """
            ann stops BTCUSDT long tp=mark:61000 sl=mark:59000
            bob buy 2 BTCUSDT @ 60000
            ann sell 2 BTCUSDT market
            ann BTCUSDT: long 0 short 1
            #3: status cancelled cause positionClosed
            #4: status cancelled cause positionClosed
            """)
    }

    @Test("In hedge mode each side has its own")
    func hedge() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 1000000 USDT
            ann positions hedge BTCUSDT
            ann trade buy 1 BTCUSDT @ 60000 bob to-long
            ann trade sell 0.5 BTCUSDT @ 60000 bob to-short
            ann stops BTCUSDT long sl=mark:59000
            ann stops BTCUSDT short tp=mark:59000
            bob sell 5 BTCUSDT @ 59100
            bob buy 5 BTCUSDT @ 58900
            mark BTCUSDT 59000
            #5: status filled filled 1 value 58900
            #6: status filled filled 0.5 value 29550
            ann BTCUSDT: long 0 short 0
            """)
    }

    @Test("STOP-6: not more than twenty at one symbol")
    func twenty() {
        var venue = Scenario()
        venue.run(Self.long)
        for price in 61_000..<61_020 { venue.run("ann stops BTCUSDT long tp=mark:\(price)*0.01") }
        venue.run("ann stops BTCUSDT long tp=mark:62000*0.01 -> tooManyConditionalOrders")
    }

    @Test("What an order brings along changes with it, and is attached as it is when it fills")
    func amendedStops() {
        var venue = Scenario()
        venue.run(Self.long)
        venue.run(
            """
            ann buy 1 BTCUSDT @ 59000 tp=mark:65000
            ann amend #3 tp=mark:66000 sl=mark:58000
            ann amend #3 tp=mark:66000 -> orderUnchanged
            ann amend #3 @ 58900 sl=none
            bob sell 1 BTCUSDT @ 58900
            ann orders: pending #5
            #5: purpose takeProfit trigger 66000
            """)
    }
}
