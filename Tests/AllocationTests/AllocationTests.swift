import AllocationCounter
import EngineSupport
import MarginEngine
import Testing

/// A command of a margin desk is small and frequent: in the steady state it asks the heap for nothing. A count is exact
/// and the same on every machine, where a time is neither.
@Suite(.serialized)
struct AllocationTests {
    @Test("The counter counts")
    func counter() {
        let before = allocation_count()
        let array = [UInt8](repeating: 1, count: Int.random(in: 4_096...8_192))
        #expect(allocation_count() > before)
        #expect(array.count >= 4_096)
    }

    @Test("Switching the account's margin mode allocates nothing")
    func marginMode() {
        var venue = Venue()
        let modes = [
            Command.setAccountMarginMode(venue.unified, .isolated), .setAccountMarginMode(venue.unified, .cross),
        ]
        let allocations = venue.allocations(of: modes)
        #expect(allocations == 0)
    }

    @Test("Placing and cancelling an order allocates nothing")
    func placeAndCancel() {
        var venue = Venue()
        let order = venue.order(venue.unified, .buy, .limit, price: 55_000)
        let allocations = venue.allocations { engine in
            guard case .placed(let id) = engine.apply(.placeOrder(order)) else { return false }
            return engine.apply(.cancelOrder(order.marginAccount, id)) == .accepted
        }
        #expect(allocations == 0)
    }

    @Test("A trade between two accounts allocates nothing")
    func match() {
        var venue = Venue()
        let pairs = [
            (venue.order(venue.symbolwise, .sell, .limit, price: 60_000), venue.order(venue.unified, .buy, .market)),
            (venue.order(venue.unified, .sell, .limit, price: 60_000), venue.order(venue.symbolwise, .buy, .market)),
        ]
        let allocations = venue.allocations { engine in
            for (resting, taking) in pairs {
                guard case .placed = engine.apply(.placeOrder(resting)),
                    case .placed = engine.apply(.placeOrder(taking))
                else { return false }
            }
            return true
        }
        #expect(allocations == 0)
    }

    @Test("Taking outcomes and events into a digest allocates nothing")
    func digest() {
        var venue = Venue()
        let order = venue.order(venue.unified, .buy, .limit, price: 55_000)
        var digest = Digest()
        let allocations = venue.allocations { engine in
            let outcome = engine.apply(.placeOrder(order))
            outcome.encode(to: &digest)
            for event in engine.events { event.encode(to: &digest) }
            guard case .placed(let id) = outcome else { return false }
            return engine.apply(.cancelOrder(order.marginAccount, id)) == .accepted
        }
        #expect(allocations == 0)
    }

    @Test("Adding to and taking from a position's margin allocates nothing")
    func adjustMargin() {
        var venue = Venue()
        let one = Money(units: 100_000_000)
        let isIsolated = venue.isolatePosition()
        #expect(isIsolated)
        let commands = [
            Command.adjustMargin(venue.symbolwise, venue.instrument, .long, one),
            .adjustMargin(venue.symbolwise, venue.instrument, .long, -one),
        ]
        let allocations = venue.allocations(of: commands)
        #expect(allocations == 0)
    }
}

/// The events of prices, funding and the market are told for nothing, too.
extension AllocationTests {
    @Test("Setting prices and a funding rate allocates nothing")
    func market() {
        var venue = Venue()
        let isIsolated = venue.isolatePosition()
        #expect(isIsolated)
        let commands = [Int64(60_010), 60_000].flatMap { mark -> [Command] in
            let price = Price(units: mark * 100_000_000)
            return [
                .setPrices(venue.instrument, mark: price, index: price),
                .setFundingRate(venue.instrument, Rate(units: mark)),
            ]
        }
        let allocations = venue.allocations(of: commands)
        #expect(allocations == 0)
    }

    @Test("Passing a funding instant allocates nothing")
    func funding() {
        var venue = Venue()
        let isIsolated = venue.isolatePosition()
        #expect(isIsolated)
        let allocations = venue.allocations { engine in
            engine.apply(.advance(toMs: engine.timeMs + 28_800_000)) == .accepted
        }
        #expect(allocations == 0)
    }
}

/// A venue with one instrument, a unified Bybit account and a Bitget account.
private struct Venue: ~Copyable {
    var engine: Engine
    let instrument = InstrumentID(index: 0)
    let unified: MarginAccountID
    let symbolwise: MarginAccountID

    init() {
        var engine = Engine()
        for command in Self.genesis { Self.apply(command, to: &engine) }
        unified = engine[AccountID(index: 1)].main
        symbolwise = engine[AccountID(index: 2)].main
        for account in [unified, symbolwise] {
            let deposit = Command.deposit(account, AssetID(index: 0), Money(units: 1_000_000 * 100_000_000))
            Self.apply(deposit, to: &engine)
        }
        Self.apply(.setPositionMode(symbolwise, .every(AssetID(index: 0)), .oneWay), to: &engine)
        self.engine = engine
    }

    private static func apply(_ command: Command, to engine: inout Engine) {
        let outcome = engine.apply(command)
        #expect(outcome == .accepted)
    }

    func order(
        _ account: MarginAccountID, _ side: Side, _ kind: OrderKind, price: Int64 = 0
    ) -> NewOrder {
        NewOrder(
            marginAccount: account, instrument: instrument, side: side, kind: kind,
            timeInForce: kind == .limit ? .goodTillCancelled : .immediateOrCancel,
            quantity: Quantity(units: 10_000_000), price: Price(units: price * 100_000_000))
    }

    /// Gives the Bitget account an isolated long position.
    mutating func isolatePosition() -> Bool {
        guard engine.apply(.setSymbolMarginMode(symbolwise, instrument, .isolated, leverage: nil)) == .accepted,
            case .placed = engine.apply(.placeOrder(order(unified, .sell, .limit, price: 60_000))),
            case .placed = engine.apply(.placeOrder(order(symbolwise, .buy, .market)))
        else { return false }
        return true
    }

    /// How often 1,000 rounds of commands ask the heap, after 1,000 rounds that may.
    mutating func allocations(of commands: [Command]) -> Int {
        allocations { engine in commands.allSatisfy { engine.apply($0) == .accepted } }
    }

    mutating func allocations(_ round: (inout Engine) -> Bool) -> Int {
        for _ in 0..<1_000 where !round(&engine) { return -1 }
        let before = allocation_count()
        for _ in 0..<1_000 where !round(&engine) { return -1 }
        return allocation_count() - before
    }

    private static var genesis: [Command] {
        [
            .advance(toMs: 1_700_000_000_000),
            .listAsset("USDT", collateral: []),
            .listInstrument(
                .linear("BTCUSDT", "BTC") {
                    $0.markStep = $0.tick
                    $0.maxLimitQuantity = Quantity(units: 100_000_000_000)
                    $0.priceLimitRatio = Rate(units: 10_000_000)
                    $0.fundingRateCap = Rate(units: 375_000)
                    $0.fundingRate = Rate(units: 10_000)
                }),
            .setContractTerms(terms(.bybit)),
            .setContractTerms(terms(.bitget)),
            .openAccount(uid: 1, family: .bybit, generation: .uta2),
            .openAccount(uid: 2, family: .bitget, generation: .only),
        ]
    }

    private static func terms(_ family: AccountFamily) -> ContractTermsDefinition {
        ContractTermsDefinition(
            symbol: "BTCUSDT", family: family, takerFee: Rate(units: 55_000), makerFee: Rate(units: 20_000),
            defaultLeverage: Leverage(10), maxLeverage: Leverage(100),
            tiers: [
                RiskTierDefinition(
                    limit: Money(units: 100_000_000 * 100_000_000), maintenanceRate: Rate(units: 500_000),
                    maxLeverage: Leverage(100))
            ])
    }
}
