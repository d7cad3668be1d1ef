/// The plan of an order that is live at once, new or in place of a resting one. `docs/rules/orders.md`.
struct OrderAdmission: OrderAsked {
    var order: NewOrder
    let holding: Holding
    let instrument: Instrument
    let terms: ContractTerms
    let policy: OrderPolicy
    let mode: MarginMode
    /// The order as it is cut to what it may trade: a reduce-only one to the position it reduces. MARGIN-27.
    let quantity: Quantity
    /// The resting order that it replaces, when an order is amended.
    let replaced: Handle<Order>?
    let replacedOrder: Order?
    /// What would rest of its quantity, and what it would take from the house, whose quotes do not count as resting: both
    /// may still become open interest, as what others have resting may. Set once its matches are known.
    var rests = Quantity.zero
    var takenFromHouse = Quantity.zero
    /// The account as it would be; set once its matches are known.
    var after: Supposition?
    /// Resting orders that are to be taken as gone.
    var ignored: [Handle<Order>] = []
    /// True for a post-only order that would take.
    var wouldTake = false

    init(_ order: NewOrder, replacing replaced: Handle<Order>? = nil, in state: borrowing State) {
        self.order = order
        self.replaced = replaced
        replacedOrder = replaced.map { state.orders[$0] }
        holding = state.holding(for: order)
        instrument = state[order.instrument]
        terms = state.terms(of: holding)
        policy = state.rules(of: order.marginAccount).orders
        mode = state.mode(of: holding)
        let reducible = order.opensInHedge ? .zero : holding[order.side.closes].size
        quantity = order.onlyCloses ? min(order.quantity, reducible) : order.quantity
    }

    var askedQuantity: Quantity? { order.quantity }
    var askedPrice: Price? { order.kind == .limit ? order.price : nil }
    var isReplacement: Bool { replaced != nil }

    /// True when no part of it opens a position.
    var onlyReduces: Bool {
        order.onlyCloses || (order.target == .net && holding[order.side.closes].size >= quantity)
    }

    /// True when it asks for no more than before: it does not open, or makes a resting order smaller.
    var addsNothing: Bool {
        onlyReduces || replacedOrder.map { $0.price == order.price && order.quantity < $0.remaining } == true
    }

    /// The side on which it opens a position.
    var opened: PositionSide { order.side.opens }

    /// True when it would open a position that the account does not have.
    var opensAnother: Bool {
        guard !isReplacement, !order.onlyCloses else { return false }
        return order.target == .net ? !holding.hasPosition : !holding[opened].isOpen
    }
}

extension OrderAdmission: Plan {
    static func asked(of family: FamilyRules) -> RuleBook<OrderAdmission> { entry }
    static func found(of family: FamilyRules) -> RuleBook<OrderAdmission> { funding }

    mutating func find(in engine: inout Engine) {
        engine.scratch.order.begin(replacing: replaced)
        engine.scratch.order.match(order, quantity, in: engine.state)
        suppose(engine.scratch.order, engine.state)
    }

    func commit(to engine: inout Engine) -> Outcome {
        engine.state.lastOrder += 1
        let id = OrderID(number: engine.state.lastOrder)
        engine.commit(order, id: id, createdMs: engine.state.timeMs)
        return .placed(id)
    }

    /// The account as it would be after the matches that were found.
    private mutating func suppose(_ plan: OrderPlan, _ state: borrowing State) {
        let margin = mode == .isolated ? state.marginTerms(of: holding) : nil
        var after = Supposition(holding: holding)
        for match in plan.matches {
            let fill = Fill(
                order.side, order.target, match.quantity, of: instrument, at: match.price, feeRate: terms.takerFee)
            let realisation = after.holding.apply(fill, instrument, isolatedBy: margin, timeMs: state.timeMs)
            after.walletChange += realisation.profit - fill.fee
            if state.orders[match.maker].marginAccount == state.house { takenFromHouse += match.quantity }
        }
        let remaining = quantity - plan.filled
        if plan.cause == .none, order.kind == .limit { rests = remaining }
        if rests > .zero, !order.reduceOnly {
            after.order = Supposition.RestingOrder(
                side: order.side, target: order.target, price: order.price, remaining: remaining)
        }
        self.after = after
        ignored = plan.ignored
        wouldTake = plan.cause == .wouldTake
    }
}

extension OrderAdmission {
    /// The most orders a margin account may have resting. https://bybit-exchange.github.io/docs/v5/order/create-order
    private static let maxOpenOrders: Int32 = 500

    /// What can be judged from the order and the account alone.
    static let entry = RuleBook<OrderAdmission>(
        [
            isolatedWhereOffered(),
            Guard(.tooManyPositions, "ORDER-2") { state, plan in
                guard let most = plan.policy.maxPositions, plan.opensAnother else { return true }
                return state.positionCount(plan.order.marginAccount, alike: plan.instrument) < most
            },
        ] + asked() + [
            Guard(.modeNotOffered, "ORDER-10") { _, plan in
                plan.mode != .cross || plan.terms.offersCross || plan.order.onlyCloses
            },
            Guard(.reduceOnlyNothingToReduce, "ORDER-11") { _, plan in
                !plan.order.onlyCloses || plan.quantity > .zero
            },
            Guard(.quantityBelowMinimum, "ORDER-12") { _, plan in
                plan.order.onlyCloses || plan.order.quantity >= plan.instrument.minQuantity
            },
            Guard(.notionalBelowMinimum, "ORDER-13") { _, plan in
                let price = plan.order.kind == .limit ? plan.order.price : plan.instrument.mark
                return plan.order.onlyCloses
                    || plan.instrument.notional(of: plan.order.quantity, at: price) >= plan.instrument.minNotional
            },
            Guard(.priceBeyondBand, "ORDER-14") { _, plan in plan.isWithinBand },
            Guard(.tooManyOrders, "ORDER-15") { state, plan in
                plan.isReplacement || state[plan.order.marginAccount].openOrders < maxOpenOrders
            },
            Guard(.accountMayOnlyReduce, "ORDER-16") { state, plan in
                plan.addsNothing || state.mayOpen(plan.order.marginAccount, plan.instrument.settle)
            },
        ])

    /// What can be judged once its matches are known. BYBIT: balance before tier
    /// (https://bybit-exchange.github.io/docs/v5/order/create-order).
    static let funding = RuleBook<OrderAdmission>([
        Guard(.openInterestExceeded, "ORDER-17") { _, plan in
            if plan.onlyReduces, plan.rests == .zero { return true }
            let present = plan.order.onlyCloses ? .zero : plan.instrument.openInterest
            let others = plan.instrument.restingQuantity - (plan.replacedOrder?.remaining ?? .zero)
            let most = [present, others, plan.takenFromHouse, plan.rests].reduce(Int128(0)) { $0 + Int128($1.units) }
            return most <= Int128(plan.instrument.maxOpenInterest.units)
        },
        Guard(.insufficientBalance, "ORDER-18") { state, plan in
            guard !plan.addsNothing, let after = plan.after else { return true }
            return state.canFund(after, plan.order.marginAccount, plan.instrument.settle, ignoring: plan.ignored)
        },
        Guard(.orderBeyondLastTier, "ORDER-19") { state, plan in
            let exposure = plan.exposure(state)
            return plan.addsNothing || exposure <= state.tier(plan.terms, of: exposure).tier.limit
        },
        Guard(.orderLeverageAboveTier, "ORDER-20") { state, plan in
            plan.addsNothing
                || plan.holding.leverage(plan.opened, in: plan.mode)
                    <= state.tier(plan.terms, of: plan.exposure(state)).tier.maxLeverage
        },
        Guard(.postOnlyWouldTake, "ORDER-21") { _, plan in !plan.wouldTake || !plan.policy.refusesTakingPostOnly },
    ])

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

extension NewOrder {
    /// True when no fill of it opens a position: a reduce-only order, and a closing one in hedge mode.
    var onlyCloses: Bool { reduceOnly || target.closes(side) }

    /// True for an order that opens its hedge-mode position: it has nothing to reduce, however large the other one is.
    fileprivate var opensInHedge: Bool { target != .net && !target.closes(side) }
}

extension State {
    /// True when a margin account would have its requirements covered. Isolated and per-symbol accounts are judged by
    /// the settle asset's pool, unified cross and portfolio ones as a whole. MARGIN-19, BYBIT-MODE-28.
    func canFund(
        _ after: Supposition, _ account: MarginAccountID, _ settle: AssetID, ignoring ignored: [Handle<Order>]
    ) -> Bool {
        let row = self[account]
        if row.regime == .unified, row.mode != .isolated {
            return unifiedFigures(account, as: row.mode, supposing: after, ignoring: ignored).available >= .zero
        }
        return poolFigures(account, settle, as: row.mode, supposing: after, ignoring: ignored).available >= .zero
    }

    /// False for an account whose wallet has left the bounds of exact arithmetic (HOUSE-11), and for a cross one that
    /// has come down its family's ladder as far as that.
    fileprivate func mayOpen(_ account: MarginAccountID, _ asset: AssetID) -> Bool {
        let row = self[account]
        let wallet = self[account, asset].wallet
        guard max(wallet, -wallet).units < Bounds.openingWallet else { return false }
        guard row.mode == .cross, let ladder = families[row.family].ladder else { return true }
        switch ladder.status(of: unifiedFigures(account, as: .cross)) {
        case .normal, .firstWarning, .secondWarning: return true
        case .reduceOnly, .liquidating: return false
        }
    }

    /// How many positions an account has in the contracts with an instrument's payoff and settle asset.
    fileprivate func positionCount(_ account: MarginAccountID, alike instrument: Instrument) -> Int {
        var count = 0
        forEachHolding(of: account) { _, holding in
            let other = self[holding.instrument]
            guard other.payoff == instrument.payoff, other.settle == instrument.settle else { return }
            for side in PositionSide.allCases where holding[side].isOpen { count += 1 }
        }
        return count
    }
}
