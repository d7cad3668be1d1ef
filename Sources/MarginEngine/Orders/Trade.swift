extension Engine {
    /// Trades a quantity of a taking order with a resting one at the resting one's price. Where both are one account's,
    /// the taking one is filled first: so the other has what to close. ORDER-27.
    mutating func trade(_ taker: inout Order, with maker: Handle<Order>, _ quantity: Quantity) {
        let price = state.orders[maker].price
        state.lastTrade += 1
        state[taker.instrument].last = price
        if !state[taker.instrument].newestConditional.isNone { scratch.note(moved: taker.instrument) }
        scratch.note(changed: taker.instrument)
        state.reduceLevel(of: maker, by: quantity)
        var resting = state.orders[maker]
        if resting.marginAccount == state.house { scratch.note(requoted: taker.instrument) }
        let isWithItself = resting.marginAccount == taker.marginAccount
        if isWithItself { fill(&taker, quantity, at: price, isMaker: false) }
        fill(&resting, quantity, at: price, isMaker: true)
        state.orders[maker].filled = resting.filled
        state.orders[maker].filledValue = resting.filledValue
        state.orders[maker].fee = resting.fee
        state.orders[maker].status = resting.status
        state.orders[maker].updatedMs = resting.updatedMs
        if !isWithItself { fill(&taker, quantity, at: price, isMaker: false) }
        let instrument = state[taker.instrument]
        let value = instrument.exactValue(of: quantity, at: price)
        let (bought, sold) = (value.value(.down), value.value(.up))
        state[instrument.settle].rounding += sold - bought
        if sold < bought { state.distrust("trade \(state.lastTrade) took from the rounding account") }
        if resting.status == .filled { state.unrest(maker) }
        endReduceOnly(resting.holding)
        endReduceOnly(taker.holding)
    }

    /// Applies one side of a trade to its order, position and wallet. The house pays no fee and posts no margin:
    /// HOUSE-3.
    private mutating func fill(_ order: inout Order, _ quantity: Quantity, at price: Price, isMaker: Bool) {
        let instrument = state[order.instrument]
        let family = state[order.marginAccount].family
        let isVenue = state.isVenueOwned(order.marginAccount)
        let terms = isVenue ? nil : state.terms(order.instrument, family)
        let rate = terms.map { isMaker ? $0.makerFee : $0.takerFee } ?? .zero
        let fill = Fill(order.side, order.target, quantity, of: instrument, at: price, feeRate: rate)
        let holding = state.holdings[order.holding]
        let isolated = !isVenue && state.mode(of: holding) == .isolated
        let margin = isolated ? state.marginTerms(order.instrument, family) : nil
        let realisation = state.book(fill, on: order.holding, instrument, isolatedBy: margin)
        state[instrument.settle].fees += fill.fee
        change(order.marginAccount, instrument.settle, by: realisation.profit - fill.fee, .trade)
        order.filled += quantity
        if order.filled > order.quantity {
            state.distrust("order \(order.id.number) is filled beyond its quantity")
        }
        order.filledValue += fill.value
        order.fee += fill.fee
        order.status = order.filled == order.quantity ? .filled : .partiallyFilled
        order.updatedMs = state.timeMs
        guard !isVenue else { return }
        tell(.trade, order, fill, realisation, at: price, feeRate: rate, isMaker: isMaker)
        events.append(.order(order))
        touch(order.holding)
        if realisation.closed < quantity, order.takeProfit != nil || order.stopLoss != nil {
            attachStops(of: order, filledNow: quantity)
        }
    }

    /// Tells of one side of a trade or transfer, the order as it is after it.
    mutating func tell(
        _ kind: Execution.Kind, _ order: Order, _ fill: Fill, _ realisation: Realisation, at price: Price,
        feeRate: Rate, isMaker: Bool
    ) {
        let instrument = state[order.instrument]
        events.append(
            .execution(
                Execution(
                    kind: kind, trade: state.lastTrade, order: order, price: price, quantity: fill.quantity,
                    value: fill.value, fee: fill.fee, feeRate: feeRate, isMaker: isMaker,
                    closedQuantity: realisation.closed, realised: realisation.profit,
                    closedEntryValue: realisation.entryValue, closedCosts: realisation.costs,
                    wallet: state[order.marginAccount, instrument.settle].wallet, mark: instrument.mark,
                    index: instrument.index, timeMs: state.timeMs)))
    }

    /// Ends the reduce-only orders of a holding whose position is gone, and has its stops follow the position. MARGIN-27.
    mutating func endReduceOnly(_ holding: Handle<Holding>) {
        if state.holdings[holding].attachedCount > 0 { adjustAttached(holding) }
        for side in [Side.sell, .buy] {
            let row = state.holdings[holding]
            guard row.orderCount > 0, !row[side.closes].isOpen else { continue }
            forEachOrder(of: holding, side) { engine, handle in
                if engine.state.orders[handle].onlyCloses { engine.end(handle, .reduceOnly) }
            }
        }
    }

    /// Takes a resting order from the book and tells why.
    mutating func end(_ handle: Handle<Order>, _ cause: CancelCause) {
        var order = state.orders[handle]
        state.unrest(handle)
        scratch.note(changed: order.instrument)
        order.status = .cancelled
        order.cause = cause
        order.updatedMs = state.timeMs
        if order.marginAccount != state.house { events.append(.order(order)) }
    }
}
