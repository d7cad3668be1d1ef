/// The plan of a deposit (to a wallet), a withdrawal (from one) or a transfer (both). `docs/rules/wallets.md`.
struct WalletMove {
    let from: MarginAccountID?
    let to: MarginAccountID?
    let asset: AssetID
    let amount: Money

    private static let rules = RuleBook<WalletMove>([
        Guard(.amountNotPositive, "WALLET-1") { _, plan in plan.amount > .zero },
        Guard(.amountTooLarge, "WALLET-2") { _, plan in plan.amount.isWithinDepositBound },
        Guard(.unknownMarginAccount, "WALLET-3") { state, plan in
            guard let from = plan.from, let to = plan.to else { return true }
            return state.exists(to) && state[to].account == state[from].account && to != from
        },
        Guard(.collateralLimitReached, "WALLET-10") { state, plan in
            guard plan.from != nil, let to = plan.to else { return true }
            return state.takesCollateral(plan.asset, to)
        },
        Guard(.insufficientBalance, "WALLET-4") { state, plan in
            plan.from.map { plan.amount <= state.withdrawable($0, plan.asset) } ?? true
        },
    ])
}

extension WalletMove: Plan {
    static func asked(of family: FamilyRules) -> RuleBook<WalletMove> { rules }

    func commit(to engine: inout Engine) -> Outcome {
        let isTransfer = from != nil && to != nil
        if let from { engine.change(from, asset, by: -amount, isTransfer ? .transfer : .withdrawal) }
        if let to { engine.change(to, asset, by: amount, isTransfer ? .transfer : .deposit) }
        if from == nil { engine.state[asset].netDeposits += amount }
        if to == nil { engine.state[asset].netDeposits -= amount }
        return .accepted
    }
}

extension Engine {
    mutating func fundInsurance(_ asset: AssetID, _ amount: Money) -> Outcome {
        guard state.exists(asset) else { return .refused(.unknownAsset) }
        guard amount.isWithinDepositBound else { return .refused(.amountTooLarge) }
        guard state[state.insurance, asset].wallet + amount >= .zero else { return .refused(.insufficientBalance) }
        state[state.insurance, asset].wallet += amount
        state[asset].netDeposits += amount
        return .accepted
    }

    /// Changes a wallet balance and tells of it.
    mutating func change(
        _ account: MarginAccountID, _ asset: AssetID, by amount: Money, _ cause: BalanceChange.Cause
    ) {
        guard amount != .zero else { return }
        state[account, asset].wallet += amount
        watchAgain(account)
        if !state[account, asset].wallet.isWithinSumBound {
            state.distrust("the wallet of account \(account.index) is out of bounds")
        }
        guard !state.isVenueOwned(account) else { return }
        state.loosen(account)
        events.append(
            .balance(
                BalanceChange(
                    marginAccount: account, asset: asset, cause: cause, change: amount,
                    wallet: state[account, asset].wallet, timeMs: state.timeMs)))
    }
}

extension State {
    /// What of an asset can leave a margin account. Unrealised profit never leaves, nor what is borrowed; what backs
    /// positions stays. WALLET-5, BORROW-7.
    func withdrawable(_ account: MarginAccountID, _ asset: AssetID) -> Money {
        let row = self[account]
        let pool = poolFigures(account, asset, as: row.mode)
        let free = pool.wallet - pool.isolatedMargin
        guard row.regime == .unified, row.mode != .isolated else {
            return min(pool.available, free - pool.crossInitialMargin - pool.orderMargin).orZero
        }
        // WALLET-11.
        guard self[account, asset].isCollateral else { return min(pool.equity, free).orZero }
        let figures = unifiedFigures(account, as: row.mode)
        let usable = figures.spare - figures.totalUnrealised.orZero
        let coins = mulDiv(usable.units, unitsInOne, Int128(usdPrice(of: asset).units), .down)
        let owned = mayBorrow(account) ? min(free, pool.equity) : free
        return min(collateral(asset, of: pool.equity, worth: Money(units: coins).orZero), owned).orZero
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

extension UnifiedFigures {
    /// What may leave so that the account still covers its initial margin and stays above its maintenance margin: for a
    /// loan so small that both are rounded up to the same, a unit less than is available.
    fileprivate var spare: Money {
        maintenanceMargin > .zero ? min(available, marginBalance - maintenanceMargin - Money(units: 1)) : available
    }
}
