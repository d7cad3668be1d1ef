extension WordSource {
    /// An amount of money as tables hold it; throws beyond what a wallet can come to.
    package mutating func sum() throws(DecodingFailure) -> Money {
        let money = try money()
        guard (-Bounds.sum...Bounds.sum).contains(money.units) else { throw DecodingFailure() }
        return money
    }

    /// Throws for a time that no venue can have, ms.
    package mutating func timeMs() throws(DecodingFailure) -> Int64 {
        let timeMs = try int64()
        guard (0..<Bounds.timeMs).contains(timeMs) else { throw DecodingFailure() }
        return timeMs
    }

    /// Throws for a number that counting by one does not come to.
    package mutating func counter() throws(DecodingFailure) -> UInt64 {
        let number = try word()
        guard number < 1 << 62 else { throw DecodingFailure() }
        return number
    }

    /// Throws below zero.
    package mutating func size() throws(DecodingFailure) -> Quantity {
        let quantity = try quantity()
        guard quantity >= .zero else { throw DecodingFailure() }
        return quantity
    }

    fileprivate mutating func setLeverage() throws(DecodingFailure) -> Leverage {
        let leverage = try leverage()
        guard (Leverage(1)...Leverage(1_000)).contains(leverage) else { throw DecodingFailure() }
        return leverage
    }
}

extension Order {
    /// Reads an order that `encode(to:)` put, in no book.
    package init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(
            id: OrderID(number: try source.word()), clientOrderID: try source.inlineText(),
            marginAccount: try source.marginAccountID(), instrument: try source.instrumentID(),
            side: try source.code(), target: try source.code(), kind: try source.code(),
            timeInForce: try source.code(), origin: try source.code(), reduceOnly: try source.bool(),
            trigger: try source.bool() ? try Trigger(from: &source) : nil,
            triggeredMs: try source.bool() ? try source.timeMs() : nil,
            trail: try source.bool() ? try TrailingStop(from: &source) : nil, purpose: try source.code(),
            selfTrade: try source.code(), takeProfit: try source.bool() ? try PositionStop(from: &source) : nil,
            stopLoss: try source.bool() ? try PositionStop(from: &source) : nil, price: try source.price(),
            quantity: try source.size(), filled: try source.size(), filledValue: try source.sum(),
            fee: try source.sum(), status: try source.code(), cause: try source.code(),
            createdMs: try source.timeMs(), updatedMs: try source.timeMs(), lastPriceOnCreated: try source.price(),
            leverage: try source.setLeverage(), marginMode: try source.code(), holding: .none, level: .none,
            nextAtLevel: .none, previousAtLevel: .none, nextInHolding: .none)
        guard filled <= quantity, price >= .zero else { throw DecodingFailure() }
    }
}

extension Holding {
    /// Reads a holding that `encode(to:)` put, without its orders: their counts grow as they are restored.
    init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(
            marginAccount: try source.marginAccountID(), instrument: try source.instrumentID(),
            ownMode: try source.code(), positionMode: try source.code(), crossLeverage: try source.setLeverage(),
            isolatedLongLeverage: try source.setLeverage(), isolatedShortLeverage: try source.setLeverage(),
            long: try Position(from: &source), short: try Position(from: &source), orderCount: 0,
            conditionalCount: 0, attachedCount: 0, older: .none, bestBuy: .none, bestSell: .none,
            newestConditional: .none)
        guard ownMode != .portfolio else { throw DecodingFailure() }
        for _ in 0..<3 { _ = try source.int64() }
    }
}

extension Position {
    fileprivate init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(
            size: try source.size(), entryValue: try source.sum(), margin: try source.sum(),
            realised: try source.sum(), costs: try source.sum(), carriedCosts: try source.sum(),
            cumulativeRealised: try source.sum(), addsMarginAutomatically: try source.bool(),
            openedMs: try source.timeMs(), updatedMs: try source.timeMs(), sequence: try source.counter())
    }
}
