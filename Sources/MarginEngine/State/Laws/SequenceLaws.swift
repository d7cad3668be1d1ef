extension Law {
    /// What is kept in order says the same as a walk through everything.
    static let sequences = [
        Law("levels are found by price") { $0.lostLevel() },
        Law("conditional orders are found by their trigger") { $0.lostTrigger() },
        Law("orders that trail a price are found by what moves them") { $0.lostTrail() },
    ]
}

extension State {
    fileprivate func lostLevel() -> String? {
        for id in instrumentIDs {
            for side in [Side.buy, .sell] {
                let root = self[sequencesOf: id][side]
                let found = levelsByPrice.rows(of: root)
                guard levelsByPrice.isSound(root),
                    found == (side == .buy ? levels(id, side).reversed() : levels(id, side))
                else {
                    return "\(self[id].symbol.text) \(side)"
                }
            }
        }
        return nil
    }

    fileprivate func lostTrigger() -> String? {
        for id in instrumentIDs {
            for kind in PriceKind.allCases {
                for direction in [Trigger.Direction.rising, .falling] {
                    let root = self[sequencesOf: id][kind, direction]
                    let wanted = waiting(in: id) { order in
                        order.trigger.flatMap { $0.kind == kind && $0.direction == direction ? $0.price : nil }
                    }
                    guard ordersByPrice.isSound(root), ordersByPrice.rows(of: root) == wanted else {
                        return "\(self[id].symbol.text) \(kind), \(direction)"
                    }
                }
            }
        }
        return nil
    }

    fileprivate func lostTrail() -> String? {
        for id in instrumentIDs {
            for kind in PriceKind.allCases {
                for side in PositionSide.allCases {
                    let root = self[sequencesOf: id][kind, closing: side]
                    let wanted = waiting(in: id) { order in
                        order.trail?.kind == kind && order.side.closes == side ? order.movesFrom : nil
                    }
                    guard ordersByPrice.isSound(root), ordersByPrice.rows(of: root) == wanted else {
                        return "\(self[id].symbol.text) \(kind), \(side)"
                    }
                }
            }
            if let late = nextToFollow(id) { return "order \(orders[late].id.number) stayed behind" }
        }
        return nil
    }

    /// An instrument's conditional orders that have a price, in the order of it and then of their age.
    private func waiting(in instrument: InstrumentID, price: (Order) -> Price?) -> [Handle<Order>] {
        let all = orders.chain(from: self[instrument].newestConditional) { $0.nextAtLevel } ?? []
        let priced = all.compactMap { handle in price(orders[handle]).map { (handle, $0, orders[handle].id) } }
        return priced.sorted { ($0.1, $0.2.number) < ($1.1, $1.2.number) }.map(\.0)
    }
}
