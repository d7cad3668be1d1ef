/// The numbers of the commands in a journal, never used again for others.
private enum Tag: UInt8, Coded {
    case listAsset = 1
    case listInstrument = 2
    case setContractTerms = 3
    case openAccount = 4
    case deposit = 5
    case withdraw = 6
    case transfer = 7
    case fundInsurance = 8
    case setPrices = 9
    case setFundingRate = 10
    case setBookOnly = 11
    case advance = 12
    case setAccountMarginMode = 13
    case setSymbolMarginMode = 14
    case adjustMargin = 15
    case setAutoAddMargin = 16
    case setLeverage = 17
    case setPositionMode = 18
    case placeOrder = 19
    case amendOrder = 20
    case cancelOrder = 21
    case cancelAllOrders = 22
    case setPositionStops = 23
    case setMarginRegime = 24
    case setPortfolioTerms = 25
    case setLoanTerms = 26
    case repay = 27
    case setCollateralSwitch = 28
    case setCollateralLimit = 29
    case setAccountKind = 30
}

extension Command: CodedCases {
    /// Puts the command as the journal keeps it: its number, then what it says, in the order of its declaration.
    public func write(to cases: inout some Coder) throws(DecodingFailure) {
        switch self {
        case .listAsset(let name, let collateral): try cases.write(Tag.listAsset, name, collateral)
        case .listInstrument(let definition): try cases.write(Tag.listInstrument, definition)
        case .setContractTerms(let definition): try cases.write(Tag.setContractTerms, definition)
        case .setPortfolioTerms(let base, let terms): try cases.write(Tag.setPortfolioTerms, base, terms)
        case .setLoanTerms(let asset, let terms): try cases.write(Tag.setLoanTerms, asset, terms)
        case .openAccount(let uid, let family, let generation):
            try cases.write(Tag.openAccount, uid, family, generation)
        case .deposit(let account, let asset, let amount): try cases.write(Tag.deposit, account, asset, amount)
        case .withdraw(let account, let asset, let amount): try cases.write(Tag.withdraw, account, asset, amount)
        case .transfer(let from, let to, let asset, let amount):
            try cases.write(Tag.transfer, from, to)
            try cases.write(asset, amount)
        case .fundInsurance(let asset, let amount): try cases.write(Tag.fundInsurance, asset, amount)
        case .setPrices(let instrument, let mark, let index): try cases.write(Tag.setPrices, instrument, mark, index)
        case .setFundingRate(let instrument, let rate): try cases.write(Tag.setFundingRate, instrument, rate)
        case .setBookOnly(let instrument, let bookOnly): try cases.write(Tag.setBookOnly, instrument, bookOnly)
        case .advance(let timeMs): try cases.write(Tag.advance, timeMs)
        case .setAccountMarginMode(let account, let mode): try cases.write(Tag.setAccountMarginMode, account, mode)
        case .setSymbolMarginMode(let account, let instrument, let mode, let leverage):
            try cases.write(Tag.setSymbolMarginMode, account, instrument)
            try cases.write(mode, leverage)
        case .adjustMargin(let account, let instrument, let side, let amount):
            try cases.write(Tag.adjustMargin, account, instrument)
            try cases.write(side, amount)
        case .setAutoAddMargin(let account, let instrument, let side, let isOn):
            try cases.write(Tag.setAutoAddMargin, account, instrument)
            try cases.write(side, isOn)
        case .setLeverage(let account, let instrument, let change):
            try cases.write(Tag.setLeverage, account, instrument, change)
        case .setPositionMode(let account, let scope, let mode):
            try cases.write(Tag.setPositionMode, account, scope, mode)
        case .placeOrder(let order): try cases.write(Tag.placeOrder, order)
        case .amendOrder(
            let account, let id, let price, let quantity, let trigger, let kind, let takeProfit, let stopLoss):
            try cases.write(Tag.amendOrder, account, id)
            try cases.write(price, quantity, trigger, kind)
            try cases.write(takeProfit, stopLoss)
        case .cancelOrder(let account, let id): try cases.write(Tag.cancelOrder, account, id)
        case .cancelAllOrders(let account, let scope): try cases.write(Tag.cancelAllOrders, account, scope)
        case .setPositionStops(
            let account, let instrument, let side, let takeProfit, let stopLoss, let trailing, let names):
            try cases.write(Tag.setPositionStops, account, instrument, side)
            try cases.write(takeProfit, stopLoss, trailing)
            try cases.write(names)
        case .setMarginRegime(let account, let regime): try cases.write(Tag.setMarginRegime, account, regime)
        case .repay(let account, let scope, let converts): try cases.write(Tag.repay, account, scope, converts)
        case .setCollateralSwitch(let account, let asset, let isOn):
            try cases.write(Tag.setCollateralSwitch, account, asset, isOn)
        case .setCollateralLimit(let asset, let limit): try cases.write(Tag.setCollateralLimit, asset, limit)
        case .setAccountKind(let uid, let kind): try cases.write(Tag.setAccountKind, uid, kind)
        }
    }

    /// Reads a command that `encode(to:)` put.
    public init(readFrom cases: inout some Coder) throws(DecodingFailure) {
        switch try cases.read() as Tag {
        case .listAsset: self = try .listAsset(cases.read(), collateral: cases.read())
        case .listInstrument: self = try .listInstrument(cases.read())
        case .setContractTerms: self = try .setContractTerms(cases.read())
        case .setPortfolioTerms: self = try .setPortfolioTerms(base: cases.read(), cases.read())
        case .setLoanTerms: self = try .setLoanTerms(cases.read(), cases.read())
        case .openAccount: self = try .openAccount(uid: cases.read(), family: cases.read(), generation: cases.read())
        case .deposit: self = try .deposit(cases.read(), cases.read(), cases.read())
        case .withdraw: self = try .withdraw(cases.read(), cases.read(), cases.read())
        case .transfer: self = try .transfer(from: cases.read(), to: cases.read(), cases.read(), cases.read())
        case .fundInsurance: self = try .fundInsurance(cases.read(), cases.read())
        case .setPrices: self = try .setPrices(cases.read(), mark: cases.read(), index: cases.read())
        case .setFundingRate: self = try .setFundingRate(cases.read(), cases.read())
        case .setBookOnly: self = try .setBookOnly(cases.read(), cases.read())
        case .advance: self = try .advance(toMs: cases.read())
        case .setAccountMarginMode: self = try .setAccountMarginMode(cases.read(), cases.read())
        case .setSymbolMarginMode:
            self = try .setSymbolMarginMode(cases.read(), cases.read(), cases.read(), leverage: cases.read())
        case .adjustMargin: self = try .adjustMargin(cases.read(), cases.read(), cases.read(), cases.read())
        case .setAutoAddMargin: self = try .setAutoAddMargin(cases.read(), cases.read(), cases.read(), cases.read())
        case .setLeverage: self = try .setLeverage(cases.read(), cases.read(), cases.read())
        case .setPositionMode: self = try .setPositionMode(cases.read(), cases.read(), cases.read())
        case .placeOrder: self = try .placeOrder(cases.read())
        case .amendOrder:
            self = try .amendOrder(
                cases.read(), cases.read(), price: cases.read(), quantity: cases.read(), trigger: cases.read(),
                triggerKind: cases.read(), takeProfit: cases.read(), stopLoss: cases.read())
        case .cancelOrder: self = try .cancelOrder(cases.read(), cases.read())
        case .cancelAllOrders: self = try .cancelAllOrders(cases.read(), cases.read())
        case .setPositionStops:
            self = try .setPositionStops(
                cases.read(), cases.read(), cases.read(), takeProfit: cases.read(), stopLoss: cases.read(),
                trailing: cases.read(), clientOrderIDs: cases.read())
        case .setMarginRegime: self = try .setMarginRegime(cases.read(), cases.read())
        case .repay: self = try .repay(cases.read(), cases.read(), converting: cases.read())
        case .setCollateralSwitch: self = try .setCollateralSwitch(cases.read(), cases.read(), cases.read())
        case .setCollateralLimit: self = try .setCollateralLimit(cases.read(), cases.read())
        case .setAccountKind: self = try .setAccountKind(uid: cases.read(), cases.read())
        }
    }
}

extension PositionModeScope: CodedCases {
    /// A number for the case, then what it names.
    public func write(to cases: inout some Coder) throws(DecodingFailure) {
        switch self {
        case .instrument(let instrument): try cases.write(UInt64(1), instrument)
        case .idleSettled(let asset): try cases.write(UInt64(2), asset)
        case .every(let asset): try cases.write(UInt64(3), asset)
        case .account: try cases.write(UInt64(4))
        }
    }

    /// Throws for a number that no case has.
    public init(readFrom cases: inout some Coder) throws(DecodingFailure) {
        switch try cases.read() as UInt64 {
        case 1: self = try .instrument(cases.read())
        case 2: self = try .idleSettled(cases.read())
        case 3: self = try .every(cases.read())
        case 4: self = .account
        default: throw DecodingFailure()
        }
    }
}

extension RepaymentScope: CodedCases {
    /// A number for the case, then what it names.
    public func write(to cases: inout some Coder) throws(DecodingFailure) {
        switch self {
        case .all: try cases.write(UInt64(1))
        case .asset(let asset, let amount): try cases.write(UInt64(2), asset, amount)
        }
    }

    /// Throws for a number that no case has.
    public init(readFrom cases: inout some Coder) throws(DecodingFailure) {
        switch try cases.read() as UInt64 {
        case 1: self = .all
        case 2: self = try .asset(cases.read(), cases.read())
        default: throw DecodingFailure()
        }
    }
}

extension OrderScope: CodedCases {
    /// A number for the case, then what it names.
    public func write(to cases: inout some Coder) throws(DecodingFailure) {
        switch self {
        case .all: try cases.write(UInt64(1))
        case .instrument(let instrument): try cases.write(UInt64(2), instrument)
        case .settled(let asset): try cases.write(UInt64(3), asset)
        case .based(let base): try cases.write(UInt64(4), base)
        case .abandoned: try cases.write(UInt64(5))
        }
    }

    /// Throws for a number that no case has.
    public init(readFrom cases: inout some Coder) throws(DecodingFailure) {
        switch try cases.read() as UInt64 {
        case 1: self = .all
        case 2: self = try .instrument(cases.read())
        case 3: self = try .settled(cases.read())
        case 4: self = try .based(cases.read())
        case 5: self = .abandoned
        default: throw DecodingFailure()
        }
    }
}

extension Change: CodedCases, Coded where Value: Coded {
    /// A number for the case, then what is set.
    public func write(to cases: inout some Coder) throws(DecodingFailure) {
        switch self {
        case .keep: try cases.write(UInt64(1))
        case .remove: try cases.write(UInt64(2))
        case .set(let value): try cases.write(UInt64(3), value)
        }
    }

    /// Throws for a number that no case has.
    public init(readFrom cases: inout some Coder) throws(DecodingFailure) {
        switch try cases.read() as UInt64 {
        case 1: self = .keep
        case 2: self = .remove
        case 3: self = try .set(cases.read())
        default: throw DecodingFailure()
        }
    }
}
