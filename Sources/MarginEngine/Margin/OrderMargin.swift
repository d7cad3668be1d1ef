/// A change that a plan considers: figures are computed as if it had been made.
struct Supposition {
    /// The holding as it would be.
    var holding: Holding
    /// What the wallet of its settle asset would gain.
    var walletChange = Money.zero
    /// An order that would rest.
    var order: RestingOrder?

    /// What an order margin needs to know of an order.
    struct RestingOrder {
        let side: Side
        let target: PositionTarget
        let price: Price
        var remaining: Quantity
        /// True when it is ahead of the orders at its price, false when it is behind them.
        let isOldest: Bool

        fileprivate func isBefore(_ order: Order) -> Bool {
            price.isBetter(than: order.price, for: side) || (isOldest && price == order.price)
        }
    }
}

/// What the opening orders of one side cost, the best price first.
private struct OrderCosts {
    private let side: Side
    private let margin: MarginTerms
    private let leverage: Leverage
    /// What of the opposite position is not taken yet by orders before.
    private var free: Quantity
    /// An order that does not rest yet and whose turn has not come.
    private var pending: Supposition.RestingOrder?
    private var cost = Money.zero

    init(
        _ side: Side, _ holding: Holding, _ margin: MarginTerms, _ leverage: Leverage,
        adding added: Supposition.RestingOrder?
    ) {
        self.side = side
        self.margin = margin
        self.leverage = leverage
        free = holding.positionMode == .oneWay ? holding[side.closes].size : .zero
        pending = added.flatMap { $0.side == side && !$0.target.closes(side) ? $0 : nil }
    }

    mutating func charge(_ order: Order) {
        if let next = pending, next.isBefore(order) {
            charge(next.price, next.remaining)
            pending = nil
        }
        charge(order.price, order.remaining)
    }

    mutating func total() -> Money {
        if let last = pending { charge(last.price, last.remaining) }
        pending = nil
        return cost
    }

    private mutating func charge(_ price: Price, _ quantity: Quantity) {
        let reducing = min(free, quantity)
        free -= reducing
        cost += margin.orderCost(side.opens, quantity - reducing, at: price, leverage)
    }
}

extension State {
    /// The margin that a holding's resting orders reserve, in the settle asset. MARGIN-3: the first units that would
    /// reduce the position are free, the rest is charged at the order's own price; of the two sides of a one-way
    /// symbol the larger is charged, in hedge mode each position's opening orders are.
    /// - Parameters:
    ///   - added: an order that does not rest yet.
    ///   - ignored: resting orders that are to be taken as cancelled.
    func orderMargin(
        _ holding: Holding, mode: MarginMode, adding added: Supposition.RestingOrder? = nil,
        ignoring ignored: [Handle<Order>] = []
    ) -> Money {
        guard holding.orderCount > 0 || added != nil,
            let margin = marginTerms(of: holding)
        else { return .zero }
        func cost(_ side: Side) -> Money {
            guard !holding.bestOrder(side).isNone || added?.side == side else { return .zero }
            var walk = OrderCosts(side, holding, margin, holding.leverage(side.opens, in: mode), adding: added)
            forEachOrder(of: holding, side) { handle, order in
                if !order.onlyCloses, !ignored.contains(handle) { walk.charge(order) }
            }
            return walk.total()
        }
        return holding.positionMode == .oneWay ? max(cost(.buy), cost(.sell)) : cost(.buy) + cost(.sell)
    }

    /// The value at mark of a position and at their own prices of the orders that would add to it: what the tier that
    /// caps leverage is found by. MARGIN-16.
    func exposure(
        _ holding: Holding, _ side: PositionSide, adding added: Supposition.RestingOrder? = nil,
        ignoring ignored: [Handle<Order>] = []
    ) -> Money {
        let instrument = self[holding.instrument]
        return instrument.value(of: holding[side].size, at: instrument.mark, .up)
            + openingOrderValue(holding, side, adding: added, ignoring: ignored)
    }

    /// The value at their own prices of a holding's orders that would open on a side; of resting ones only where the
    /// family counts them.
    func openingOrderValue(
        _ holding: Holding, _ side: PositionSide, adding added: Supposition.RestingOrder? = nil,
        ignoring ignored: [Handle<Order>] = []
    ) -> Money {
        let instrument = self[holding.instrument]
        var value = Money.zero
        let counts = families[self[holding.marginAccount].family].margin.tierCountsOrders
        forEachOrder(of: holding, side.opening) { handle, order in
            guard counts, !order.onlyCloses, !ignored.contains(handle) else { return }
            value += instrument.value(of: order.remaining, at: order.price, .up)
        }
        if let added, added.side == side.opening, !added.target.closes(added.side) {
            value += instrument.value(of: added.remaining, at: added.price, .up)
        }
        return value
    }
}

extension PositionTarget {
    /// The position that an order of that side is for; of a net order the one it would open.
    func position(_ side: Side) -> PositionSide {
        switch self {
        case .net: side.opens
        case .long: .long
        case .short: .short
        }
    }

    /// True when an order of that side closes the hedge-mode position it is for.
    func closes(_ side: Side) -> Bool {
        (self == .long && side == .sell) || (self == .short && side == .buy)
    }
}

extension Price {
    /// True when an order at this price is matched before one at the other.
    func isBetter(than other: Price, for side: Side) -> Bool {
        side == .buy ? self > other : self < other
    }
}
