extension Engine {
    /// Closes up to a quantity on the book at prices no worse than the bankruptcy price of what is allotted to the
    /// position; returns how much was closed. `whole` closes all of it or nothing.
    mutating func reduceOnBook(
        _ handle: Handle<Holding>, _ side: PositionSide, _ quantity: Quantity, allotted: Money, _ solvency: Solvency,
        whole: Bool
    ) -> Quantity {
        let holding = state.holdings[handle]
        guard let margin = state.marginTerms(of: holding) else {
            return .zero
        }
        guard let limit = margin.bankruptcyPrice(side, holding[side], margin: allotted) else { return .zero }
        var order = closingOrder(handle, side, quantity, limit: limit, .liquidation)
        var plan = scratch.order
        plan.begin(replacing: nil)
        plan.match(
            NewOrder(
                marginAccount: holding.marginAccount, instrument: holding.instrument, side: order.side,
                target: order.target, kind: .limit, timeInForce: whole ? .fillOrKill : .immediateOrCancel,
                quantity: quantity, price: limit), quantity, in: state)
        scratch.order = plan
        guard plan.filled > .zero else { return .zero }
        execute(plan, &order)
        tell(.reduced, handle, side, plan.filled, limit, order.filledValue, solvency)
        return plan.filled
    }

    /// Does the trades that a plan found.
    mutating func execute(_ plan: OrderPlan, _ order: inout Order) {
        events.append(.order(order))
        for (handle, cause) in plan.ended { end(handle, cause) }
        for match in plan.matches { trade(&order, with: match.maker, match.quantity) }
        guard order.isOpen else { return }
        order.status = .cancelled
        order.cause = .noLiquidity
        events.append(.order(order))
    }

    /// MARGIN-32: hands a quantity over to the insurance fund. The position's loss is what was allotted to it, closing
    /// fee included; the fund's entry value is the exact remainder, so that no unit appears or disappears. A share of a
    /// debt that no price above zero can bring in goes over at mark: what is still owed is a debt of the account.
    mutating func takeOver(
        _ handle: Handle<Holding>, _ side: PositionSide, _ quantity: Quantity, allotted: Money, _ solvency: Solvency
    ) {
        let holding = state.holdings[handle]
        let position = holding[side]
        let instrument = state[holding.instrument]
        guard quantity > .zero, let margin = state.marginTerms(of: holding)
        else { return }
        state.lastTrade += 1
        let takeover = Takeover(trade: state.lastTrade, marginAccount: holding.marginAccount)
        let direction = instrument.direction(of: side)
        let released =
            quantity == position.size
            ? position.entryValue : position.entryValue.part(quantity, of: position.size, direction > 0 ? .up : .down)
        let part = Position(size: quantity, entryValue: released)
        let bankruptcy = margin.bankruptcyPrice(side, part, margin: allotted)
        let price = bankruptcy ?? instrument.mark
        let fee =
            bankruptcy.map { instrument.exactValue(of: quantity, at: $0).times(margin.terms.takerFee, .up) } ?? .zero
        let isBeyondZero = (direction > 0 ? released - allotted : released + allotted) < .zero
        let loss = isBeyondZero ? -margin.unrealised(side, part, at: price) : allotted - fee
        let value = direction > 0 ? released - loss : released + loss
        settle(handle, side, quantity, value, fee, margin.terms.takerFee, at: price, .takeover)
        let fund = state.materialize(state.insurance, holding.instrument)
        let before = state.holdings[fund].long.size
        let profit = state.holdings[fund].apply(
            Fill(side.opening, .net, quantity, value: value, fee: .zero), instrument, isolatedBy: nil,
            timeMs: state.timeMs
        ).profit
        state[holding.instrument].openInterest += state.holdings[fund].long.size - before
        change(state.insurance, instrument.settle, by: profit, .liquidation)
        tell(.takenOver, handle, side, quantity, price, loss + fee, solvency, takeover)
        closeInventory(holding.instrument, after: takeover)
    }

    /// Closes a quantity of a position for a value, without the book.
    mutating func settle(
        _ handle: Handle<Holding>, _ side: PositionSide, _ quantity: Quantity, _ value: Money, _ fee: Money,
        _ feeRate: Rate, at price: Price, _ kind: Execution.Kind
    ) {
        let cause: BalanceChange.Cause = kind == .deleveraging ? .deleveraging : .takeover
        let holding = state.holdings[handle]
        let instrument = state[holding.instrument]
        let target = side.target(in: holding.positionMode)
        let fill = Fill(side.closing, target, quantity, value: value, fee: fee)
        let realisation = state.holdings[handle].apply(fill, instrument, isolatedBy: nil, timeMs: state.timeMs)
        state[holding.instrument].openInterest += state.holdings[handle].long.size - holding.long.size
        scratch.note(changed: holding.instrument)
        state[instrument.settle].fees += fee
        change(holding.marginAccount, instrument.settle, by: realisation.profit - fee, cause)
        tellSettled(kind, handle, side, fill, realisation, at: price, feeRate)
        endReduceOnly(handle)
        touch(handle)
    }

    /// Tells of a close outside the book as of an order of the venue that was filled at once.
    private mutating func tellSettled(
        _ kind: Execution.Kind, _ handle: Handle<Holding>, _ side: PositionSide, _ fill: Fill,
        _ realisation: Realisation, at price: Price, _ feeRate: Rate
    ) {
        guard !state.isVenueOwned(state.holdings[handle].marginAccount) else { return }
        let origin: OrderOrigin = kind == .deleveraging ? .deleveraging : .liquidation
        var order = closingOrder(handle, side, fill.quantity, limit: price, origin)
        order.filled = fill.quantity
        order.filledValue = fill.value
        order.fee = fill.fee
        order.status = .filled
        tell(kind, order, fill, realisation, at: price, feeRate, isMaker: false)
        events.append(.order(order))
    }

    /// An order of the venue that closes a position.
    mutating func closingOrder(
        _ handle: Handle<Holding>, _ side: PositionSide, _ quantity: Quantity, limit: Price, _ origin: OrderOrigin
    ) -> Order {
        let holding = state.holdings[handle]
        let mode = state.mode(of: holding)
        if !state.isVenueOwned(holding.marginAccount) { state.lastOrder += 1 }
        return Order(
            id: OrderID(number: state.lastOrder), clientOrderID: .empty, marginAccount: holding.marginAccount,
            instrument: holding.instrument, side: side.closing,
            target: side.target(in: holding.positionMode), kind: .limit,
            timeInForce: .immediateOrCancel, origin: origin, reduceOnly: true, trigger: nil,
            triggeredMs: nil, trail: nil, purpose: .none, selfTrade: .cancelMaker, takeProfit: nil, stopLoss: nil,
            price: limit, quantity: quantity,
            filled: .zero, filledValue: .zero, fee: .zero, status: .new, cause: .none, createdMs: state.timeMs,
            updatedMs: state.timeMs, lastPriceOnCreated: state[holding.instrument].last,
            leverage: holding.leverage(side, in: mode), marginMode: mode, holding: handle, level: .none,
            nextAtLevel: .none, previousAtLevel: .none, nextInHolding: .none)
    }

    /// Cancels the orders of a holding.
    mutating func cancelOrders(of handle: Handle<Holding>, _ solvency: Solvency, attached: Bool = true) {
        let holding = state.holdings[handle]
        let count = holding.orderCount + holding.conditionalCount + (attached ? holding.attachedCount : 0)
        guard count > 0 else { return }
        endOrders(of: handle, .liquidation, attached: attached)
        tell(.ordersCancelled, handle, nil, .zero, .zero, .zero, solvency)
    }

    mutating func tell(
        _ kind: LiquidationStep.Kind, _ handle: Handle<Holding>, _ side: PositionSide?, _ quantity: Quantity,
        _ price: Price, _ amount: Money, _ solvency: Solvency, _ takeover: Takeover? = nil
    ) {
        let holding = state.holdings[handle]
        events.append(
            .liquidation(
                LiquidationStep(
                    kind: kind, marginAccount: holding.marginAccount, instrument: holding.instrument, side: side,
                    quantity: quantity, price: price, amount: amount, equity: solvency.equity,
                    maintenanceMargin: solvency.maintenance, takeover: takeover)))
    }

    mutating func tell(
        _ kind: LiquidationStep.Kind, _ account: MarginAccountID, _ amount: Money, _ solvency: Solvency
    ) {
        events.append(
            .liquidation(
                LiquidationStep(
                    kind: kind, marginAccount: account, instrument: nil, side: nil, quantity: .zero, price: .zero,
                    amount: amount, equity: solvency.equity, maintenanceMargin: solvency.maintenance,
                    takeover: nil)))
    }
}
