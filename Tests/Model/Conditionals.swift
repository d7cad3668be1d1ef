import MarginEngine

extension ModelVenue {
    func admitConditional(_ order: ModelOrder, asks: MarginMode?) throws(Refused) {
        let row = instruments[order.instrument]
        try requireModeOffered(order, asks)
        try checkForm(order, order.quantity, holding(order.account, order.instrument))
        let most = order.kind == .limit ? row.definition.maxLimitQuantity : row.definition.maxMarketQuantity
        try require(order.quantity <= most.exact, .quantityAboveMaximum)
        try require(!isTaken(order.clientID, order.account), .duplicateClientOrderID)
        try require(
            asks == nil || asks == mode(of: holding(order.account, order.instrument)), .marginModeDiffers)
        try require((order.trigger == nil) != (order.trail == nil), .triggerPriceInvalid)
        if let trail = order.trail { try requireTrail(trail, order.instrument, order.closed) }
        if let trigger = order.trigger {
            try require(row.offers(trigger.price.exact), .triggerPriceInvalid)
            try require(!isMet(trigger, order.instrument), .triggerAlreadyMet)
        }
        let waiting = waiting(order.account, order.instrument).count { $0.purpose == .none }
        try require(waiting < 10, .tooManyConditionalOrders)
    }

    func isMet(_ trigger: Trigger, _ instrument: Int) -> Bool {
        let price = instruments[instrument].price(trigger.kind)
        return trigger.direction == .rising ? price >= trigger.price.exact : price <= trigger.price.exact
    }

    /// Lets an order wait for its trigger.
    mutating func wait(_ order: ModelOrder) -> OrderID {
        var order = order
        let holding = holdings[place(order.account, order.instrument)]
        lastOrder += 1
        order.id = lastOrder
        order.status = .untriggered
        order.createdMs = timeMs
        order.mode = mode(of: holding)
        order.leverage = holding.leverage(order.aimed, order.mode)
        rest(order)
        return OrderID(number: order.id)
    }

    mutating func amendConditional(
        _ old: ModelOrder, _ new: ModelOrder, _ price: Rational?, _ quantity: Rational?, _ trigger: Price?,
        _ kind: PriceKind?
    ) throws(Refused) {
        let row = instruments[old.instrument]
        var order = new
        order.price = price ?? old.price
        order.quantity = quantity ?? old.quantity
        try require(order.price == old.price || order.kind == .limit, .priceOffTick)
        try require((trigger == nil && kind == nil) || old.trail == nil, .triggerPriceInvalid)
        let asksForQuantity = order.quantity != old.quantity
        if asksForQuantity {
            try require(order.quantity.isPositive && order.quantity.isMultiple(of: row.step), .quantityOffStep)
        }
        if order.price != old.price {
            try require(order.price.isPositive && order.price.isMultiple(of: row.tick), .priceOffTick)
            try require(row.offers(order.price), .priceOutOfRange)
        }
        if asksForQuantity {
            let most = order.kind == .limit ? row.definition.maxLimitQuantity : row.definition.maxMarketQuantity
            try require(order.quantity <= most.exact, .quantityAboveMaximum)
        }
        if let before = old.trigger, (trigger ?? before.price, kind ?? before.kind) != (before.price, before.kind) {
            let new = Trigger(
                price: trigger ?? before.price, kind: kind ?? before.kind, direction: before.direction)
            try require(row.offers(new.price.exact), .triggerPriceInvalid)
            try require(!isMet(new, old.instrument), .triggerAlreadyMet)
            order.trigger = new
        }
        let isSame =
            order.price == old.price && order.quantity == old.quantity && order.trigger == old.trigger
            && order.takeProfit == old.takeProfit && order.stopLoss == old.stopLoss
        try require(!isSame, .orderUnchanged)
        replace(old, by: order)
    }

    /// What trails a price and is in force keeps its distance to the best one so far.
    mutating func followPrice(_ instrument: Int) {
        let row = instruments[instrument]
        for order in orders where order.instrument == instrument && order.isWaiting {
            guard let stop = order.trail else { continue }
            let isLong = order.closed == .long
            let best = row.price(stop.kind)
            if let activation = stop.activation?.exact, isLong ? best < activation : best > activation { continue }
            let price = turned(stop, from: best, isLong: isLong, row)
            if let present = order.trigger?.price.exact, isLong ? price <= present : price >= present { continue }
            var moved = order
            moved.trail = TrailingStop(stop.trail, kind: stop.kind, quantity: stop.quantity)
            moved.trigger = Trigger(
                price: Price(units: Int64(price.units ?? 0)), kind: stop.kind, direction: isLong ? .falling : .rising)
            if case .rate = stop.trail { happenings.append("trailed by a rate") }
            replace(order, by: moved)
            happenings.append("stop trailed")
        }
    }

    /// Where a price has turned far enough, by a rate on the tick behind it.
    private func turned(
        _ stop: TrailingStop, from best: Rational, isLong: Bool, _ row: ModelInstrument
    ) -> Rational {
        switch stop.trail {
        case .distance(let distance): isLong ? best - distance.exact : best + distance.exact
        case .rate(let rate):
            isLong ? (best * (1 - rate.exact)).down(to: row.tick) : (best * (1 + rate.exact)).up(to: row.tick)
        }
    }

    /// Each instrument waits in line once.
    mutating func note(moved instrument: Int) {
        if !moved.contains(instrument) { moved.append(instrument) }
    }

    /// Of the instruments that moved, one after the other, the oldest order whose trigger is met; false when none is.
    mutating func triggerNext() -> Bool {
        while let instrument = moved.first {
            followPrice(instrument)
            let met = orders.filter { order in
                order.instrument == instrument && order.isWaiting
                    && order.trigger.map { isMet($0, instrument) } == true
            }
            guard let oldest = met.min(by: { $0.id < $1.id }) else {
                moved.removeFirst()
                continue
            }
            fire(oldest)
            return true
        }
        return false
    }

    private mutating func fire(_ waiting: ModelOrder) {
        end(waiting)
        happenings.append("triggered")
        var order = waiting
        order.status = .new
        order.triggeredMs = timeMs
        var after = self
        do {
            try after.execute(order, asks: nil, replacing: nil)
            self = after
        } catch {
            happenings.append("refused when triggered")
        }
    }

    // MARK: Stops of a position

    mutating func setPositionStops(
        _ id: MarginAccountID, _ instrumentID: InstrumentID, _ side: PositionSide, _ takeProfit: StopChange,
        _ stopLoss: StopChange, _ trailing: TrailingStopChange, _ names: StopClientOrderIDs
    ) throws(Refused) {
        let (account, instrument) = try object(id, instrumentID)
        try require(holding(account, instrument)[side].isOpen, .noPosition)
        let changes: [(change: StopChange, purpose: Purpose, name: InlineText)] = [
            (takeProfit, .takeProfit, names.takeProfit), (stopLoss, .stopLoss, names.stopLoss),
        ]
        for (change, purpose, _) in changes {
            if case .set(let stop) = change { try checkStop(stop, purpose, account, instrument, side) }
        }
        let present = wholeStop(account, instrument, side, .trailingStop)
        var isChange = trailing == .remove && present != nil
        if case .set(let stop) = trailing {
            try checkTrail(stop, account, instrument, side)
            isChange = stop.quantity > .zero || stop != present?.trail || renames(present, names.trailing)
        }
        try checkNames(changes, trailing, names.trailing, account, instrument, side)
        for (change, purpose, name) in changes {
            let present = wholeStop(account, instrument, side, purpose)
            switch change {
            case .keep: break
            case .remove: isChange = isChange || present != nil
            case .set(let stop):
                isChange = isChange || stop.quantity > .zero || present.map { differs(stop, $0) } ?? true
                isChange = isChange || renames(present, name)
            }
        }
        try require(isChange, .stopsUnchanged)
        for (change, purpose, name) in changes {
            switch change {
            case .keep: break
            case .remove: if let present = wholeStop(account, instrument, side, purpose) { end(present) }
            case .set(let stop): attach(stop, purpose, account, instrument, side, name)
            }
        }
        var replaces = trailing == .remove
        if case .set(let stop) = trailing { replaces = stop.quantity == .zero }
        if replaces, let present { end(present) }
        if case .set(let stop) = trailing { attach(stop, account, instrument, side, names.trailing) }
    }

    private func renames(_ present: ModelOrder?, _ name: InlineText) -> Bool {
        !name.isEmpty && present?.clientID != name
    }

    /// A client's id may be that of the stop for the whole position whose place the new one takes, and no other's.
    private func checkNames(
        _ changes: [(change: StopChange, purpose: Purpose, name: InlineText)], _ trailing: TrailingStopChange,
        _ trailingName: InlineText, _ account: Int, _ instrument: Int, _ side: PositionSide
    ) throws(Refused) {
        var given: [(name: InlineText, replaced: ModelOrder?)] = []
        for (change, purpose, name) in changes {
            guard case .set(let stop) = change else { continue }
            given.append((name, stop.quantity == .zero ? wholeStop(account, instrument, side, purpose) : nil))
        }
        if case .set(let stop) = trailing {
            let replaced = stop.quantity == .zero ? wholeStop(account, instrument, side, .trailingStop) : nil
            given.append((trailingName, replaced))
        }
        given.removeAll { $0.name.isEmpty }
        for (name, replaced) in given {
            try require(replaced?.clientID == name || !isTaken(name, account), .duplicateClientOrderID)
        }
        try require(Set(given.map(\.name)).count == given.count, .duplicateClientOrderID)
    }

    private func checkTrail(
        _ stop: TrailingStop, _ account: Int, _ instrument: Int, _ side: PositionSide
    ) throws(Refused) {
        try requireTrail(stop, instrument, side)
        if stop.quantity != .zero {
            let quantity = stop.quantity.exact
            try require(
                quantity.isPositive && quantity.isMultiple(of: instruments[instrument].step), .stopQuantityInvalid)
            try require(quantity <= holding(account, instrument)[side].size, .stopQuantityInvalid)
        }
        let attached = waiting(account, instrument).count { $0.purpose != .none }
        try require(attached < 20, .tooManyConditionalOrders)
    }

    private func requireTrail(_ stop: TrailingStop, _ instrument: Int, _ side: PositionSide) throws(Refused) {
        let row = instruments[instrument]
        let now = row.price(stop.kind)
        var start = now
        if let activation = stop.activation?.exact, side == .long ? now < activation : now > activation {
            start = activation
            try require(row.offers(start), .triggerPriceInvalid)
        }
        switch stop.trail {
        case .distance(let distance): try require(distance.exact.isPositive, .triggerPriceInvalid)
        case .rate(let rate): try require(rate.exact.isPositive && rate.exact < 1, .triggerPriceInvalid)
        }
        try require(row.offers(turned(stop, from: start, isLong: side == .long, row)), .triggerPriceInvalid)
    }

    private mutating func attach(
        _ stop: TrailingStop, _ account: Int, _ instrument: Int, _ side: PositionSide, _ name: InlineText
    ) {
        let holding = holding(account, instrument)
        var order = ModelOrder(
            id: 0, clientID: name, account: account, instrument: instrument, side: side.opening.opposite,
            target: holding.positionMode == .oneWay ? .net : (side == .long ? .long : .short), kind: .market,
            timeInForce: .immediateOrCancel, reduceOnly: true, selfTrade: .none,
            purpose: stop.quantity == .zero ? .trailingStop : .partialTrailingStop, trigger: nil, takeProfit: nil,
            stopLoss: nil, price: 0, quantity: stop.quantity == .zero ? holding[side].size : stop.quantity.exact)
        order.trail = stop
        _ = wait(order)
        followPrice(instrument)
    }

    private func checkStop(
        _ stop: PositionStop, _ purpose: Purpose, _ account: Int, _ instrument: Int, _ side: PositionSide
    ) throws(Refused) {
        let row = instruments[instrument]
        let price = stop.price.exact
        try require(row.offers(price), .triggerPriceInvalid)
        try require(stop.limit == .zero || row.offers(stop.limit.exact), .priceOffTick)
        let isAbove = (purpose == .takeProfit) == (side == .long)
        try require(isAbove ? price > row.price(stop.kind) : price < row.price(stop.kind), .stopOnWrongSide)
        if stop.quantity != .zero {
            let quantity = stop.quantity.exact
            try require(quantity.isPositive && quantity.isMultiple(of: row.step), .stopQuantityInvalid)
            try require(quantity <= holding(account, instrument)[side].size, .stopQuantityInvalid)
        }
        let attached = waiting(account, instrument).count { $0.purpose != .none }
        try require(attached < 20, .tooManyConditionalOrders)
    }

    private func differs(_ stop: PositionStop, _ present: ModelOrder) -> Bool {
        present.trigger?.price != stop.price || present.trigger?.kind != stop.kind || present.price != stop.limit.exact
    }

    private func wholeStop(_ account: Int, _ instrument: Int, _ side: PositionSide, _ purpose: Purpose) -> ModelOrder? {
        waiting(account, instrument).first { $0.purpose == purpose && $0.closed == side }
    }

    private mutating func attach(
        _ stop: PositionStop, _ purpose: Purpose, _ account: Int, _ instrument: Int, _ side: PositionSide,
        _ name: InlineText = .empty
    ) {
        let isWhole = stop.quantity == .zero
        if isWhole, let present = wholeStop(account, instrument, side, purpose) { end(present) }
        let holding = holding(account, instrument)
        let isProfit = purpose == .takeProfit
        let isMarket = stop.limit == .zero
        _ = wait(
            ModelOrder(
                id: 0, clientID: name, account: account, instrument: instrument, side: side.opening.opposite,
                target: holding.positionMode == .oneWay ? .net : (side == .long ? .long : .short),
                kind: isMarket ? .market : .limit,
                timeInForce: isMarket ? .immediateOrCancel : .goodTillCancelled, reduceOnly: true,
                selfTrade: .none,
                purpose: isWhole ? purpose : (isProfit ? .partialTakeProfit : .partialStopLoss),
                trigger: Trigger(
                    price: stop.price, kind: stop.kind, direction: isProfit == (side == .long) ? .rising : .falling),
                takeProfit: nil, stopLoss: nil, price: stop.limit.exact,
                quantity: isWhole ? holding[side].size : stop.quantity.exact))
    }

    /// What an order brought along is attached to the position that it opened, where it is still on the right side.
    /// One for a part of it is attached once, by the fill that makes the order that large.
    mutating func attachStops(of order: ModelOrder, filledNow: Rational) {
        let side: PositionSide = order.target == .net ? order.side.opened : (order.target == .long ? .long : .short)
        for (stop, purpose) in [(order.takeProfit, Purpose.takeProfit), (order.stopLoss, .stopLoss)] {
            guard let stop else { continue }
            if stop.quantity > .zero {
                let before = order.filled - filledNow
                guard before < stop.quantity.exact, order.filled >= stop.quantity.exact else { continue }
            } else if let present = wholeStop(order.account, order.instrument, side, purpose) {
                guard differs(stop, present) else { continue }
            }
            do {
                try checkStop(stop, purpose, order.account, order.instrument, side)
                attach(stop, purpose, order.account, order.instrument, side)
            } catch {
                happenings.append("stop left out")
            }
        }
    }
}
