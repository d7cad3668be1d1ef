extension Engine {
    mutating func cancelOrder(_ account: MarginAccountID, _ id: OrderID) -> Outcome {
        guard let handle = state.orderIndex[id], state.orders[handle].marginAccount == account else {
            return .refused(.unknownOrder)
        }
        if state.orders[handle].status == .untriggered {
            endConditional(handle, .byUser)
        } else {
            end(handle, .byUser)
        }
        return .accepted
    }

    mutating func cancelAllOrders(_ account: MarginAccountID, _ scope: OrderScope) -> Outcome {
        guard state.exists(account), !state.isVenueOwned(account) else { return .refused(.unknownMarginAccount) }
        var holding = state[account].newestHolding
        while !holding.isNone {
            let row = state.holdings[holding]
            if includes(scope, row.instrument) { endOrders(of: holding, .byUser) }
            holding = row.older
        }
        return .accepted
    }

    private func includes(_ scope: OrderScope, _ instrument: InstrumentID) -> Bool {
        switch scope {
        case .all: true
        case .instrument(let one): one == instrument
        case .settled(let asset): state[instrument].settle == asset
        case .based(let base): state[instrument].base == base
        }
    }
}

extension Engine {
    /// Ends all orders of a holding, resting and conditional ones, what is attached to its positions only if asked for.
    mutating func endOrders(of holding: Handle<Holding>, _ cause: CancelCause, attached: Bool = true) {
        for side in [Side.buy, .sell] {
            var handle = side == .buy ? state.holdings[holding].bestBuy : state.holdings[holding].bestSell
            while !handle.isNone {
                let next = state.orders[handle].nextInHolding
                end(handle, cause)
                handle = next
            }
        }
        var handle = state.holdings[holding].newestConditional
        while !handle.isNone {
            let order = state.orders[handle]
            if attached || !order.purpose.isAttached { endConditional(handle, cause) }
            handle = order.nextInHolding
        }
    }
}
