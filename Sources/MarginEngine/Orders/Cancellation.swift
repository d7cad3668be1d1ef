extension Engine {
    mutating func cancelOrder(_ account: MarginAccountID, _ id: OrderID) -> Outcome {
        guard let handle = state.orderIndex[id], state.orders[handle].marginAccount == account else {
            return .refused(.unknownOrder)
        }
        end(handle, .byUser)
        return .accepted
    }

    mutating func cancelAllOrders(_ account: MarginAccountID, _ scope: OrderScope) -> Outcome {
        guard state.exists(account), account != state.house else { return .refused(.unknownMarginAccount) }
        var holding = state[account].newestHolding
        while !holding.isNone {
            let row = state.holdings[holding]
            if row.orderCount > 0, includes(scope, row.instrument) {
                for side in [Side.buy, .sell] {
                    var handle = side == .buy ? row.bestBuy : row.bestSell
                    while !handle.isNone {
                        let next = state.orders[handle].nextInHolding
                        end(handle, .byUser)
                        handle = next
                    }
                }
            }
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
