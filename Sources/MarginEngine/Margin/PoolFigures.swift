extension State {
    /// One settle asset's pool of a margin account, optionally as if something were otherwise.
    /// - Parameter mode: the mode of a unified margin account; each holding's own counts in the other regime.
    func poolFigures(
        _ account: MarginAccountID, _ asset: AssetID, as mode: MarginMode, supposing supposed: Supposition? = nil,
        ignoring ignored: [Handle<Order>] = []
    ) -> PoolFigures {
        let row = self[account]
        let policy = families[row.family].margin
        var pool = PoolFigures()
        pool.wallet = self[account, asset].wallet
        func add(_ holding: Holding, _ order: Supposition.RestingOrder?, to pool: inout PoolFigures) {
            guard self[holding.instrument].settle == asset,
                let margin = marginTerms(holding.instrument, row.family)
            else { return }
            let holdingMode = row.regime == .unified ? mode : holding.ownMode
            pool.orderMargin += orderMargin(holding, mode: holdingMode, adding: order, ignoring: ignored)
            addPositions(holding, margin, mode: holdingMode, to: &pool)
        }
        var isSupposedSeen = false
        forEachHolding(of: account) { _, holding in
            if let supposed, supposed.holding.instrument == holding.instrument {
                isSupposedSeen = true
                add(supposed.holding, supposed.order, to: &pool)
            } else {
                add(holding, nil, to: &pool)
            }
        }
        if let supposed {
            if !isSupposedSeen { add(supposed.holding, supposed.order, to: &pool) }
            if self[supposed.holding.instrument].settle == asset { pool.wallet += supposed.walletChange }
        }
        let unlocked = pool.crossUnrealised + pool.hedgeLock
        let usableProfit = policy.profitOpensPositions ? unlocked : min(.zero, unlocked)
        pool.available =
            pool.wallet + usableProfit - pool.crossInitialMargin - pool.orderMargin - pool.isolatedMargin
            - pool.hedgeLock
        return pool
    }

    private func addPositions(_ holding: Holding, _ margin: MarginTerms, mode: MarginMode, to pool: inout PoolFigures) {
        guard holding.hasPosition else { return }
        let mark = margin.instrument.mark
        let longProfit = margin.unrealised(.long, holding.long, at: mark)
        let shortProfit = margin.unrealised(.short, holding.short, at: mark)
        if mode == .isolated {
            pool.isolatedMargin += holding.long.margin + holding.short.margin
            pool.isolatedUnrealised += longProfit + shortProfit
            for side in PositionSide.allCases {
                pool.maintenanceMargin += maintenance(margin, side, holding[side], holding.leverage(side, in: mode))
            }
            return
        }
        let cross = crossMargins(holding, margin)
        pool.crossInitialMargin += cross.initial
        pool.maintenanceMargin += cross.maintenance
        pool.crossMaintenanceMargin += cross.maintenance
        pool.hedgeLock += cross.lock
        pool.crossUnrealised += longProfit + shortProfit
    }

    /// Initial and maintenance margin of a holding in cross mode, a hedged pair together. MARGIN-10.
    func crossMargins(
        _ holding: Holding, _ margin: MarginTerms
    ) -> (initial: Money, maintenance: Money, lock: Money) {
        crossMargins(long: holding.long, short: holding.short, holding.crossLeverage, margin)
    }

    /// Initial and maintenance margin of a long and a short of one instrument in cross mode. MARGIN-10.
    func crossMargins(
        long: Position, short: Position, _ leverage: Leverage, _ margin: MarginTerms
    ) -> (initial: Money, maintenance: Money, lock: Money) {
        guard long.isOpen, short.isOpen else {
            let (side, position): (PositionSide, Position) = long.isOpen ? (.long, long) : (.short, short)
            return (
                margin.crossRequirement(side, position, size: position.size, leverage),
                maintenance(margin, side, position, leverage), .zero
            )
        }
        switch margin.policy.hedgedPair {
        case .greaterSide:
            let longInitial = margin.crossRequirement(.long, long, size: long.size, leverage)
            let shortInitial = margin.crossRequirement(.short, short, size: short.size, leverage)
            let greater = max(long.size, short.size)
            let value = margin.instrument.exactValue(of: greater, at: margin.instrument.mark)
            return (max(longInitial, shortInitial), maintenance(margin, value), .zero)
        case .netSide:
            let hedged = min(long.size, short.size)
            let net = max(long.size, short.size) - hedged
            let value = margin.instrument.exactValue(of: net, at: margin.instrument.mark)
            let fees =
                margin.closingFee(.long, ExactValue(long.entryValue), leverage)
                + margin.closingFee(.short, ExactValue(short.entryValue), leverage)
            let loss =
                long.entryValue.part(hedged, of: long.size, .up) - short.entryValue.part(hedged, of: short.size, .down)
            return (
                value.divided(by: leverage, .up) + fees, maintenance(margin, value) + fees, loss.rounded(.up).orZero
            )
        }
    }
}
