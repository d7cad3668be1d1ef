extension Engine {
    /// The first law that the state breaks and how, in words; nil for a sound state.
    ///
    /// It walks through everything: tests ask after every command, a venue where it reads or writes all of the state
    /// anyway. What a single trade can tell by itself is looked at there, see `State.distrust`.
    public func brokenLaw() -> String? { state.brokenInvariant ?? state.brokenLaw() }
}

extension Engine {
    /// How many rows the state has: a walk through it takes that many steps.
    public var rowCount: Int {
        Int(state.marginAccounts.count) + Int(state.holdings.count) + Int(state.orders.count) + Int(state.levels.count)
    }
}

extension State {
    fileprivate func brokenLaw() -> String? {
        for law in Law.all {
            if let violation = law.violation(self) { return "\(law.name): \(violation)" }
        }
        return nil
    }

    /// Notes that something is as it cannot be: a defect of our own. The command goes on, since nothing after the last
    /// guard can fail; whoever runs the engine then halts. Only the first reason is kept.
    mutating func distrust(_ reason: String) { brokenInvariant = brokenInvariant ?? reason }

    /// Looks at a holding that a fill has just changed.
    mutating func check(_ handle: Handle<Holding>) {
        for side in PositionSide.allCases where holdings[handle][side].isBelowNothing {
            distrust("the \(side) position of holding \(handle.index) is below nothing")
        }
    }
}

extension Position {
    /// True when more was closed than was open.
    var isBelowNothing: Bool { size < .zero || entryValue < .zero }
}

extension Money {
    /// True for an amount that a wallet or a sum over a venue's life may come to.
    var isWithinSumBound: Bool { -Bounds.sum < units && units < Bounds.sum }
}

extension Value {
    /// True for a sum of values over a venue's life.
    var isWithinSumBound: Bool { -Bounds.sumOfValues < units && units < Bounds.sumOfValues }
}

// What laws walk along.

extension Table {
    /// The places of all rows, freed ones included.
    var handles: some RandomAccessCollection<Handle<Row>> { (0..<count).lazy.map { Handle<Row>(index: $0) } }

    /// True for the place of a row, freed or not.
    func contains(_ handle: Handle<Row>) -> Bool { (0..<count).contains(handle.index) }

    /// The rows that a chain leads through; nil when it leads outside the table or in a circle.
    func chain(from first: Handle<Row>, by next: (Row) -> Handle<Row>) -> [Handle<Row>]? {
        var chain: [Handle<Row>] = []
        var handle = first
        while !handle.isNone {
            guard contains(handle), chain.count < count else { return nil }
            chain.append(handle)
            handle = next(self[handle])
        }
        return chain
    }
}

extension State {
    var marginAccountIDs: some Sequence<MarginAccountID> {
        (0..<marginAccounts.count).lazy.map { MarginAccountID(index: $0) }
    }

    /// The levels on a side of a book, the best first.
    func levels(_ instrument: InstrumentID, _ side: Side) -> [Handle<Level>] {
        levels.chain(from: best(instrument, side)) { $0.worse } ?? []
    }

    /// The orders at a level, the oldest first.
    func orders(at level: Handle<Level>) -> [Handle<Order>] {
        orders.chain(from: levels[level].first) { $0.nextAtLevel } ?? []
    }

    /// All orders in the books.
    func restingOrders() -> [Handle<Order>] {
        var all: [Handle<Order>] = []
        for id in instrumentIDs {
            for side in [Side.buy, .sell] { for level in levels(id, side) { all += orders(at: level) } }
        }
        return all
    }

    /// All conditional orders that wait.
    func waitingOrders() -> [Handle<Order>] {
        instrumentIDs.flatMap { orders.chain(from: self[$0].newestConditional) { $0.nextAtLevel } ?? [] }
    }
}
