import MarginEngine

extension ModelVenue {
    mutating func placeOrder(_ new: NewOrder) throws(Refused) -> OrderID {
        let (account, instrument) = try object(new.marginAccount, new.instrument)
        var order = ModelOrder(
            id: 0, clientID: new.clientOrderID, account: account, instrument: instrument, side: new.side,
            target: new.target, kind: new.kind, timeInForce: new.timeInForce, reduceOnly: new.reduceOnly,
            selfTrade: new.selfTrade, purpose: .none, trigger: new.trigger, takeProfit: new.takeProfit,
            stopLoss: new.stopLoss, price: new.price.exact, quantity: new.quantity.exact)
        order.trail = new.trail
        if new.trigger != nil || new.trail != nil {
            adopt(new.marginMode, account, instrument)
            try admitConditional(order, asks: new.marginMode)
            let id = wait(order)
            followPrice(instrument)
            if new.trail != nil { happenings.append("order trails") }
            return id
        }
        lastOrder += 1
        order.id = lastOrder
        order.createdMs = timeMs
        try execute(order, asks: new.marginMode, replacing: nil)
        return OrderID(number: order.id)
    }

    mutating func amendOrder(
        _ id: MarginAccountID, _ orderID: OrderID, _ price: Rational?, _ quantity: Rational?, _ trigger: Price?,
        _ kind: PriceKind?, _ takeProfit: StopChange, _ stopLoss: StopChange
    ) throws(Refused) -> OrderID {
        let old = try order(id, orderID)
        var new = old
        if takeProfit != .keep { new.takeProfit = stop(of: takeProfit) }
        if stopLoss != .keep { new.stopLoss = stop(of: stopLoss) }
        guard !old.isWaiting else {
            try amendConditional(old, new, price, quantity, trigger, kind)
            return orderID
        }
        new.price = price ?? old.price
        new.quantity = quantity ?? old.quantity
        let trades = new.price != old.price || new.quantity != old.quantity
        let isSame = new.takeProfit == old.takeProfit && new.stopLoss == old.stopLoss
        try require(trades || !isSame, .orderUnchanged)
        try require(new.quantity > old.filled, .quantityNotAboveFilled)
        guard trades else {
            replace(old, by: new)
            return orderID
        }
        var after = self
        try after.execute(new, asks: nil, replacing: old)
        if new.price == old.price, new.quantity < old.quantity {
            replace(old, by: new)
        } else {
            self = after
        }
        return orderID
    }

    private func stop(of change: StopChange) -> PositionStop? {
        guard case .set(let stop) = change else { return nil }
        return stop
    }

    /// In the same place in line.
    mutating func replace(_ old: ModelOrder, by new: ModelOrder) {
        for place in orders.indices where orders[place].stamp == old.stamp { orders[place] = new }
        touched.insert(old.account)
    }

    /// A flat symbol of an account with a mode per symbol takes over the mode that an order asks for.
    mutating func adopt(_ asked: MarginMode?, _ account: Int, _ instrument: Int) {
        guard let asked, asked != .portfolio, accounts[account].regime == .perSymbol,
            !isBusy(holding(account, instrument)),
            asked == .isolated || terms(instrument, accounts[account].family)?.offersCross != false
        else { return }
        holdings[place(account, instrument)].ownMode = asked
    }

    func order(_ id: MarginAccountID, _ orderID: OrderID) throws(Refused) -> ModelOrder {
        guard let order = orders.first(where: { $0.id == orderID.number }), orderID.number > 0,
            order.account == Int(id.index)
        else { throw Refused(refusal: .unknownOrder) }
        return order
    }

    /// Admits an order, trades it and rests what is left, or throws and is to be forgotten.
    mutating func execute(_ incoming: ModelOrder, asks: MarginMode?, replacing old: ModelOrder?) throws(Refused) {
        var order = incoming
        adopt(asks, order.account, order.instrument)
        let holding = holding(order.account, order.instrument)
        let reducible = order.target == .net || order.closesInHedge ? holding[order.closed].size : 0
        let quantity = order.onlyCloses ? min(order.remaining, closable(order, reducible, old)) : order.remaining
        try admit(order, asks, holding, quantity, old)
        if let old { remove(old.stamp) }
        let handle = self.place(order.account, order.instrument)
        touched.insert(order.account)
        order.leverage = holding.leverage(order.aimed, mode(of: holding))
        order.mode = mode(of: holding)
        let opens = !order.onlyCloses && !(order.target == .net && reducible >= quantity)
        order.quantity = order.filled + quantity

        if order.onlyCloses, quantity < min(incoming.remaining, reducible) {
            happenings.append("close cut to what is free")
        }
        var after = self
        after.displace(for: order, quantity, reducible)
        var taken = order
        let goesOn = after.take(&taken, limit: order.kind == .limit ? order.price : nil)
        var isDropped = order.timeInForce == .postOnly && taken.filled > order.filled
        let refusesTaking = isDropped && accounts[order.account].family == .ztdx
        if order.timeInForce == .fillOrKill, taken.remaining.isPositive { isDropped = true }
        if isDropped {
            after = self
            taken = order
        }
        let isLeft = taken.remaining.isPositive
        let ends = !goesOn || isDropped || order.kind == .market || order.timeInForce == .immediateOrCancel
        let position = after.holdings[handle][order.closed]
        if isLeft, !ends, !order.onlyCloses || position.isOpen { after.rest(taken) }
        try checkOpenInterest(order, after: after, opens: opens, rests: ends ? 0 : taken.remaining)
        if opens, !isShrinking(order, old) { try after.checkFunds(taken, isResting: isLeft && !ends) }
        try require(!refusesTaking, .postOnlyWouldTake)
        self = after
    }

    /// Bitget: what else rests to close a position, the oldest first.
    private func pendingCloses(like order: ModelOrder, except old: ModelOrder? = nil) -> [ModelOrder] {
        guard accounts[order.account].family == .bitget, order.onlyCloses, order.purpose == .none else { return [] }
        return orders.filter {
            $0.account == order.account && $0.instrument == order.instrument && $0.side == order.side
                && $0.target == order.target && $0.onlyCloses && !$0.isWaiting && $0.stamp != old?.stamp
        }.sorted { $0.id < $1.id }
    }

    /// In hedge mode what pending closes leave of a position, unless they leave nothing.
    private func closable(_ order: ModelOrder, _ size: Rational, _ old: ModelOrder?) -> Rational {
        let free = size - pendingCloses(like: order, except: old).reduce(0) { $0 + $1.remaining }
        return order.target != .net && free.isPositive ? free : size
    }

    /// Pending closes make room for another one.
    private mutating func displace(for order: ModelOrder, _ quantity: Rational, _ size: Rational) {
        let pending = pendingCloses(like: order)
        var sum = pending.reduce(quantity) { $0 + $1.remaining }
        for other in pending where sum > size {
            sum -= other.remaining
            end(other)
            happenings.append("close displaced")
        }
    }

    /// What can be judged from the order and the account alone.
    private func admit(
        _ order: ModelOrder, _ asks: MarginMode?, _ holding: ModelHolding, _ quantity: Rational, _ old: ModelOrder?
    ) throws(Refused) {
        let row = instruments[order.instrument]
        let definition = row.definition
        let asked = order.remaining
        let isLimit = order.kind == .limit
        try requireModeOffered(order, asks)
        try requireRoom(order, holding, old)
        try checkForm(order, asked, holding)
        try require(
            asked <= (isLimit ? definition.maxLimitQuantity : definition.maxMarketQuantity).exact,
            .quantityAboveMaximum)
        try require(old != nil || !isTaken(order.clientID, order.account), .duplicateClientOrderID)
        try require(asks == nil || asks == mode(of: holding), .marginModeDiffers)
        let isOffered = terms(order.instrument, accounts[order.account].family)?.offersCross != false
        try require(isOffered || order.onlyCloses || mode(of: holding) == .isolated, .modeNotOffered)
        try require(!order.onlyCloses || quantity.isPositive, .reduceOnlyNothingToReduce)
        if !order.onlyCloses {
            try require(asked >= definition.minQuantity.exact, .quantityBelowMinimum)
            let notional = row.isLinear ? asked * (isLimit ? order.price : row.mark) : asked
            try require(notional >= definition.minNotional.exact, .notionalBelowMinimum)
        }
        if isLimit {
            let ratio = definition.priceLimitRatio.exact
            try require(
                order.side == .buy ? order.price <= row.mark * (1 + ratio) : order.price >= row.mark * (1 - ratio),
                .priceBeyondBand)
        }
        let resting = orders.count { $0.account == order.account && !$0.isWaiting }
        try require(old != nil || resting < 500, .tooManyOrders)
        let onlyReduces = order.onlyCloses || (order.target == .net && holding[order.closed].size >= quantity)
        if !onlyReduces, !isShrinking(order, old) {
            try require(mayOpen(order.account, row.settle), .accountMayOnlyReduce)
        }
    }

    /// Assets that back each other do so in cross mode only.
    func requireModeOffered(_ order: ModelOrder, _ asks: MarginMode?) throws(Refused) {
        try require(
            asks != .isolated || order.onlyCloses || accounts[order.account].regime == .perSymbol, .regimeIsUnified)
    }

    /// A Bitget account has at most 150 positions in contracts of one payoff and settle coin.
    private func requireRoom(_ order: ModelOrder, _ holding: ModelHolding, _ old: ModelOrder?) throws(Refused) {
        guard accounts[order.account].family == .bitget, old == nil, !order.onlyCloses else { return }
        let isThere = order.target == .net ? holding.hasPosition : holding[order.side.opened].isOpen
        let row = instruments[order.instrument]
        let alike = holdings.filter {
            let other = instruments[$0.instrument]
            return $0.account == order.account && other.isLinear == row.isLinear && other.settle == row.settle
        }
        let count = alike.reduce(0) { $0 + ($1.long.isOpen ? 1 : 0) + ($1.short.isOpen ? 1 : 0) }
        try require(isThere || count < 150, .tooManyPositions)
    }

    /// An amendment that asks for less.
    private func isShrinking(_ order: ModelOrder, _ old: ModelOrder?) -> Bool {
        old.map { $0.price == order.price && order.quantity < $0.quantity } ?? false
    }

    /// Of open interest, what others have resting, what is taken from the house and what would rest. HOUSE-11.
    private func checkOpenInterest(
        _ order: ModelOrder, after: ModelVenue, opens: Bool, rests: Rational
    ) throws(Refused) {
        guard opens || rests.isPositive else { return }
        var most = rests + (order.onlyCloses ? 0 : openInterest(order.instrument))
        for other in orders where other.instrument == order.instrument && !other.isWaiting {
            most += other.remaining
        }
        for other in after.orders where other.instrument == order.instrument && other.account == Self.house {
            most -= other.remaining
        }
        try require(most <= instruments[order.instrument].definition.maxOpenInterest.exact, .openInterestExceeded)
    }

    func checkForm(_ order: ModelOrder, _ quantity: Rational, _ holding: ModelHolding) throws(Refused) {
        let row = instruments[order.instrument]
        try require(quantity.isPositive && quantity.isMultiple(of: row.step), .quantityOffStep)
        if order.kind == .limit {
            try require(order.price.isPositive && order.price.isMultiple(of: row.tick), .priceOffTick)
            try require(order.price >= row.minPrice && order.price <= row.maxPrice, .priceOutOfRange)
        }
        try require((order.target == .net) == (holding.positionMode == .oneWay), .positionTargetMismatch)
    }

    func isTaken(_ clientID: InlineText, _ account: Int) -> Bool {
        !clientID.isEmpty && orders.contains { $0.account == account && $0.clientID == clientID }
    }

    private func mayOpen(_ account: Int, _ asset: Int) -> Bool {
        let wallet = accounts[account].wallets[asset]
        guard max(wallet, -wallet) < Rational(units: Int128(1) << 80) else { return false }
        guard accounts[account].family == .ztdx, accounts[account].mode == .cross else { return true }
        let figures = unified(account)
        return !figures.hasPositions || figures.totalEquity * 5 > figures.maintenance * 6
    }

    /// MARGIN-19 and the tier's limits, on the venue as it would be.
    private func checkFunds(_ order: ModelOrder, isResting: Bool) throws(Refused) {
        let row = accounts[order.account]
        let isWhole = row.regime == .unified && row.mode != .isolated
        let available =
            isWhole
            ? unified(order.account).available : pool(order.account, instruments[order.instrument].settle).available
        try require(available >= 0, .insufficientBalance)
        let holding = holding(order.account, order.instrument)
        guard let contract = contract(holding) else { return }
        let own = isResting ? orders.first { $0.stamp == lastStamp } : nil
        let value = exposure(holding, order.side.opened, adding: own)
        let tier = contract.terms.tiers[contract.tier(value)]
        try require(value <= tier.limit, .orderBeyondLastTier)
        try require(holding.leverage(order.side.opened, mode(of: holding)) <= tier.maxLeverage, .orderLeverageAboveTier)
    }

    // MARK: Cancelling

    mutating func cancelOrder(_ id: MarginAccountID, _ orderID: OrderID) throws(Refused) {
        end(try order(id, orderID))
    }

    mutating func cancelAllOrders(_ id: MarginAccountID, _ scope: OrderScope) throws(Refused) {
        let account = try account(id)
        for order in orders where order.account == account {
            let row = instruments[order.instrument]
            let isMeant =
                switch scope {
                case .all: true
                case .abandoned: !order.isWaiting
                case .instrument(let one): Int(one.index) == order.instrument
                case .settled(let asset): Int(asset.index) == row.settle
                case .based(let base): base == InlineText(row.definition.base)
                }
            if isMeant { end(order) }
        }
    }

    /// - Parameter side: the position in hedge mode whose orders end; all where there is none.
    mutating func endOrders(of place: Int, for side: PositionSide? = nil) {
        let holding = holdings[place]
        let other: PositionTarget? = side.map { $0 == .long ? .short : .long }
        for order in orders where order.account == holding.account && order.instrument == holding.instrument {
            if order.target != other { end(order) }
        }
    }
}
