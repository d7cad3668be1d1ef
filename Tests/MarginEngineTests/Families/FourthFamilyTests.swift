import MarginEngine
import Testing

/// A family that no venue has, made of nothing but its own answers: what the engine asks of a family, it asks of this one.
///
/// Its accounts have one pool for linear contracts, by a ladder of its own, and a mode for each inverse contract. All its
/// contracts are traded without fees, at 1 % of maintenance margin.
private enum Fourth {
    static let ladder = StatusLadder(
        firstWarning: MarginRatio(hundredths: 400), secondWarning: MarginRatio(hundredths: 350),
        reduceOnly: MarginRatio(hundredths: 250), liquidating: MarginRatio(hundredths: 200),
        entry: MarginRatio(hundredths: 300), intervalMs: 5_000)

    static let rules = FamilyRules(
        opening: { $0 == .only ? Opening(.init(.unified, .cross), inverse: .init(.perSymbol, .cross)) : nil },
        margin: MarginPolicy(
            reservesClosingFee: false, maintenanceFee: .none, hedgedPair: .greaterSide,
            ordersReserveOpeningFee: false, tierCountsOrders: true, profitOpensPositions: false, removable: .added),
        // Coins in which inverse contracts settle, and no linear one does.
        hedge: HedgeOffer(settles: ["BTC", "ETH"].compactMap { InlineText($0) }, inverse: true, inPortfolio: false),
        leverage: LeveragePolicy(
            needsNoOrders: true, refusesRepeats: true, resetsMargin: false, leavesPositions: false),
        orders: OrderPolicy(refusesTakingPostOnly: true, maxPositions: 2, closesOccupy: false),
        liquidation: LiquidationPolicy(cancelsBothSides: true, crossTiers: 1),
        mayBeIsolatedOnly: true,
        offersPortfolio: false,
        copyTrading: nil,
        collateral: nil,
        offersUnion: false,
        borrows: false,
        ladder: ladder,
        accountMode: accountMode,
        symbolMode: symbolMode,
        regime: RuleBook([Guard(.modeNotOffered, "FOURTH-8") { _, _ in false }]))

    private static let accountMode = RuleBook<AccountModeSwitch>([
        Guard(.regimeIsPerSymbol, "FOURTH-1") { state, plan in state[plan.account].regime == .unified },
        Guard(.modeNotOffered, "FOURTH-2") { _, plan in plan.to != .portfolio },
        Guard(.hasOpenPositions, "FOURTH-3") { state, plan in
            plan.to != .isolated || !state.anyHolding(of: plan.account) { $0.hasPosition }
        },
        Guard(.uniMMRTooLow, "FOURTH-4") { _, plan in
            plan.to != .cross || !plan.after.hasPositions
                || ladder.entry.isReached(by: plan.after.totalEquity, over: plan.after.maintenanceMargin)
        },
    ])

    /// A leverage must be named.
    private static let symbolMode = RuleBook<SymbolModeSwitch>([
        Guard(.regimeIsUnified, "FOURTH-5") { state, plan in state[plan.account].regime == .perSymbol },
        Guard(.leverageOutOfRange, "FOURTH-6") { _, plan in
            plan.leverage.map { $0 >= Leverage(2) && $0 <= plan.terms.maxLeverage } ?? false
        },
        Guard(.symbolHasPositionOrOrder, "FOURTH-7") { _, plan in
            !plan.before.hasPosition && plan.before.orderCount == 0
        },
    ])

    static func families() throws -> Families {
        Families([
            .bybit: .bybit, .bitget: .bitget, .ztdx: .ztdx, try #require(AccountFamily(rawValue: 9)): rules,
        ])
    }

    static func terms() throws -> [Command] {
        let family = try #require(AccountFamily(rawValue: 9))
        return ["BTCUSDT", "ETHUSDT", "SOLUSDT", "BTCUSD"].map { symbol in
            .setContractTerms(
                ContractTermsDefinition(
                    symbol: symbol, family: family, takerFee: .zero, makerFee: .zero, defaultLeverage: Leverage(10),
                    maxLeverage: Leverage(50),
                    tiers: [
                        RiskTierDefinition(
                            limit: Fixture.coins(1_000_000), maintenanceRate: Fixture.rate(1),
                            maxLeverage: Leverage(50))
                    ]))
        }
    }
}

/// A family is added by its rules and its entry in the registry alone.
@Suite struct FourthFamilyTests {
    /// dan is of the fourth family, bob of one that all venues have.
    private func venueOfFour(_ table: String = "") throws -> Scenario {
        var venue = Scenario(families: try Fourth.families())
        for command in try Fourth.terms() {
            let outcome = venue.apply(command)
            #expect(outcome == .accepted)
        }
        venue.run(
            """
            account dan family 9
            account bob bybit uta2
            time 1h
            bob deposit 1000000 USDT
            bob deposit 100 BTC
            """)
        venue.run(table)
        return venue
    }

    @Test("Its accounts are opened as it says, and only in a venue that has it")
    func opening() throws {
        var venue = try venueOfFour()
        venue.run(
            """
            dan account: mode cross
            dan BTCUSDT: mode cross positions oneway crosslev 10x
            dan.contract BTCUSD: mode cross positions oneway
            dan buy 1 BTCPERP @ 60000 -> notTradedByFamily
            """)
        #expect(venue.engine.regime(of: try venue.account("dan")) == .unified)
        #expect(venue.engine.regime(of: try venue.account("dan.contract")) == .perSymbol)
        var standard = Scenario()
        standard.run("account dan family 9 -> invalidDefinition")
        for command in try Fourth.terms() {
            let outcome = standard.apply(command)
            #expect(outcome == .refused(.invalidDefinition))
        }
    }

    @Test("FOURTH-1, 2, 3, 4: its switch of the account, with the ratio of its own ladder")
    func accountMode() throws {
        var venue = try venueOfFour()
        venue.run(
            """
            dan.contract mode cross -> regimeIsPerSymbol
            dan mode portfolio -> modeNotOffered
            dan mode isolated
            dan deposit 6500 USDT
            dan trade buy 1 BTCUSDT @ 60000 bob
            dan mode isolated -> hasOpenPositions
            ; 6,500 - 4,900 = 1,600 and 3 times 551, 1,900 and 3 times 554
            mark BTCUSDT 55100
            dan mode cross -> uniMMRTooLow
            mark BTCUSDT 55400
            dan mode cross
            dan account: mode cross equity 1900 mm 554
            dan mode isolated -> hasOpenPositions
            """)
        let contract = try venue.account("dan.contract")
        let reasons = venue.engine.reasons(against: .setAccountMarginMode(contract, .portfolio))
        #expect(reasons.map(\.rule.description) == ["FOURTH-1", "FOURTH-2"])
    }

    @Test("FOURTH-5, 6, 7, 8: its switch of a symbol, and no other regime")
    func symbolMode() throws {
        var venue = try venueOfFour()
        venue.run(
            """
            dan mode isolated BTCUSDT 10x -> regimeIsUnified
            dan.contract mode isolated BTCUSD -> leverageOutOfRange
            dan.contract mode isolated BTCUSD 1x -> leverageOutOfRange
            dan.contract mode isolated BTCUSD 51x -> leverageOutOfRange
            dan.contract mode isolated BTCUSD 20x
            dan.contract BTCUSD: mode isolated longlev 20x
            dan.contract deposit 1 BTC
            dan.contract buy 60000 BTCUSD @ 60000
            dan.contract mode cross BTCUSD 10x -> symbolHasPositionOrOrder
            dan assets union -> modeNotOffered
            """)
        let contract = try venue.account("dan.contract")
        let instrument = try venue.instrument("BTCUSD")
        let reasons = venue.engine.reasons(
            against: .setSymbolMarginMode(contract, instrument, .cross, leverage: nil))
        #expect(reasons.map(\.rule.description) == ["FOURTH-6", "FOURTH-7"])
    }

    @Test("Hedge mode on its inverse contracts only")
    func positionMode() throws {
        var venue = try venueOfFour()
        venue.run(
            """
            dan positions hedge BTCUSDT -> positionModeNotOffered
            dan positions hedge idle USDT -> positionModeNotOffered
            dan.contract positions hedge BTCUSD
            dan.contract positions oneway every inverse
            dan.contract positions hedge every inverse
            dan.contract deposit 1 BTC
            dan.contract trade buy 6000 BTCUSD @ 60000 bob to-long
            dan.contract trade sell 3000 BTCUSD @ 60000 bob to-short
            dan.contract BTCUSD: long 6000 short 3000
            """)
    }

    @Test("Its leverage: no orders, no repeats; its orders: two positions, post-only ones refused")
    func leverageAndOrders() throws {
        var venue = try venueOfFour()
        venue.run(
            """
            dan deposit 10000 USDT
            dan leverage BTCUSDT 10x -> leverageUnchanged
            dan leverage BTCUSDT 51x -> leverageOutOfRange
            dan buy 0.1 BTCUSDT @ 59000
            dan leverage BTCUSDT 20x -> hasOpenOrders
            dan cancel all
            dan leverage BTCUSDT 20x
            bob sell 0.2 BTCUSDT @ 60000
            dan buy 0.1 BTCUSDT @ 60000 post -> postOnlyWouldTake
            dan buy 0.2 BTCUSDT @ 60000
            dan trade buy 1 ETHUSDT @ 3000 bob
            dan buy 1 SOLUSDT @ 150 -> tooManyPositions
            dan account: im 900 mm 150 equity 10000
            """)
    }

    /// 10,000 and 60,000 of positions: 10,000 + (P - 60,000) / 2 of equity, P / 200 + 300 of maintenance margin at P.
    private static let longOfTwo =
        """
        insurance 100000 USDT
        dan deposit 10000 USDT
        dan trade buy 0.5 BTCUSDT @ 60000 bob
        dan trade buy 10 ETHUSDT @ 3000 bob
        dan buy 0.1 BTCUSDT @ 30000
        """

    @Test("Down its ladder: orders are cancelled at 2.5, the worst loss goes at 2, the next after 5,000 ms")
    func ladder() throws {
        var venue = try venueOfFour(Self.longOfTwo)
        venue.run(
            """
            ; 2.5 at 42,564.1025.., 2 at 42,040.8163..
            mark BTCUSDT 42564.11
            dan orders: open #5
            mark BTCUSDT 42564.1
            steps: kinds ordersCancelled
            dan orders: open none
            dan buy 0.001 BTCUSDT @ 42000 -> accountMayOnlyReduce
            mark BTCUSDT 42040.82
            steps: kinds none
            mark BTCUSDT 42040.81
            steps: kinds takenOver
            step 1: of dan symbol BTCUSDT size 0.5 equity 1020.405 mm 510.20405
            dan ETHUSDT: long 10
            venue: due 3605000
            time 3604999ms
            dan ETHUSDT: long 10
            time 3605000ms
            dan ETHUSDT: long 0
            dan USDT: wallet 0
            """)
    }

    @Test("It is encoded by its code, read back amid its liquidation, and goes on as it would have")
    func restored() throws {
        var venue = try venueOfFour(Self.longOfTwo)
        venue.run("mark BTCUSDT 42040.81\ndan ETHUSDT: long 10")
        let bytes = venue.engine.encoding
        var reader = ByteReader(bytes)
        var restored = try Engine(from: &reader, families: try Fourth.families())
        #expect(reader.isAtEnd)
        #expect(restored.digest() == venue.engine.digest())
        let dan = try venue.account("dan")
        _ = restored.apply(.advance(toMs: 3_604_999))
        #expect(restored.unified(dan).hasPositions)
        _ = restored.apply(.advance(toMs: 3_605_000))
        #expect(!restored.unified(dan).hasPositions)
        venue.run("time 3604999ms\ntime 3605000ms")
        #expect(restored.digest() == venue.engine.digest())
        #expect(throws: DecodingFailure.self) {
            var reader = ByteReader(bytes)
            _ = try Engine(from: &reader)
        }
    }

    @Test("Whoever does without it sees no difference: not a byte of the encoding changes")
    func unseen() throws {
        var engine = Engine(families: try Fourth.families())
        let standard = Scenario.busy()
        for command in standard.commands { _ = engine.apply(command) }
        #expect(engine.encoding == standard.engine.encoding)
    }
}
