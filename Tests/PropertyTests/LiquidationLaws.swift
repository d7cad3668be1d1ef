import MarginEngine

extension Laws {
    /// Who was taken over has no more equity than before: at the bankruptcy price a position leaves with its share of
    /// it. A debt is forgiven, so that equity may rise to zero, and each rounding by a few units.
    static func liquidationEnrichesNobody(_ engine: borrowing Engine) -> String? {
        var first: [MarginAccountID: LiquidationStep] = [:]
        var exempt: Set<MarginAccountID> = []
        for event in engine.events {
            switch event {
            case .liquidation(let step) where step.kind == .takenOver:
                if first[step.marginAccount] == nil { first[step.marginAccount] = step }
            case .liquidation(let step) where step.kind != .ordersCancelled: exempt.insert(step.marginAccount)
            case .execution(let execution) where execution.kind == .trade:
                exempt.insert(execution.order.marginAccount)
            default: break
            }
        }
        for (account, step) in first where !exempt.contains(account) {
            guard let instrument = step.instrument else { continue }
            guard engine.mode(of: engine.holding(account, instrument)) != .isolated else { continue }
            let after = crossEquity(engine, account, engine[instrument].settle)
            guard after.units <= max(step.equity.units, 0) + 1_000 else {
                return "taken over at an equity of \(step.equity), left with \(after): \(step)"
            }
        }
        return nil
    }

    private static func crossEquity(
        _ engine: borrowing Engine, _ account: MarginAccountID, _ asset: AssetID
    ) -> Money {
        guard engine.regime(of: account) == .perSymbol else { return engine.unified(account).marginBalance }
        let pool = engine.pool(account, asset)
        return pool.wallet - pool.isolatedMargin + pool.crossUnrealised
    }
}
