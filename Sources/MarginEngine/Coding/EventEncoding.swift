extension Outcome {
    /// Puts the outcome, for the journal's digest.
    public func encode(to sink: inout some WordSink) {
        switch self {
        case .accepted: sink.put(UInt64(1))
        case .placed(let id):
            sink.put(UInt64(2))
            sink.put(id)
        case .refused(let refusal):
            sink.put(UInt64(3))
            sink.put(refusal)
        }
    }
}

extension Event {
    /// Puts the event, for the journal's digest.
    public func encode(to sink: inout some WordSink) {
        switch self {
        case .order(let order):
            sink.put(UInt64(1))
            order.encode(to: &sink)
        case .execution(let execution):
            sink.put(UInt64(2))
            sink.put(execution.trade)
            execution.order.encode(to: &sink)
            sink.put(execution.price)
            sink.put(execution.quantity)
            sink.put(execution.value)
            sink.put(execution.fee)
            sink.put(execution.isMaker)
            sink.put(execution.closedQuantity)
            sink.put(execution.realised)
            sink.put(execution.closedCosts)
            sink.put(execution.kind)
            sink.put(execution.wallet)
        case .holding(let holding):
            sink.put(UInt64(3))
            holding.encode(to: &sink)
        case .balance(let change):
            sink.put(UInt64(4))
            sink.put(change.marginAccount)
            sink.put(change.asset)
            sink.put(change.cause)
            sink.put(change.change)
            sink.put(change.wallet)
        case .marginMode(let change):
            sink.put(UInt64(5))
            change.encode(to: &sink)
        case .funding(let payment):
            sink.put(UInt64(7))
            sink.put(payment.marginAccount)
            sink.put(payment.instrument)
            sink.put(payment.side)
            sink.put(payment.size)
            sink.put(payment.rate)
            sink.put(payment.cash)
            sink.put(payment.wallet)
        case .liquidation(let step):
            sink.put(UInt64(6))
            step.encode(to: &sink)
        }
    }
}

extension ModeSwitch {
    fileprivate func encode(to sink: inout some WordSink) {
        sink.put(marginAccount)
        sink.put(optional: instrument) { $0.put($1) }
        sink.put(from)
        sink.put(to)
        for figures in [before, after] {
            sink.put(figures.equity)
            sink.put(figures.initialMargin)
            sink.put(figures.maintenanceMargin)
            sink.put(figures.available)
        }
    }
}

extension Order {
    /// Its links are not put: they follow from the book.
    package func encode(to sink: inout some WordSink) {
        sink.put(id)
        sink.put(clientOrderID)
        sink.put(marginAccount)
        sink.put(instrument)
        sink.put(side)
        sink.put(target)
        sink.put(kind)
        sink.put(timeInForce)
        sink.put(origin)
        sink.put(reduceOnly)
        sink.put(optional: trigger) { $1.encode(to: &$0) }
        sink.put(purpose)
        sink.put(selfTrade)
        sink.put(optional: takeProfit) { $1.encode(to: &$0) }
        sink.put(optional: stopLoss) { $1.encode(to: &$0) }
        sink.put(price)
        sink.put(quantity)
        sink.put(filled)
        sink.put(filledValue)
        sink.put(fee)
        sink.put(status)
        sink.put(cause)
        sink.put(createdMs)
        sink.put(updatedMs)
        sink.put(lastPriceOnCreated)
        sink.put(leverage)
        sink.put(marginMode)
    }
}

extension Holding {
    /// Its links are not put.
    func encode(to sink: inout some WordSink) {
        sink.put(marginAccount)
        sink.put(instrument)
        sink.put(ownMode)
        sink.put(positionMode)
        sink.put(crossLeverage)
        sink.put(isolatedLongLeverage)
        sink.put(isolatedShortLeverage)
        for side in PositionSide.allCases { self[side].encode(to: &sink) }
        sink.put(Int64(orderCount))
        sink.put(Int64(conditionalCount))
        sink.put(Int64(attachedCount))
    }
}

extension Position {
    func encode(to sink: inout some WordSink) {
        sink.put(size)
        sink.put(entryValue)
        sink.put(margin)
        sink.put(realised)
        sink.put(costs)
        sink.put(carriedCosts)
        sink.put(cumulativeRealised)
        sink.put(addsMarginAutomatically)
        sink.put(openedMs)
        sink.put(updatedMs)
        sink.put(sequence)
    }
}
