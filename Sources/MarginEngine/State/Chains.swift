// Rows are chained by handles. Every walk along a chain is here; each reads where it goes on before it calls its body,
// so that the body may take the row out of the chain.

extension State {
    /// All assets, in the order of listing.
    package var assetIDs: LazyMapSequence<Range<UInt8>, AssetID> {
        (0..<UInt8(truncatingIfNeeded: assets.count)).lazy.map { AssetID(index: $0) }
    }

    /// All instruments, in the order of listing.
    var instrumentIDs: LazyMapSequence<Range<UInt16>, InstrumentID> {
        (0..<UInt16(truncatingIfNeeded: instruments.count)).lazy.map { InstrumentID(index: $0) }
    }

    /// Calls `body` for each holding of a margin account, the newest first.
    func forEachHolding(of account: MarginAccountID, _ body: (Handle<Holding>, Holding) -> Void) {
        var handle = self[account].newestHolding
        while !handle.isNone {
            let holding = holdings[handle]
            body(handle, holding)
            handle = holding.older
        }
    }

    /// True when any holding of a margin account satisfies the condition.
    package func anyHolding(of account: MarginAccountID, _ condition: (Holding) -> Bool) -> Bool {
        var handle = self[account].newestHolding
        while !handle.isNone {
            let holding = holdings[handle]
            if condition(holding) { return true }
            handle = holding.older
        }
        return false
    }

    /// Calls `body` for each resting order of a holding and side, the best price first.
    func forEachOrder(of holding: Holding, _ side: Side, _ body: (Handle<Order>, Order) -> Void) {
        var handle = holding.bestOrder(side)
        while !handle.isNone {
            let order = orders[handle]
            body(handle, order)
            handle = order.nextInHolding
        }
    }

    /// Calls `body` for each conditional order of a holding, the newest first.
    func forEachConditional(of holding: Holding, _ body: (Handle<Order>, Order) -> Void) {
        var handle = holding.newestConditional
        while !handle.isNone {
            let order = orders[handle]
            body(handle, order)
            handle = order.nextInHolding
        }
    }
}

extension State {
    /// Calls `body` for each holding of an instrument that has a position, in the order of their first use.
    func forEachHolder(of instrument: InstrumentID, _ body: (Handle<Holding>) -> Void) {
        holders.forEach(in: self[sequencesOf: instrument].holders, body)
    }
}

extension Engine {
    /// Calls `body` for each holding of an instrument that has a position, in the order of their first use; it may
    /// change all but which have one.
    mutating func forEachHolder(of instrument: InstrumentID, _ body: (inout Engine, Handle<Holding>) -> Void) {
        let root = state[sequencesOf: instrument].holders
        var last = OrderedRows<Holding>.Key.least
        while let handle = state.holders.first(above: last, in: root) {
            last = OrderedRows<Holding>.Key(amount: Int64(handle.index), number: 0)
            body(&self, handle)
        }
    }

    /// Calls `body` for each holding of a margin account, the newest first; it may change all but what is in the chain.
    mutating func forEachHolding(of account: MarginAccountID, _ body: (inout Engine, Handle<Holding>) -> Void) {
        var handle = state[account].newestHolding
        while !handle.isNone {
            let older = state.holdings[handle].older
            body(&self, handle)
            handle = older
        }
    }

    /// Calls `body` for each resting order of a holding and side, the best price first; it may end that order.
    mutating func forEachOrder(
        of holding: Handle<Holding>, _ side: Side, _ body: (inout Engine, Handle<Order>) -> Void
    ) {
        var handle = state.holdings[holding].bestOrder(side)
        while !handle.isNone {
            let next = state.orders[handle].nextInHolding
            body(&self, handle)
            handle = next
        }
    }

    /// Calls `body` for each conditional order of a holding, the newest first; it may end that order.
    mutating func forEachConditional(
        of holding: Handle<Holding>, _ body: (inout Engine, Handle<Order>) -> Void
    ) {
        var handle = state.holdings[holding].newestConditional
        while !handle.isNone {
            let next = state.orders[handle].nextInHolding
            body(&self, handle)
            handle = next
        }
    }
}

extension Holding {
    /// The resting order of a side with the best price.
    func bestOrder(_ side: Side) -> Handle<Order> { side == .buy ? bestBuy : bestSell }
}
