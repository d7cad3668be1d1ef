extension Engine {
    /// Closes what the insurance fund took over: against the book while the fund can bear it, then against opposite
    /// positions by rank at the price it was taken over at. MARGIN-32, MARGIN-34.
    /// - Parameter takeover: what the fund has just taken over; nil when prices or funding moved what it holds.
    mutating func closeInventory(_ instrument: InstrumentID, after takeover: TakeoverID? = nil) {
        guard let handle = state.holdingHandle(state.insurance, instrument) else { return }
        guard let side = PositionSide.allCases.first(where: { state.holdings[handle][$0].isOpen }) else {
            // What was taken over closed what the fund held of the other side, perhaps at more than it has.
            if takeover != nil { socialise(state[instrument].settle) }
            return
        }
        closeOnBook(handle, side, atAnyLoss: false)
        while state.holdings[handle][side].isOpen, !canHold(handle, side),
            let candidate = nextToDeleverage(instrument, side.opposite)
        {
            deleverage(candidate, against: handle, side, after: takeover)
        }
        if state.holdings[handle][side].isOpen, !canHold(handle, side) { closeOnBook(handle, side, atAnyLoss: true) }
        if !state.holdings[handle][side].isOpen || !canHold(handle, side) { socialise(state[instrument].settle) }
    }

    /// Prices and funding move what the fund still holds as well: what it can no longer bear is closed then.
    mutating func closeInventories() {
        forEachHolding(of: state.insurance) { $0.closeInventory($0.state.holdings[$1].instrument) }
    }

    /// True while the fund covers what it holds at mark.
    private func canHold(_ handle: Handle<Holding>, _ side: PositionSide) -> Bool {
        let holding = state.holdings[handle]
        let instrument = state[holding.instrument]
        let profit = instrument.unrealised(side, holding[side], at: instrument.mark)
        return state[state.insurance, instrument.settle].wallet + profit >= .zero
    }

    private mutating func closeOnBook(_ handle: Handle<Holding>, _ side: PositionSide, atAnyLoss: Bool) {
        let holding = state.holdings[handle]
        let instrument = state[holding.instrument]
        let limit = side == .long ? instrument.minPrice : instrument.maxPrice
        var order = closingOrder(handle, side, holding[side].size, limit: limit, .liquidation)
        var plan = scratch.order
        plan.begin(replacing: nil)
        plan.match(
            NewOrder(
                marginAccount: state.insurance, instrument: holding.instrument, side: order.side, kind: .limit,
                timeInForce: .immediateOrCancel, quantity: holding[side].size, price: limit), holding[side].size,
            in: state)
        scratch.order = plan
        // What the plan would end is reduce-only orders whose position its matches close; should the fund stop before,
        // they stay, and otherwise the trades end them.
        for match in plan.matches {
            guard atAnyLoss || canBear(match, handle, side) else { return }
            trade(&order, with: match.maker, match.quantity)
        }
    }

    /// True when the fund would not fall below nothing by a trade.
    private func canBear(_ match: OrderPlan.Match, _ handle: Handle<Holding>, _ side: PositionSide) -> Bool {
        let position = state.holdings[handle][side]
        let instrument = state[state.holdings[handle].instrument]
        let released = position.entryValue(of: match.quantity, side, instrument)
        let value = instrument.exactValue(of: match.quantity, at: match.price).value(side == .long ? .up : .down)
        let profit = instrument.profit(side, from: released, to: value).rounded(.down)
        return state[state.insurance, instrument.settle].wallet + profit >= .zero
    }

    /// Closes an opposite position against what the fund holds, for what the fund took it over for.
    private mutating func deleverage(
        _ candidate: Handle<Holding>, against fund: Handle<Holding>, _ side: PositionSide, after takeover: TakeoverID?
    ) {
        endOrders(of: candidate, .deleveraging)
        let inventory = state.holdings[fund][side]
        let other = state.holdings[candidate]
        let instrument = state[other.instrument]
        let quantity = min(inventory.size, other[side.opposite].size)
        let value = inventory.entryValue(of: quantity, side, instrument)
        let price = instrument.averagePrice(of: quantity, worth: value) ?? .zero
        let rate = state.terms(other.instrument, state[other.marginAccount].family)?.makerFee ?? .zero
        state.lastTrade += 1
        settle(
            Closing(
                kind: .deleveraging, holding: fund, side: side, quantity: quantity, value: value, price: price,
                fee: .zero, feeRate: .zero))
        settle(
            Closing(
                kind: .deleveraging, holding: candidate, side: side.opposite, quantity: quantity, value: value,
                price: price, fee: value.times(rate, .up), feeRate: rate))
        tell(
            .deleveraged, of: candidate, on: side.opposite, quantity: quantity, at: price,
            amount: value.amount(to: side.opposite.closing),
            Solvency(equity: .zero, maintenance: .zero), takeover: takeover)
    }

    /// Records what the fund lacks as a loss that nobody bears, and brings the fund back to nothing.
    mutating func socialise(_ asset: AssetID) {
        let missing = -state[state.insurance, asset].wallet
        guard missing > .zero else { return }
        state[asset].socialisedLoss += missing
        state[state.insurance, asset].wallet = .zero
        tell(
            .lossSocialised, of: state.insurance, amount: missing, Solvency(equity: -missing, maintenance: .zero))
    }
}

extension State {
    /// How soon a position is deleveraged: profit ratio times effective leverage while it gains, over it while it loses.
    /// MARGIN-34. 8 decimals, rounded down.
    func deleveragingScore(_ holding: Holding, _ side: PositionSide) -> Money {
        let position = holding[side]
        guard let margin = marginTerms(of: holding),
            position.entryValue > .zero
        else { return .zero }
        let mode = mode(of: holding)
        let profit = margin.unrealised(side, position, at: margin.instrument.mark)
        let value = margin.instrument.value(of: position.size, at: margin.instrument.mark, .down)
        let backing =
            mode == .isolated
            ? position.margin : margin.crossRequirement(side, position, size: position.size, holding.crossLeverage)
        let equity = max(backing + profit, Money(units: 1))
        let ratio = mulDiv(profit.units, unitsInOne * unitsInOne, position.entryValue.units, .down)
        let leverage = max(mulDiv(value.units, unitsInOne, equity.units, .down), 1)
        return Money(
            units: ratio > 0 ? mulDiv(ratio, leverage, unitsInOne, .down) : mulDiv(ratio, unitsInOne, leverage, .down))
    }
}
