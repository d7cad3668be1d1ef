// Conditional orders in the order of what triggers them: a price that moves asks those that it reaches, and no others.

extension State {
    /// Puts a conditional order among those of its trigger, and among those that trail the same price.
    mutating func schedule(_ handle: Handle<Order>) {
        enqueueTrigger(of: handle)
        enqueueTrail(of: handle)
    }

    /// Takes a conditional order out of all that `schedule` put it into.
    mutating func unschedule(_ handle: Handle<Order>) {
        dequeueTrigger(of: handle)
        dequeueTrail(of: handle)
    }

    /// Changes the trigger of an order that waits.
    mutating func setTrigger(_ trigger: Trigger?, of handle: Handle<Order>) {
        dequeueTrigger(of: handle)
        orders[handle].trigger = trigger
        enqueueTrigger(of: handle)
    }

    private mutating func enqueueTrigger(of handle: Handle<Order>) {
        let order = orders[handle]
        guard let trigger = order.trigger else { return }
        var root = self[sequencesOf: order.instrument][trigger.kind, trigger.direction]
        ordersByPrice.insert(handle, by: order.key(trigger.price), into: &root)
        self[sequencesOf: order.instrument][trigger.kind, trigger.direction] = root
    }

    private mutating func dequeueTrigger(of handle: Handle<Order>) {
        let order = orders[handle]
        guard let trigger = order.trigger else { return }
        var root = self[sequencesOf: order.instrument][trigger.kind, trigger.direction]
        if !ordersByPrice.remove(order.key(trigger.price), from: &root) {
            distrust("order \(order.id.number) waits for no price")
        }
        self[sequencesOf: order.instrument][trigger.kind, trigger.direction] = root
    }

    /// One that waits for its activation moves from there on, any other at the next price that is more favourable than
    /// the present one.
    mutating func enqueueTrail(of handle: Handle<Order>) {
        guard let stop = orders[handle].trail else { return }
        let order = orders[handle]
        let side = order.side.closes
        let step = Price(units: side == .long ? 1 : -1)
        orders[handle].movesFrom = stop.activation ?? self[order.instrument].price(stop.kind) + step
        var root = self[sequencesOf: order.instrument][stop.kind, closing: side]
        ordersByPrice.insert(handle, by: orders[handle].key(orders[handle].movesFrom), into: &root)
        self[sequencesOf: order.instrument][stop.kind, closing: side] = root
    }

    mutating func dequeueTrail(of handle: Handle<Order>) {
        let order = orders[handle]
        guard let stop = order.trail else { return }
        var root = self[sequencesOf: order.instrument][stop.kind, closing: order.side.closes]
        if !ordersByPrice.remove(order.key(order.movesFrom), from: &root) {
            distrust("order \(order.id.number) trails no price")
        }
        self[sequencesOf: order.instrument][stop.kind, closing: order.side.closes] = root
    }

    /// An order that a price of its instrument may move now; nil when there is none.
    func nextToFollow(_ instrument: InstrumentID) -> Handle<Order>? {
        nextToFollow(instrument, .mark) ?? nextToFollow(instrument, .last) ?? nextToFollow(instrument, .index)
    }

    private func nextToFollow(_ instrument: InstrumentID, _ kind: PriceKind) -> Handle<Order>? {
        let sequences = self[sequencesOf: instrument]
        let price = self[instrument].price(kind)
        if let first = ordersByPrice.first(above: .least, in: sequences[kind, closing: .long]),
            orders[first].movesFrom <= price
        {
            return first
        }
        guard let last = ordersByPrice.last(below: .greatest, in: sequences[kind, closing: .short]),
            orders[last].movesFrom >= price
        else { return nil }
        return last
    }

    /// The conditional order with the least number among those whose price was reached.
    func oldestMet(_ instrument: InstrumentID) -> Handle<Order>? {
        let met = older(
            older(oldestMet(instrument, .mark), oldestMet(instrument, .last)), oldestMet(instrument, .index))
        return met?.row
    }

    private func oldestMet(_ instrument: InstrumentID, _ kind: PriceKind) -> OrderedRows<Order>.Numbered? {
        let sequences = self[sequencesOf: instrument]
        let price = self[instrument].price(kind).units
        return older(
            ordersByPrice.oldest(.upTo(price), in: sequences[kind, .rising]),
            ordersByPrice.oldest(.from(price), in: sequences[kind, .falling]))
    }

    private func older(
        _ one: OrderedRows<Order>.Numbered?, _ other: OrderedRows<Order>.Numbered?
    ) -> OrderedRows<Order>.Numbered? {
        guard let one, let other else { return one ?? other }
        return one.number < other.number ? one : other
    }
}

extension Order {
    fileprivate func key(_ price: Price) -> OrderedRows<Order>.Key {
        OrderedRows<Order>.Key(amount: price.units, number: id.number)
    }
}
