import Testing

/// Orders that wait for a price. https://bybit-exchange.github.io/docs/v5/order/create-order
@Suite struct ConditionalTests {
    @Test("An order is pending until it ends, on watch as well as in the book")
    func pending() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            ann deposit 10000 USDT
            ann buy 0.1 BTCUSDT @ 59000
            ann buy 0.1 BTCUSDT market when=mark>61000
            #1: status new pending true
            #2: status untriggered pending true
            ann cancel all
            #1: status cancelled pending false
            #2: status cancelled pending false
            """)
    }

    private static let pair =
        """
        account ann bybit uta2
        account bob bybit uta2
        ann deposit 100000 USDT
        bob deposit 1000000 USDT
        """

    @Test("ORDER-28: by mark, rising: live at the trigger or above, not a step below; no margin is tied up until then")
    func byMark() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            ann buy 1 BTCUSDT @ 61000 when=mark>61000 id=up
            #1: status untriggered resting true
            ann orders: open none pending #1
            ann account: ordermargin 0 im 0
            ann buy 1 BTCUSDT @ 59000 id=up -> duplicateClientOrderID
            index BTCUSDT 62000
            mark BTCUSDT 60999.99
            #1: status untriggered
            mark BTCUSDT 61000
            #1: status new left 1
            ann orders: open #1 pending #1
            BTCUSDT: bids 1@61000
            """)
    }

    @Test("ORDER-29: by last price, falling: a trade at the trigger sets it off within the trade's own command")
    func byLast() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            ann sell 1 BTCUSDT market when=last<59000
            bob buy 5 BTCUSDT @ 58000
            mark BTCUSDT 58000
            #1: status untriggered
            bob trade buy 1 BTCUSDT @ 59000.1 ann
            #1: status untriggered
            bob trade buy 1 BTCUSDT @ 59000 ann
            #1: status filled value 58000
            ann BTCUSDT: short 3
            """)
    }

    @Test("By index, and by nothing else")
    func byIndex() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            ann sell 1 BTCUSDT @ 70000 when=index>61000
            mark BTCUSDT 65000
            #1: status untriggered
            index BTCUSDT 61000
            #1: status new
            """)
    }

    /// ORDER-22, ORDER-23.
    @Test("Refused: a trigger already met, off the tick or out of range, and whatever is wrong with the order itself")
    func refused() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            ann buy 1 BTCUSDT market when=mark>60000 -> triggerAlreadyMet
            ann buy 1 BTCUSDT market when=mark<60000 -> triggerAlreadyMet
            ann buy 1 BTCUSDT market when=mark>60000.05 -> triggerPriceInvalid
            ann buy 1 BTCUSDT market when=mark<0 -> triggerPriceInvalid
            ann buy 1 BTCUSDT market when=mark>1000000.1 -> triggerPriceInvalid
            ann buy 0.0001 BTCUSDT market when=mark>61000 -> quantityOffStep
            ann buy 1 BTCUSDT @ 60000.05 when=mark>61000 -> priceOffTick
            ann buy 1 BTCUSDT market to-long when=mark>61000 -> positionTargetMismatch
            ann buy 1 BTCUSDT market when=mark>60000.1
            """)
    }

    @Test("ORDER-24: ten wait in one symbol, not eleven; another symbol has its own ten")
    func tenPerSymbol() {
        var venue = Scenario()
        venue.run(Self.pair)
        for _ in 0..<10 { venue.run("ann buy 0.1 BTCUSDT market when=mark>61000") }
        venue.run(
            """
            ann buy 0.1 BTCUSDT market when=mark>61000 -> tooManyConditionalOrders
            ann buy 0.1 ETHUSDT market when=mark>4000
            ann cancel #10
            ann buy 0.1 BTCUSDT market when=mark>61000
            """)
    }

    @Test("ORDER-28: one that cannot be funded when its price comes ends with that cause, the next one has its turn")
    func refusedWhenTriggered() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            ann buy 20 BTCUSDT @ 61000 when=mark>61000 id=big
            ann buy 1 BTCUSDT @ 61000 when=mark>61000
            ann sell 1 BTCUSDT market reduce when=mark>61000
            mark BTCUSDT 61000
            #1: status cancelled cause refusedWhenTriggered filled 0 resting false
            #2: status new
            #3: status cancelled cause refusedWhenTriggered
            ann buy 0.1 BTCUSDT @ 59000 id=big
            """)
    }

    @Test("ORDER-29: the oldest goes first, and what it trades may trigger the next")
    func chain() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            bob sell 1 BTCUSDT @ 61500
            bob sell 1 BTCUSDT @ 62500
            ann buy 1 BTCUSDT market when=last>61500
            ann buy 1 BTCUSDT market when=mark>61000
            mark BTCUSDT 61000
            ; the second takes 61,500, which triggers the first
            #4: status filled value 61500
            #3: status filled value 62500
            BTCUSDT: last 62500
            """)
    }

    @Test("AMENDMENT-7: amended: trigger, price and quantity; a trigger already met is refused, and so is no change")
    func amended() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            ann buy 1 BTCUSDT @ 60500 when=mark>61000
            ann amend #1 trigger 61000 -> orderUnchanged
            ann amend #1 trigger 60000 -> triggerAlreadyMet
            ann amend #1 trigger 61000.05 -> triggerPriceInvalid
            ann amend #1 @ 60500.05 -> priceOffTick
            ann amend #1 size 0 -> quantityOffStep
            bob amend #1 trigger 62000 -> unknownOrder
            ann amend #1 @ 60400 size 2 trigger 62000
            #1: status untriggered price 60400 size 2 trigger 62000
            mark BTCUSDT 61000
            #1: status untriggered
            mark BTCUSDT 62000
            #1: status new left 2
            BTCUSDT: bids 2@60400
            """)
    }

    @Test("AMENDMENT-3: one that is to be a market order has no price to be changed")
    func amendedMarketOrder() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            ann buy 1 BTCUSDT market when=mark>61000
            ann amend #1 @ 60500 -> priceOffTick
            ann amend #1 size 2
            """)
    }

    @Test("Cancel-all covers them in its scope")
    func cancelAll() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            ann buy 1 BTCUSDT market when=mark>61000
            ann buy 1 ETHUSDT market when=mark>4000
            ann buy 1 ETHUSDT @ 2900
            ann cancel all ETHUSDT
            ann orders: pending #1
            #2: status cancelled cause byUser
            ann cancel all
            ann orders: pending none
            mark BTCUSDT 61000
            #1: status cancelled cause byUser filled 0
            """)
    }

    @Test("ZTDX-MODE-6: conditional orders are open orders, what is attached to a position is not")
    func openOrdersOfZTDX() {
        var venue = Scenario()
        venue.run(
            """
            account dan ztdx
            account bob bybit uta2
            dan deposit 100000 USDT
            bob deposit 100000 USDT
            dan trade buy 0.1 BTCUSDT @ 60000 bob
            dan stops BTCUSDT long tp=mark:70000 sl=mark:50000
            dan buy 0.1 BTCUSDT market when=mark>65000
            dan mode cross -> hasOpenOrders
            dan cancel #5
            dan mode cross
            """)
    }

    @Test("ORDER-27: an order meets one of its own: the resting one, itself or both end")
    func selfTrade() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            ann sell 1 BTCUSDT @ 60000
            bob sell 1 BTCUSDT @ 60000
            ann buy 2 BTCUSDT @ 60000 self=maker
            #1: status cancelled cause selfTrade
            #3: status partiallyFilled filled 1 left 1
            ann cancel all
            bob sell 1 BTCUSDT @ 60000
            ann sell 1 BTCUSDT @ 60000.1
            bob sell 1 BTCUSDT @ 60000.2
            ann buy 3 BTCUSDT @ 60001 self=taker
            #7: status cancelled cause selfTrade filled 1
            #5: resting true
            bob sell 1 BTCUSDT @ 60000
            ann buy 3 BTCUSDT @ 60001 self=both
            #9: status cancelled cause selfTrade filled 1
            #5: status cancelled cause selfTrade
            #6: resting true
            """)
    }

    @Test("ORDER-27: fill-or-kill that meets its own order leaves everything as it was")
    func selfTradeFillOrKill() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            ann sell 1 BTCUSDT @ 60000
            bob sell 1 BTCUSDT @ 60000
            ann buy 2 BTCUSDT @ 60000 fok self=maker
            #3: status cancelled cause notFillable filled 0
            #1: resting true
            ann buy 1 BTCUSDT @ 60000 fok self=maker
            #4: status filled
            #1: status cancelled cause selfTrade
            """)
    }

    @Test("ORDER-30: a flat symbol takes over the margin mode that a conditional order asks for when it is placed")
    func marginMode() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            ann deposit 10000 USDT
            ann buy 0.1 BTCUSDT @ 61000 when=mark>61000 to-long in-isolated
            ann BTCUSDT: mode isolated
            ann buy 0.1 BTCUSDT @ 61000 when=mark>61000 to-long in-cross -> marginModeDiffers
            ann mode cross BTCUSDT -> symbolHasPositionOrOrder
            """)
    }
}
