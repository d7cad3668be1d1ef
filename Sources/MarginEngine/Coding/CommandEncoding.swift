extension Command {
    /// Puts the command; `init(from:)` reads it back. The numbers of the cases are never used again.
    public func encode(to sink: inout some WordSink) {
        switch self {
        case .listAsset(let name, let collateral):
            sink.put(UInt64(1))
            sink.put(name)
            sink.put(UInt64(collateral.count))
            for step in collateral {
                sink.put(optional: step.limit) { $0.put($1) }
                sink.put(step.ratio)
            }
        case .listInstrument(let definition):
            sink.put(UInt64(2))
            definition.encode(to: &sink)
        case .setContractTerms(let definition):
            sink.put(UInt64(3))
            definition.encode(to: &sink)
        case .openAccount(let uid, let family, let generation):
            sink.put(UInt64(4))
            sink.put(uid)
            sink.put(family)
            sink.put(generation)
        case .deposit(let account, let asset, let amount):
            sink.put(UInt64(5))
            sink.put(account)
            sink.put(asset)
            sink.put(amount)
        case .withdraw(let account, let asset, let amount):
            sink.put(UInt64(6))
            sink.put(account)
            sink.put(asset)
            sink.put(amount)
        case .transfer(let from, let to, let asset, let amount):
            sink.put(UInt64(7))
            sink.put(from)
            sink.put(to)
            sink.put(asset)
            sink.put(amount)
        case .fundInsurance(let asset, let amount):
            sink.put(UInt64(8))
            sink.put(asset)
            sink.put(amount)
        case .setPrices(let instrument, let mark, let index):
            sink.put(UInt64(9))
            sink.put(instrument)
            sink.put(mark)
            sink.put(index)
        case .setFundingRate(let instrument, let rate):
            sink.put(UInt64(10))
            sink.put(instrument)
            sink.put(rate)
        case .setBookOnly(let instrument, let bookOnly):
            sink.put(UInt64(11))
            sink.put(instrument)
            sink.put(bookOnly)
        case .advance(let timeMs):
            sink.put(UInt64(12))
            sink.put(timeMs)
        case .setAccountMarginMode(let account, let mode):
            sink.put(UInt64(13))
            sink.put(account)
            sink.put(mode)
        case .setSymbolMarginMode(let account, let instrument, let mode, let leverage):
            sink.put(UInt64(14))
            sink.put(account)
            sink.put(instrument)
            sink.put(mode)
            sink.put(optional: leverage) { $0.put($1) }
        case .adjustMargin(let account, let instrument, let side, let amount):
            sink.put(UInt64(15))
            sink.put(account)
            sink.put(instrument)
            sink.put(side)
            sink.put(amount)
        case .setAutoAddMargin(let account, let instrument, let side, let isOn):
            sink.put(UInt64(16))
            sink.put(account)
            sink.put(instrument)
            sink.put(side)
            sink.put(isOn)
        case .setLeverage(let account, let instrument, let change):
            sink.put(UInt64(17))
            sink.put(account)
            sink.put(instrument)
            sink.put(optional: change.cross) { $0.put($1) }
            sink.put(optional: change.isolatedLong) { $0.put($1) }
            sink.put(optional: change.isolatedShort) { $0.put($1) }
        case .setPositionMode(let account, let scope, let mode):
            sink.put(UInt64(18))
            sink.put(account)
            scope.encode(to: &sink)
            sink.put(mode)
        case .placeOrder(let order):
            sink.put(UInt64(19))
            order.encode(to: &sink)
        case .amendOrder(let account, let id, let price, let quantity, let trigger, let takeProfit, let stopLoss):
            sink.put(UInt64(20))
            sink.put(account)
            sink.put(id)
            sink.put(optional: price) { $0.put($1) }
            sink.put(optional: quantity) { $0.put($1) }
            sink.put(optional: trigger) { $0.put($1) }
            sink.put(takeProfit) { $1.encode(to: &$0) }
            sink.put(stopLoss) { $1.encode(to: &$0) }
        case .cancelOrder(let account, let id):
            sink.put(UInt64(21))
            sink.put(account)
            sink.put(id)
        case .cancelAllOrders(let account, let scope):
            sink.put(UInt64(22))
            sink.put(account)
            scope.encode(to: &sink)
        case .setPositionStops(let account, let instrument, let side, let takeProfit, let stopLoss, let trailing):
            sink.put(UInt64(23))
            sink.put(account)
            sink.put(instrument)
            sink.put(side)
            sink.put(takeProfit) { $1.encode(to: &$0) }
            sink.put(stopLoss) { $1.encode(to: &$0) }
            sink.put(trailing) { $1.encode(to: &$0) }
        case .setMarginRegime(let account, let regime):
            sink.put(UInt64(24))
            sink.put(account)
            sink.put(regime)
        }
    }
}

extension InstrumentDefinition {
    func encode(to sink: inout some WordSink) {
        sink.put(symbol)
        sink.put(payoff)
        sink.put(base)
        sink.put(quote)
        sink.put(settle)
        sink.put(tick)
        sink.put(markStep)
        sink.put(step)
        sink.put(minPrice)
        sink.put(maxPrice)
        sink.put(minQuantity)
        sink.put(maxLimitQuantity)
        sink.put(maxMarketQuantity)
        sink.put(minNotional)
        sink.put(maxOpenInterest)
        sink.put(priceLimitRatio)
        sink.put(fundingIntervalMs)
        sink.put(fundingRateCap)
        sink.put(fundingRate)
        sink.put(startPrice)
        sink.put(bookOnly)
    }
}

extension ContractTermsDefinition {
    func encode(to sink: inout some WordSink) {
        sink.put(symbol)
        sink.put(family)
        sink.put(takerFee)
        sink.put(makerFee)
        sink.put(defaultLeverage)
        sink.put(maxLeverage)
        sink.put(UInt64(tiers.count))
        for tier in tiers {
            sink.put(tier.limit)
            sink.put(tier.maintenanceRate)
            sink.put(tier.maxLeverage)
        }
        sink.put(offersCross)
    }
}

extension NewOrder {
    func encode(to sink: inout some WordSink) {
        sink.put(marginAccount)
        sink.put(instrument)
        sink.put(side)
        sink.put(target)
        sink.put(kind)
        sink.put(timeInForce)
        sink.put(quantity)
        sink.put(price)
        sink.put(reduceOnly)
        sink.put(clientOrderID)
        sink.put(optional: marginMode) { $0.put($1) }
        sink.put(optional: trigger) { $1.encode(to: &$0) }
        sink.put(selfTrade)
        sink.put(optional: takeProfit) { $1.encode(to: &$0) }
        sink.put(optional: stopLoss) { $1.encode(to: &$0) }
    }
}

extension Trigger {
    func encode(to sink: inout some WordSink) {
        sink.put(price)
        sink.put(kind)
        sink.put(direction)
    }
}

extension PositionStop {
    func encode(to sink: inout some WordSink) {
        sink.put(price)
        sink.put(kind)
        sink.put(quantity)
        sink.put(limit)
    }
}

extension WordSink {
    fileprivate mutating func put<Value>(_ change: Change<Value>, _ put: (inout Self, Value) -> Void) {
        switch change {
        case .keep: self.put(UInt64(1))
        case .remove: self.put(UInt64(2))
        case .set(let value):
            self.put(UInt64(3))
            put(&self, value)
        }
    }
}

extension TrailingStop {
    func encode(to sink: inout some WordSink) {
        sink.put(distance)
        sink.put(optional: activation) { $0.put($1) }
    }
}

extension PositionModeScope {
    func encode(to sink: inout some WordSink) {
        switch self {
        case .instrument(let instrument):
            sink.put(UInt64(1))
            sink.put(instrument)
        case .idleSettled(let asset):
            sink.put(UInt64(2))
            sink.put(asset)
        case .every(let asset):
            sink.put(UInt64(3))
            sink.put(optional: asset) { $0.put($1) }
        case .account:
            sink.put(UInt64(4))
        }
    }
}

extension OrderScope {
    func encode(to sink: inout some WordSink) {
        switch self {
        case .all:
            sink.put(UInt64(1))
        case .instrument(let instrument):
            sink.put(UInt64(2))
            sink.put(instrument)
        case .settled(let asset):
            sink.put(UInt64(3))
            sink.put(asset)
        case .based(let base):
            sink.put(UInt64(4))
            sink.put(base)
        }
    }
}
