import MarginEngine

extension ModelVenue {
    // MARK: The book

    /// The order on a side of a book that is next in line.
    func best(_ instrument: Int, _ side: Side) -> ModelOrder? {
        var best: ModelOrder?
        for order in orders where order.instrument == instrument && order.side == side && !order.isWaiting {
            guard let other = best else {
                best = order
                continue
            }
            let isBetter = side == .buy ? order.price > other.price : order.price < other.price
            if isBetter || (order.price == other.price && order.stamp < other.stamp) { best = order }
        }
        return best
    }

    mutating func rest(_ order: ModelOrder) {
        lastStamp += 1
        var order = order
        order.stamp = lastStamp
        orders.append(order)
        touched.insert(order.account)
    }

    mutating func remove(_ stamp: Int) { orders.removeAll { $0.stamp == stamp } }

    mutating func end(_ order: ModelOrder) {
        remove(order.stamp)
        touched.insert(order.account)
    }

    /// What of a resting order can trade: of one that only closes no more than there is to close.
    func tradable(_ order: ModelOrder) -> Rational {
        guard order.onlyCloses else { return order.remaining }
        return min(order.remaining, holding(order.account, order.instrument)[order.closed].size)
    }

    /// What of it can trade with an incoming order: one of the same account may first open what it closes.
    private func tradable(_ order: ModelOrder, by taker: ModelOrder) -> Rational {
        let opened: PositionSide? = taker.target == .net ? taker.side.opened : (taker.closesInHedge ? nil : taker.aimed)
        guard order.account == taker.account, opened == order.closed else { return tradable(order) }
        return order.remaining
    }

    /// Trades an incoming order against the book until it is filled or meets its limit. False when it must end there.
    mutating func take(
        _ taker: inout ModelOrder, limit: Rational?,
        while mayTrade: (ModelVenue, ModelOrder, Rational) -> Bool = { _, _, _ in true }
    ) -> Bool {
        while taker.remaining.isPositive, let maker = best(taker.instrument, taker.side.opposite) {
            if let limit, taker.side == .buy ? maker.price > limit : maker.price < limit { break }
            if maker.account == taker.account, taker.selfTrade != .none {
                if taker.selfTrade != .cancelTaker { end(maker) }
                if taker.selfTrade != .cancelMaker { return false }
                continue
            }
            let quantity = min(tradable(maker, by: taker), taker.remaining)
            guard quantity.isPositive else {
                end(maker)
                continue
            }
            guard mayTrade(self, maker, quantity) else { break }
            trade(&taker, with: maker, quantity)
        }
        return true
    }

    mutating func trade(_ taker: inout ModelOrder, with maker: ModelOrder, _ quantity: Rational) {
        let instrument = maker.instrument
        instruments[instrument].last = maker.price
        if orders.contains(where: { $0.instrument == instrument && $0.isWaiting }) { note(moved: instrument) }
        if maker.account == Self.house { requoted.append(instrument) }
        var resting = maker
        if maker.account == taker.account {
            // What the taker opens may be what the other is to close.
            book(&taker, quantity, maker.price, isMaker: false)
            happenings.append("self-trade")
        }
        book(&resting, quantity, maker.price, isMaker: true)
        for place in orders.indices where orders[place].stamp == maker.stamp { orders[place] = resting }
        if maker.account != taker.account { book(&taker, quantity, maker.price, isMaker: false) }
        if !resting.remaining.isPositive { remove(resting.stamp) }
        let value = instruments[instrument].value(quantity, maker.price)
        assets[instruments[instrument].settle].rounding +=
            value.up(to: Rational.unitOfValue) - value.down(to: Rational.unitOfValue)
        endClosing(place(maker.account, instrument))
        endClosing(place(taker.account, instrument))
        happenings.append("trade")
    }

    /// One side of a trade: order, position, wallet.
    private mutating func book(_ order: inout ModelOrder, _ quantity: Rational, _ price: Rational, isMaker: Bool) {
        let row = instruments[order.instrument]
        let isVenue = isVenueOwned(order.account)
        let exact = row.value(quantity, price)
        let value = asValue(exact, order.side)
        var fee: Rational = 0
        if !isVenue, let terms = terms(order.instrument, accounts[order.account].family) {
            fee = (exact * (isMaker ? terms.maker : terms.taker)).up()
        }
        let place = place(order.account, order.instrument)
        let isIsolated = !isVenue && mode(of: holdings[place]) == .isolated
        let result = fill(place, order.side, order.target, quantity, value, fee, posts: isIsolated)
        assets[row.settle].fees += fee
        change(order.account, row.settle, by: result.profit - fee)
        order.filled += quantity
        order.filledValue += value
        order.fee += fee
        order.status = order.remaining.isPositive ? .partiallyFilled : .filled
        guard !isVenue else { return }
        touch(place)
        if result.closed < quantity { attachStops(of: order, filledNow: quantity) }
    }

    /// MARGIN-18.
    func asValue(_ exact: Rational, _ side: Side) -> Rational {
        side == .buy ? exact.down(to: Rational.unitOfValue) : exact.up(to: Rational.unitOfValue)
    }

    /// What of a position's entry value a part of it takes along. MARGIN-22.
    func released(_ quantity: Rational, of position: ModelPosition, _ direction: Rational) -> Rational {
        let part = position.entryValue * quantity / position.size
        return direction.isPositive ? part.up(to: Rational.unitOfValue) : part.down(to: Rational.unitOfValue)
    }

    /// Closes what the fill closes, opens with the rest. MARGIN-22 to MARGIN-24.
    mutating func fill(
        _ place: Int, _ side: Side, _ target: PositionTarget, _ quantity: Rational, _ value: Rational, _ fee: Rational,
        posts: Bool
    ) -> (closed: Rational, profit: Rational) {
        let opened: PositionSide = target == .net ? side.opened : (target == .long ? .long : .short)
        let isClosing = (target == .long && side == .sell) || (target == .short && side == .buy)
        let closedSide = target == .net ? opened.opposite : opened
        let row = instruments[holdings[place].instrument]
        var position = holdings[place][closedSide]
        let closing = target == .net || isClosing ? min(quantity, position.size) : 0
        let closedValue = asValue(value * closing / quantity, side)
        let closingFee = (fee * closing / quantity).down()
        var profit: Rational = 0
        if closing.isPositive {
            let direction = row.direction(closedSide)
            let released = released(closing, of: position, direction)
            let exact = direction * (closedValue - released)
            profit = exact.down()
            assets[row.settle].rounding += exact - profit
            position.carriedCosts -= (position.carriedCosts * closing / position.size).down()
            position.margin -=
                closing == position.size ? position.margin : (position.margin * closing / position.size).down()
            position.size -= closing
            position.entryValue -= released
            position.realised += profit
            position.costs += closingFee
            position.cumulativeRealised += profit - closingFee
            holdings[place][closedSide] = position
        }
        let opening = quantity - closing
        guard opening.isPositive, !isClosing else { return (closing, profit) }
        open(place, opened, opening, value - closedValue, fee - closingFee, posts: posts)
        return (closing, profit)
    }

    private mutating func open(
        _ place: Int, _ side: PositionSide, _ quantity: Rational, _ value: Rational, _ fee: Rational, posts: Bool
    ) {
        var position = holdings[place][side]
        if !position.isOpen {
            position.realised = 0
            position.costs = 0
            position.carriedCosts = 0
            position.addsMargin = false
            position.openedMs = timeMs
        }
        if posts, let contract = contract(holdings[place]) {
            let leverage = holdings[place].leverage(side, .isolated)
            position.margin +=
                contract.isolatedRequirement(side, position.entryValue + value, leverage)
                - contract.isolatedRequirement(side, position.entryValue, leverage)
        }
        position.size += quantity
        position.entryValue += value
        position.costs += fee
        position.carriedCosts += fee
        position.cumulativeRealised -= fee
        holdings[place][side] = position
    }

    /// Ends what only closes a position that is gone; what stops it whole becomes as large as it is. MARGIN-27, STOP-15.
    mutating func endClosing(_ place: Int) {
        let holding = holdings[place]
        for order in orders where order.account == holding.account && order.instrument == holding.instrument {
            let dies = order.isWaiting ? order.purpose != .none : order.onlyCloses
            if dies, !holding[order.closed].isOpen {
                end(order)
            } else if order.isWaiting, order.purpose.isWholeStop, order.quantity != holding[order.closed].size {
                var resized = order
                resized.quantity = holding[order.closed].size
                replace(order, by: resized)
                happenings.append("stop resized")
            }
        }
    }

    // MARK: The house

    /// HOUSE-1 and HOUSE-2.
    mutating func renewHouse(_ instrument: Int) {
        requoted.removeAll { $0 == instrument }
        _ = place(Self.house, instrument)
        orders.removeAll { $0.account == Self.house && $0.instrument == instrument }
        let row = instruments[instrument]
        guard !row.bookOnly else { return }
        for side in [Side.buy, .sell] {
            guard let price = houseQuote(row, side, 0) else { continue }
            var taker = houseOrder(instrument, side, price, 0)
            while let maker = best(instrument, side.opposite) {
                if side == .buy ? maker.price > price : maker.price < price { break }
                let quantity = tradable(maker)
                guard quantity.isPositive else {
                    end(maker)
                    continue
                }
                taker.quantity += quantity
                trade(&taker, with: maker, quantity)
            }
        }
        for side in [Side.buy, .sell] where houseQuote(row, side, 0) != nil {
            for level in 0..<5 {
                guard let price = houseQuote(row, side, level) else { continue }
                // HOUSE-1: what others may rest at the same price fits 63 bits together with the quote.
                let room = Rational(units: Int64.max) - row.definition.maxOpenInterest.exact
                let quantity = min(row.isLinear ? 50_000 / price : 50_000, room).down(to: row.step)
                if quantity.isPositive { rest(houseOrder(instrument, side, price, quantity)) }
            }
        }
    }

    private func houseQuote(_ row: ModelInstrument, _ side: Side, _ level: Int) -> Rational? {
        let away = row.tick * Rational(units: level) * 100_000_000
        let price =
            side == .buy
            ? row.mark.down(to: row.tick) - row.tick - away : row.mark.up(to: row.tick) + row.tick + away
        return price >= row.minPrice && price <= row.maxPrice ? price : nil
    }

    private func houseOrder(_ instrument: Int, _ side: Side, _ price: Rational, _ quantity: Rational) -> ModelOrder {
        ModelOrder(
            id: 0, clientID: .empty, account: Self.house, instrument: instrument, side: side, target: .net,
            kind: .limit, timeInForce: .goodTillCancelled, reduceOnly: false, selfTrade: .cancelMaker, purpose: .none,
            trigger: nil, takeProfit: nil, stopLoss: nil, price: price, quantity: quantity)
    }
}
