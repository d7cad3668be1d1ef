/// The plan of an order that is live at once, new or in place of a resting one. `docs/rules/orders.md`.
struct OrderAdmission: OrderAsked {
    let order: NewOrder
    let holding: Holding
    let terms: ContractTerms
    let policy: OrderPolicy
    let mode: MarginMode
    /// The order as it is cut to what it may trade: a reduce-only one to what it may close. MARGIN-27, ORDER-31.
    private(set) var quantity: Quantity
    /// The resting order that it replaces, when an order is amended.
    let replaced: Replaced?

    /// What of a resting order matters to the one in its place.
    struct Replaced {
        let handle: Handle<Order>
        let price: Price
        let remaining: Quantity
    }

    init(_ order: NewOrder, replacing replaced: Handle<Order>? = nil, in state: borrowing State) {
        self.order = order
        self.replaced = replaced.map { handle in
            Replaced(handle: handle, price: state.orders[handle].price, remaining: state.orders[handle].remaining)
        }
        holding = state.holding(for: order)
        terms = state.terms(of: holding)
        policy = state.rules(of: order.marginAccount).orders
        mode = state.mode(of: holding)
        quantity = order.quantity
        guard order.onlyCloses else { return }
        let reducible = order.opensInHedge ? .zero : holding[order.side.closes].size
        quantity = min(order.quantity, closable(of: reducible, state))
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
        onlyReduces || replaced.map { $0.price == order.price && order.quantity < $0.remaining } == true
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
    static func asked(of family: FamilyRules) -> RuleBook<OrderAdmission> { rules }
    static func foreseen(of family: FamilyRules) -> RuleBook<OrderEffect> { OrderEffect.rules }

    func effect(in engine: inout Engine) -> OrderEffect? {
        engine.scratch.order.begin(replacing: replaced?.handle)
        engine.scratch.order.displace(for: self, in: engine.state)
        engine.scratch.order.match(order, quantity, in: engine.state)
        return OrderEffect(of: self, engine.scratch.order, engine.state)
    }

    func commit(to engine: inout Engine) -> Outcome {
        engine.state.lastOrder += 1
        let id = OrderID(number: engine.state.lastOrder)
        engine.commit(self, id: id, createdMs: engine.state.timeMs)
        return .placed(id)
    }
}

extension OrderAdmission {
    /// The most orders a margin account may have resting. https://bybit-exchange.github.io/docs/v5/order/create-order
    private static let maxOpenOrders: Int32 = 500

    static let rules = RuleBook<OrderAdmission>(
        [
            isolatedWhereOffered(),
            Guard(.tooManyPositions, "ORDER-2") { state, plan in
                guard let most = plan.policy.maxPositions, plan.opensAnother else { return true }
                return state.positionCount(plan.order.marginAccount, alike: state[plan.instrument]) < most
            },
        ] + asked() + [
            Guard(.modeNotOffered, "ORDER-10") { _, plan in
                plan.mode != .cross || plan.terms.offersCross || plan.order.onlyCloses
            },
            Guard(.reduceOnlyNothingToReduce, "ORDER-11") { _, plan in
                !plan.order.onlyCloses || plan.quantity > .zero
            },
            Guard(.quantityBelowMinimum, "ORDER-12") { state, plan in
                plan.order.onlyCloses || plan.order.quantity >= state[plan.instrument].minQuantity
            },
            Guard(.notionalBelowMinimum, "ORDER-13") { state, plan in
                let price = plan.order.kind == .limit ? plan.order.price : state[plan.instrument].mark
                return plan.order.onlyCloses
                    || state[plan.instrument].notional(of: plan.order.quantity, at: price)
                        >= state[plan.instrument].minNotional
            },
            Guard(.priceBeyondBand, "ORDER-14") { state, plan in
                plan.order.kind != .limit
                    || state[plan.instrument].isWithinBand(plan.order.price, for: plan.order.side)
            },
            Guard(.tooManyOrders, "ORDER-15") { state, plan in
                plan.isReplacement || state[plan.order.marginAccount].openOrders < maxOpenOrders
            },
            Guard(.accountMayOnlyReduce, "ORDER-16") { state, plan in
                plan.addsNothing || state.mayOpen(plan.order.marginAccount, state[plan.instrument].settle)
            },
        ])
}

extension NewOrder {
    /// True when no fill of it opens a position: a reduce-only order, and a closing one in hedge mode.
    var onlyCloses: Bool { reduceOnly || target.closes(side) }

    /// True for an order that opens its hedge-mode position: it has nothing to reduce, however large the other one is.
    fileprivate var opensInHedge: Bool { target != .net && !target.closes(side) }
}

extension State {
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
