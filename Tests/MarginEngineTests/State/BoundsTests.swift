import EngineSupport
import MarginEngine
import Testing

/// What may enter the engine: `docs/rules/house.md`, HOUSE-9, HOUSE-10, HOUSE-11.
@Suite struct BoundsTests {
    private static let usable = InstrumentDefinition.linear("NEWUSDT", "NEW")

    struct Change: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let apply: @Sendable (inout InstrumentDefinition) -> Void
        init(_ text: String, _ apply: @escaping @Sendable (inout InstrumentDefinition) -> Void) {
            testDescription = text
            self.apply = apply
        }
    }

    @Test("A sound definition is listed once")
    func sound() {
        var venue = Scenario()
        #expect(venue.apply(.listInstrument(Self.usable)) == .accepted)
        #expect(venue.apply(.listInstrument(Self.usable)) == .refused(.alreadyExists))
    }

    @Test(
        "HOUSE-10: the edges of what an instrument may be belong to it",
        arguments: [
            Change("a cap of the funding rate of 1") { $0.fundingRateCap = .one },
            Change("no funding") { $0.fundingRateCap = .zero },
            Change("a rate at its cap") { $0.fundingRate = $0.fundingRateCap },
            Change("a negative rate at its cap") { $0.fundingRate = -$0.fundingRateCap },
            Change("funding by the minute") { $0.fundingIntervalMs = 60_000 },
            Change("funding by the week") { $0.fundingIntervalMs = 604_800_000 },
            Change("a start at the least price") { $0.startPrice = $0.minPrice },
            Change("a start at the greatest price") { $0.startPrice = $0.maxPrice },
            Change("no least value") { $0.minNotional = .zero },
            Change("a least value of 1e10") { $0.minNotional = Fixture.coins(10_000_000_000) },
            Change("no price but mark") { $0.priceLimitRatio = .zero },
            Change("one quantity for all orders") {
                $0.maxLimitQuantity = $0.minQuantity
                $0.maxMarketQuantity = $0.minQuantity
                $0.maxOpenInterest = $0.minQuantity
            },
            Change("the greatest of all prices") {
                $0.maxPrice = Price(units: 1 << 59)
                $0.maxOpenInterest = $0.minQuantity
            },
        ])
    func edges(_ change: Change) {
        var venue = Scenario()
        var definition = Self.usable
        change.apply(&definition)
        #expect(venue.apply(.listInstrument(definition)) == .accepted)
    }

    @Test(
        "An instrument that exact arithmetic could not carry is refused",
        arguments: [
            Change("no symbol") { $0.symbol = "" },
            Change("a symbol of 51 bytes") { $0.symbol = String(repeating: "X", count: 51) },
            Change("no tick") { $0.tick = .zero },
            Change("a negative tick") { $0.tick = Price(units: -1) },
            Change("no mark step") { $0.markStep = .zero },
            Change("a negative mark step") { $0.markStep = Price(units: -1_000_000) },
            Change("no step") { $0.step = .zero },
            Change("tick * step finer than 1e-8") { $0.tick = Price(units: 100) },
            Change("mark step * step finer than 1e-8") { $0.markStep = Price(units: 1) },
            Change("no least price") { $0.minPrice = .zero },
            Change("greatest price not above the least") {
                $0.maxPrice = $0.minPrice
                $0.startPrice = $0.minPrice
            },
            Change("start below the least price") { $0.startPrice = Price(units: 1_000_000) },
            Change("start above the greatest price") { $0.startPrice = Price(units: 100_000_100_000_000) },
            Change("start off its step") { $0.startPrice = Price(units: 6_000_000_500_000) },
            Change("negative least value") { $0.minNotional = Money(units: -1) },
            Change("open interest * price beyond 2^70") { $0.maxOpenInterest = Quantity(units: 1_180_591_621_717_412) },
            Change("funding more often than by the minute") { $0.fundingIntervalMs = 59_999 },
            Change("funding less often than by the week") { $0.fundingIntervalMs = 604_800_001 },
            Change("rate beyond its cap") { $0.fundingRate = Rate(units: 1_000_001) },
            Change("negative rate beyond its cap") { $0.fundingRate = Rate(units: -1_000_001) },
            Change("a cap above 1") { $0.fundingRateCap = Rate(units: 100_000_001) },
            Change("the least of all rates") { $0.fundingRate = Rate(units: .min) },
            Change("a price band above 1") { $0.priceLimitRatio = Rate(units: 100_000_001) },
            Change("most per order below the least") { $0.maxLimitQuantity = .zero },
        ])
    func unsound(_ change: Change) {
        var venue = Scenario()
        var definition = Self.usable
        change.apply(&definition)
        let before = venue.engine.digest()
        let outcome = venue.apply(.listInstrument(definition))
        let after = venue.engine.digest()
        #expect(outcome == .refused(.invalidDefinition))
        #expect(before == after)
    }

    @Test("HOUSE-10: open interest times the greatest price may be exactly 2^70 units, inverse over the least price")
    func atTheBound() {
        var venue = Scenario()
        var linear = Self.usable
        // 2^70 = 1,180,591,620,717,411,303,424 units = 1e6 * 11,805,916.20717411 and a little.
        linear.maxOpenInterest = Quantity(units: 1_180_591_620_717_411)
        #expect(venue.apply(.listInstrument(linear)) == .accepted)
        var inverse = InstrumentDefinition.inverse("NEWUSD", "BTC")
        // Over a least price of 0.1: q / 0.1 <= 2^70 units, so q <= 118,059,162,071,741,130,342 units: all of 63 bits.
        inverse.minPrice = Price(units: 10_000_000)
        inverse.maxOpenInterest = Quantity(units: .max)
        #expect(venue.apply(.listInstrument(inverse)) == .accepted)
        inverse.symbol = "FINEUSD"
        inverse.tick = Price(units: 100)
        inverse.minPrice = Price(units: 100)
        #expect(venue.apply(.listInstrument(inverse)) == .refused(.invalidDefinition))
    }

    @Test("Assets: a name once, at most eight, collateral that rises between 0 and 1")
    func assets() {
        var venue = Scenario()
        let coins = Fixture.coins
        func list(_ venue: inout Scenario, _ name: String, _ steps: [CollateralStep]) -> Outcome {
            venue.apply(.listAsset(name, collateral: steps))
        }
        #expect(list(&venue, "USDT", []) == .refused(.alreadyExists))
        #expect(list(&venue, "", []) == .refused(.invalidDefinition))
        let half = Fixture.rate(50)
        #expect(list(&venue, "A", [.init(limit: nil, ratio: Fixture.rate(101))]) == .refused(.invalidDefinition))
        #expect(list(&venue, "A", [.init(limit: nil, ratio: Rate(units: -1))]) == .refused(.invalidDefinition))
        #expect(list(&venue, "A", [.init(limit: coins(0), ratio: half)]) == .refused(.invalidDefinition))
        #expect(
            list(&venue, "A", [.init(limit: nil, ratio: half), .init(limit: coins(1), ratio: half)])
                == .refused(.invalidDefinition))
        #expect(
            list(&venue, "A", [.init(limit: coins(2), ratio: half), .init(limit: coins(2), ratio: half)])
                == .refused(.invalidDefinition))
        for name in ["A", "B", "C", "D"] { #expect(list(&venue, name, []) == .accepted) }
        #expect(list(&venue, "E", []) == .refused(.tooMany))
    }

    @Test("256 instruments are the most")
    func mostInstruments() {
        var venue = Scenario()
        for number in 0..<250 {
            #expect(venue.apply(.listInstrument(.linear("N\(number)", "NEW"))) == .accepted)
        }
        #expect(venue.apply(.listInstrument(Self.usable)) == .refused(.tooMany))
    }

    @Test("HOUSE-10: contract terms: a rising ladder of rates above zero, leverage from 1")
    func terms() {
        var venue = Scenario()
        _ = venue.apply(.listInstrument(Self.usable))
        func tier(_ limit: Int128, _ rate: Int64, _ leverage: Int32) -> RiskTierDefinition {
            RiskTierDefinition(
                limit: Fixture.coins(limit), maintenanceRate: Rate(units: rate), maxLeverage: Leverage(leverage))
        }
        func outcome(_ venue: inout Scenario, _ change: (inout ContractTermsDefinition) -> Void) -> Outcome {
            var definition = ContractTermsDefinition(
                symbol: "NEWUSDT", family: .ztdx, takerFee: Rate(units: 50_000), makerFee: Rate(units: 20_000),
                defaultLeverage: Leverage(10), maxLeverage: Leverage(100),
                tiers: [tier(1_000, 500_000, 100), tier(2_000, 600_000, 50)])
            change(&definition)
            return venue.apply(.setContractTerms(definition))
        }
        #expect(outcome(&venue) { $0.symbol = "NOSUCH" } == .refused(.unknownInstrument))
        let unsound: [(inout ContractTermsDefinition) -> Void] = [
            { $0.tiers = [] }, { $0.tiers[0].maintenanceRate = .zero },
            { $0.tiers[1].maintenanceRate = Rate(units: 499_999) },
            { $0.tiers[1].limit = $0.tiers[0].limit }, { $0.tiers[0].limit = .zero },
            { $0.tiers[1].limit = Money(units: (1 << 70) + 1) }, { $0.tiers[1].maintenanceRate = .one },
            { $0.tiers[0].maxLeverage = Leverage(0) }, { $0.takerFee = Rate(units: -1) },
            { $0.takerFee = Rate(units: 10_000_001) },
            { $0.makerFee = Rate(units: 50_001) }, { $0.makerFee = Rate(units: -50_001) },
            { $0.makerFee = Rate(units: .min) },
            { $0.defaultLeverage = Leverage(101) }, { $0.defaultLeverage = Leverage(hundredths: 99) },
            { $0.maxLeverage = Leverage(1_001) },
        ]
        for change in unsound { #expect(outcome(&venue, change) == .refused(.invalidDefinition)) }
        #expect(outcome(&venue) { _ in } == .accepted)
        #expect(outcome(&venue) { _ in } == .refused(.alreadyExists))
        // The edges belong to what is sound: a rebate, and a maker fee, as large as the taker fee, which is at most 10 %;
        // leverage 1 and 1,000; a last tier as large as any open interest may be.
        func edge(_ venue: inout Scenario, _ family: AccountFamily, _ makerFee: Int64, _ leverage: Int32) -> Outcome {
            outcome(&venue) {
                $0.family = family
                $0.takerFee = Rate(units: abs(makerFee))
                $0.makerFee = Rate(units: makerFee)
                $0.defaultLeverage = Leverage(leverage)
                $0.maxLeverage = Leverage(leverage)
                $0.tiers[1].limit = Money(units: 1 << 70)
            }
        }
        #expect(edge(&venue, .bybit, -50_000, 1) == .accepted)
        #expect(edge(&venue, .bitget, 10_000_000, 1_000) == .accepted)
    }

    @Test("HOUSE-9: the least and the greatest price of an instrument are prices that it may have")
    func priceRange() {
        var venue = Scenario()
        venue.run(
            """
            prices BTCUSDT 0.1
            prices BTCUSDT 0.09 -> priceOutOfRange
            prices BTCUSDT 1000000
            prices BTCUSDT 1000000.01 -> priceOutOfRange
            """)
    }

    @Test("BITGET-MODE-24: no other family has contracts that are traded in isolated mode only")
    func isolatedOnly() {
        var venue = Scenario()
        _ = venue.apply(.listInstrument(Self.usable))
        for family in [AccountFamily.bybit, .ztdx] {
            guard case .setContractTerms(var terms) = Fixture.terms("NEWUSDT", family) else { continue }
            terms.offersCross = false
            #expect(venue.apply(.setContractTerms(terms)) == .refused(.invalidDefinition))
            terms.offersCross = true
            #expect(venue.apply(.setContractTerms(terms)) == .accepted)
        }
    }

    @Test("HOUSE-9, WALLET-1, WALLET-2, WALLET-3, WALLET-4: money, prices and rates are judged at the door")
    func atTheDoor() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account ann2 bybit uta1
            account bad bybit -> invalidDefinition
            account bad ztdx uta2 -> invalidDefinition
            ann deposit 0 USDT -> amountNotPositive
            ann deposit -1 USDT -> amountNotPositive
            ann deposit 10000000000.00000001 USDT -> amountTooLarge
            ann deposit 10000000000 USDT
            ann deposit 1 NOCOIN -> unknownAsset
            nobody deposit 1 USDT -> unknownMarginAccount
            ann withdraw 0 USDT -> amountNotPositive
            ann withdraw 10000000000.00000001 USDT -> amountTooLarge
            ann withdraw 1 USDC -> insufficientBalance
            ann transfer 1 USDT ann2 -> unknownMarginAccount
            ann transfer 1 USDT ann -> unknownMarginAccount
            ann2 deposit 5 USDT
            ann2 transfer 5.00000001 USDT ann2.contract -> insufficientBalance
            ann2 transfer 5 USDT ann2.contract
            ann2.contract USDT: wallet 5
            insurance 10000000000.00000001 USDT -> amountTooLarge
            insurance 5 USDT
            insurance -5.00000001 USDT -> insufficientBalance
            insurance -5 USDT
            insurance 5 NOCOIN -> unknownAsset
            mark BTCUSDT 0 -> priceOutOfRange
            mark BTCUSDT -60000 -> priceOutOfRange
            mark BTCUSDT 1000000.01 -> priceOutOfRange
            mark BTCUSDT 60000.001 -> priceOffStep
            index BTCUSDT 60000.001 -> priceOffStep
            mark NOSUCH 60000 -> unknownInstrument
            rate BTCUSDT 0.01
            rate BTCUSDT 0.01000001 -> rateOutOfRange
            rate BTCUSDT -0.01000001 -> rateOutOfRange
            rate NOSUCH 0.01 -> unknownInstrument
            book NOSUCH only -> unknownInstrument
            """)
        let ann = venue.engine[AccountID(index: 1)]
        #expect(venue.apply(.openAccount(uid: ann.uid, family: .bitget, generation: .only)) == .refused(.alreadyExists))
        #expect(venue.apply(.openAccount(uid: 0, family: .bitget, generation: .only)) == .refused(.alreadyExists))
        let extremes = [Money(units: .min), Money(units: .max)]
        for amount in extremes {
            #expect(venue.apply(.fundInsurance(AssetID(index: 0), amount)) == .refused(.amountTooLarge))
        }
    }
}
