// Whether the margin accounts and instruments that records name exist is not checked here.

extension Trigger: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            price: coder.code(given?.price), kind: coder.code(given?.kind), direction: coder.code(given?.direction))
    }
}

extension PositionStop: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            price: coder.code(given?.price), kind: coder.code(given?.kind), quantity: coder.code(given?.quantity),
            limit: coder.code(given?.limit))
    }
}

extension Trail: CodedCases {
    private enum Tag: UInt8, Coded {
        case distance = 1
        case rate = 2
    }

    /// Puts the number of its case, then how far.
    public func write(to cases: inout some Coder) throws(DecodingFailure) {
        switch self {
        case .distance(let distance): try cases.write(Tag.distance, distance)
        case .rate(let rate): try cases.write(Tag.rate, rate)
        }
    }

    /// Reads what was put.
    public init(readFrom cases: inout some Coder) throws(DecodingFailure) {
        switch try cases.read() as Tag {
        case .distance: self = try .distance(cases.read())
        case .rate: self = try .rate(cases.read())
        }
    }
}

extension TrailingStop: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            coder.code(given?.trail), kind: coder.code(given?.kind),
            activation: coder.code(optional: given?.activation),
            quantity: coder.code(given?.quantity))
    }
}

extension Order: Coded {
    /// All but its links, which follow from the book: an order that was read is in none. Inlined, so that no order is
    /// made and thrown away while one is written.
    @inline(__always)
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            id: coder.code(given?.id), clientOrderID: coder.code(given?.clientOrderID),
            marginAccount: coder.code(given?.marginAccount), instrument: coder.code(given?.instrument),
            side: coder.code(given?.side), target: coder.code(given?.target), kind: coder.code(given?.kind),
            timeInForce: coder.code(given?.timeInForce), origin: coder.code(given?.origin),
            reduceOnly: coder.code(given?.reduceOnly), trigger: coder.code(optional: given?.trigger),
            triggeredMs: coder.code(optional: given?.triggeredMs), trail: coder.code(optional: given?.trail),
            purpose: coder.code(given?.purpose), selfTrade: coder.code(given?.selfTrade),
            takeProfit: coder.code(optional: given?.takeProfit), stopLoss: coder.code(optional: given?.stopLoss),
            price: coder.code(given?.price), quantity: coder.size(given?.quantity), filled: coder.size(given?.filled),
            filledValue: coder.sum(given?.filledValue), fee: coder.sum(given?.fee), status: coder.code(given?.status),
            cause: coder.code(given?.cause), createdMs: coder.timeMs(given?.createdMs),
            updatedMs: coder.timeMs(given?.updatedMs), lastPriceOnCreated: coder.code(given?.lastPriceOnCreated),
            markOnCreated: coder.code(given?.markOnCreated), note: coder.code(given?.note),
            leverage: coder.setLeverage(given?.leverage), marginMode: coder.code(given?.marginMode), holding: .none,
            level: .none, nextAtLevel: .none, previousAtLevel: .none, nextInHolding: .none)
        try coder.check(filled <= quantity && price >= .zero && (0..<Bounds.timeMs).contains(triggeredMs ?? 0))
    }
}

extension Holding: Coded {
    /// All but its links.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            marginAccount: coder.code(given?.marginAccount), instrument: coder.code(given?.instrument),
            ownMode: coder.code(given?.ownMode), positionMode: coder.code(given?.positionMode),
            crossLeverage: coder.setLeverage(given?.crossLeverage),
            isolatedLongLeverage: coder.setLeverage(given?.isolatedLongLeverage),
            isolatedShortLeverage: coder.setLeverage(given?.isolatedShortLeverage), long: coder.code(given?.long),
            short: coder.code(given?.short), orderCount: coder.code(given?.orderCount),
            conditionalCount: coder.code(given?.conditionalCount), attachedCount: coder.code(given?.attachedCount),
            older: .none, bestBuy: .none, bestSell: .none, newestConditional: .none)
        try coder.check(ownMode != .portfolio)
    }
}

extension Position: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            size: coder.size(given?.size), entryValue: coder.sum(given?.entryValue), margin: coder.sum(given?.margin),
            realised: coder.sum(given?.realised), costs: coder.sum(given?.costs),
            carriedCosts: coder.sum(given?.carriedCosts), cumulativeRealised: coder.sum(given?.cumulativeRealised),
            addsMarginAutomatically: coder.code(given?.addsMarginAutomatically),
            openedMs: coder.timeMs(given?.openedMs), updatedMs: coder.timeMs(given?.updatedMs),
            sequence: coder.counter(given?.sequence))
    }
}

extension Execution: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            kind: coder.code(given?.kind), trade: coder.counter(given?.trade), order: coder.code(given?.order),
            price: coder.code(given?.price), quantity: coder.size(given?.quantity), value: coder.sum(given?.value),
            fee: coder.sum(given?.fee), feeRate: coder.code(given?.feeRate), isMaker: coder.code(given?.isMaker),
            closedQuantity: coder.size(given?.closedQuantity), realised: coder.sum(given?.realised),
            closedEntryValue: coder.sum(given?.closedEntryValue), closedCosts: coder.sum(given?.closedCosts),
            wallet: coder.sum(given?.wallet), mark: coder.code(given?.mark), index: coder.code(given?.index),
            timeMs: coder.timeMs(given?.timeMs))
        try coder.check(closedQuantity <= quantity)
    }
}

extension FundingPayment: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            marginAccount: coder.code(given?.marginAccount), instrument: coder.code(given?.instrument),
            side: coder.code(given?.side), size: coder.size(given?.size), rate: coder.code(given?.rate),
            mark: coder.code(given?.mark), cash: coder.sum(given?.cash), wallet: coder.sum(given?.wallet),
            timeMs: coder.timeMs(given?.timeMs))
    }
}

extension InterestCharge: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            marginAccount: coder.code(given?.marginAccount), asset: coder.code(given?.asset),
            borrowed: coder.sum(given?.borrowed), unrealisedLoss: coder.sum(given?.unrealisedLoss),
            exempt: coder.sum(given?.exempt), hourlyRate: coder.code(given?.hourlyRate), cost: coder.sum(given?.cost),
            wallet: coder.sum(given?.wallet), timeMs: coder.timeMs(given?.timeMs))
    }
}

extension BalanceChange: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            marginAccount: coder.code(given?.marginAccount), asset: coder.code(given?.asset),
            cause: coder.code(given?.cause), change: coder.sum(given?.change), wallet: coder.sum(given?.wallet),
            timeMs: coder.timeMs(given?.timeMs))
    }
}

extension CollateralSwitch: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            marginAccount: coder.code(given?.marginAccount), asset: coder.code(given?.asset),
            isOn: coder.code(given?.isOn), timeMs: coder.timeMs(given?.timeMs))
    }
}

extension CollateralLimitSetting: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            asset: coder.code(given?.asset), limit: coder.code(given?.limit), timeMs: coder.timeMs(given?.timeMs))
    }
}

extension MarginMove: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            marginAccount: coder.code(given?.marginAccount), instrument: coder.code(given?.instrument),
            side: coder.code(given?.side), cause: coder.code(given?.cause), amount: coder.sum(given?.amount),
            wallet: coder.sum(given?.wallet), timeMs: coder.timeMs(given?.timeMs))
    }
}

extension ModeSwitch: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            marginAccount: coder.code(given?.marginAccount), instrument: coder.code(optional: given?.instrument),
            from: coder.code(given?.from), to: coder.code(given?.to), before: coder.code(given?.before),
            after: coder.code(given?.after), timeMs: coder.timeMs(given?.timeMs))
    }
}

extension ModeSwitch.Figures: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            equity: coder.sum(given?.equity), initialMargin: coder.sum(given?.initialMargin),
            maintenanceMargin: coder.sum(given?.maintenanceMargin), available: coder.sum(given?.available))
    }
}

extension LiquidationStep: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            kind: coder.code(given?.kind), marginAccount: coder.code(given?.marginAccount),
            instrument: coder.code(optional: given?.instrument), side: coder.code(optional: given?.side),
            quantity: coder.size(given?.quantity), price: coder.code(given?.price), amount: coder.sum(given?.amount),
            equity: coder.sum(given?.equity), maintenanceMargin: coder.sum(given?.maintenanceMargin),
            takeover: coder.code(optional: given?.takeover))
    }
}

extension TakeoverID: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(trade: coder.counter(given?.trade), marginAccount: coder.code(given?.marginAccount))
    }
}

extension PriceSetting: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            instrument: coder.code(given?.instrument), mark: coder.code(given?.mark), index: coder.code(given?.index),
            timeMs: coder.timeMs(given?.timeMs))
    }
}

extension FundingInstant: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            instrument: coder.code(given?.instrument), rate: coder.code(given?.rate),
            timeMs: coder.timeMs(given?.timeMs))
    }
}

extension MarketFigures: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            instrument: coder.code(given?.instrument), mark: coder.code(given?.mark), index: coder.code(given?.index),
            last: coder.code(given?.last), fundingRate: coder.code(given?.fundingRate),
            nextFundingMs: coder.timeMs(given?.nextFundingMs), openInterest: coder.size(given?.openInterest),
            bookOnly: coder.code(given?.bookOnly), bookVersion: coder.counter(given?.bookVersion),
            timeMs: coder.timeMs(given?.timeMs))
    }
}

extension Balance: Coded {
    /// All of it.
    package init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            wallet: coder.sum(given?.wallet), positionMode: coder.code(given?.positionMode),
            isCollateral: coder.code(given?.isCollateral))
    }
}

extension CollateralTier: Coded {
    init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(limit: coder.code(given?.limit), ratio: coder.code(given?.ratio))
    }
}
