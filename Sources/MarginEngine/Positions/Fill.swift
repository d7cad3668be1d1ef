/// What a fill does to one side of a trade.
struct Fill {
    let side: Side
    let target: PositionTarget
    let quantity: Quantity
    /// Of the quantity at the fill's price: a buyer's rounded down, a seller's up, so that neither gains. MARGIN-18.
    let value: Value
    /// From the wallet, never from a position's margin. MARGIN-25.
    let fee: Money

    init(
        _ side: Side, _ target: PositionTarget, _ quantity: Quantity, of instrument: Instrument, at price: Price,
        feeRate: Rate
    ) {
        self.side = side
        self.target = target
        self.quantity = quantity
        let exact = instrument.exactValue(of: quantity, at: price)
        value = exact.value(side == .buy ? .down : .up)
        fee = exact.times(feeRate, .up)
    }

    /// A transfer for a value that is given, outside the book.
    init(_ side: Side, _ target: PositionTarget, _ quantity: Quantity, value: Value, fee: Money) {
        self.side = side
        self.target = target
        self.quantity = quantity
        self.value = value
        self.fee = fee
    }
}

/// What a fill realised.
struct Realisation {
    var closed = Quantity.zero
    /// Rounded down. MARGIN-2.
    var profit = Money.zero
    /// What rounding the profit left.
    var remainder = Value.zero
    /// The entry value of what was closed.
    var entryValue = Value.zero
    /// The closing fee, and the opening fees and funding of what was closed.
    var costs = Money.zero
}

extension Holding {
    /// Applies a fill: first it closes what is open on the other side (one-way) or on the side it closes (hedge), then
    /// it opens with the rest. MARGIN-24.
    /// - Parameter margin: what an isolated position must post by; nil when nothing is posted.
    mutating func apply(_ fill: Fill, _ instrument: Instrument, isolatedBy margin: MarginTerms?, timeMs: Int64)
        -> Realisation
    {
        let opened = fill.target.position(fill.side)
        let closed = fill.target == .net ? opened.opposite : opened
        let closes = fill.target == .net || fill.target.closes(fill.side)
        var realisation = Realisation()
        let closing = closes ? min(fill.quantity, self[closed].size) : .zero
        let rounding: Rounding = fill.side == .buy ? .down : .up
        let closedValue =
            closing == fill.quantity ? fill.value : fill.value.part(closing, of: fill.quantity, rounding)
        if closing > .zero {
            realisation.closed = closing
            realisation.costs = self[closed].releaseCosts(closing)
            let entryValue = self[closed].entryValue
            let profit = self[closed].close(closing, for: closedValue, closed, instrument)
            realisation.profit = profit.rounded(.down)
            realisation.remainder = profit - Value(realisation.profit)
            self[closed].realised += realisation.profit
            realisation.entryValue = entryValue - self[closed].entryValue
        }
        let opening = fill.quantity - closing
        let closingFee = fill.fee.part(closing, of: fill.quantity, .down)
        self[closed].charge(closingFee, against: realisation.profit)
        realisation.costs += closingFee
        guard opening > .zero, !fill.target.closes(fill.side) else { return realisation }
        let leverage = leverage(opened, in: .isolated)
        self[opened].open(opening, for: fill.value - closedValue, opened, margin, leverage, timeMs: timeMs)
        self[opened].charge(fill.fee - closingFee, against: .zero)
        self[opened].carriedCosts += fill.fee - closingFee
        return realisation
    }
}

extension State {
    /// Applies a fill to a holding and to what is open of its instrument; what rounding leaves of the profit goes to the
    /// rounding account.
    mutating func book(
        _ fill: Fill, on handle: Handle<Holding>, _ instrument: Instrument, isolatedBy margin: MarginTerms?
    ) -> Realisation {
        let before = holdings[handle].long.size
        let hadPosition = holdings[handle].hasPosition
        let realisation = holdings[handle].apply(fill, instrument, isolatedBy: margin, timeMs: timeMs)
        self[holdings[handle].instrument].openInterest += holdings[handle].long.size - before
        self[instrument.settle].rounding += realisation.remainder
        if holdings[handle].hasPosition != hadPosition { noteHolder(handle) }
        check(handle)
        return realisation
    }

    /// Puts a holding among those of its instrument that have a position, or takes it out.
    mutating func noteHolder(_ handle: Handle<Holding>) {
        let instrument = holdings[handle].instrument
        let key = OrderedRows<Holding>.Key(amount: Int64(handle.index), number: 0)
        var root = self[sequencesOf: instrument].holders
        if holdings[handle].hasPosition {
            holders.insert(handle, by: key, into: &root)
        } else if !holders.remove(key, from: &root) {
            distrust("holding \(handle.index) was no holder")
        }
        self[sequencesOf: instrument].holders = root
    }
}

extension Position {
    /// The entry value of a part of it, rounded so that the profit of closing it is rounded down. MARGIN-2.
    func entryValue(of quantity: Quantity, _ side: PositionSide, _ instrument: Instrument) -> Value {
        guard quantity < size else { return entryValue }
        return entryValue.part(quantity, of: size, instrument.direction(of: side) > 0 ? .up : .down)
    }

    /// Books a fee, and the profit it was paid for.
    fileprivate mutating func charge(_ fee: Money, against profit: Money) {
        costs += fee
        cumulativeRealised += profit - fee
    }

    /// The share of the carried costs that belongs to what is about to be closed.
    fileprivate mutating func releaseCosts(_ quantity: Quantity) -> Money {
        let released = quantity == size ? carriedCosts : carriedCosts.part(quantity, of: size, .down)
        carriedCosts -= released
        return released
    }

    /// Releases the share of the entry value and of the posted margin, and returns the profit. MARGIN-22, MARGIN-23.
    fileprivate mutating func close(
        _ quantity: Quantity, for value: Value, _ side: PositionSide, _ instrument: Instrument
    ) -> Value {
        let released = entryValue(of: quantity, side, instrument)
        margin -= quantity == size ? margin : margin.part(quantity, of: size, .down)
        size -= quantity
        entryValue -= released
        return instrument.profit(side, from: released, to: value)
    }

    fileprivate mutating func open(
        _ quantity: Quantity, for value: Value, _ side: PositionSide, _ margin: MarginTerms?, _ leverage: Leverage,
        timeMs: Int64
    ) {
        if !isOpen {
            realised = .zero
            costs = .zero
            carriedCosts = .zero
            openedMs = timeMs
            addsMarginAutomatically = false
        }
        if let margin {
            self.margin +=
                margin.isolatedRequirement(side, entryValue: entryValue + value, leverage)
                - margin.isolatedRequirement(side, entryValue: entryValue, leverage)
        }
        size += quantity
        entryValue += value
    }
}
