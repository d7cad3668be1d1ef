import MarginEngine

/// What a call names the parts of a take-profit or a stop-loss.
struct StopNames {
    let price: String
    let limit: String
    /// Nil where a call has no such parameter.
    var kind: String?
    var size: String?
}

/// The take-profit and the stop-loss of a request.
struct Stops {
    var takeProfit: PositionStop?
    var stopLoss: PositionStop?
    var clientOrderIDs = StopClientOrderIDs.none

    /// One stop alone, under its client's id.
    init(_ stop: PositionStop, isProfit: Bool, _ name: InlineText) {
        if isProfit { takeProfit = stop } else { stopLoss = stop }
        clientOrderIDs = StopClientOrderIDs(takeProfit: name, stopLoss: name)
    }

    init(takeProfit: PositionStop?, stopLoss: PositionStop?) {
        self.takeProfit = takeProfit
        self.stopLoss = stopLoss
    }

    /// Refuses a stop that would close the position as soon as it is opened at a price.
    func require(sideOf side: PositionSide, at price: Price) throws(Failure) {
        for (stop, isProfit) in [(takeProfit, true), (stopLoss, false)] {
            guard let stop else { continue }
            let mustBeAbove = isProfit == (side == .long)
            guard mustBeAbove ? stop.price > price : stop.price < price else {
                throw .stopOnWrongSide(side, isProfit: isProfit)
            }
        }
    }
}

extension StopChange {
    /// Sets what is there, removes what is not.
    init(to stop: PositionStop?) {
        self = stop.map { .set($0) } ?? .remove
    }
}

extension Parameters {
    /// The presets of place-order. They watch the last price: the call has no parameter for another.
    func presets(_ contract: Contract) throws(Failure) -> Stops {
        Stops(
            takeProfit: try stop(
                StopNames(price: "presetStopSurplusPrice", limit: "presetStopSurplusExecutePrice"), contract),
            stopLoss: try stop(
                StopNames(price: "presetStopLossPrice", limit: "presetStopLossExecutePrice"), contract))
    }

    /// The stops of place-plan-order and place-pos-tpsl, of which only the latter has sizes.
    func stops(_ contract: Contract) throws(Failure) -> Stops {
        Stops(
            takeProfit: try stop(.takeProfit, contract), stopLoss: try stop(.stopLoss, contract))
    }

    /// One stop; nil when its price is missing or zero. Without a price nothing else of it may be there: BITGET-CALL-13.
    func stop(_ names: StopNames, _ contract: Contract) throws(Failure) -> PositionStop? {
        guard let price = try optionalPrice(names.price, of: contract) else {
            guard try text(names.price) == nil else { return nil }
            for name in [names.kind, names.size].compactMap({ $0 }) where try text(name) != nil {
                throw .empty(names.price)
            }
            guard try optionalPrice(names.limit, of: contract) == nil else { throw .empty(names.price) }
            return nil
        }
        var quantity = Quantity.zero
        if let size = names.size, try text(size) != nil { quantity = try self.quantity(size, of: contract) }
        return PositionStop(
            price: price, kind: try names.kind.flatMap { name throws(Failure) in try priceKind(name) } ?? .last,
            quantity: quantity, limit: try optionalPrice(names.limit, of: contract) ?? .zero)
    }

    /// A price on the contract's tick; nil when it is missing or zero, which means that there is none.
    func optionalPrice(_ name: String, of contract: Contract) throws(Failure) -> Price? {
        guard let text = try text(name), DecimalText.read(text) != .units(0) else { return nil }
        let price = try price(name, of: contract)
        guard price.isMultiple(of: contract.instrument.tick) else {
            throw .priceOffTick(contract.instrument.tick.text)
        }
        return price
    }

    /// Which price a trigger watches; nil when the parameter is missing.
    func priceKind(_ name: String) throws(Failure) -> PriceKind? {
        try choice(name, ["fill_price": .last, "mark_price": .mark])
    }
}

extension StopNames {
    static let takeProfit = StopNames(
        price: "stopSurplusTriggerPrice", limit: "stopSurplusExecutePrice", kind: "stopSurplusTriggerType",
        size: "stopSurplusSize")
    static let stopLoss = StopNames(
        price: "stopLossTriggerPrice", limit: "stopLossExecutePrice", kind: "stopLossTriggerType", size: "stopLossSize")
}

extension PriceKind {
    var word: String {
        switch self {
        case .last: "fill_price"
        case .mark: "mark_price"
        case .index: "index_price"
        }
    }
}
