extension State {
    /// All cross positions that stand or fall together: of one settle pool, or (nil) of a whole unified account, in USD.
    func solvency(_ account: MarginAccountID, _ pool: AssetID?) -> Solvency {
        let mode = self[account].mode
        guard let pool else {
            let figures = unifiedFigures(account, as: mode)
            return Solvency(equity: figures.marginBalance, maintenance: figures.maintenanceMargin)
        }
        let figures = poolFigures(account, pool, as: mode)
        return Solvency(
            equity: figures.wallet - figures.isolatedMargin + figures.crossUnrealised,
            maintenance: figures.crossMaintenanceMargin)
    }

    /// The cross position with the largest maintenance margin, of equal ones the first; in USD, or in the pool's asset.
    fileprivate func largestPosition(
        _ account: MarginAccountID, _ pool: AssetID?
    ) -> (handle: Handle<Holding>, side: PositionSide, maintenance: Money, sum: Money)? {
        var largest: (handle: Handle<Holding>, side: PositionSide, maintenance: Money)?
        var sum = Money.zero
        forEachHolding(of: account) { handle, holding in
            guard includes(holding, pool), let margin = marginTerms(holding.instrument, self[account].family) else {
                return
            }
            for side in PositionSide.allCases where holding[side].isOpen {
                let own = maintenance(margin, side, holding[side], holding.crossLeverage)
                let amount = pool == nil ? usd(own, margin.instrument.settle) : own
                sum += amount
                if largest.map({
                    amount > $0.maintenance || (amount == $0.maintenance && handle.index < $0.handle.index)
                })
                    ?? true
                {
                    largest = (handle, side, amount)
                }
            }
        }
        return largest.map { ($0.handle, $0.side, $0.maintenance, sum) }
    }

    fileprivate func unrealised(_ holding: Holding, _ side: PositionSide) -> Money {
        let margin = marginTerms(holding.instrument, self[holding.marginAccount].family)
        return margin?.unrealised(side, holding[side], at: self[holding.instrument].mark) ?? .zero
    }

    private func includes(_ holding: Holding, _ pool: AssetID?) -> Bool {
        mode(of: holding) != .isolated && (pool == nil || self[holding.instrument].settle == pool)
    }

    /// An amount of an asset in USD, rounded up.
    private func usd(_ amount: Money, _ asset: AssetID) -> Money {
        Money(units: mulDiv(amount.units, Int128(usdPrice(of: asset).units), unitsInOne, .up))
    }
}

extension Engine {
    /// MARGIN-33: cancel all orders; while at or below the maintenance margin, reduce the position with the largest one
    /// to the tier below, or wholly in the lowest, by an order limited at the bankruptcy price of its share of the
    /// equity; the fund takes the rest at that price.
    mutating func liquidateCross(_ account: MarginAccountID, _ pool: AssetID?) {
        var solvency = state.solvency(account, pool)
        guard solvency.isBroken else { return }
        cancelOrders(of: account, pool, solvency)
        solvency = state.solvency(account, pool)
        while solvency.isBroken, let largest = state.largestPosition(account, pool) {
            let holding = state.holdings[largest.handle]
            let size = holding[largest.side].size
            let allotted = allotment(solvency, largest.maintenance, of: largest.sum, largest.handle, largest.side, pool)
            let quantity = quantityToLowerTier(largest.handle, largest.side) ?? size
            let reduced = reduceOnBook(
                largest.handle, largest.side, quantity, allotted: allotted, solvency, whole: false)
            if reduced < quantity {
                let left = allotted.part(quantity - reduced, of: size, .down)
                takeOver(largest.handle, largest.side, quantity - reduced, allotted: left, solvency)
            }
            solvency = state.solvency(account, pool)
        }
        payDebts(of: account, solvency)
    }

    /// What a position may lose on its entry value: its share of the equity, which is what it may lose from mark on,
    /// and what it has lost until mark.
    private func allotment(
        _ solvency: Solvency, _ maintenance: Money, of sum: Money, _ handle: Handle<Holding>, _ side: PositionSide,
        _ pool: AssetID?
    ) -> Money {
        let holding = state.holdings[handle]
        let share = Money(units: mulDiv(solvency.equity.units, maintenance.units, sum.units, .down))
        let instrument = state[holding.instrument]
        let profit =
            state.marginTerms(holding.instrument, state[holding.marginAccount].family)?
            .unrealised(side, holding[side], at: instrument.mark) ?? .zero
        return (pool == nil ? coins(share, instrument.settle) : share) - profit
    }

    private func coins(_ usd: Money, _ asset: AssetID) -> Money {
        Money(units: mulDiv(usd.units, unitsInOne, Int128(state.usdPrice(of: asset).units), .down))
    }

    /// Cancels the orders of all holdings that stand or fall together.
    private mutating func cancelOrders(of account: MarginAccountID, _ pool: AssetID?, _ solvency: Solvency) {
        var handle = state[account].newestHolding
        while !handle.isNone {
            let holding = state.holdings[handle]
            if pool == nil || state[holding.instrument].settle == pool { cancelOrders(of: handle, solvency) }
            handle = holding.older
        }
    }

    /// An account without positions owes nothing: the fund pays what is negative and takes other collateral for it, at
    /// the index price times the collateral ratio of the first tier.
    private mutating func payDebts(of account: MarginAccountID, _ solvency: Solvency) {
        guard !state.anyHolding(of: account, { $0.hasPosition }) else { return }
        for index in 0..<UInt8(truncatingIfNeeded: state.assets.count) {
            let asset = AssetID(index: index)
            let debt = -state[account, asset].wallet
            guard debt > .zero else { continue }
            for other in 0..<UInt8(truncatingIfNeeded: state.assets.count) where state[account].regime == .unified {
                seize(AssetID(index: other), of: account, for: asset)
            }
            let left = (-state[account, asset].wallet).orZero
            move(left, asset, from: state.insurance, to: account)
            tell(.debtPaid, account, debt, solvency)
            socialise(asset)
        }
    }

    /// Takes as much of an asset as pays a debt in another, and pays it.
    private mutating func seize(_ collateral: AssetID, of account: MarginAccountID, for debt: AssetID) {
        let owed = -state[account, debt].wallet
        let held = state[account, collateral].wallet
        guard owed > .zero, held > .zero, collateral != debt else { return }
        let ratio =
            state[collateral].collateralTierCount > 0
            ? state.collateralTiers[state[collateral].firstCollateralTier].ratio : .one
        let worth = Money(
            units: mulDiv(Int128(state.usdPrice(of: collateral).units), Int128(ratio.units), unitsInOne, .down))
        guard worth > .zero else { return }
        let price = Int128(state.usdPrice(of: debt).units)
        let taken = min(held, Money(units: mulDiv(owed.units, price, worth.units, .up)))
        let paid = min(owed, Money(units: mulDiv(taken.units, worth.units, price, .down)))
        move(taken, collateral, from: account, to: state.insurance)
        move(paid, debt, from: state.insurance, to: account)
    }

    private mutating func move(_ amount: Money, _ asset: AssetID, from: MarginAccountID, to: MarginAccountID) {
        change(from, asset, by: -amount, .liquidation)
        change(to, asset, by: amount, .liquidation)
    }
}
