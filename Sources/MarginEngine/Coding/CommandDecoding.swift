extension Command {
    /// Reads a command that `encode(to:)` put.
    public init(from source: inout some WordSource) throws(DecodingFailure) {
        switch try source.word() {
        case 1: self = .listAsset(try source.string(), collateral: try source.collateral())
        case 2: self = .listInstrument(try InstrumentDefinition(from: &source))
        case 3: self = .setContractTerms(try ContractTermsDefinition(from: &source))
        case 4:
            self = .openAccount(uid: try source.word(), family: try source.code(), generation: try source.code())
        case 5: self = .deposit(try source.marginAccountID(), try source.assetID(), try source.money())
        case 6: self = .withdraw(try source.marginAccountID(), try source.assetID(), try source.money())
        case 7:
            self = .transfer(
                from: try source.marginAccountID(), to: try source.marginAccountID(), try source.assetID(),
                try source.money())
        case 8: self = .fundInsurance(try source.assetID(), try source.money())
        case 9:
            self = .setPrices(try source.instrumentID(), mark: try source.price(), index: try source.price())
        case 10: self = .setFundingRate(try source.instrumentID(), try source.rate())
        case 11: self = .setBookOnly(try source.instrumentID(), try source.bool())
        case 12: self = .advance(toMs: try source.int64())
        case let number: self = try Self.accountCommand(number, from: &source)
        }
    }

    /// The commands of a margin account in an instrument.
    private static func accountCommand(
        _ number: UInt64, from source: inout some WordSource
    ) throws(DecodingFailure) -> Command {
        let account = try number == 19 ? MarginAccountID(index: 0) : source.marginAccountID()
        switch number {
        case 13: return .setAccountMarginMode(account, try source.code())
        case 14:
            return .setSymbolMarginMode(
                account, try source.instrumentID(), try source.code(), leverage: try source.optionalLeverage())
        case 15: return .adjustMargin(account, try source.instrumentID(), try source.code(), try source.money())
        case 16: return .setAutoAddMargin(account, try source.instrumentID(), try source.code(), try source.bool())
        case 17:
            return .setLeverage(
                account, try source.instrumentID(),
                LeverageChange(
                    cross: try source.optionalLeverage(), isolatedLong: try source.optionalLeverage(),
                    isolatedShort: try source.optionalLeverage()))
        case 18: return .setPositionMode(account, try PositionModeScope(from: &source), try source.code())
        case 19: return .placeOrder(try NewOrder(from: &source))
        case 20:
            return .amendOrder(
                account, try source.orderID(), price: try source.bool() ? try source.price() : nil,
                quantity: try source.bool() ? try source.quantity() : nil,
                trigger: try source.bool() ? try source.price() : nil, takeProfit: try source.stopChange(),
                stopLoss: try source.stopChange())
        case 21: return .cancelOrder(account, try source.orderID())
        case 22: return .cancelAllOrders(account, try OrderScope(from: &source))
        case 23:
            return .setPositionStops(
                account, try source.instrumentID(), try source.code(), takeProfit: try source.stopChange(),
                stopLoss: try source.stopChange(), trailing: try source.trailingStopChange())
        case 24: return .setMarginRegime(account, try source.code())
        default: throw DecodingFailure()
        }
    }
}

extension WordSource {
    fileprivate mutating func orderID() throws(DecodingFailure) -> OrderID { OrderID(number: try word()) }

    fileprivate mutating func optionalLeverage() throws(DecodingFailure) -> Leverage? {
        try bool() ? try leverage() : nil
    }

    fileprivate mutating func count() throws(DecodingFailure) -> UInt64 {
        let count = try word()
        guard count <= 1_024 else { throw DecodingFailure() }
        return count
    }

    fileprivate mutating func collateral() throws(DecodingFailure) -> [CollateralStep] {
        var steps: [CollateralStep] = []
        for _ in 0..<(try count()) {
            let limit: Money? = try bool() ? try money() : nil
            steps.append(CollateralStep(limit: limit, ratio: try rate()))
        }
        return steps
    }
}

extension InstrumentDefinition {
    init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(
            symbol: try source.string(), payoff: try source.code(), base: try source.string(),
            quote: try source.string(), settle: try source.string(), tick: try source.price(),
            markStep: try source.price(), step: try source.quantity(), minPrice: try source.price(),
            maxPrice: try source.price(), minQuantity: try source.quantity(), maxLimitQuantity: try source.quantity(),
            maxMarketQuantity: try source.quantity(), minNotional: try source.money(),
            maxOpenInterest: try source.quantity(), priceLimitRatio: try source.rate(),
            fundingIntervalMs: try source.int64(), fundingRateCap: try source.rate(), fundingRate: try source.rate(),
            startPrice: try source.price(), bookOnly: try source.bool())
    }
}

extension ContractTermsDefinition {
    fileprivate init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(
            symbol: try source.string(), family: try source.code(), takerFee: try source.rate(),
            makerFee: try source.rate(), defaultLeverage: try source.leverage(), maxLeverage: try source.leverage(),
            tiers: [])
        for _ in 0..<(try source.count()) {
            tiers.append(
                RiskTierDefinition(
                    limit: try source.money(), maintenanceRate: try source.rate(), maxLeverage: try source.leverage()))
        }
        offersCross = try source.bool()
    }
}

extension NewOrder {
    fileprivate init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(
            marginAccount: try source.marginAccountID(), instrument: try source.instrumentID(),
            side: try source.code(), target: try source.code(), kind: try source.code(),
            timeInForce: try source.code(), quantity: try source.quantity(), price: try source.price(),
            reduceOnly: try source.bool(), clientOrderID: try source.inlineText(),
            marginMode: try source.bool() ? try source.code() : nil,
            trigger: try source.bool() ? try Trigger(from: &source) : nil, selfTrade: try source.code(),
            takeProfit: try source.bool() ? try PositionStop(from: &source) : nil,
            stopLoss: try source.bool() ? try PositionStop(from: &source) : nil)
    }
}

extension Trigger {
    init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(price: try source.price(), kind: try source.code(), direction: try source.code())
    }
}

extension PositionStop {
    init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(
            price: try source.price(), kind: try source.code(), quantity: try source.quantity(),
            limit: try source.price())
    }
}

extension WordSource {
    fileprivate mutating func change<Value>(
        _ value: (inout Self) throws(DecodingFailure) -> Value
    ) throws(DecodingFailure) -> Change<Value> {
        switch try word() {
        case 1: return .keep
        case 2: return .remove
        case 3: return .set(try value(&self))
        default: throw DecodingFailure()
        }
    }

    fileprivate mutating func stopChange() throws(DecodingFailure) -> StopChange {
        try change { source throws(DecodingFailure) in try PositionStop(from: &source) }
    }

    fileprivate mutating func trailingStopChange() throws(DecodingFailure) -> TrailingStopChange {
        try change { source throws(DecodingFailure) in try TrailingStop(from: &source) }
    }
}

extension TrailingStop {
    init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(distance: try source.price(), activation: try source.bool() ? try source.price() : nil)
    }
}

extension PositionModeScope {
    fileprivate init(from source: inout some WordSource) throws(DecodingFailure) {
        switch try source.word() {
        case 1: self = .instrument(try source.instrumentID())
        case 2: self = .idleSettled(try source.assetID())
        case 3: self = .every(try source.bool() ? try source.assetID() : nil)
        case 4: self = .account
        default: throw DecodingFailure()
        }
    }
}

extension OrderScope {
    fileprivate init(from source: inout some WordSource) throws(DecodingFailure) {
        switch try source.word() {
        case 1: self = .all
        case 2: self = .instrument(try source.instrumentID())
        case 3: self = .settled(try source.assetID())
        case 4: self = .based(try source.inlineText())
        default: throw DecodingFailure()
        }
    }
}
