import MarginEngine

extension Laws {
    /// The house quotes where it should. Instruments that a stream lists itself may have any steps.
    static func houseQuotes(_ engine: borrowing Engine) -> String? {
        var quotes: [Spot: Int128] = [:]
        for order in engine.openOrders(of: engine.house) {
            let spot = Spot(instrument: order.instrument, side: order.side, price: order.price)
            quotes[spot, default: 0] += Int128(order.remaining.units)
        }
        for id in instruments(engine).prefix(Universe.symbols.count) {
            if let violation = houseQuotes(engine, id, quotes) { return violation }
        }
        return nil
    }

    private struct Spot: Hashable {
        let instrument: InstrumentID
        let side: Side
        let price: Price
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
