/// A cross position that may be liquidated next.
struct LiquidationCandidate {
    let holding: Handle<Holding>
    let side: PositionSide
    let maintenance: Money
    /// By this the next one is chosen.
    let weight: Money
    /// The maintenance margin of all that stand or fall with it, its own included.
    var maintenanceOfAll = Money.zero

    fileprivate func isBefore(_ other: LiquidationCandidate) -> Bool {
        weight > other.weight || (weight == other.weight && holding.index < other.holding.index)
    }
}

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

    /// The cross position to be liquidated next, of equal ones the first: the one with the largest maintenance margin or
    /// the largest loss, by family. Amounts in USD, or in the pool's asset.
    func nextToLiquidate(_ account: MarginAccountID, _ pool: AssetID?) -> LiquidationCandidate? {
        var first: LiquidationCandidate?
        var sum = Money.zero
        let byLoss = rules(of: account).ladder != nil
        forEachHolding(of: account) { handle, holding in
            guard includes(holding, pool), let margin = marginTerms(of: holding) else { return }
            for side in PositionSide.allCases where holding[side].isOpen {
                let own = maintenance(margin, side, holding[side], holding.crossLeverage)
                let loss = -margin.unrealised(side, holding[side], at: margin.instrument.mark)
                let amount = pool == nil ? usd(own, margin.instrument.settle, .up) : own
                let candidate = LiquidationCandidate(
                    holding: handle, side: side, maintenance: amount,
                    weight: byLoss ? usd(loss, margin.instrument.settle, .up) : amount)
                sum += amount
                if first.map({ candidate.isBefore($0) }) ?? true { first = candidate }
            }
        }
        first?.maintenanceOfAll = sum
        return first
    }

    fileprivate func unrealised(_ holding: Holding, _ side: PositionSide) -> Money {
        let margin = marginTerms(of: holding)
        return margin?.unrealised(side, holding[side], at: self[holding.instrument].mark) ?? .zero
    }

    /// What an account's free balance of an asset is below zero.
    fileprivate func debt(_ account: MarginAccountID, _ asset: AssetID) -> Money {
        let pool = poolFigures(account, asset, as: self[account].mode)
        return pool.isolatedMargin - pool.wallet
    }

    private func includes(_ holding: Holding, _ pool: AssetID?) -> Bool {
        mode(of: holding) != .isolated && (pool == nil || self[holding.instrument].settle == pool)
    }
}

extension Engine {
    /// MARGIN-33: cancel all orders; while at or below the maintenance margin, reduce the position with the largest one
    /// to a tier below, or wholly in the lowest, by an order limited at the bankruptcy price of its share of the
    /// equity; the fund takes the rest at that price. MARGIN-43: by how many tiers is the family's.
    mutating func liquidateCross(_ account: MarginAccountID, _ pool: AssetID?) {
        var solvency = state.solvency(account, pool)
        guard solvency.isBroken else { return }
        cancelOrders(of: account, pool, solvency)
        solvency = state.solvency(account, pool)
        while solvency.isBroken, let next = state.nextToLiquidate(account, pool) {
            let allotted = allotment(of: next, in: pool, solvency)
            let tiers = state.rules(of: account).liquidation.crossTiers
            let quantity = quantityToLowerTier(next.holding, next.side, tiers: tiers)
            close(
                next, quantity ?? state.holdings[next.holding][next.side].size, allotted: allotted, solvency)
            solvency = state.solvency(account, pool)
        }
        payDebts(of: account, pool, solvency)
    }

    /// Closes a quantity on the book as far as it goes at the bankruptcy price or better; the fund takes the rest.
    /// - Parameter allotted: what the whole position may lose.
    private mutating func close(
        _ next: LiquidationCandidate, _ quantity: Quantity, allotted: Money, _ solvency: Solvency
    ) {
        let size = state.holdings[next.holding][next.side].size
        let reduced = reduceOnBook(next.holding, next.side, quantity, allotted: allotted, solvency, whole: false)
        guard reduced < quantity else { return }
        let left = allotted.part(quantity - reduced, of: size, .down)
        takeOver(next.holding, next.side, quantity - reduced, allotted: left, solvency)
    }

    /// ZTDX-MODE-16: an account that may only reduce loses its orders; one that is liquidated has one position closed
    /// whole, the worst loss first, and another after each interval.
    mutating func enforce(_ ladder: StatusLadder, on account: MarginAccountID) {
        let figures = state.unifiedFigures(account, as: .cross)
        let solvency = Solvency(equity: figures.totalEquity, maintenance: figures.maintenanceMargin)
        let status = ladder.status(of: figures)
        guard status == .reduceOnly || status == .liquidating else {
            state[account].mayOnlyReduce = false
            return
        }
        if !state[account].mayOnlyReduce {
            state[account].mayOnlyReduce = true
            cancelOrders(of: account, nil, solvency, attached: false)
        }
        guard status == .liquidating, state[account].liquidationDueMs == 0,
            let next = state.nextToLiquidate(account, nil)
        else { return }
        state.setLiquidationDue(of: account, atMs: state.timeMs + ladder.intervalMs)
        let allotted = allotment(of: next, in: nil, solvency)
        close(next, state.holdings[next.holding][next.side].size, allotted: allotted, solvency)
        payDebts(of: account, nil, solvency)
    }

    /// What a position may lose on its entry value: its share of the equity, which is what it may lose from mark on,
    /// and what it has lost until mark.
    private func allotment(of next: LiquidationCandidate, in pool: AssetID?, _ solvency: Solvency) -> Money {
        let holding = state.holdings[next.holding]
        let share = Money(
            units: mulDiv(solvency.equity.units, next.maintenance.units, next.maintenanceOfAll.units, .down))
        let own = pool == nil ? coins(share, state[holding.instrument].settle) : share
        return own - state.unrealised(holding, next.side)
    }

    private func coins(_ usd: Money, _ asset: AssetID) -> Money {
        Money(units: mulDiv(usd.units, unitsInOne, Int128(state.usdPrice(of: asset).units), .down))
    }

    /// Cancels the orders of all holdings that stand or fall together.
    private mutating func cancelOrders(
        of account: MarginAccountID, _ pool: AssetID?, _ solvency: Solvency, attached: Bool = true
    ) {
        forEachHolding(of: account) { engine, handle in
            let settle = engine.state[engine.state.holdings[handle].instrument].settle
            if pool == nil || settle == pool { engine.cancelOrders(of: handle, solvency, attached: attached) }
        }
    }

    /// Where no cross position is left nothing is owed, MARGIN-52: the fund pays what a pool lacks besides the margin posted on
    /// isolated positions; of a unified account it takes other collateral for it, at the index price times the
    /// collateral ratio of the first tier.
    private mutating func payDebts(of account: MarginAccountID, _ pool: AssetID?, _ solvency: Solvency) {
        guard state.nextToLiquidate(account, pool) == nil else { return }
        for asset in state.assetIDs {
            let debt = state.debt(account, asset)
            guard pool ?? asset == asset, debt > .zero else { continue }
            if pool == nil {
                for other in state.assetIDs { seize(other, of: account, for: asset) }
            }
            move(state.debt(account, asset).orZero, asset, from: state.insurance, to: account)
            tell(.debtPaid, of: account, amount: debt, solvency)
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
        let price = Int128(state.usdPrice(of: collateral).units)
        // A ratio is at most 1.
        let worth = Price(units: Int64(clamping: mulDiv(price, Int128(ratio.units), unitsInOne, .down)))
        guard worth > .zero else { return }
        let conversion = Conversion(of: held, worth: worth, for: owed, at: state.usdPrice(of: debt))
        move(conversion.taken, collateral, from: account, to: state.insurance)
        move(conversion.paid, debt, from: state.insurance, to: account)
    }

    private mutating func move(_ amount: Money, _ asset: AssetID, from: MarginAccountID, to: MarginAccountID) {
        change(from, asset, by: -amount, .liquidation)
        change(to, asset, by: amount, .liquidation)
    }
}
