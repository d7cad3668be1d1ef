extension Engine {
    /// The engine that `encode(to:)` put; it goes on exactly as that one does. Throws for whatever is no encoding of a
    /// state, however it came about.
    public init(from source: inout some WordSource) throws(DecodingFailure) {
        try self.init(from: &source, families: .standard)
    }

    /// The same of an engine with these account families.
    package init(from source: inout some WordSource, families: Families) throws(DecodingFailure) {
        var reading = Reading(source)
        var state = State(families: families)
        state.openHouse()
        try state.restore(from: &reading)
        source = reading.source
        // What follows from the rest was put, too (counts, sums, dates), and was made anew instead of being read. A
        // state that would not be put exactly so is therefore not the one that was.
        var digest = Digest()
        state.encode(to: &digest)
        guard digest == reading.digest else { throw DecodingFailure() }
        self.init(state)
    }
}

/// Words on their way, and their digest.
private struct Reading<Source: WordSource>: WordSource {
    private(set) var source: Source
    private(set) var digest = Digest()

    init(_ source: Source) { self.source = source }

    mutating func word() throws(DecodingFailure) -> UInt64 {
        let word = try source.word()
        digest.put(word)
        return word
    }
}

extension State {
    /// Reads everything into a state that has nothing but the venue's own account.
    fileprivate mutating func restore(from source: inout some WordSource) throws(DecodingFailure) {
        guard try source.word() == Self.encodingVersion else { throw DecodingFailure() }
        timeMs = try source.timeMs(nil)
        _ = try Int64(from: &source)
        lastOrder = try source.counter(nil)
        lastTrade = try source.counter(nil)
        lastChange = try source.counter(nil)
        for _ in 0..<(try source.word()) { try restoreAsset(from: &source) }
        for _ in 0..<(try source.word()) { try restoreInstrument(from: &source) }
        try restoreIndexInstruments(from: &source)
        for _ in 0..<(try source.word()) {
            let base = try String(from: &source)
            guard set(try PortfolioTerms(from: &source), of: base) == nil else { throw DecodingFailure() }
        }
        for _ in 0..<(try source.word()) {
            let asset: AssetID = try source.read()
            guard set(try LoanTerms(from: &source), of: asset) == nil else { throw DecodingFailure() }
        }
        try restoreAccounts(from: &source)
        for _ in 0..<(try source.word()) { try restoreHolding(from: &source) }
        for index in 0..<instruments.count {
            let id = InstrumentID(index: UInt16(truncatingIfNeeded: index))
            try restoreBook(id, .buy, from: &source)
            try restoreBook(id, .sell, from: &source)
            try restoreConditionals(id, from: &source)
            self[id].bookVersion = try source.counter(nil)
        }
    }

    private mutating func restoreAsset(from source: inout some WordSource) throws(DecodingFailure) {
        let name = try InlineText(from: &source).text
        let steps = try [CollateralTier](from: &source).map {
            CollateralStep(limit: $0.limit.units == .max ? nil : $0.limit, ratio: $0.ratio)
        }
        guard list(name, steps) == nil else { throw DecodingFailure() }
        let handle = Handle<Asset>(index: assets.count - 1)
        assets[handle].fees = try source.sum(nil)
        assets[handle].socialisedLoss = try source.sum(nil)
        assets[handle].rounding = try source.sum(nil)
        assets[handle].netDeposits = try source.sum(nil)
        assets[handle].collateralLimit = try source.read()
    }

    private mutating func restoreInstrument(from source: inout some WordSource) throws(DecodingFailure) {
        let definition = try InstrumentDefinition(from: &source)
        guard list(definition) == nil else { throw DecodingFailure() }
        let handle = Handle<Instrument>(index: instruments.count - 1)
        let prices = instruments[handle].minPrice...instruments[handle].maxPrice
        instruments[handle].index = try source.read()
        instruments[handle].last = try source.read()
        guard prices.contains(instruments[handle].index), prices.contains(instruments[handle].last) else {
            throw DecodingFailure()
        }
        for _ in 0..<3 { _ = try Int64(from: &source) }
        for _ in 0..<(try source.word()) {
            let terms = try ContractTermsDefinition(coding: nil, of: definition.symbol, by: &source)
            guard set(terms) == nil else { throw DecodingFailure() }
        }
    }

    private mutating func restoreIndexInstruments(from source: inout some WordSource) throws(DecodingFailure) {
        for index in 0..<assets.count {
            let instrument: InstrumentID? = try source.read()
            guard instrument.map({ exists($0) }) ?? true else { throw DecodingFailure() }
            assets[Handle(index: index)].indexInstrument = instrument
        }
    }

    private mutating func restoreAccounts(from source: inout some WordSource) throws(DecodingFailure) {
        let count = try source.word()
        guard count >= 1 else { throw DecodingFailure() }
        for _ in 1..<count {
            guard openAccount(try source.read(), try source.read(), try source.read()) == nil else {
                throw DecodingFailure()
            }
            try restoreKind(Handle(index: accounts.count - 1), from: &source)
        }
        for index in 0..<marginAccounts.count { try restoreMarginAccount(Handle(index: index), from: &source) }
    }

    private mutating func restoreKind(
        _ handle: Handle<Account>, from source: inout some WordSource
    ) throws(DecodingFailure) {
        accounts[handle].kind = try source.read()
        guard accounts[handle].kind == .standard || families[accounts[handle].family].copyTrading != nil else {
            throw DecodingFailure()
        }
    }

    private mutating func restoreMarginAccount(
        _ handle: Handle<MarginAccount>, from source: inout some WordSource
    ) throws(DecodingFailure) {
        let opened = marginAccounts[handle]
        marginAccounts[handle].regime = try source.read()
        marginAccounts[handle].mode = try source.read()
        let row = marginAccounts[handle]
        let family = families[row.family]
        guard row.mode != .portfolio || (family.offersPortfolio && row.regime == .unified),
            row.regime == opened.regime || (family.offersUnion && row.mode == .cross && !row.isFunding)
        else { throw DecodingFailure() }
        for _ in 0..<2 { _ = try Int64(from: &source) }
        marginAccounts[handle].mayOnlyReduce = try source.read()
        try restoreDueLiquidation(MarginAccountID(index: handle.index), family.ladder, from: &source)
        for number in 0..<assets.count {
            balances[Handle(index: row.firstBalance.index + number)] = try source.read()
        }
    }

    private mutating func restoreDueLiquidation(
        _ account: MarginAccountID, _ ladder: StatusLadder?, from source: inout some WordSource
    ) throws(DecodingFailure) {
        let dueMs: Int64 = try source.read()
        guard dueMs != 0 else { return }
        guard let ladder, dueMs > timeMs, dueMs - timeMs <= ladder.intervalMs else { throw DecodingFailure() }
        setLiquidationDue(of: account, atMs: dueMs)
    }

    private mutating func restoreHolding(from source: inout some WordSource) throws(DecodingFailure) {
        var row = try Holding(from: &source)
        guard exists(row.marginAccount), exists(row.instrument),
            holdingHandle(row.marginAccount, row.instrument) == nil,
            row.long.sequence <= lastChange, row.short.sequence <= lastChange
        else { throw DecodingFailure() }
        let openInterest = self[row.instrument].openInterest.units.addingReportingOverflow(row.long.size.units)
        guard !openInterest.overflow else { throw DecodingFailure() }
        self[row.instrument].openInterest = Quantity(units: openInterest.partialValue)
        let handle = materialize(row.marginAccount, row.instrument)
        row.older = holdings[handle].older
        // They grow as the orders are restored.
        (row.orderCount, row.conditionalCount, row.attachedCount) = (0, 0, 0)
        holdings[handle] = row
        if row.hasPosition { noteHolder(handle) }
        loosen(row.marginAccount)
    }

    private mutating func restoreBook(
        _ instrument: InstrumentID, _ side: Side, from source: inout some WordSource
    ) throws(DecodingFailure) {
        while try source.read() {
            let order = try restoredOrder(in: instrument, from: &source)
            let row = self[instrument]
            let level = best(instrument, side)
            guard order.side == side, order.isOpen, order.kind == .limit, order.remaining > .zero,
                (row.minPrice...row.maxPrice).contains(order.price),
                level.isNone || !levels[level].price.isBetter(than: order.price, for: side)
            else { throw DecodingFailure() }
            let isNewLevel = level.isNone || levels[level].price != order.price
            let atLevel = isNewLevel ? .zero : levels[level].quantity
            guard atLevel.fits(order.remaining), row.restingQuantity.fits(order.remaining) else {
                throw DecodingFailure()
            }
            rest(orders.add(order))
        }
    }

    private mutating func restoreConditionals(
        _ instrument: InstrumentID, from source: inout some WordSource
    ) throws(DecodingFailure) {
        while try source.read() {
            let order = try restoredOrder(in: instrument, from: &source)
            guard order.status == .untriggered, order.trigger != nil || order.trail?.activation != nil,
                order.trail == nil ? !order.purpose.isTrailing : order.purpose == .none || order.purpose.isTrailing
            else { throw DecodingFailure() }
            watch(orders.add(order))
        }
    }

    /// The next order, its holding found.
    private func restoredOrder(
        in instrument: InstrumentID, from source: inout some WordSource
    ) throws(DecodingFailure) -> Order {
        var order = try Order(from: &source)
        guard order.instrument == instrument, let holding = holdingHandle(order.marginAccount, instrument) else {
            throw DecodingFailure()
        }
        order.holding = holding
        guard order.marginAccount != house else { return order }
        let key = ClientOrderKey(marginAccount: order.marginAccount, clientOrderID: order.clientOrderID)
        guard order.id.number >= 1, order.id.number <= lastOrder, orderIndex[order.id] == nil,
            order.clientOrderID.isEmpty || clientOrderIndex[key] == nil
        else { throw DecodingFailure() }
        return order
    }
}

extension Quantity {
    /// True when the sum with another one can be told.
    fileprivate func fits(_ other: Quantity) -> Bool { !units.addingReportingOverflow(other.units).overflow }
}
