/// The house's quotes on one side of an instrument's book. HOUSE-1.
private struct HouseQuotes {
    let instrument: InstrumentID
    let row: Instrument
    let side: Side

    static let levels: Int64 = 5
    /// Of each level, in the quote coin (linear) or USD (inverse).
    private static let value = Money(units: 50_000 * unitsInOne)

    /// One tick from mark, and one tick more for each level behind: the highest tick not above mark - 1 tick, the lowest
    /// not below mark + 1 tick. Nil beyond the instrument's range.
    func price(_ level: Int64) -> Price? {
        let tick = row.tick.units
        let over = row.mark.units % tick
        let units =
            side == .buy
            ? row.mark.units - over - tick - tick * level
            : row.mark.units + (over == 0 ? tick : 2 * tick - over) + tick * level
        let price = Price(units: units)
        return price >= row.minPrice && price <= row.maxPrice ? price : nil
    }

    func quantity(at price: Price) -> Quantity {
        let units =
            row.payoff == .linear
            ? mulDiv(Self.value.units, unitsInOne, Int128(price.units), .down) : Self.value.units
        // What others may rest at the same price fits 64 bits together with the quote.
        let room = Int128(Int64.max - row.maxOpenInterest.units)
        let exact = Int64(clamping: min(units, room))
        return Quantity(units: exact - exact % row.step.units)
    }
}

extension State {
    /// The first account of a venue: the house, which quotes, and the insurance fund. Nobody can log in to it.
    mutating func openHouse() {
        let account = AccountID(index: accounts.count)
        house = addMarginAccount(account, .venue, Opening.Regime(.unified, .cross), .oneWay)
        insurance = addMarginAccount(account, .venue, Opening.Regime(.unified, .cross), .oneWay)
        _ = accounts.add(
            Account(uid: 0, family: .venue, generation: .only, main: house, inverse: insurance, funding: nil))
    }
}

extension Engine {
    /// Quotes an instrument anew: whatever rests beyond a new quote trades with the house, then its levels rest.
    mutating func renewHouse(_ instrument: InstrumentID) {
        scratch.requoted.removeAll { $0 == instrument }
        scratch.note(changed: instrument)
        let holding = state.materialize(state.house, instrument)
        for side in [Side.buy, .sell] { forEachOrder(of: holding, side) { $0.state.unrest($1) } }
        guard !state[instrument].bookOnly else { return }
        for side in [Side.buy, .sell] { takeBeyond(quotes(side, of: instrument), holding) }
        for side in [Side.buy, .sell] { rest(quotes(side, of: instrument), holding) }
    }

    private func quotes(_ side: Side, of instrument: InstrumentID) -> HouseQuotes {
        HouseQuotes(instrument: instrument, row: state[instrument], side: side)
    }

    private mutating func rest(_ quotes: HouseQuotes, _ holding: Handle<Holding>) {
        for level in 0..<HouseQuotes.levels {
            guard let price = quotes.price(level) else { return }
            let quantity = quotes.quantity(at: price)
            guard quantity > .zero else { continue }
            state.rest(state.orders.add(order(quotes, price, quantity, holding)))
        }
    }

    private mutating func takeBeyond(_ quotes: HouseQuotes, _ holding: Handle<Holding>) {
        guard let price = quotes.price(0) else { return }
        while true {
            let level = state.best(quotes.instrument, quotes.side.opposite)
            guard !level.isNone, !state.levels[level].price.isBeyond(price, for: quotes.side) else { return }
            let maker = state.levels[level].first
            let tradable = restingQuantity(maker)
            guard tradable > .zero else {
                end(maker, .reduceOnly)
                continue
            }
            var taker = order(quotes, price, tradable, holding)
            trade(&taker, with: maker, tradable)
        }
    }

    /// What of a resting order can trade now: a reduce-only one no more than its position.
    private func restingQuantity(_ handle: Handle<Order>) -> Quantity {
        let order = state.orders[handle]
        guard order.onlyCloses else { return order.remaining }
        return min(order.remaining, state.holdings[order.holding][order.side.closes].size)
    }

    private func order(
        _ quotes: HouseQuotes, _ price: Price, _ quantity: Quantity, _ holding: Handle<Holding>
    ) -> Order {
        makeOrder(
            NewOrder(
                marginAccount: state.house, instrument: quotes.instrument, side: quotes.side, kind: .limit,
                timeInForce: .goodTillCancelled, quantity: quantity, price: price), OrderID(number: 0), holding,
            createdMs: state.timeMs)
    }
}
