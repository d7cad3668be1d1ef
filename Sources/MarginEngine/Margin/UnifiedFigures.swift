extension State {
    /// The price of one unit of an asset in USD: the index of its instrument, or 1.
    func usdPrice(of asset: AssetID) -> Price {
        self[asset].indexInstrument.map { self[$0].index } ?? Price(units: Rate.one.units)
    }

    /// An amount of an asset in USD.
    func usd(_ amount: Money, _ asset: AssetID, _ rounding: Rounding) -> Money {
        Money(units: mulDiv(amount.units, Int128(usdPrice(of: asset).units), unitsInOne, rounding))
    }

    /// A unified margin account as a whole, in USD, as if it were in `mode`. MARGIN-14, MARGIN-50, ZTDX-MODE-13,
    /// ZTDX-MODE-14, ZTDX-MODE-15.
    func unifiedFigures(
        _ account: MarginAccountID, as mode: MarginMode, supposing supposed: Supposition? = nil,
        ignoring ignored: [Handle<Order>] = []
    ) -> UnifiedFigures {
        var figures = UnifiedFigures()
        for asset in assetIDs {
            let pool = poolFigures(account, asset, as: mode, supposing: supposed, ignoring: ignored)
            let price = Int128(usdPrice(of: asset).units)
            func usd(_ amount: Money, _ rounding: Rounding) -> Money {
                Money(units: mulDiv(amount.units, price, unitsInOne, rounding))
            }
            figures.totalWallet += usd(pool.wallet, .down)
            figures.totalUnrealised += usd(pool.unrealised, .down)
            figures.totalEquity += usd(pool.equity, .down)
            figures.marginBalance += usd(collateralValue(of: self[account, asset].pledged(pool.equity), asset), .down)
            figures.orderMargin += usd(pool.orderMargin, .up)
            figures.initialMargin += usd(pool.orderMargin, .up)
            let loan = borrowing(account, asset, of: pool, as: mode)
            figures.loanInitialMargin += usd(loan.initialMargin, .up)
            figures.loanMaintenanceMargin += usd(loan.maintenanceMargin, .up)
            if mode != .portfolio {
                figures.initialMargin += usd(pool.positionMargin, .up)
                figures.maintenanceMargin += usd(pool.maintenanceMargin, .up)
            }
        }
        if mode == .portfolio {
            let risk = portfolioRisk(account, supposing: supposed)
            figures.initialMargin += risk.initial
            figures.maintenanceMargin += risk.maintenance
        }
        figures.initialMargin += figures.loanInitialMargin
        figures.maintenanceMargin += figures.loanMaintenanceMargin
        figures.hasPositions = anyHolding(of: account) { $0.hasPosition } || supposed?.holding.hasPosition == true
        return figures
    }

    /// What a margin account's equity in an asset counts as collateral, in USD; negative for a debt.
    func collateralWorth(_ asset: AssetID, of account: MarginAccountID) -> Money {
        let equity = poolFigures(account, asset, as: self[account].mode).equity
        let value = collateralValue(of: self[account, asset].pledged(equity), asset)
        return usd(value, asset, .down)
    }

    /// What an amount of an asset counts as collateral, in that asset: each step of the ladder with its ratio; a debt
    /// counts in full.
    private func collateralValue(of equity: Money, _ asset: AssetID) -> Money {
        let row = self[asset]
        guard equity > .zero, row.collateralTierCount > 0 else { return equity }
        var value = Money.zero
        var lower = Money.zero
        for number in 0..<row.collateralTierCount {
            let tier = collateralTiers[Handle(index: row.firstCollateralTier.index + number)]
            let upper = min(equity, tier.limit)
            guard upper > lower else { break }
            value += (upper - lower).times(tier.ratio, .down)
            lower = upper
        }
        return value
    }
}
