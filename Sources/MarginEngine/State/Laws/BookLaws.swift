extension Law {
    /// What rests, and the sums of it.
    static let books = [
        Law("a resting order is open and has something left") { $0.spentOrder() },
        Law("a level shows what its orders have left") { $0.wrongLevel() },
        Law("a book is not crossed") { $0.crossedBook() },
        Law("an instrument knows what rests") { $0.wrongRestingQuantity() },
        Law("a margin account knows how many orders it has") { $0.wrongOrderCount() },
    ]
}

extension State {
    fileprivate func spentOrder() -> String? {
        for handle in restingOrders() {
            let order = orders[handle]
            guard order.isOpen, order.kind == .limit, order.filled >= .zero, order.filled < order.quantity else {
                return "order \(order.id.number), \(order.filled.text) of \(order.quantity.text)"
            }
        }
        return nil
    }

    fileprivate func wrongLevel() -> String? {
        for id in instrumentIDs {
            for side in [Side.buy, .sell] {
                for level in levels(id, side) {
                    let row = levels[level]
                    var sum = Quantity.zero
                    for handle in orders(at: level) { sum += orders[handle].remaining }
                    guard row.quantity == sum, sum > .zero else {
                        return "\(self[id].symbol.text) at \(row.price.text): \(row.quantity.text), not \(sum.text)"
                    }
                }
            }
        }
        return nil
    }

    fileprivate func crossedBook() -> String? {
        for id in instrumentIDs {
            let (bid, ask) = (best(id, .buy), best(id, .sell))
            guard !bid.isNone, !ask.isNone, levels[bid].price >= levels[ask].price else { continue }
            return "\(self[id].symbol.text): \(levels[bid].price.text) to \(levels[ask].price.text)"
        }
        return nil
    }

    /// The house's quotes do not count.
    fileprivate func wrongRestingQuantity() -> String? {
        var sums = [Quantity](repeating: .zero, count: Int(instruments.count))
        for handle in restingOrders() where orders[handle].marginAccount != house {
            sums[Int(orders[handle].instrument.index)] += orders[handle].remaining
        }
        for id in instrumentIDs where self[id].restingQuantity != sums[Int(id.index)] {
            return "\(self[id].symbol.text): \(self[id].restingQuantity.text), not \(sums[Int(id.index)].text)"
        }
        return nil
    }

    fileprivate func wrongOrderCount() -> String? {
        for account in marginAccountIDs {
            var (open, conditional): (Int32, Int32) = (0, 0)
            forEachHolding(of: account) { _, holding in
                if account != house { open += holding.orderCount }
                conditional += holding.conditionalCount
            }
            let row = self[account]
            guard row.openOrders == open, row.conditionalOrders == conditional else {
                return "account \(account.index): \(row.openOrders) and \(row.conditionalOrders), "
                    + "not \(open) and \(conditional)"
            }
        }
        return nil
    }
}
