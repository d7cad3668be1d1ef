import MarginEngine

/// What must hold in every state. Each law answers with what breaks it, or nil.
enum Laws {
    static func violation(_ engine: borrowing Engine, _ shadow: Shadow) -> String? {
        if let reason = engine.brokenInvariant { return "the engine says so itself: \(reason)" }
        return moneyIsConserved(engine) ?? longEqualsShort(engine) ?? holdingsAreSound(engine)
            ?? booksAreSound(engine) ?? nothingIsOverdue(engine) ?? eventsTellAll(engine, shadow)
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
        (0..<engine.assetCount).map { AssetID(index: UInt8($0)) }
    }

    /// For every settle asset, to the last unit and at every mark price m:
    /// wallets + fees + rounding + sum of `d * (V(m) - V0)` = net deposits + socialised loss, where `d` is +1 for a position
    /// that gains value as V grows (linear long, inverse short) and -1 for its opposite. The house and the insurance
    /// fund hold wallets and positions like everybody else.
    ///
    /// V(m) is a quotient in an inverse contract, but sum of `d * V(m)` is `(sum of d * q) * m` or
    /// `(sum of d * q) / m`: with as many longs as shorts (`longEqualsShort`) it is exactly zero at every m, so nothing
    /// is left to compare by cross-multiplication and no rounding to bound. What remains are stored integers.
    private static func moneyIsConserved(_ engine: borrowing Engine) -> String? {
        let accounts = marginAccounts(engine)
        var sums: [Int128] = []
        for asset in assets(engine) {
            let row = engine[asset]
            var sum = row.fees.units + row.rounding.units - row.netDeposits.units - row.socialisedLoss.units
            for account in accounts { sum += engine.wallet(account, asset).units }
            sums.append(sum)
            let backing = engine.holdings(of: engine.insurance).filter {
                $0.hasPosition && engine[$0.instrument].settle == asset
            }
            guard engine.insuranceFund(asset) >= .zero || !backing.isEmpty else {
                return "the insurance fund of asset \(asset.index) is below zero"
            }
            guard row.rounding >= .zero else { return "the rounding account of asset \(asset.index) is below zero" }
        }
        for account in accounts {
            for holding in engine.holdings(of: account) {
                let instrument = engine[holding.instrument]
                let entry = holding.long.entryValue.units - holding.short.entryValue.units
                sums[Int(instrument.settle.index)] -= instrument.payoff == .linear ? entry : -entry
            }
        }
        for (index, sum) in sums.enumerated() where sum != 0 { return "asset \(index) is off by \(sum) units" }
        return nil
    }

    private static func longEqualsShort(_ engine: borrowing Engine) -> String? {
        let accounts = marginAccounts(engine)
        var long = [Int128](repeating: 0, count: engine.instrumentCount)
        var short = long
        for account in accounts {
            for holding in engine.holdings(of: account) {
                long[Int(holding.instrument.index)] += Int128(holding.long.size.units)
                short[Int(holding.instrument.index)] += Int128(holding.short.size.units)
            }
        }
        for id in instruments(engine) {
            let row = engine[id]
            let open = Int128(row.openInterest.units)
            guard long[Int(id.index)] == open, short[Int(id.index)] == open else {
                return "\(row.symbol.text): long \(long[Int(id.index)]), short \(short[Int(id.index)]), open \(open)"
            }
            guard row.openInterest <= row.maxOpenInterest else { return "\(row.symbol.text): too much is open" }
        }
        return nil
    }

    /// Sizes and entry values are not negative, one-way holdings have one side, cross positions post nothing.
    private static func holdingsAreSound(_ engine: borrowing Engine) -> String? {
        for account in marginAccounts(engine) {
            for holding in engine.holdings(of: account) {
                let mode = engine.mode(of: holding)
                for side in PositionSide.allCases {
                    let position = holding[side]
                    guard position.size >= .zero, position.entryValue >= .zero else { return "negative: \(holding)" }
                    guard position.isOpen || (position.entryValue == .zero && position.margin == .zero) else {
                        return "a closed position keeps something: \(holding)"
                    }
                    guard mode == .isolated || position.margin == .zero else {
                        return "margin on a position that is not isolated: \(holding)"
                    }
                    guard position.size.units % engine[holding.instrument].step.units == 0 else {
                        return "a size off its step: \(holding)"
                    }
                }
                guard !(holding.positionMode == .oneWay && holding.long.isOpen && holding.short.isOpen) else {
                    return "both sides open in one-way mode: \(holding)"
                }
            }
        }
        return nil
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
    /// a ratio above 1.00: the pool has the same profits, the same maintenance and the free balance besides.
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
            guard pooled.totalEquity > pooled.maintenanceMargin else { return "pooled ratio not above 1.00: \(pooled)" }
        }
        return nil
    }
}
