extension Engine {
    mutating func deposit(_ account: MarginAccountID, _ asset: AssetID, _ amount: Money) -> Outcome {
        if let refusal = refusal(account, asset, amount) { return .refused(refusal) }
        change(account, asset, by: amount, .deposit)
        state[asset].netDeposits += amount
        return .accepted
    }

    mutating func withdraw(_ account: MarginAccountID, _ asset: AssetID, _ amount: Money) -> Outcome {
        if let refusal = refusal(account, asset, amount) { return .refused(refusal) }
        guard amount <= state.withdrawable(account, asset) else { return .refused(.insufficientBalance) }
        change(account, asset, by: -amount, .withdrawal)
        state[asset].netDeposits -= amount
        return .accepted
    }

    mutating func transfer(
        _ from: MarginAccountID, _ to: MarginAccountID, _ asset: AssetID, _ amount: Money
    ) -> Outcome {
        if let refusal = refusal(from, asset, amount) { return .refused(refusal) }
        guard state.exists(to), state[to].account == state[from].account, to != from else {
            return .refused(.unknownMarginAccount)
        }
        guard amount <= state.withdrawable(from, asset) else { return .refused(.insufficientBalance) }
        change(from, asset, by: -amount, .transfer)
        change(to, asset, by: amount, .transfer)
        return .accepted
    }

    mutating func fundInsurance(_ asset: AssetID, _ amount: Money) -> Outcome {
        guard state.exists(asset) else { return .refused(.unknownAsset) }
        guard amount.isWithinDepositBound else { return .refused(.amountTooLarge) }
        guard state[state.insurance, asset].wallet + amount >= .zero else { return .refused(.insufficientBalance) }
        state[state.insurance, asset].wallet += amount
        state[asset].netDeposits += amount
        return .accepted
    }

    private func refusal(_ account: MarginAccountID, _ asset: AssetID, _ amount: Money) -> Refusal? {
        guard state.exists(account), !state.isVenueOwned(account) else { return .unknownMarginAccount }
        guard state.exists(asset) else { return .unknownAsset }
        guard amount > .zero else { return .amountNotPositive }
        return amount.isWithinDepositBound ? nil : .amountTooLarge
    }
}

extension State {
    /// What of an asset can leave a margin account. Unrealised profit never leaves; what backs positions stays.
    func withdrawable(_ account: MarginAccountID, _ asset: AssetID) -> Money {
        let row = self[account]
        let pool = poolFigures(account, asset, as: row.mode)
        let free = pool.wallet - pool.isolatedMargin
        guard row.regime == .unified, row.mode != .isolated else {
            return min(pool.available, free - pool.crossInitialMargin - pool.orderMargin).orZero
        }
        let figures = unifiedFigures(account, as: row.mode)
        let usable = figures.available - figures.totalUnrealised.orZero
        let coins = mulDiv(usable.units, unitsInOne, Int128(usdPrice(of: asset).units), .down)
        return min(collateral(asset, of: pool.equity, worth: Money(units: coins).orZero), free).orZero
    }

    /// How much of an asset can go until what it counts as collateral has fallen by `worth`, in that asset: from the
    /// highest step of the ladder down, each with its ratio.
    /// https://bybit-exchange.github.io/docs/v5/account/unified-trans-amnt
    private func collateral(_ asset: AssetID, of equity: Money, worth: Money) -> Money {
        let row = self[asset]
        guard equity > .zero, row.collateralTierCount > 0 else { return worth }
        var left = worth
        var gone = Money.zero
        for number in (0..<row.collateralTierCount).reversed() {
            let tier = collateralTiers[Handle(index: row.firstCollateralTier.index + number)]
            let lower =
                number == 0
                ? Money.zero : collateralTiers[Handle(index: row.firstCollateralTier.index + number - 1)].limit
            let part = (min(equity, tier.limit) - lower).orZero
            let counted = part.times(tier.ratio, .down)
            guard counted > left else {
                gone += part
                left -= counted
                continue
            }
            return gone + Money(units: mulDiv(left.units, unitsInOne, Int128(tier.ratio.units), .down))
        }
        return gone
    }
}
