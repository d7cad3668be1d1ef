/// What would come of an order at once: its matches, and the account after them.
struct OrderEffect {
    private let plan: OrderAdmission
    /// What would rest of its quantity, and what it would take from the house, whose quotes do not count as resting: both
    /// may still become open interest, as what others have resting may.
    private let rests: Quantity
    private let takenFromHouse: Quantity
    /// The account as it would be.
    private let after: Supposition
    /// Resting orders that are to be taken as gone.
    private let ignored: [Handle<Order>]
    /// True for a post-only order that would take.
    private let wouldTake: Bool

    init(of plan: OrderAdmission, _ found: OrderPlan, _ state: borrowing State) {
        let order = plan.order
        let instrument = state[plan.instrument]
        let margin = plan.mode == .isolated ? state.marginTerms(of: plan.holding) : nil
        var after = Supposition(holding: plan.holding)
        var takenFromHouse = Quantity.zero
        for match in found.matches {
            func fill(_ side: Side, _ target: PositionTarget, feeRate: Rate) {
                let fill = Fill(side, target, match.quantity, of: instrument, at: match.price, feeRate: feeRate)
                let realisation = after.holding.apply(fill, instrument, isolatedBy: margin, timeMs: state.timeMs)
                after.walletChange += realisation.profit - fill.fee
            }
            let maker = state.orders[match.maker]
            fill(order.side, order.target, feeRate: plan.terms.takerFee)
            if match.isOwn { fill(maker.side, maker.target, feeRate: plan.terms.makerFee) }
            if maker.marginAccount == state.house { takenFromHouse += match.quantity }
        }
        rests = found.cause == .none && order.kind == .limit ? plan.quantity - found.filled : .zero
        if rests > .zero, !order.reduceOnly {
            after.order = Supposition.RestingOrder(
                side: order.side, target: order.target, price: order.price, remaining: rests, isOldest: false)
        } else {
            after.order = found.left
        }
        self.plan = plan
        self.takenFromHouse = takenFromHouse
        self.after = after
        ignored = found.ignored
        wouldTake = found.cause == .wouldTake
    }

    /// Balance before tier (https://bybit-exchange.github.io/docs/v5/order/create-order).
    static let rules = RuleBook<OrderEffect>([
        Guard(.openInterestExceeded, "ORDER-17") { state, effect in
            let plan = effect.plan
            if plan.onlyReduces, effect.rests == .zero { return true }
            let present = plan.order.onlyCloses ? .zero : state[plan.instrument].openInterest
            let others = state[plan.instrument].restingQuantity - (plan.replaced?.remaining ?? .zero)
            let most = [present, others, effect.takenFromHouse, effect.rests]
                .reduce(Int128(0)) { $0 + Int128($1.units) }
            return most <= Int128(state[plan.instrument].maxOpenInterest.units)
        },
        Guard(.insufficientBalance, "ORDER-18") { state, effect in
            effect.plan.addsNothing || state.canFund(effect.after, ignoring: effect.ignored)
        },
        Guard(.orderBeyondLastTier, "ORDER-19") { state, effect in
            if effect.plan.addsNothing { return true }
            let exposure = effect.exposure(state)
            return exposure <= state.tier(effect.plan.terms, of: exposure).tier.limit
        },
        Guard(.orderLeverageAboveTier, "ORDER-20") { state, effect in
            let plan = effect.plan
            return plan.addsNothing
                || plan.holding.leverage(plan.opened, in: plan.mode)
                    <= state.tier(plan.terms, of: effect.exposure(state)).tier.maxLeverage
        },
        Guard(.postOnlyWouldTake, "ORDER-21") { _, effect in
            !effect.wouldTake || !effect.plan.policy.refusesTakingPostOnly
        },
    ])

    private func exposure(_ state: borrowing State) -> Money {
        state.exposure(after.holding, plan.opened, adding: after.order, ignoring: ignored)
    }
}

extension State {
    /// True when a margin account would have its requirements covered. Isolated and per-symbol accounts are judged by
    /// the settle asset's pool, unified cross and portfolio ones as a whole. MARGIN-19, BYBIT-MODE-28.
    fileprivate func canFund(_ after: Supposition, ignoring ignored: [Handle<Order>]) -> Bool {
        let account = after.holding.marginAccount
        let row = self[account]
        if row.regime == .unified, row.mode != .isolated {
            return unifiedFigures(account, as: row.mode, supposing: after, ignoring: ignored).available >= .zero
        }
        let settle = self[after.holding.instrument].settle
        return poolFigures(account, settle, as: row.mode, supposing: after, ignoring: ignored).available >= .zero
    }
}
