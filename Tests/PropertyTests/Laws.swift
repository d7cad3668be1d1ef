import MarginEngine

/// What must hold in every state besides the engine's own laws: of events, of margins, of the house. Each law answers
/// with what breaks it, or nil.
enum Laws {
    static func violation(_ engine: borrowing Engine, _ shadow: Shadow) -> String? {
        engine.brokenLaw() ?? houseQuotes(engine) ?? nothingIsOverdue(engine) ?? eventsTellAll(engine, shadow)
            ?? pooledRatioAboveOne(engine)
    }

    /// All margin accounts; the first two, the house's and the insurance fund's, are the venue's own.
    static func marginAccounts(_ engine: borrowing Engine) -> [MarginAccountID] {
        var all: [MarginAccountID] = []
        for index in 0..<engine.accountCount {
            let account = engine[AccountID(index: Int32(index))]
            all.append(account.main)
            if account.inverse != account.main { all.append(account.inverse) }
        }
        return all
    }

    static func instruments(_ engine: borrowing Engine) -> [InstrumentID] {
        (0..<engine.instrumentCount).map { InstrumentID(index: UInt16($0)) }
    }

    static func assets(_ engine: borrowing Engine) -> [AssetID] {
        engine.assetIDs
    }

    /// What the events told is what the state is.
    private static func eventsTellAll(_ engine: borrowing Engine, _ shadow: Shadow) -> String? {
        var count = 0
        let accounts = marginAccounts(engine)
        for account in accounts.dropFirst(2) {
            for asset in assets(engine) {
                let told = shadow.wallets[Shadow.Purse(account: account, asset: asset)] ?? 0
                guard told == engine.wallet(account, asset).units else {
                    return "events tell another wallet: \(account)"
                }
                let isCollateral = shadow.collateral[Shadow.Purse(account: account, asset: asset)] ?? true
                guard isCollateral == engine.isCollateral(account, asset) else {
                    return "events tell other collateral: \(account)"
                }
            }
            for holding in engine.holdings(of: account) {
                let slot = Shadow.Slot(account: account, instrument: holding.instrument)
                let told = shadow.sizes[slot] ?? Shadow.Sizes()
                guard told == Shadow.Sizes(long: holding.long.size.units, short: holding.short.size.units) else {
                    return "executions explain \(told), not \(holding)"
                }
                if let last = shadow.holdings[slot], Shadow.Look(last) != Shadow.Look(holding) {
                    return "events tell of another holding: \(last), not \(holding)"
                }
            }
            for order in engine.pendingOrders(of: account) {
                count += 1
                guard let told = shadow.openOrders[order.id], told.remaining == order.remaining,
                    told.price == order.price, told.status == order.status
                else { return "events tell another order: \(order)" }
            }
        }
        let told = shadow.openOrders.count
        return count == told ? nil : "events tell of \(told) open orders, not \(count)"
    }

    /// Whoever is at or below a maintenance margin is liquidated before the command ends.
    private static func nothingIsOverdue(_ engine: borrowing Engine) -> String? {
        for account in marginAccounts(engine).dropFirst(2) {
            for holding in engine.holdings(of: account) where engine.mode(of: holding) == .isolated {
                for side in PositionSide.allCases {
                    guard let figures = engine.position(account, holding.instrument, side) else { continue }
                    guard figures.margin + figures.unrealised > figures.maintenanceMargin else {
                        return "an isolated position at its maintenance margin is left: \(figures)"
                    }
                }
            }
        }
        return nil
    }

    /// If every isolated ZTDX position is above its own maintenance margin and no coin is overdrawn, pooling them gives
    /// a ratio above 1.00: the pool has the same profits, the same maintenance and the free balance besides. Each
    /// asset's conversion to USD rounds equity down and maintenance up, by less than a unit each.
    private static func pooledRatioAboveOne(_ engine: borrowing Engine) -> String? {
        for account in marginAccounts(engine).dropFirst(2) {
            guard engine[engine.owner(of: account)].family == .ztdx, engine.mode(of: account) == .isolated else {
                continue
            }
            var posted = [Int128](repeating: 0, count: engine.assetCount)
            var isEachSafe = true
            for holding in engine.holdings(of: account) {
                for side in PositionSide.allCases {
                    guard let figures = engine.position(account, holding.instrument, side) else { continue }
                    posted[Int(engine[holding.instrument].settle.index)] += figures.margin.units
                    isEachSafe = isEachSafe && figures.margin + figures.unrealised > figures.maintenanceMargin
                }
            }
            let isFunded = assets(engine).allSatisfy { engine.wallet(account, $0).units >= posted[Int($0.index)] }
            let pooled = engine.unified(account, as: .cross)
            guard isEachSafe, isFunded, pooled.hasPositions else { continue }
            let rounded = 2 * Int128(engine.assetCount)
            guard pooled.totalEquity.units + rounded > pooled.maintenanceMargin.units else {
                return "pooled ratio not above 1.00: \(pooled)"
            }
        }
        return nil
    }
}
