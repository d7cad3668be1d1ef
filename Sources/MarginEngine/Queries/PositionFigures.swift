extension State {
    /// What an open position amounts to at mark; nil when there is none on that side.
    func positionFigures(_ holding: Holding, _ side: PositionSide) -> PositionFigures? {
        let position = holding[side]
        guard position.isOpen, let margin = marginTerms(of: holding) else {
            return nil
        }
        let mode = mode(of: holding)
        let leverage = holding.leverage(side, in: mode)
        let instrument = margin.instrument
        let value = instrument.value(of: position.size, at: instrument.mark, .down)
        let found = tier(margin.terms, of: instrument.value(of: position.size, at: instrument.mark, .up))
        let initial =
            mode == .isolated
            ? margin.isolatedRequirement(side, entryValue: position.entryValue, leverage)
            : margin.crossRequirement(side, position, size: position.size, leverage)
        return PositionFigures(
            side: side, position: position, mode: mode, leverage: leverage, value: value,
            unrealised: margin.unrealised(side, position, at: instrument.mark), initialMargin: initial,
            maintenanceMargin: maintenance(margin, side, position, leverage),
            margin: mode == .isolated ? position.margin : initial,
            removableMargin: mode == .isolated ? removableMargin(margin, side, position, leverage) : .zero,
            tier: Int(found.number) + 1, maintenanceRate: found.tier.maintenanceRate, tierLimit: found.tier.limit,
            liquidationPrice: liquidationPrice(holding, side, margin, mode: mode),
            bankruptcyPrice: bankruptcyPrice(holding, side, margin, mode: mode),
            averagePrice: margin.averagePrice(position))
    }

    /// The liquidation price of one position: its own when isolated, an estimate with all else unchanged when cross,
    /// none in portfolio mode. MARGIN-13.
    func liquidationPrice(
        _ holding: Holding, _ side: PositionSide, _ margin: MarginTerms, mode: MarginMode
    ) -> Price? {
        let position = holding[side]
        guard position.isOpen else { return nil }
        switch mode {
        case .portfolio: return nil
        case .isolated:
            return margin.liquidationPrice(
                side, position, cash: isolatedCash(margin, side, position, holding.leverage(side, in: mode)),
                tiers: self)
        case .cross:
            let cash = crossCash(holding, side, margin)
            let reserve =
                margin.policy.maintenanceFee == .atBankruptcy
                ? margin.closingFee(side, ExactValue(position.entryValue), holding.crossLeverage) : .zero
            return margin.liquidationPrice(side, position, cash: Value(cash - reserve), tiers: self)
        }
    }

    private func bankruptcyPrice(
        _ holding: Holding, _ side: PositionSide, _ margin: MarginTerms, mode: MarginMode
    ) -> Price? {
        switch mode {
        case .portfolio: nil
        case .isolated: margin.bankruptcyPrice(side, holding[side], margin: holding[side].margin)
        case .cross: margin.bankruptcyPrice(side, holding[side], margin: crossCash(holding, side, margin))
        }
    }

    /// What an isolated position can lose (`C` of MARGIN-13). Where the closing fee is in the margins it cancels against
    /// the reserve; added margin moves the bankruptcy price and with it that reserve, so only part of it is free.
    func isolatedCash(
        _ margin: MarginTerms, _ side: PositionSide, _ position: Position, _ leverage: Leverage
    ) -> Value {
        guard margin.policy.reservesClosingFee else { return Value(position.margin) }
        let base = mulDiv(position.entryValue.units, 100, Int128(leverage.hundredths), .down)
        let added =
            position.margin - margin.isolatedRequirement(side, entryValue: position.entryValue, leverage)
        let direction = margin.instrument.direction(of: side)
        let share = unitsInOne - direction * Int128(margin.terms.takerFee.units)
        return Value(units: base) + Value(units: mulDiv(Value(added).units, unitsInOne, share, .down))
    }

    /// What a cross position can lose with all else unchanged: the account's equity less its own profit, the other
    /// positions' maintenance and the orders' margin, in the settle asset.
    private func crossCash(_ holding: Holding, _ side: PositionSide, _ margin: MarginTerms) -> Money {
        let account = holding.marginAccount
        let asset = margin.instrument.settle
        let own = margin.unrealised(side, holding[side], at: margin.instrument.mark)
        let ownMaintenance = maintenance(margin, side, holding[side], holding.crossLeverage)
        if self[account].regime == .unified {
            let figures = unifiedFigures(account, as: self[account].mode)
            let others = figures.maintenanceMargin + figures.orderMargin
            let price = Int128(usdPrice(of: asset).units)
            let free = figures.marginBalance - others
            return Money(units: mulDiv(free.units, unitsInOne, price, .down)) - own + ownMaintenance
        }
        let pool = poolFigures(account, asset, as: self[account].mode)
        return pool.wallet - pool.isolatedMargin - pool.orderMargin + pool.crossUnrealised - own
            - pool.crossMaintenanceMargin + ownMaintenance
    }

    /// How much margin can leave an isolated position. MARGIN-11.
    func removableMargin(
        _ margin: MarginTerms, _ side: PositionSide, _ position: Position, _ leverage: Leverage
    ) -> Money {
        switch margin.policy.removable {
        case .added:
            let base = margin.isolatedRequirement(side, entryValue: position.entryValue, leverage)
            let added = position.margin - base
            return min(added, added + margin.initialMarginGap(side, position, leverage)).orZero
        case .aboveInitialAtMark:
            let profit = margin.unrealised(side, position, at: margin.instrument.mark)
            let atMark = margin.instrument.exactValue(of: position.size, at: margin.instrument.mark)
                .divided(by: leverage, .up)
            return (position.margin + min(.zero, profit) - atMark).orZero
        }
    }
}
