/// What the guards of an order look at.
struct OrderAdmission {
    let order: NewOrder
    let holding: Holding
    let instrument: Instrument
    let terms: ContractTerms
    let mode: MarginMode
    /// The order as it is cut to what it may trade: a reduce-only one to the position it reduces.
    let quantity: Quantity
    /// The resting order that it replaces, when an order is amended.
    let replaced: Order?
    /// What would rest of its quantity, and what it would take from the house, whose quotes do not count as resting: both
    /// may still become open interest, as what others have resting may. Set once its matches are known.
    var rests = Quantity.zero
    var takenFromHouse = Quantity.zero
    /// The account as it would be; set once its matches are known.
    var after: Supposition?

    /// True when no part of it opens a position.
    var onlyReduces: Bool {
        isReducing || (order.target == .net && reducible >= quantity)
    }

    /// True when it asks for no more than before: it does not open, or makes a resting order smaller.
    private var addsNothing: Bool {
        onlyReduces || replaced.map { $0.price == order.price && order.quantity < $0.remaining } == true
    }

    /// True for a reduce-only order, and for a closing one in hedge mode.
    var isReducing: Bool { order.reduceOnly || order.target.closes(order.side) }

    /// The position that an order of this side would reduce.
    var reducible: Quantity { holding[order.side.closes].size }

    /// The side on which it opens a position.
    var opened: PositionSide { order.side.opens }

    /// The most orders a margin account may have resting. https://bybit-exchange.github.io/docs/v5/order/create-order
    static let maxOpenOrders: Int32 = 500

    /// What can be judged from the order and the account alone.
    static let entry = RuleBook<OrderAdmission>([
        Guard(.quantityOffStep) { _, plan in
            plan.order.quantity > .zero && plan.order.quantity.isMultiple(of: plan.instrument.step)
        },
        Guard(.priceOffTick) { _, plan in
            plan.order.kind == .market
                || (plan.order.price > .zero && plan.order.price.isMultiple(of: plan.instrument.tick))
        },
        Guard(.priceOutOfRange) { _, plan in
            plan.order.kind == .market
                || (plan.instrument.minPrice...plan.instrument.maxPrice).contains(plan.order.price)
        },
        Guard(.positionTargetMismatch) { _, plan in
            (plan.order.target == .net) == (plan.holding.positionMode == .oneWay)
        },
        Guard(.quantityAboveMaximum) { _, plan in
            let limit =
                plan.order.kind == .limit ? plan.instrument.maxLimitQuantity : plan.instrument.maxMarketQuantity
            return plan.order.quantity <= limit
        },
        Guard(.duplicateClientOrderID) { state, plan in
            let key = State.ClientOrderKey(
                marginAccount: plan.order.marginAccount, clientOrderID: plan.order.clientOrderID)
            return plan.order.clientOrderID.isEmpty || plan.replaced != nil || state.clientOrderIndex[key] == nil
        },
        Guard(.marginModeDiffers) { _, plan in
            plan.order.marginMode == nil || plan.order.marginMode == plan.mode
        },
        Guard(.modeNotOffered) { _, plan in plan.mode != .cross || plan.terms.offersCross || plan.isReducing },
        Guard(.reduceOnlyNothingToReduce) { _, plan in !plan.isReducing || plan.quantity > .zero },
        Guard(.quantityBelowMinimum) { _, plan in
            plan.isReducing || plan.order.quantity >= plan.instrument.minQuantity
        },
        Guard(.notionalBelowMinimum) { _, plan in
            let price = plan.order.kind == .limit ? plan.order.price : plan.instrument.mark
            return plan.isReducing
                || plan.instrument.notional(of: plan.order.quantity, at: price) >= plan.instrument.minNotional
        },
        Guard(.priceBeyondBand) { _, plan in plan.isWithinBand },
        Guard(.tooManyOrders) { state, plan in
            plan.replaced != nil || state[plan.order.marginAccount].openOrders < maxOpenOrders
        },
        Guard(.accountMayOnlyReduce) { state, plan in
            plan.addsNothing || state.mayOpen(plan.order.marginAccount, plan.instrument.settle)
        },
    ])

    /// What can be judged once its matches are known. BYBIT: balance before tier
    /// (https://bybit-exchange.github.io/docs/v5/order/create-order).
    static let funding = RuleBook<OrderAdmission>([
        Guard(.openInterestExceeded) { _, plan in
            if plan.onlyReduces, plan.rests == .zero { return true }
            let present = plan.isReducing ? .zero : plan.instrument.openInterest
            let others = plan.instrument.restingQuantity - (plan.replaced?.remaining ?? .zero)
            let most = [present, others, plan.takenFromHouse, plan.rests].reduce(Int128(0)) { $0 + Int128($1.units) }
            return most <= Int128(plan.instrument.maxOpenInterest.units)
        },
        Guard(.insufficientBalance) { state, plan in
            guard !plan.addsNothing, let after = plan.after else { return true }
            return state.canFund(after, plan.order.marginAccount, plan.instrument.settle, ignoring: plan.ignored)
        },
        Guard(.orderBeyondLastTier) { state, plan in
            let exposure = plan.exposure(state)
            return plan.addsNothing || exposure <= state.tier(plan.terms, of: exposure).tier.limit
        },
        Guard(.orderLeverageAboveTier) { state, plan in
            plan.addsNothing
                || plan.holding.leverage(plan.opened, in: plan.mode)
                    <= state.tier(plan.terms, of: plan.exposure(state)).tier.maxLeverage
        },
        Guard(.postOnlyWouldTake) { state, plan in
            !plan.wouldTake || !MarginPolicy.of(state[plan.order.marginAccount].family).refusesTakingPostOnly
        },
    ])

    /// Resting orders that are to be taken as gone.
    var ignored: [Handle<Order>] = []
    /// True for a post-only order that would take.
    var wouldTake = false

    private func exposure(_ state: borrowing State) -> Money {
        guard let after else { return .zero }
        return state.exposure(after.holding, opened, adding: after.order, ignoring: ignored)
    }

    /// True when a buy is not too far above, a sell not too far below the mark price.
    private var isWithinBand: Bool {
        guard order.kind == .limit else { return true }
        let mark = Int128(instrument.mark.units)
        let price = Int128(order.price.units)
        let ratio = Int128(instrument.priceLimitRatio.units)
        return order.side == .buy
            ? price * unitsInOne <= mark * (unitsInOne + ratio) : price * unitsInOne >= mark * (unitsInOne - ratio)
    }
}

extension State {
    /// True when a margin account would have its requirements covered. Isolated and per-symbol accounts are judged by
    /// the settle asset's pool, unified cross and portfolio ones as a whole. MARGIN-19.
    func canFund(
        _ after: Supposition, _ account: MarginAccountID, _ settle: AssetID, ignoring ignored: [Handle<Order>]
    ) -> Bool {
        let row = self[account]
        if row.regime == .unified, row.mode != .isolated {
            return unifiedFigures(account, as: row.mode, supposing: after, ignoring: ignored).available >= .zero
        }
        return poolFigures(account, settle, as: row.mode, supposing: after, ignoring: ignored).available >= .zero
    }

    /// False for an account whose wallet has left the bounds of exact arithmetic, and for one whose family lets a
    /// unified account at a uniMMR of 1.20 or less only reduce (ZTDX-MODE).
    func mayOpen(_ account: MarginAccountID, _ asset: AssetID) -> Bool {
        let row = self[account]
        let wallet = self[account, asset].wallet
        guard max(wallet, -wallet).units < Bounds.openingWallet else { return false }
        guard row.family == .ztdx, row.mode == .cross else { return true }
        let figures = unifiedFigures(account, as: .cross)
        return !figures.hasPositions || figures.totalEquity.units * 5 > figures.maintenanceMargin.units * 6
    }
}
