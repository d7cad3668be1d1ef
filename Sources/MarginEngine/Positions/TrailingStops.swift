extension StopSetting {
    /// True when the price that a trailing stop would be triggered at first is one that the instrument has.
    func canTrail(by stop: TrailingStop) -> Bool {
        let start = stop.isActive(side, at: instrument.last) ? instrument.last : stop.activation ?? instrument.last
        return stop.distance > .zero && stop.distance <= instrument.maxPrice && start.isMultiple(of: instrument.tick)
            && (instrument.minPrice...instrument.maxPrice).contains(start)
            && instrument.offers(stop.trigger(side, at: start).price)
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
        case .set(let stop): return stop != present?.trail || !name.isEmpty && present?.clientOrderID != name
        }
    }
}

extension Engine {
    mutating func apply(
        _ change: TrailingStopChange, _ handle: Handle<Holding>, _ side: PositionSide, _ name: InlineText
    ) {
        guard change != .keep else { return }
        removeWholeStop(handle, side, .trailingStop, change == .remove ? .byUser : .positionClosed)
        guard let stop = change.value else { return }
        let holding = state.holdings[handle]
        let last = state[holding.instrument].last
        let isActive = stop.isActive(side, at: last)
        var order = NewOrder(closing: side, of: holding, holding[side].size)
        order.trigger = isActive ? stop.trigger(side, at: last) : nil
        order.purpose = .trailingStop
        order.clientOrderID = name
        watch(order, trail: isActive ? TrailingStop(distance: stop.distance) : stop)
    }

    /// Moves the trailing stops of an instrument after its last price; they never move back. STOP-13.
    mutating func followPrice(of instrument: InstrumentID) {
        let last = state[instrument].last
        var handle = state[instrument].newestConditional
        while !handle.isNone {
            let order = state.orders[handle]
            let side = order.side.closes
            if let trail = order.trail, trail.isActive(side, at: last) {
                let trigger = trail.trigger(side, at: last)
                let isCloser = order.trigger.map {
                    side == .long ? trigger.price > $0.price : trigger.price < $0.price
                }
                if isCloser ?? true {
                    state.orders[handle].trigger = trigger
                    state.orders[handle].trail = TrailingStop(distance: trail.distance)
                    state.orders[handle].updatedMs = state.timeMs
                    events.append(.order(state.orders[handle]))
                }
            }
            handle = order.nextAtLevel
        }
    }
}

extension TrailingStop {
    /// True once the price has been as favourable as asked for.
    fileprivate func isActive(_ side: PositionSide, at last: Price) -> Bool {
        activation.map { side == .long ? last >= $0 : last <= $0 } ?? true
    }

    /// Where it closes a position while the price is the most favourable one so far. The distance and the price are
    /// within the instrument's range, so that neither sum nor difference overflows.
    fileprivate func trigger(_ side: PositionSide, at last: Price) -> Trigger {
        Trigger(
            price: side == .long ? last - distance : last + distance, kind: .last,
            direction: side == .long ? .falling : .rising)
    }
}
