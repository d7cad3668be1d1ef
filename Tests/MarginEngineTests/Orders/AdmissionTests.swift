import EngineSupport
import MarginEngine
import Testing

@Suite struct AdmissionTests {
    /// MARGIN-28, ORDER-3, ORDER-4, ORDER-5, ORDER-6, ORDER-7, ORDER-13, ORDER-14.
    @Test("What is not on the tick, the step or within the limits is refused, never moved")
    func limits() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account dan ztdx
            ann deposit 10000000 USDT
            nobody buy 1 BTCUSDT @ 60000 -> unknownMarginAccount
            ann buy 1 NOSUCH @ 60000 -> unknownInstrument
            dan buy 1 BTCUSD @ 60000 -> notTradedByFamily
            ann buy 0.0005 BTCUSDT @ 60000 -> quantityOffStep
            ann buy 0 BTCUSDT @ 60000 -> quantityOffStep
            ann buy -1 BTCUSDT @ 60000 -> quantityOffStep
            ann buy 1 BTCUSDT @ 60000.05 -> priceOffTick
            ann buy 1 BTCUSDT @ 0 -> priceOffTick
            ann buy 1 BTCUSDT @ -60000 -> priceOffTick
            ann buy 1 BTCUSDT @ 1000000.1 -> priceOutOfRange
            ann buy 1 BTCUSDT @ 60000 to-long -> positionTargetMismatch
            ann buy 5000.001 BTCUSDT @ 60000 -> quantityAboveMaximum
            ann buy 500.001 BTCUSDT market -> quantityAboveMaximum
            ann buy 0.001 BTCUSDT @ 4999.9 -> notionalBelowMinimum
            ann buy 0.001 BTCUSDT @ 5000
            ann buy 1 BTCUSDT @ 120000.1 -> priceBeyondBand
            """)
    }

    @Test("ORDER-1: in union mode no order is for isolated margin, live or conditional")
    func isolatedInUnion() {
        var venue = Scenario()
        venue.run(
            """
            account cy bitget
            cy deposit 10000 USDT
            cy assets union
            cy buy 0.1 BTCUSDT @ 50000 to-long in-isolated -> regimeIsUnified
            cy buy 0.1 BTCUSDT @ 61000 when=mark>61000 to-long in-isolated -> regimeIsUnified
            cy buy 0.1 BTCUSDT @ 50000 to-long in-cross
            """)
    }

    @Test("ORDER-2: a Bitget account has 150 positions in the contracts of one coin, a conditional order may wait")
    func mostPositions() {
        var venue = Scenario()
        for number in 0..<75 {
            let symbol = "N\(number)USDT"
            venue.apply(
                .listInstrument(
                    .linear(
                        symbol, "N\(number)", tick: Price(units: 10_000), step: Quantity(units: 10_000_000), start: 2)))
            venue.apply(Fixture.terms(symbol, .bitget))
        }
        venue.run(
            """
            account cy bitget
            account bob bitget
            cy deposit 1000000 USDT
            cy deposit 1 BTC
            bob deposit 1000000 USDT
            bob deposit 1 BTC
            bob positions oneway every USDT
            bob positions oneway every inverse
            """)
        for number in 0..<75 {
            venue.run(
                """
                cy trade buy 10 N\(number)USDT @ 2 bob to-long
                cy trade sell 10 N\(number)USDT @ 2 bob to-short
                """)
        }
        venue.run(
            """
            cy buy 0.1 BTCUSDT @ 50000 to-long -> tooManyPositions
            cy buy 10 N0USDT @ 1.99 to-long
            cy buy 0.1 BTCUSDT @ 61000 when=mark>61000 to-long
            cy trade buy 100 BTCUSD @ 60000 bob to-long
            cy trade sell 10 N0USDT @ 2 bob to-long
            cy buy 0.1 BTCUSDT @ 50000 to-long
            """)
    }

    @Test("ORDER-12: less than the least quantity is refused, unless it only closes")
    func leastQuantity() {
        var venue = Scenario()
        var definition = InstrumentDefinition.linear(
            "NEWUSDT", "NEW", tick: Price(units: 10_000), step: Quantity(units: 10_000_000), start: 60)
        definition.minQuantity = Quantity(units: 50_000_000)
        venue.apply(.listInstrument(definition))
        venue.apply(Fixture.terms("NEWUSDT", .bybit))
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 1000 USDT
            bob deposit 1000 USDT
            ann buy 0.4 NEWUSDT @ 60 -> quantityBelowMinimum
            ann trade buy 0.5 NEWUSDT @ 60 bob
            ann sell 0.4 NEWUSDT @ 60 -> quantityBelowMinimum
            ann sell 0.4 NEWUSDT @ 60 reduce
            """)
    }

    @Test("ORDER-8: a client's id is free again once its order ended, and each account has its own")
    func clientOrderIDs() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            ann buy 1 BTCUSDT @ 50000 id=a           ; #1
            ann buy 1 ETHUSDT @ 2000 id=a -> duplicateClientOrderID
            bob sell 0.5 BTCUSDT @ 50000 id=a        ; #2
            #1: filled 0.5
            ann buy 1 BTCUSDT @ 50000 id=a -> duplicateClientOrderID
            bob sell 0.5 BTCUSDT @ 50000 id=a        ; #3
            #1: status filled
            ann buy 1 BTCUSDT @ 40000 id=a           ; #4
            ann cancel #4
            ann buy 1 BTCUSDT @ 40000 id=a
            """)
    }

    @Test("MARGIN-19, ORDER-18: an order needs its whole cost available, to the unit")
    func cost() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            ann deposit 5052.24999999 USDT
            ann buy 1 BTCUSDT @ 50000 -> insufficientBalance     ; 5,000 + 27.5 + 24.75
            ann deposit 0.00000001 USDT
            ann buy 1 BTCUSDT @ 50000
            ann account: available 0 ordermargin 5052.25
            """)
    }

    @Test("MARGIN-4: a Bybit sell reserves the closing fee on the higher bankruptcy value; ZTDX reserves no fee")
    func sellCost() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account dan ztdx
            ann deposit 10000 USDT
            dan deposit 10000 USDT
            ann sell 1 BTCUSDT @ 70000
            ann USDT: ordermargin 7080.85            ; 7,000 + 38.5 + 77,000 * 0.00055
            dan sell 1 BTCUSDT @ 70000
            dan USDT: ordermargin 7000
            """)
    }

    @Test("MARGIN-3: the larger side is charged; what reduces the position is free, the best price first")
    func largerSide() {
        var venue = Scenario()
        venue.run(
            """
            account dan ztdx
            account bob bybit uta2
            dan deposit 100000 USDT
            bob deposit 100000 USDT
            dan buy 1 BTCUSDT @ 50000
            dan USDT: ordermargin 5000
            dan sell 1 BTCUSDT @ 70000
            dan USDT: ordermargin 7000
            dan sell 1 BTCUSDT @ 80000
            dan USDT: ordermargin 15000
            dan trade buy 1.5 BTCUSDT @ 60000 bob
            dan USDT: ordermargin 5000               ; sells: 1 @ 70,000 and 0.5 of 80,000 are free: 4,000; buys 5,000
            dan cancel #1
            dan USDT: ordermargin 4000
            dan sell 0.5 BTCUSDT @ 65000
            dan USDT: ordermargin 8000               ; 0.5 @ 65,000 and 1 @ 70,000 are free
            dan BTCUSDT: ordermargin 8000
            """)
    }

    @Test("Hedge mode: every opening order is charged, closing ones are free")
    func hedgeSides() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit classic
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            ann positions hedge BTCUSDT
            ann buy 1 BTCUSDT @ 50000 to-long
            ann sell 1 BTCUSDT @ 70000 to-short
            ann USDT: ordermargin 12133.1            ; 5,052.25 + 7,080.85
            ann trade buy 1 BTCUSDT @ 60000 bob to-long
            ann sell 1 BTCUSDT @ 70000 to-long
            ann USDT: ordermargin 12133.1
            """)
    }

    @Test("ORDER-19: a family's last tier bounds position and orders")
    func lastTier() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            ann deposit 9000000 USDT
            ann buy 170 BTCUSDT @ 50000              ; 8,500,000
            ann buy 0.001 BTCUSDT @ 50000 -> orderBeyondLastTier
            """)
    }

    @Test("ORDER-15: 500 resting orders are the most of a margin account")
    func mostOrders() {
        var venue = Scenario()
        venue.run("account ann bybit uta2\nann deposit 100000 USDT")
        venue.run(Array(repeating: "ann buy 0.001 BTCUSDT @ 50000", count: 500).joined(separator: "\n"))
        venue.run(
            """
            ann buy 0.001 BTCUSDT @ 50000 -> tooManyOrders
            ann amend #1 @ 50001
            ann cancel #2
            ann buy 0.001 BTCUSDT @ 50000
            """)
    }
}
