import MarginEngine
import Testing

/// Where a unit of the last decimal decides which tier counts, or which price is shown.
@Suite struct TierEdgeTests {
    /// To a value of 100 the maintenance rate is 0.5 %, to 200 it is 1 %; no fees, ticks of 1.
    private static func sheet() -> MarginSheet {
        func tier(_ limit: Int128, _ rate: Int64) -> RiskTierDefinition {
            RiskTierDefinition(
                limit: Fixture.coins(limit), maintenanceRate: Rate(units: rate), maxLeverage: Leverage(100))
        }
        return MarginSheet(
            .linear, tick: Price(units: 100_000_000), mark: Price(units: 10_000_000_000), family: .ztdx,
            takerFee: .zero,
            tiers: RiskTier.ladder([tier(100, 500_000), tier(200, 1_000_000)]))
    }

    private static func one(worth entryValue: Int128) -> Position {
        Position(size: Quantity(units: 100_000_000), entryValue: Value(Fixture.coins(entryValue)))
    }

    /// MARGIN-8, MARGIN-13.
    @Test("A liquidation price whose value is exactly a tier's limit is that tier's")
    func onTheLimit() throws {
        // (100 - 1.494005) / 0.995 = 99.001 in the first tier, up; (100 - 1.494005 - 0.5) / 0.99 = 98.996 in the second.
        let cash = try #require(Money("1.494005"))
        #expect(Self.sheet().liquidationPrice(.long, Self.one(worth: 100), cash: cash) == Price("100"))
        #expect(Self.sheet().liquidationPrice(.long, Self.one(worth: 100), cash: cash + cash) == Price("98"))
    }

    /// MARGIN-8, MARGIN-13.
    @Test("A liquidation price beyond the last tier's limit goes by the last tier")
    func beyondTheLastTier() {
        // (200 + 10 + 0.5) / 1.01 = 208.4, down.
        #expect(
            Self.sheet().liquidationPrice(.short, Self.one(worth: 200), cash: Fixture.coins(10)) == Price("208"))
    }

    @Test(
        "MARGIN-21: an average price between two units is the even one's", arguments: [(1, 0), (3, 2), (5, 2), (7, 4)])
    func halfEven(_ units: Int, _ average: Int64) {
        let two = Position(size: Quantity(units: 200_000_000), entryValue: Value(Money(units: Int128(units))))
        #expect(Self.sheet().averagePrice(two) == Price(units: average))
    }

    /// MARGIN-16, ORDER-20.
    @Test("A position's value counts rounded up for the tier that an order would reach")
    func exposureRoundedUp() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit classic
            account bob bybit classic
            ann deposit 1000 BTC
            bob deposit 1000 BTC
            ann leverage BTCUSD 100x
            ann trade buy 8000000 BTCUSD @ 60000 bob
            mark BTCUSD 60000.01
            ; 133.333311111.. and 16.66668889 are 150, the first tier's limit, only if rounded down
            ann buy 999953 BTCUSD @ 59997.1 -> orderLeverageAboveTier
            ann buy 999952 BTCUSD @ 59997.1
            """)
    }
}
