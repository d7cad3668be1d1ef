import MarginEngine

extension Laws {
    /// Depth is sorted, uncrossed, and the sum of the open orders; the house quotes where it should.
    static func booksAreSound(_ engine: borrowing Engine) -> String? {
        var resting: [Spot: Int128] = [:]
        var house: [Spot: Int128] = [:]
        for (index, account) in marginAccounts(engine).enumerated() {
            let orders = engine.openOrders(of: account)
            var counted = 0
            for holding in engine.holdings(of: account) { counted += Int(holding.orderCount) }
            guard counted == orders.count else { return "\(orders.count) open orders, counted \(counted)" }
            for order in orders {
                guard order.remaining > .zero, order.isOpen else { return "an order without rest rests: \(order)" }
                let spot = Spot(instrument: order.instrument, side: order.side, price: order.price)
                resting[spot, default: 0] += Int128(order.remaining.units)
                if index == 0 { house[spot, default: 0] += Int128(order.remaining.units) }
            }
        }
        var levels = 0
        for id in instruments(engine) {
            for side in [Side.buy, .sell] {
                let depth = engine.depth(id, side, limit: .max)
                levels += depth.count
                for level in depth {
                    let sum = resting[Spot(instrument: id, side: side, price: level.price)]
                    guard sum == Int128(level.quantity.units) else {
                        return "a level of \(level), orders of \(sum ?? 0)"
                    }
                }
                let isSorted = zip(depth, depth.dropFirst()).allSatisfy {
                    side == .buy ? $0.price > $1.price : $0.price < $1.price
                }
                guard isSorted else { return "depth out of order: \(depth)" }
            }
            let isUsual = Int(id.index) < Universe.symbols.count
            if let violation = isUsual ? houseQuotes(engine, id, house) : nil { return violation }
            if let violation = isUncrossed(engine, id) { return violation }
        }
        return levels == resting.count ? nil : "\(levels) levels, orders at \(resting.count) prices"
    }

    struct Spot: Hashable {
        let instrument: InstrumentID
        let side: Side
        let price: Price
    }

    private static func isUncrossed(_ engine: borrowing Engine, _ id: InstrumentID) -> String? {
        guard let bid = engine.depth(id, .buy, limit: 1).first, let ask = engine.depth(id, .sell, limit: 1).first,
            bid.price >= ask.price
        else { return nil }
        return "the book of \(engine[id].symbol.text) is crossed: \(bid) \(ask)"
    }

    /// Five levels a side, one tick apart from the tick next to mark, 50,000 USD each less at most one step; none where
    /// the instrument is `bookOnly`, nor beyond its range of prices.
    private static func houseQuotes(
        _ engine: borrowing Engine, _ id: InstrumentID, _ house: [Spot: Int128]
    ) -> String? {
        let row = engine[id]
        let quotes = house.filter { $0.key.instrument == id }
        guard !row.bookOnly else { return quotes.isEmpty ? nil : "the house quotes where it should not" }
        for side in [Side.buy, .sell] {
            for number in 1...Int64(5) {
                let towards = side == .buy ? -number : number
                let mark = row.mark.units
                let tick = row.tick.units
                let base = side == .buy ? mark / tick : (mark + tick - 1) / tick
                let spot = Spot(instrument: id, side: side, price: Price(units: (base + towards) * tick))
                guard spot.price >= row.minPrice, spot.price <= row.maxPrice else { continue }
                guard let quantity = quotes[spot] else { return "\(row.symbol.text): no quote at \(spot.price)" }
                let price = row.payoff == .linear ? Int128(spot.price.units) : unitsInOne
                let missing = 50_000 * unitsInOne * unitsInOne - quantity * price
                guard missing >= 0, missing < price * Int128(row.step.units) else {
                    return "\(row.symbol.text): a quote of \(quantity) at \(spot.price)"
                }
            }
        }
        return quotes.count <= 10 ? nil : "\(quotes.count) quotes"
    }
}
