/// What placing an order would do, before any of it is done. Its arrays are kept for the next plan.
struct OrderPlan {
    /// A resting order the new one would trade with.
    struct Match {
        let maker: Handle<Order>
        let holding: Handle<Holding>
        /// True for one of the same account.
        let isOwn: Bool
        let side: Side
        let quantity: Quantity
        let price: Price
    }

    private(set) var matches: [Match] = []
    /// Resting orders the new one would end without a trade, and why.
    private(set) var ended: [(order: Handle<Order>, cause: CancelCause)] = []
    /// The same orders, the one being replaced, and those of the same account that are matched: margin need not be kept
    /// for them.
    private(set) var ignored: [Handle<Order>] = []
    /// What an order of the same account that is matched in part would still open.
    private(set) var left: Supposition.RestingOrder?
    private var replacedCount = 0
    private(set) var filled = Quantity.zero
    /// Why what is not filled does not rest.
    private(set) var cause = CancelCause.none

    mutating func begin(replacing replaced: Handle<Order>?) {
        matches.removeAll(keepingCapacity: true)
        ended.removeAll(keepingCapacity: true)
        ignored.removeAll(keepingCapacity: true)
        if let replaced { ignored.append(replaced) }
        replacedCount = ignored.count
        left = nil
        filled = .zero
        cause = .none
    }

    /// Ends the pending closes that an order displaces.
    mutating func displace(for plan: OrderAdmission, in state: borrowing State) {
        while let handle = plan.displaced(ignoring: ignored, state) { end(handle, .reduceOnly) }
    }

    /// Walks the other side of the book in price-time priority. ORDER-25.
    mutating func match(_ order: NewOrder, _ quantity: Quantity, in state: borrowing State) {
        let limit = order.kind == .limit ? order.price : nil
        var level = state.best(order.instrument, order.side.opposite)
        while !level.isNone, filled < quantity, cause == .none {
            let row = state.levels[level]
            if let limit, row.price.isBeyond(limit, for: order.side) { break }
            walk(row, order, quantity, in: state)
            level = row.worse
        }
        settle(order, quantity)
    }

    private mutating func walk(_ level: Level, _ order: NewOrder, _ quantity: Quantity, in state: borrowing State) {
        var handle = level.first
        while !handle.isNone, filled < quantity {
            let maker = state.orders[handle]
            if maker.marginAccount == order.marginAccount, order.selfTrade != .none {
                meetsOwn(handle, order.selfTrade)
            } else {
                match(handle, maker, order, quantity, in: state)
            }
            guard cause == .none else { return }
            handle = maker.nextAtLevel
        }
    }

    /// The order meets one of the same account that it does not trade with. ORDER-27.
    private mutating func meetsOwn(_ handle: Handle<Order>, _ prevention: SelfTradePrevention) {
        if prevention != .cancelTaker { end(handle, .selfTrade) }
        if prevention != .cancelMaker { cause = .selfTrade }
    }

    private mutating func match(
        _ handle: Handle<Order>, _ maker: Order, _ order: NewOrder, _ quantity: Quantity, in state: borrowing State
    ) {
        let traded = min(tradable(maker, by: order, in: state), quantity - filled)
        guard traded > .zero else {
            end(handle, .reduceOnly)
            return
        }
        let isOwn = maker.marginAccount == order.marginAccount
        matches.append(
            Match(
                maker: handle, holding: maker.holding, isOwn: isOwn, side: maker.side, quantity: traded,
                price: maker.price))
        filled += traded
        guard isOwn else { return }
        ignored.append(handle)
        guard traded < maker.remaining, !maker.onlyCloses else { return }
        left = Supposition.RestingOrder(
            side: maker.side, target: maker.target, price: maker.price, remaining: maker.remaining - traded,
            isOldest: true)
    }

    /// What of a resting order can trade: a reduce-only one no more than its position, earlier matches deducted; an own
    /// one all of it where the order opens what it closes, since the order's fill comes first. MARGIN-27, ORDER-27.
    private func tradable(_ maker: Order, by order: NewOrder, in state: borrowing State) -> Quantity {
        guard maker.onlyCloses else { return maker.remaining }
        let reduced = maker.side.closes
        if maker.marginAccount == order.marginAccount, order.opens(reduced) { return maker.remaining }
        var left = state.holdings[maker.holding][reduced].size
        for match in matches where match.holding == maker.holding && match.side == maker.side {
            let other = state.orders[match.maker]
            if other.target == maker.target { left -= min(left, match.quantity) }
        }
        return min(maker.remaining, left)
    }

    private mutating func end(_ handle: Handle<Order>, _ cause: CancelCause) {
        ended.append((handle, cause))
        ignored.append(handle)
    }

    /// Applies the time in force to what was found. ORDER-26.
    private mutating func settle(_ order: NewOrder, _ quantity: Quantity) {
        switch order.timeInForce {
        case .goodTillCancelled: break
        case .postOnly where !matches.isEmpty: drop(.wouldTake)
        case .postOnly: break
        case .fillOrKill where filled < quantity: drop(.notFillable)
        case .fillOrKill: break
        case .immediateOrCancel where filled < quantity && cause == .none: cause = .noLiquidity
        case .immediateOrCancel: break
        }
        if order.kind == .market, filled < quantity, cause == .none { cause = .noLiquidity }
    }

    private mutating func drop(_ cause: CancelCause) {
        matches.removeAll(keepingCapacity: true)
        ignored.removeLast(ignored.count - replacedCount)
        left = nil
        ended.removeAll(keepingCapacity: true)
        filled = .zero
        self.cause = cause
    }
}

extension NewOrder {
    /// True when its fills may open or enlarge a position on a side.
    fileprivate func opens(_ position: PositionSide) -> Bool {
        !target.closes(side) && target.position(side) == position
    }
}

extension Price {
    /// True when a taker with this side and limit would not trade at this price.
    func isBeyond(_ limit: Price, for side: Side) -> Bool {
        side == .buy ? self > limit : self < limit
    }
}
