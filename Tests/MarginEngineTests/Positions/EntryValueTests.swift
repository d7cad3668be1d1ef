import MarginEngine
import Testing

/// What 16 decimals of an entry value are for: a price that is made of it is the price it was made of.
@Suite struct EntryValueTests {
    private static let rich = """
        account ann bybit classic
        account bob bybit classic
        ann deposit 1000 BTC
        bob deposit 1000 BTC
        ann deposit 1000 ETH
        bob deposit 1000 ETH

        """

    @Test(
        "MARGIN-18, MARGIN-21: a contract of 1 USD shows the price it was opened at, on both sides",
        arguments: [
            ("ETHUSD", "3050.08"), ("ETHUSD", "2999.99"), ("ETHUSD", "87.65"), ("BTCUSD", "60000.1"),
            ("BTCUSD", "98696.5"), ("BTCUSD", "123456.7"), ("BTCUSD", "999999.9"),
        ])
    func oneContract(_ symbol: String, _ price: String) throws {
        var venue = Scenario()
        venue.run(
            Self.rich + """
                mark \(symbol) \(price)
                ann trade sell 1 \(symbol) @ \(price) bob
                ann \(symbol) short: size 1 avg \(price)
                bob \(symbol) long: size 1 avg \(price)
                ann trade sell 2 \(symbol) @ \(price) bob
                ann trade buy 1 \(symbol) @ \(price) bob
                ann \(symbol) short: size 2 avg \(price)
                bob \(symbol) long: size 2 avg \(price)
                """)
        let row = venue.engine[try venue.instrument(symbol)]
        for event in venue.engine.events {
            guard case .execution(let execution) = event else { continue }
            let (order, closed) = (execution.order, execution.closedQuantity)
            #expect(row.averagePrice(of: order.filled, worth: order.filledValue) == Price(price))
            #expect(row.averagePrice(of: closed, worth: execution.closedEntryValue) == Price(price))
        }
    }

    @Test("MARGIN-13: the liquidation price of 1 USD is that of its exact entry value")
    func liquidationPrice() {
        var venue = Scenario()
        venue.run(
            Self.rich + """
                ann mode isolated ETHUSD 36x
                mark ETHUSD 3050.08
                ann trade sell 1 ETHUSD @ 3050.08 bob
                ; 1 / 3,050.08 = 0.00032786025284582.., up; 0.995 / (V0 - V0 / 36) = 3,121.539
                ; V0 / 36 and a fee of V0 * 35 / 36 * 0.055 %, both up; 0.99945 / (V0 - 0.00000929) = 3,137.2985
                ann ETHUSD short: entry 0.0003278602528459 posted 0.00000929 avg 3050.08 liq 3121.53 bust 3137.29
                """)
    }

    @Test("MARGIN-2, MARGIN-18, MARGIN-39: profit is rounded once, when it is realised, for the rounding account")
    func roundedOnce() {
        var venue = Scenario()
        venue.run(
            Self.rich + """
                ann trade buy 1 ETHUSD @ 3050.08 bob
                ann ETHUSD long: entry 0.0003278602528458
                bob ETHUSD short: entry 0.0003278602528459
                ETH: rounding 0.0000000000000001
                mark ETHUSD 3060.12
                ; 1 / 3,060.12 = 0.00032678457053971..: 0.000001075682306 and -0.0000010756823062 until they are rounded
                ann ETHUSD long: upnl 0.00000107
                bob ETHUSD short: upnl -0.00000108
                ann trade sell 1 ETHUSD @ 3060.12 bob
                ; fees of 0.055 % and 0.02 %, each up to a unit: 19 + 18 and 7 + 7
                ann ETH: wallet 1000.0000007
                bob ETH: wallet 999.99999878
                ETH: rounding 0.00000001 fees 0.00000051
                """)
    }

    @Test("MARGIN-22: a linear position keeps its average to the last decimal however it is closed")
    func linearAverage() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            ann trade buy 0.002 BTCUSDT @ 60000.1 bob
            ann trade buy 0.001 BTCUSDT @ 60000.2 bob
            ann BTCUSDT long: avg 60000.13333333
            ann trade sell 0.001 BTCUSDT @ 60000.2 bob
            ann trade sell 0.001 BTCUSDT @ 60000.2 bob
            ann BTCUSDT long: size 0.001 entry 60.0001333333333333 avg 60000.13333333
            """)
    }

    @Test("MARGIN-21: an average has no decimals that its roundings could show in")
    func decimals() throws {
        let venue = Scenario()
        let row = venue.engine[try venue.instrument("BTCUSD")]
        // 3 / 98,696.5 is 0.00003039621465806..: 100 units of 1e-16 move the price by 0.0000325, so 4 decimals are shown.
        let value = Value(units: 303_962_146_580)
        #expect(row.averagePrice(of: Quantity(units: 300_000_000), worth: value) == Price("98696.5"))
        #expect(
            row.averagePrice(of: Quantity(units: 300_000_000), worth: value + Value(units: 1_000))
                == Price("98696.4997"))
        // 3,000,000 USD leave 8 decimals; of none, and of nothing worth anything, there is no price.
        #expect(
            row.averagePrice(of: Quantity(units: 300_000_000_000_000), worth: Value(units: 303_962_147_580_680_000))
                == Price("98696.4996753"))
        #expect(row.averagePrice(of: .zero, worth: value) == nil)
        #expect(row.averagePrice(of: Quantity(units: 1), worth: .zero) == nil)
        #expect(row.averagePrice(of: Quantity(units: .max), worth: Value(units: 1)) == Price(units: .max))
        #expect(row.averagePrice(of: Quantity(units: 1), worth: Value(units: .max)) == .zero)
    }
}
