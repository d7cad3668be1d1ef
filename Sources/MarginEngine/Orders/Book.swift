extension State {
    /// Puts an order behind all others at its price, and among its holding's orders by price.
    package mutating func rest(_ handle: Handle<Order>) {
        let order = orders[handle]
        let level = levelForResting(order)
        orders[handle].level = level
        orders[handle].previousAtLevel = levels[level].last
        orders[handle].nextAtLevel = .none
        if levels[level].last.isNone {
            levels[level].first = handle
        } else {
            orders[levels[level].last].nextAtLevel = handle
        }
        levels[level].last = handle
        levels[level].quantity += order.remaining
        self[order.instrument].bookVersion += 1
        linkIntoHolding(handle)
        guard order.marginAccount != house else { return }
        self[order.instrument].restingQuantity += order.remaining
        self[order.marginAccount].openOrders += 1
        orderIndex[order.id] = handle
        if !order.clientOrderID.isEmpty {
            clientOrderIndex[
                ClientOrderKey(marginAccount: order.marginAccount, clientOrderID: order.clientOrderID)] = handle
        }
    }

    /// Takes a resting order out of the book and of its holding, and frees its row.
    mutating func unrest(_ handle: Handle<Order>) {
        let order = orders[handle]
        reduceLevel(of: handle, by: order.quantity - order.filled)
        let level = order.level
        if order.previousAtLevel.isNone {
            levels[level].first = order.nextAtLevel
        } else {
            orders[order.previousAtLevel].nextAtLevel = order.nextAtLevel
        }
        if order.nextAtLevel.isNone {
            levels[level].last = order.previousAtLevel
        } else {
            orders[order.nextAtLevel].previousAtLevel = order.previousAtLevel
        }
        if levels[level].first.isNone { remove(level, of: order.instrument) }
        unlinkFromHolding(handle)
        orders.free(handle)
        guard order.marginAccount != house else { return }
        self[order.marginAccount].openOrders -= 1
        orderIndex[order.id] = nil
        if !order.clientOrderID.isEmpty {
            clientOrderIndex[
                ClientOrderKey(marginAccount: order.marginAccount, clientOrderID: order.clientOrderID)] = nil
        }
    }

    /// Takes from what a level shows, for a fill or a smaller order.
    mutating func reduceLevel(of handle: Handle<Order>, by quantity: Quantity) {
        let order = orders[handle]
        levels[order.level].quantity -= quantity
        if levels[order.level].quantity < .zero {
            distrust("less than nothing rests at \(order.price.text)")
        }
        self[order.instrument].bookVersion += 1
        if order.marginAccount != house { self[order.instrument].restingQuantity -= quantity }
    }

    /// The best level on a side of a book.
    func best(_ instrument: InstrumentID, _ side: Side) -> Handle<Level> {
        side == .buy ? self[instrument].bestBid : self[instrument].bestAsk
    }

    private mutating func setBest(_ instrument: InstrumentID, _ side: Side, _ level: Handle<Level>) {
        if side == .buy { self[instrument].bestBid = level } else { self[instrument].bestAsk = level }
    }

    private mutating func levelForResting(_ order: Order) -> Handle<Level> {
        let better = levelBetter(than: order)
        let next = better.isNone ? best(order.instrument, order.side) : levels[better].worse
        if !next.isNone, levels[next].price == order.price { return next }
        let level = levels.add(
            Level(
                price: order.price, side: order.side, quantity: .zero, first: .none, last: .none, better: better,
                worse: next))
        if better.isNone { setBest(order.instrument, order.side, level) } else { levels[better].worse = level }
        if !next.isNone { levels[next].better = level }
        var root = self[sequencesOf: order.instrument][order.side]
        levelsByPrice.insert(level, by: .level(order.price), into: &root)
        self[sequencesOf: order.instrument][order.side] = root
        return level
    }

    /// The nearest level at a better price than an order's; none when the order is as good as the best.
    private func levelBetter(than order: Order) -> Handle<Level> {
        let best = best(order.instrument, order.side)
        guard !best.isNone, levels[best].price.isBetter(than: order.price, for: order.side) else { return .none }
        let root = self[sequencesOf: order.instrument][order.side]
        let key = OrderedRows<Level>.Key.level(order.price)
        let found =
            order.side == .buy ? levelsByPrice.first(above: key, in: root) : levelsByPrice.last(below: key, in: root)
        return found ?? .none
    }

    private mutating func remove(_ level: Handle<Level>, of instrument: InstrumentID) {
        let row = levels[level]
        if row.better.isNone { setBest(instrument, row.side, row.worse) } else { levels[row.better].worse = row.worse }
        if !row.worse.isNone { levels[row.worse].better = row.better }
        var root = self[sequencesOf: instrument][row.side]
        if !levelsByPrice.remove(.level(row.price), from: &root) {
            distrust("the level at \(row.price.text) is in no order")
        }
        self[sequencesOf: instrument][row.side] = root
        levels.free(level)
    }

    private mutating func linkIntoHolding(_ handle: Handle<Order>) {
        let order = orders[handle]
        var previous = Handle<Order>.none
        var next = firstOrder(of: order.holding, order.side)
        while !next.isNone, !order.price.isBetter(than: orders[next].price, for: order.side) {
            previous = next
            next = orders[next].nextInHolding
        }
        orders[handle].nextInHolding = next
        setNext(after: previous, of: order.holding, order.side, to: handle)
        holdings[order.holding].orderCount += 1
    }

    private mutating func unlinkFromHolding(_ handle: Handle<Order>) {
        let order = orders[handle]
        var previous = Handle<Order>.none
        var next = firstOrder(of: order.holding, order.side)
        while !next.isNone, next != handle {
            previous = next
            next = orders[next].nextInHolding
        }
        guard next == handle else {
            distrust("order \(order.id.number) rests in no holding")
            return
        }
        setNext(after: previous, of: order.holding, order.side, to: order.nextInHolding)
        holdings[order.holding].orderCount -= 1
    }

    private func firstOrder(of holding: Handle<Holding>, _ side: Side) -> Handle<Order> {
        side == .buy ? holdings[holding].bestBuy : holdings[holding].bestSell
    }

    private mutating func setNext(
        after previous: Handle<Order>, of holding: Handle<Holding>, _ side: Side, to next: Handle<Order>
    ) {
        if !previous.isNone {
            orders[previous].nextInHolding = next
        } else if side == .buy {
            holdings[holding].bestBuy = next
        } else {
            holdings[holding].bestSell = next
        }
    }
}

extension OrderedRows<Level>.Key {
    /// Of a level: a side has one at a price.
    static func level(_ price: Price) -> Self { Self(amount: price.units, number: 0) }
}
