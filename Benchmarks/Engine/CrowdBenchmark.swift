import MarginEngine

/// What a command costs in a venue of many: where it depends on how many there are, something is searched.
enum CrowdBenchmark {
    private static let sizes = [1_000, 16_000]

    /// Prints each figure for a small and a large crowd, and by how much the large one costs more.
    static func run() {
        print("engine, one thread, microseconds a command among \(sizes.map(String.init).joined(separator: " and "))")
        report("a price that endangers nobody") { size in
            var crowd = Crowd()
            guard crowd.open(accounts: size) else { return nil }
            return crowd.ticks(100)
        }
        report("a liquidation that deleverages") { size in
            var crowd = Crowd()
            guard crowd.open(accounts: size, isPaired: true) else { return nil }
            return crowd.crash()
        }
        report("an order behind all levels, cancelled") { size in
            var crowd = Crowd()
            guard crowd.rest(levels: size) else { return nil }
            return crowd.ordersAtTheEnd(1_000)
        }
        report("a trade beside conditional orders") { size in
            var crowd = Crowd()
            guard crowd.wait(conditionals: size) else { return nil }
            return crowd.trades(1_000)
        }
    }

    private static func report(_ name: String, _ microseconds: (Int) -> Double?) {
        let took = sizes.map { size -> Double in
            guard let found = microseconds(size) else {
                fatalError("benchmark: \(name) was not answered as it must be")
            }
            return found
        }
        let figures = took.map(hundredths).joined(separator: "  ")
        let name = name + String(repeating: " ", count: max(1, 42 - name.utf8.count))
        print("  \(name)\(figures)  (\(hundredths(took[1] / took[0])) times)")
    }

    private static func hundredths(_ figure: Double) -> String {
        let whole = Int(figure * 100)
        return "\(whole / 100).\(whole % 100 < 10 ? "0" : "")\(whole % 100)"
    }
}

/// Many accounts, orders or conditional orders in one book, beside a maker who can bear all of it.
private struct Crowd: ~Copyable {
    private var engine = Engine()
    private let instrument = InstrumentID(index: 0)
    private let maker: MarginAccountID
    private let taker: MarginAccountID
    private var accounts = 0

    init() {
        for command in BenchmarkVenue.genesis where engine.apply(command) != .accepted {
            fatalError("the venue was refused")
        }
        maker = engine[AccountID(index: 1)].main
        taker = engine[AccountID(index: 2)].main
        for account in [maker, taker] {
            let deposit = Command.deposit(account, AssetID(index: 0), Money(units: 1_000_000_000 * unitsInOne))
            guard engine.apply(deposit) == .accepted else { fatalError("the deposit was refused") }
        }
    }

    /// Accounts with a long position each, every second of them in isolated margin; one account is short for all of
    /// them, or each has its own on the other side.
    mutating func open(accounts: Int, isPaired: Bool = false) -> Bool {
        for number in 0..<accounts {
            guard let account = holder(number), let other = isPaired ? holder(accounts + number) : maker,
                engine.apply(.setAccountMarginMode(account, number % 2 == 0 ? .cross : .isolated)) == .accepted,
                place(other, .sell, 60_000), place(account, .buy, 60_000)
            else { return false }
        }
        self.accounts = accounts
        return engine[instrument].openInterest == Quantity(units: Int64(accounts) * 1_000_000)
    }

    /// Sell orders, each at a price of its own, from 60,001 on in steps of a tick.
    mutating func rest(levels: Int) -> Bool {
        for number in 0..<levels {
            guard let account = holder(number / 400),
                case .placed = engine.apply(.placeOrder(order(account, .sell, price(60_001, ticks: number))))
            else { return false }
        }
        return true
    }

    /// Orders of the maker that wait for a price far away.
    mutating func wait(conditionals: Int) -> Bool {
        for number in 0..<conditionals {
            guard let account = holder(number / 10) else { return false }
            var new = order(account, .buy, price(65_000, ticks: number))
            new.trigger = Trigger(price: price(65_000, ticks: number), kind: .last, direction: .rising)
            guard case .placed = engine.apply(.placeOrder(new)) else { return false }
        }
        return true
    }

    /// The account of a number, opened and endowed at its first use.
    private mutating func holder(_ number: Int) -> MarginAccountID? {
        let uid = UInt64(number + 10)
        if let account = engine.account(uid: uid) { return engine[account].main }
        guard engine.apply(.openAccount(uid: uid, family: .bybit, generation: .uta2)) == .accepted,
            let account = engine.account(uid: uid).map({ engine[$0].main }),
            engine.apply(.deposit(account, AssetID(index: 0), Money(units: 1_000_000 * unitsInOne))) == .accepted
        else { return nil }
        return account
    }

    mutating func ticks(_ count: Int) -> Double? {
        // The first looks at all who have changed.
        guard mark(60_001) else { return nil }
        return microseconds(count) { crowd, number in crowd.mark(60_000 + Int64(number % 2)) }
    }

    /// Every second account is liquidated into an empty fund, and an account on the other side is deleveraged for it.
    mutating func crash() -> Double? {
        let clock = ContinuousClock()
        let began = clock.now
        _ = mark(50_000)
        let took = clock.now - began
        let count = engine.events.count {
            if case .liquidation(let step) = $0 { step.kind == .deleveraged } else { false }
        }
        return count == accounts / 2 ? Self.microseconds(took) / Double(count) : nil
    }

    mutating func ordersAtTheEnd(_ count: Int) -> Double? {
        microseconds(2 * count) { crowd, number in
            guard number % 2 == 0 else { return true }
            let new = crowd.order(crowd.taker, .sell, crowd.price(65_000, ticks: number))
            guard case .placed(let id) = crowd.engine.apply(.placeOrder(new)) else { return false }
            return crowd.engine.apply(.cancelOrder(crowd.taker, id)) == .accepted
        }
    }

    mutating func trades(_ count: Int) -> Double? {
        microseconds(2 * count) { crowd, number in
            crowd.place(number % 2 == 0 ? crowd.maker : crowd.taker, number % 2 == 0 ? .sell : .buy, 60_000)
        }
    }

    private mutating func microseconds(_ count: Int, _ body: (inout Crowd, Int) -> Bool) -> Double? {
        let clock = ContinuousClock()
        let began = clock.now
        for number in 0..<count where !body(&self, number) { return nil }
        return Self.microseconds(clock.now - began) / Double(count)
    }

    private static func microseconds(_ duration: Duration) -> Double {
        let (seconds, attoseconds) = duration.components
        return Double(seconds) * 1e6 + Double(attoseconds) / 1e12
    }

    private mutating func mark(_ whole: Int64) -> Bool {
        let mark = price(whole)
        guard engine.apply(.setPrices(instrument, mark: mark, index: mark)) == .accepted else { return false }
        return !engine.events.contains { if case .liquidation = $0 { true } else { false } }
    }

    private mutating func place(_ account: MarginAccountID, _ side: Side, _ whole: Int64) -> Bool {
        if case .placed = engine.apply(.placeOrder(order(account, side, price(whole)))) { true } else { false }
    }

    private func order(_ account: MarginAccountID, _ side: Side, _ price: Price) -> NewOrder {
        NewOrder(
            marginAccount: account, instrument: instrument, side: side, kind: .limit, timeInForce: .goodTillCancelled,
            quantity: Quantity(units: 1_000_000), price: price)
    }

    private func price(_ whole: Int64, ticks: Int = 0) -> Price {
        Price(units: whole * 100_000_000 + Int64(ticks) * 10_000_000)
    }
}
