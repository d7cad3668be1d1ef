import MarginEngine

/// How many commands a second one thread of the engine takes. Each round asserts what it computed: a benchmark of
/// nonsense fails. The peer in the same run is a checked addition and a dictionary look-up per command: the least that
/// a toy engine would do.
@main
enum EngineBenchmark {
    static let rounds = 5
    static let commands = 1_000_000

    static func main() {
        print("engine, one thread, \(commands) commands a round, median of \(rounds) rounds")
        var venue = BenchmarkVenue()
        report("toy: look-up and addition") { venue.toy(commands) }
        report("set-margin-mode") { venue.switchModes(commands) }
        report("place and cancel") { venue.placeAndCancel(commands / 2) }
        report("match (one resting, one taking)") { venue.match(commands / 2) }
        if let law = venue.brokenLaw { fail(law) }
        CrowdBenchmark.run()
        print("no law is broken")
    }

    private static func report(_ name: String, _ body: () -> Bool) {
        var rates: [Double] = []
        for _ in 0..<rounds {
            let clock = ContinuousClock()
            let began = clock.now
            guard body() else { fail("\(name): a command was not answered as it must be") }
            let took = clock.now - began
            let (seconds, attoseconds) = took.components
            rates.append(Double(commands) / (Double(seconds) + Double(attoseconds) / 1e18))
        }
        rates.sort()
        let name = name + String(repeating: " ", count: max(1, 34 - name.utf8.count))
        print("  \(name)\(Int(rates[rounds / 2])) commands/s (\(Int(rates[0])) to \(Int(rates[rounds - 1])))")
    }

    private static func fail(_ reason: String) -> Never {
        fatalError("benchmark: \(reason)")
    }
}

/// Two accounts in one book.
struct BenchmarkVenue: ~Copyable {
    private var engine = Engine()
    private let instrument = InstrumentID(index: 0)
    private let first: MarginAccountID
    private let second: MarginAccountID
    private var toyBalances: [UInt64: Int128] = [1: 0, 2: 0]

    init() {
        var engine = Engine()
        for command in Self.genesis where engine.apply(command) != .accepted { fatalError("the venue was refused") }
        first = engine[AccountID(index: 1)].main
        second = engine[AccountID(index: 2)].main
        for account in [first, second] {
            let deposit = Command.deposit(account, AssetID(index: 0), Money(units: 1_000_000_000 * unitsInOne))
            if engine.apply(deposit) != .accepted { fatalError("the deposit was refused") }
        }
        self.engine = engine
    }

    mutating func toy(_ commands: Int) -> Bool {
        for number in 0..<commands {
            let key: UInt64 = number & 1 == 0 ? 1 : 2
            guard let balance = toyBalances[key] else { return false }
            toyBalances[key] = balance.addingReportingOverflow(1).partialValue
        }
        return true
    }

    mutating func switchModes(_ commands: Int) -> Bool {
        for number in 0..<commands {
            let mode: MarginMode = number & 1 == 0 ? .isolated : .cross
            guard engine.apply(.setAccountMarginMode(first, mode)) == .accepted else { return false }
        }
        return engine.mode(of: first) == .cross
    }

    mutating func placeAndCancel(_ pairs: Int) -> Bool {
        let order = limit(first, .buy, 55_000)
        for _ in 0..<pairs {
            guard case .placed(let id) = engine.apply(.placeOrder(order)),
                engine.apply(.cancelOrder(first, id)) == .accepted
            else { return false }
        }
        return engine.openOrders(of: first).isEmpty
    }

    mutating func match(_ pairs: Int) -> Bool {
        for number in 0..<pairs {
            let (seller, buyer) = number & 1 == 0 ? (first, second) : (second, first)
            var taking = limit(buyer, .buy, 60_000)
            taking.timeInForce = .immediateOrCancel
            guard case .placed = engine.apply(.placeOrder(limit(seller, .sell, 60_000))),
                case .placed = engine.apply(.placeOrder(taking))
            else { return false }
        }
        return engine[instrument].openInterest == .zero
    }

    /// What is wrong with the state, if anything.
    var brokenLaw: String? { engine.brokenLaw() }

    private func limit(_ account: MarginAccountID, _ side: Side, _ price: Int64) -> NewOrder {
        NewOrder(
            marginAccount: account, instrument: instrument, side: side, kind: .limit, timeInForce: .goodTillCancelled,
            quantity: Quantity(units: 1_000_000), price: Price(units: price * 100_000_000))
    }

    static var genesis: [Command] {
        [
            .advance(toMs: 1_700_000_000_000),
            .listAsset("USDT", collateral: []),
            .listInstrument(
                InstrumentDefinition(
                    symbol: "BTCUSDT", payoff: .linear, base: "BTC", quote: "USDT", settle: "USDT",
                    tick: Price(units: 10_000_000), markStep: Price(units: 10_000_000), step: Quantity(units: 100_000),
                    minPrice: Price(units: 10_000_000), maxPrice: Price(units: 1_000_000 * 100_000_000),
                    minQuantity: Quantity(units: 100_000), maxLimitQuantity: Quantity(units: 100_000_000_000),
                    maxMarketQuantity: Quantity(units: 50_000_000_000), minNotional: Money(units: 500_000_000),
                    maxOpenInterest: Quantity(units: 1_000_000_000_000), priceLimitRatio: Rate(units: 10_000_000),
                    fundingIntervalMs: 28_800_000, fundingRateCap: Rate(units: 375_000),
                    fundingRate: Rate(units: 10_000), startPrice: Price(units: 60_000 * 100_000_000), bookOnly: true)),
            .setContractTerms(
                ContractTermsDefinition(
                    symbol: "BTCUSDT", family: .bybit, takerFee: Rate(units: 55_000), makerFee: Rate(units: 20_000),
                    defaultLeverage: Leverage(10), maxLeverage: Leverage(100),
                    tiers: [
                        RiskTierDefinition(
                            limit: Money(units: 2_000_000 * 100_000_000), maintenanceRate: Rate(units: 500_000),
                            maxLeverage: Leverage(100)),
                        RiskTierDefinition(
                            limit: Money(units: 100_000_000 * 100_000_000), maintenanceRate: Rate(units: 1_000_000),
                            maxLeverage: Leverage(50)),
                    ])),
            .openAccount(uid: 1, family: .bybit, generation: .uta2),
            .openAccount(uid: 2, family: .bybit, generation: .uta2),
        ]
    }
}
