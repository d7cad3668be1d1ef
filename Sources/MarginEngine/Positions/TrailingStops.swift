extension Instrument {
    /// True when an order that trails so, closing a side or turning like one that does, would be triggered first at a
    /// price that the instrument has.
    func canTrail(by stop: TrailingStop, _ side: PositionSide) -> Bool {
        let isUsable =
            switch stop.trail {
            case .distance(let distance): distance > .zero && distance <= maxPrice
            case .rate(let rate): rate > .zero && rate < .one
            }
        let now = price(stop.kind)
        let start = stop.isActive(side, at: now) ? now : stop.activation ?? now
        return isUsable && (start == now || offers(start)) && offers(stop.trigger(side, at: start, tick: tick).price)
    }
}

extension State {
    /// True when a change would make a difference.
    func changes(
        _ change: TrailingStopChange, _ holding: Holding, _ side: PositionSide, _ name: InlineText
    ) -> Bool {
        let present = wholeStop(holding, side, .trailingStop).map { orders[$0] }
        switch change {
        case .keep: return false
        case .remove: return present != nil
        case .set(let stop):
            return stop.quantity > .zero || stop != present?.trail || !name.isEmpty && present?.clientOrderID != name
        }
    }
}

extension Engine {
    mutating func apply(
        _ change: TrailingStopChange, _ handle: Handle<Holding>, _ side: PositionSide, _ name: InlineText
    ) {
        guard change != .keep else { return }
        let isWhole = change.value?.quantity ?? .zero == .zero
        if isWhole { removeWholeStop(handle, side, .trailingStop, change == .remove ? .byUser : .positionClosed) }
        guard let stop = change.value else { return }
        let holding = state.holdings[handle]
        var order = NewOrder(closing: side, of: holding, isWhole ? holding[side].size : stop.quantity)
        order.trail = stop
        order.purpose = isWhole ? .trailingStop : .partialTrailingStop
        order.clientOrderID = name
        watch(order)
    }

    /// Moves the orders of an instrument that trail its prices; they never move back; the newest first. STOP-13,
    /// ORDER-35.
    mutating func followPrice(of instrument: InstrumentID) {
        var followers: [Handle<Order>] = []
        swap(&followers, &scratch.followers)
        while let handle = state.nextToFollow(instrument) {
            state.dequeueTrail(of: handle)
            followers.append(handle)
        }
        followers.sort { state.orders[$1].id < state.orders[$0].id }
        for handle in followers {
            var order = state.orders[handle]
            if order.follow(state[instrument]) {
                state.setTrigger(order.trigger, of: handle)
                state.orders[handle].trail = order.trail
                state.orders[handle].updatedMs = state.timeMs
                events.append(.order(state.orders[handle]))
            }
            state.enqueueTrail(of: handle)
        }
        followers.removeAll(keepingCapacity: true)
        swap(&followers, &scratch.followers)
    }
}

extension Order {
    /// Moves the trigger of one that trails a price to where that price has got; false where it stays.
    mutating func follow(_ instrument: Instrument) -> Bool {
        guard let stop = trail else { return false }
        let closed = side.closes
        let price = instrument.price(stop.kind)
        guard stop.isActive(closed, at: price) else { return false }
        let next = stop.trigger(closed, at: price, tick: instrument.tick)
        if let trigger, closed == .long ? next.price <= trigger.price : next.price >= trigger.price { return false }
        trigger = next
        trail = stop.activated
        return true
    }
}

extension TrailingStop {
    /// True once the price has been as favourable as asked for.
    fileprivate func isActive(_ side: PositionSide, at price: Price) -> Bool {
        activation.map { side == .long ? price >= $0 : price <= $0 } ?? true
    }

    /// Where it is triggered while the price is the most favourable one so far; by a rate on the tick at which the price
    /// has turned by that at least. The distance and the price are within the instrument's range, so that neither sum nor
    /// difference overflows.
    fileprivate func trigger(_ side: PositionSide, at best: Price, tick: Price) -> Trigger {
        let price: Price
        switch trail {
        case .distance(let distance): price = side == .long ? best - distance : best + distance
        case .rate(let rate):
            let share = unitsInOne + (side == .long ? -1 : 1) * Int128(rate.units)
            let ticks = mulDiv(
                Int128(best.units), share, unitsInOne * Int128(tick.units), side == .long ? .down : .up)
            price = Price(units: Int64(clamping: ticks * Int128(tick.units)))
        }
        return Trigger(price: price, kind: kind, direction: side == .long ? .falling : .rising)
    }
}
