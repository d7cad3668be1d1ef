/// The venue's own quotes: HOUSE-1.
private enum HouseQuote {
    static let levels: Int64 = 5
    /// The value of each level, in the quote coin (linear) or USD (inverse).
    static let value = Money(units: 50_000 * unitsInOne)
}

extension State {
    /// The first account of a venue: the house, which quotes, and the insurance fund. Nobody can log in to it.
    mutating func openHouse() {
        let account = AccountID(index: accounts.count)
        house = addMarginAccount(account, .venue, Opening.Regime(.unified, .cross), .oneWay)
        insurance = addMarginAccount(account, .venue, Opening.Regime(.unified, .cross), .oneWay)
        _ = accounts.add(Account(uid: 0, family: .venue, generation: .only, main: house, inverse: insurance))
    }
}

extension Engine {
    /// Quotes an instrument anew: whatever rests beyond a new quote trades with the house, then its levels rest.
    mutating func renewHouse(_ instrument: InstrumentID) {
        scratch.consumed.removeAll { $0 == instrument }
        scratch.requoted.removeAll { $0 == instrument }
        scratch.note(changed: instrument)
        let holding = state.materialize(state.house, instrument)
        for side in [Side.buy, .sell] { withdrawHouse(holding, side) }
        let row = state[instrument]
        guard !row.bookOnly else { return }
        for side in [Side.buy, .sell] {
            guard let first = houseQuote(row, side) else { continue }
            takeBeyond(first, side, instrument, holding)
        }
        for side in [Side.buy, .sell] {
            guard let first = houseQuote(row, side) else { continue }
            for number in 0..<HouseQuote.levels { quote(first, number, side, row, instrument, holding) }
        }
    }

    private mutating func withdrawHouse(_ holding: Handle<Holding>, _ side: Side) {
        forEachOrder(of: holding, side) { $0.state.unrest($1) }
    }

    /// One tick from mark: the highest tick not above mark - 1 tick, the lowest not below mark + 1 tick.
    private func houseQuote(_ row: Instrument, _ side: Side) -> Price? {
        let tick = row.tick.units
        let over = row.mark.units % tick
        let units =
            side == .buy ? row.mark.units - over - tick : row.mark.units + (over == 0 ? tick : 2 * tick - over)
        let price = Price(units: units)
        return price >= row.minPrice && price <= row.maxPrice ? price : nil
    }

    private mutating func takeBeyond(
        _ price: Price, _ side: Side, _ instrument: InstrumentID, _ holding: Handle<Holding>
    ) {
        while true {
            let level = state.best(instrument, side.opposite)
            guard !level.isNone, !state.levels[level].price.isBeyond(price, for: side) else { return }
            let maker = state.levels[level].first
            let tradable = restingQuantity(maker)
            guard tradable > .zero else {
                end(maker, .reduceOnly)
                continue
            }
            var taker = houseOrder(side, price, tradable, instrument, holding)
            trade(&taker, with: maker, tradable)
        }
    }

    /// What of a resting order can trade now: a reduce-only one no more than its position.
    private func restingQuantity(_ handle: Handle<Order>) -> Quantity {
        let order = state.orders[handle]
        guard order.onlyCloses else { return order.remaining }
        return min(order.remaining, state.holdings[order.holding][order.side.closes].size)
    }

    private mutating func quote(
        _ first: Price, _ number: Int64, _ side: Side, _ row: Instrument, _ instrument: InstrumentID,
        _ holding: Handle<Holding>
    ) {
        let offset = row.tick.units * number
        let price = Price(units: side == .buy ? first.units - offset : first.units + offset)
        guard price >= row.minPrice, price <= row.maxPrice else { return }
        let units =
            row.payoff == .linear
            ? mulDiv(HouseQuote.value.units, unitsInOne, Int128(price.units), .down) : HouseQuote.value.units
        // What others may rest at the same price fits 64 bits together with the quote.
        let room = Int128(Int64.max - row.maxOpenInterest.units)
        let exact = Int64(clamping: min(units, room))
        let quantity = Quantity(units: exact - exact % row.step.units)
        guard quantity > .zero else { return }
        let order = houseOrder(side, price, quantity, instrument, holding)
        state.rest(state.orders.add(order))
    }

    private func houseOrder(
        _ side: Side, _ price: Price, _ quantity: Quantity, _ instrument: InstrumentID, _ holding: Handle<Holding>
    ) -> Order {
        makeOrder(
            NewOrder(
                marginAccount: state.house, instrument: instrument, side: side, kind: .limit,
                timeInForce: .goodTillCancelled, quantity: quantity, price: price), OrderID(number: 0), holding,
            createdMs: state.timeMs)
    }
}
