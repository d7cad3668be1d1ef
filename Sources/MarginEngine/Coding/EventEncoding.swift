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
            execution.encode(to: &sink)
        case .holding(let holding):
            sink.put(UInt64(3))
            holding.encode(to: &sink)
        case .balance(let change):
            sink.put(UInt64(4))
            change.encode(to: &sink)
        case .marginMode(let change):
            sink.put(UInt64(5))
            change.encode(to: &sink)
        case .funding(let payment):
            sink.put(UInt64(7))
            payment.encode(to: &sink)
        case .liquidation(let step):
            sink.put(UInt64(6))
            step.encode(to: &sink)
        case .prices(let setting):
            sink.put(UInt64(8))
            setting.encode(to: &sink)
        case .margin(let move):
            sink.put(UInt64(9))
            move.encode(to: &sink)
        case .fundingInstant(let instant):
            sink.put(UInt64(10))
            instant.encode(to: &sink)
        case .market(let figures):
            sink.put(UInt64(11))
            figures.encode(to: &sink)
        }
    }
}

extension PriceSetting {
    func encode(to sink: inout some WordSink) {
        sink.put(instrument)
        sink.put(mark)
        sink.put(index)
        sink.put(timeMs)
    }
}

extension FundingInstant {
    func encode(to sink: inout some WordSink) {
        sink.put(instrument)
        sink.put(rate)
        sink.put(timeMs)
    }
}

extension MarketFigures {
    func encode(to sink: inout some WordSink) {
        sink.put(instrument)
        sink.put(mark)
        sink.put(index)
        sink.put(last)
        sink.put(fundingRate)
        sink.put(nextFundingMs)
        sink.put(openInterest)
        sink.put(bookOnly)
        sink.put(bookVersion)
        sink.put(timeMs)
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
        sink.put(optional: triggeredMs) { $0.put($1) }
        sink.put(optional: trail) { $1.encode(to: &$0) }
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
