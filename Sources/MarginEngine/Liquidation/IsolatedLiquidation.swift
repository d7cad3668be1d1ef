extension State {
    /// An isolated position against its own margin.
    func solvency(_ handle: Handle<Holding>, _ side: PositionSide) -> Solvency {
        let holding = holdings[handle]
        let position = holding[side]
        guard position.isOpen, let margin = marginTerms(of: holding) else {
            return Solvency(equity: .zero, maintenance: .zero)
        }
        return Solvency(
            equity: position.margin + margin.unrealised(side, position, at: margin.instrument.mark),
            maintenance: maintenance(margin, side, position, holding.leverage(side, in: .isolated)))
    }
}

extension Engine {
    /// MARGIN-42: cancel the position's orders, reduce it tier by tier on the book, and hand over what is left at the
    /// bankruptcy price: each only while it is broken.
    mutating func enforceIsolated(_ handle: Handle<Holding>, _ side: PositionSide) {
        guard staysBroken(handle, side) else { return }
        let holding = state.holdings[handle]
        let takesAll =
            holding.positionMode == .oneWay || state.rules(of: holding.marginAccount).liquidation.cancelsBothSides
        cancelOrders(of: handle, on: takesAll ? nil : side, state.solvency(handle, side))
        while staysBroken(handle, side) {
            let solvency = state.solvency(handle, side)
            let allotted = state.holdings[handle][side].margin
            guard let lower = quantityToLowerTier(handle, side, tiers: 1),
                reduceOnBook(handle, side, lower, allotted: allotted, solvency, whole: true) == lower
            else {
                let size = state.holdings[handle][side].size
                takeOver(handle, side, size, allotted: allotted, solvency)
                return
            }
        }
    }

    /// True when a position is broken although all that it adds by itself has been added.
    private mutating func staysBroken(_ handle: Handle<Holding>, _ side: PositionSide) -> Bool {
        guard state.solvency(handle, side).isBroken else { return false }
        addMargin(handle, side)
        return state.solvency(handle, side).isBroken
    }

    /// One initial margin more, or all that is available, until the position stands at 1x. MARGIN-30.
    private mutating func addMargin(_ handle: Handle<Holding>, _ side: PositionSide) {
        while state.holdings[handle][side].addsMarginAutomatically, state.solvency(handle, side).isBroken {
            let holding = state.holdings[handle]
            let position = holding[side]
            let asset = state[holding.instrument].settle
            let available = state.poolFigures(holding.marginAccount, asset, as: state[holding.marginAccount].mode)
                .available
            let amount = position.automaticAddition(holding.leverage(side, in: .isolated), available: available)
            guard amount > .zero else { return }
            let solvency = state.solvency(handle, side)
            post(amount, on: handle, side, .automatic)
            tell(.marginAdded, of: handle, on: side, quantity: position.size, amount: amount, solvency)
            touch(handle)
        }
    }

    /// How much to close so that the position's value at mark falls to the limit of a tier below its own, in whole
    /// steps; nil in the lowest tier.
    /// - Parameter tiers: how many below, unless that is below the lowest.
    func quantityToLowerTier(_ handle: Handle<Holding>, _ side: PositionSide, tiers: Int32) -> Quantity? {
        let holding = state.holdings[handle]
        let size = holding[side].size
        guard let terms = state.terms(holding.instrument, state[holding.marginAccount].family) else { return nil }
        let instrument = state[holding.instrument]
        let value = instrument.value(of: size, at: instrument.mark, .up)
        let number = state.tier(terms, of: value).number
        guard number > 0 else { return nil }
        let limit = state.tiers[Handle(index: terms.firstTier.index + max(0, number - tiers))].limit.units
        let mark = Int128(instrument.mark.units)
        let kept =
            instrument.payoff == .linear
            ? mulDiv(limit, unitsInOne, mark, .down) : mulDiv(limit, mark, unitsInOne, .down)
        let step = Int128(instrument.step.units)
        guard let units = Int64(exactly: kept / step * step), units > 0, units < size.units else { return nil }
        return size - Quantity(units: units)
    }
}

extension Position {
    /// What auto-add margin adds: one initial margin more, or all that is available, up to 1x; rounded down. MARGIN-30.
    package func automaticAddition(_ leverage: Leverage, available: Money) -> Money {
        min(entryValue.divided(by: leverage, .down), available, entryValue.rounded(.down) - margin).orZero
    }
}
