import MarginEngine
import Testing

/// Every law is broken on purpose, and found: `Law.all`.
@Suite struct InvariantsTests {
    /// Who and what is in the venue.
    struct Cast {
        let ann: MarginAccountID
        let cy: MarginAccountID
        let btcusdt: InstrumentID
        let solusdt: InstrumentID
        let usdt: AssetID
        let eth: AssetID
        let fund: MarginAccountID
        let annsFunding: MarginAccountID

        init(_ scenario: borrowing Scenario) throws {
            ann = try scenario.account("ann")
            cy = try scenario.account("cy")
            btcusdt = try scenario.instrument("BTCUSDT")
            solusdt = try scenario.instrument("SOLUSDT")
            usdt = try scenario.asset("USDT")
            eth = try scenario.asset("ETH")
            fund = scenario.engine.insurance
            annsFunding = try scenario.account("ann.funding")
        }
    }

    /// A way to break a law.
    struct Break: Sendable, CustomTestStringConvertible {
        let law: String
        let state: @Sendable (inout State, Cast) throws -> Void
        var testDescription: String { law }

        init(_ law: String, _ state: @escaping @Sendable (inout State, Cast) throws -> Void) {
            self.law = law
            self.state = state
        }
    }

    /// Positions on both sides of one symbol in hedge mode, orders of all kinds at one price and at several.
    private static func venue() -> Scenario {
        var scenario = Scenario.busy()
        scenario.run(
            """
            cy trade sell 0.2 BTCUSDT @ 60100 bob to-short
            ann buy 0.1 BTCUSDT @ 59000
            ann buy 0.1 BTCUSDT @ 58000
            ann buy 1 BTCUSDT market when=mark>61000
            ann stops BTCUSDT long tp=mark:62000
            mark BTCUSDT 60000.01
            """)
        return scenario
    }

    private static let links = [
        Break("assets are found by name") { state, _ in state.assetIndex.removeAll() },
        Break("instruments are found by symbol") { state, _ in state.symbolIndex.removeAll() },
        Break("accounts are found by number") { state, _ in state.uidIndex.removeAll() },
        Break("margin accounts belong to an account") { state, cast in state[cast.ann] = state[cast.cy] },
        Break("holdings are found by account and instrument") { state, _ in state.holdingIndex.removeAll() },
        Break("a margin account's holdings are in its chain") { state, cast in
            state[cast.ann].newestHolding = .none
        },
        Break("levels are in order of price") { state, cast in
            let best = state[cast.btcusdt].bestBid
            state.levels[best].worse = best
        },
        Break("orders stand in line at their level") { state, cast in
            let oldest = state.levels[state[cast.btcusdt].bestBid].first
            state.orders[oldest].previousAtLevel = oldest
        },
        Break("a holding has its resting orders, the best first") { state, cast in
            state.holdings[try holding(state, cast.ann, cast.btcusdt)].orderCount += 1
        },
        Break("a holding has its conditional orders") { state, cast in
            state.holdings[try holding(state, cast.ann, cast.btcusdt)].conditionalCount += 1
        },
        Break("orders are found by number") { state, _ in state.orderIndex.removeAll() },
        Break("orders are found by their client's name") { state, _ in state.clientOrderIndex.removeAll() },
        Break("a row is in use or free") { state, cast in
            let resting = state.levels[state[cast.btcusdt].bestBid].first
            _ = state.orders.add(state.orders[resting])
        },
    ]

    private static let sequences = [
        Break("holders of an instrument are found") { state, cast in
            state[sequencesOf: cast.btcusdt].holders = .none
        },
        Break("due liquidations are found by time") { state, cast in
            state[cast.cy].liquidationDueMs = state.nextDueMs
        },
        Break("alarms are found by price") { state, cast in
            state[sequencesOf: cast.btcusdt].alarms = state[sequencesOf: cast.solusdt].alarms
        },
        Break("who has alarms is above the maintenance margin") { state, cast in
            state[cast.fund, cast.usdt].wallet += state[cast.cy, cast.usdt].wallet
            state[cast.cy, cast.usdt].wallet = .zero
        },
        Break("levels are found by price") { state, cast in
            state[sequencesOf: cast.btcusdt].bids = .none
        },
        Break("conditional orders are found by their trigger") { state, cast in
            state[sequencesOf: cast.btcusdt][.mark, .rising] = .none
        },
        Break("orders that trail a price are found by what moves them") { state, cast in
            state[sequencesOf: cast.btcusdt][.last, closing: .long] = state[sequencesOf: cast.btcusdt][.mark, .rising]
        },
    ]

    private static let books = [
        Break("a resting order is open and has something left") { state, cast in
            let resting = state.levels[state[cast.btcusdt].bestBid].first
            state.orders[resting].filled = state.orders[resting].quantity
        },
        Break("a level shows what its orders have left") { state, cast in
            state.levels[state[cast.btcusdt].bestBid].quantity += Quantity(units: 1)
        },
        Break("a book is not crossed") { state, cast in
            var quote = state.orders[state.levels[state[cast.solusdt].bestBid].first]
            quote.price = Price(units: 300_00000000)
            state.rest(state.orders.add(quote))
        },
        Break("an instrument knows what rests") { state, cast in
            state[cast.btcusdt].restingQuantity += Quantity(units: 1)
        },
        Break("a margin account knows how many orders it has") { state, cast in state[cast.ann].openOrders -= 1 },
    ]

    private static let positions = [
        Break("as much is long as short, and that is the open interest") { state, cast in
            state[cast.btcusdt].openInterest -= state[cast.btcusdt].step
        },
        Break("a position is not below nothing") { state, cast in
            state.holdings[try holding(state, cast.ann, cast.btcusdt)].long.entryValue = Value(units: -1)
        },
        Break("a closed position keeps nothing") { state, cast in
            state.holdings[try holding(state, cast.ann, cast.btcusdt)].short.margin = Money(units: 1)
        },
        Break("a change of a position has its number") { state, cast in
            state.holdings[try holding(state, cast.ann, cast.btcusdt)].long.sequence = .max
        },
        Break("a size is a whole number of steps") { state, cast in
            let handle = try holding(state, cast.cy, cast.btcusdt)
            state.holdings[handle].long.size += Quantity(units: 1)
            state.holdings[handle].short.size += Quantity(units: 1)
            state[cast.btcusdt].openInterest += Quantity(units: 1)
        },
        Break("one-way mode has one side") { state, cast in
            state.holdings[try holding(state, cast.cy, cast.btcusdt)].positionMode = .oneWay
        },
        Break("leverage is above zero") { state, cast in
            state.holdings[try holding(state, cast.ann, cast.btcusdt)].crossLeverage = Leverage(0)
        },
        Break("only isolated positions have margin") { state, cast in
            state.holdings[try holding(state, cast.ann, cast.btcusdt)].long.margin = Money(units: 1)
        },
        Break("prices and rates are within their range") { state, cast in state[cast.btcusdt].mark = .zero },
        Break("what is due next is known") { state, _ in state.nextDueMs += 1 },
    ]

    private static let money = [
        Break("no sum leaves its bounds") { state, cast in state[cast.ann, cast.usdt].wallet = Money(units: .max) },
        Break("money is conserved") { state, cast in state[cast.ann, cast.usdt].wallet += Money(units: 1) },
        Break("the rounding account is not below zero") { state, cast in
            let moved = state[cast.usdt].rounding.rounded(.down) + Money(units: 1)
            state[cast.usdt].rounding -= Value(moved)
            state[cast.usdt].fees += moved
        },
        Break("no loss is borne twice") { state, cast in
            state[cast.usdt].socialisedLoss -= Money(units: 1)
            state[cast.usdt].netDeposits += Money(units: 1)
        },
        Break("a funding wallet trades nothing and owes nothing") { state, cast in
            state[cast.annsFunding, cast.usdt].wallet -= Money(units: 1)
            state[cast.ann, cast.usdt].wallet += Money(units: 1)
        },
        Break("a fund that holds nothing owes nothing") { state, cast in
            state[cast.fund, cast.eth].wallet -= Money(units: 1)
            state[cast.eth].fees += Money(units: 1)
        },
    ]

    private static let breaks = links + books + positions + money + sequences

    private static func holding(
        _ state: borrowing State, _ account: MarginAccountID, _ instrument: InstrumentID
    ) throws -> Handle<Holding> {
        guard let handle = state.holdingHandle(account, instrument) else { throw Misread("no such holding") }
        return handle
    }

    @Test("Each law is found to be broken by what breaks it, and by nothing else", arguments: breaks)
    func eachLaw(_ broken: Break) throws {
        var venue = Self.venue()
        let cast = try Cast(venue)
        let before = venue.engine.brokenLaw()
        #expect(before == nil)
        try broken.state(&venue.engine.state, cast)
        let found = venue.engine.brokenLaw() ?? "nothing"
        #expect(found.hasPrefix(broken.law + ": "), "\(found)")
    }

    @Test("An amount that does not fit traps nowhere, is told at once, and found by the laws")
    func saturation() throws {
        var venue = Self.venue()
        let cast = try Cast(venue)
        venue.engine.state[cast.ann, cast.usdt].wallet = Money(units: .max)
        for text in ["deposit 10000000000 USDT", "sell 0.5 BTCUSDT market", "mode isolated", "cancel all"] {
            _ = venue.apply(try venue.command(["ann"] + text.split(separator: " ").map(String.init)))
        }
        let ann = venue.engine.unified(cast.ann)
        #expect(ann.totalEquity > .zero)
        let told = venue.engine.brokenInvariant
        #expect(told == "the wallet of account \(cast.ann.index) is out of bounds")
        let found = venue.engine.brokenLaw()
        #expect(found == told)
    }

    /// What a trade notices by itself.
    private static let noticed = [
        Break("less than nothing rests at 59500") { state, cast in
            state.levels[state[cast.btcusdt].bestBid].quantity = .zero
        },
        Break("the long position of holding") { state, cast in
            state.holdings[try holding(state, cast.ann, cast.btcusdt)].long.entryValue = Value(units: -100_000_000_000)
        },
    ]

    @Test("What a trade finds that cannot be is told at once", arguments: noticed)
    func localChecks(_ broken: Break) throws {
        var venue = Self.venue()
        let cast = try Cast(venue)
        try broken.state(&venue.engine.state, cast)
        _ = venue.apply(try venue.command(["ann", "sell", "0.05", "BTCUSDT", "market"]))
        let told = venue.engine.brokenInvariant ?? "nothing"
        #expect(told.hasPrefix(broken.law), "\(told)")
    }

    @Test("There is no law that nothing here breaks")
    func allLaws() {
        #expect(Self.breaks.map { $0.law } == Law.all.map { $0.name })
    }
}
