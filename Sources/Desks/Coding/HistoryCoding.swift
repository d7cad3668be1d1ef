public import MarginEngine

extension History: EngineRecord {
    /// What each account did lately, the oldest first.
    init(coding given: Self?, of engine: borrowing Engine, by coder: inout some Coder) throws(DecodingFailure) {
        self.init()
        for index in 0..<engine.accountCount {
            let account = AccountID(index: Int32(truncatingIfNeeded: index))
            guard let past = try coder.code(optional: given?.pasts[account]) else { continue }
            try coder.check(past.subjects.allSatisfy { $0.exists(in: engine, of: account) })
            pasts[account] = past
        }
    }
}

extension History.Past: Coded {
    init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            orders: coder.code(given?.orders.suffix(History.Kept.orders)),
            executions: coder.code(given?.executions.suffix(History.Kept.executions)),
            closedPositions: coder.code(given?.closedPositions.suffix(History.Kept.closedPositions)),
            moves: coder.code(given?.moves.suffix(History.Kept.moves)),
            modeSwitches: coder.code(given?.modeSwitches.suffix(History.Kept.modeSwitches)),
            liquidations: coder.code(given?.liquidations.suffix(History.Kept.liquidations)),
            interests: coder.code(given?.interests.suffix(History.Kept.interests)))
    }

    fileprivate var subjects: [Subject] {
        orders.map(\.subject) + executions.map(\.order.subject) + closedPositions.map(\.order.subject)
            + moves.map(\.subject) + modeSwitches.map(\.subject) + liquidations.map(\.order.subject)
            + interests.map { Subject(marginAccount: $0.marginAccount, asset: $0.asset) }
    }
}

/// What a record names of the engine, where it must exist.
private struct Subject {
    let marginAccount: MarginAccountID
    var instrument: InstrumentID?
    var asset: AssetID?

    func exists(in engine: borrowing Engine, of account: AccountID) -> Bool {
        engine.exists(marginAccount) && engine.owner(of: marginAccount) == account
            && instrument.map { Int($0.index) < engine.instrumentCount } ?? true
            && asset.map { Int($0.index) < engine.assetCount } ?? true
    }
}

extension Order {
    fileprivate var subject: Subject { Subject(marginAccount: marginAccount, instrument: instrument) }
}

extension ModeSwitch {
    fileprivate var subject: Subject { Subject(marginAccount: marginAccount, instrument: instrument) }
}

extension LedgerEntry {
    fileprivate var subject: Subject {
        switch self {
        case .execution(let execution): execution.order.subject
        case .funding(let payment): Subject(marginAccount: payment.marginAccount, instrument: payment.instrument)
        case .balance(let change): Subject(marginAccount: change.marginAccount, asset: change.asset)
        }
    }
}

extension AccountMove {
    fileprivate var subject: Subject {
        switch self {
        case .wallet(let entry): entry.subject
        case .margin(let move): Subject(marginAccount: move.marginAccount, instrument: move.instrument)
        }
    }
}

extension AccountMove: CodedCases {
    /// A number for the case, then the row.
    public func write(to cases: inout some Coder) throws(DecodingFailure) {
        switch self {
        case .wallet(.execution(let execution)): try cases.write(UInt64(1), execution)
        case .wallet(.funding(let payment)): try cases.write(UInt64(2), payment)
        case .wallet(.balance(let change)): try cases.write(UInt64(3), change)
        case .margin(let move): try cases.write(UInt64(4), move)
        }
    }

    /// Throws for a number that no case has.
    public init(readFrom cases: inout some Coder) throws(DecodingFailure) {
        switch try cases.read() as UInt64 {
        case 1: self = try .wallet(.execution(cases.read()))
        case 2: self = try .wallet(.funding(cases.read()))
        case 3: self = try .wallet(.balance(cases.read()))
        case 4: self = try .margin(cases.read())
        default: throw DecodingFailure()
        }
    }
}

extension ClosedPosition: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            order: coder.code(given?.order), kind: coder.code(given?.kind), side: coder.code(given?.side),
            quantity: coder.size(given?.quantity), entryValue: coder.sum(given?.entryValue),
            exitValue: coder.sum(given?.exitValue), profit: coder.sum(given?.profit), costs: coder.sum(given?.costs),
            closingFees: coder.sum(given?.closingFees),
            fillCount: Int(coder.counter(given.map { UInt64($0.fillCount) })),
            createdMs: coder.timeMs(given?.createdMs), updatedMs: coder.timeMs(given?.updatedMs))
    }
}

extension LiquidatedPosition: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        order = try coder.code(given?.order)
        side = try coder.code(given?.side)
        quantity = try coder.size(given?.quantity)
        entryValue = try coder.sum(given?.entryValue)
        profit = try coder.sum(given?.profit)
        fees = try coder.sum(given?.fees)
        mark = try coder.code(given?.mark)
        equity = try coder.sum(given?.equity)
        maintenanceMargin = try coder.sum(given?.maintenanceMargin)
        equityAfter = try coder.sum(given?.equityAfter)
        maintenanceMarginAfter = try coder.sum(given?.maintenanceMarginAfter)
        takeover = try coder.code(optional: given?.takeover)
        wasDeleveraged = try coder.code(given?.wasDeleveraged)
        timeMs = try coder.timeMs(given?.timeMs)
    }
}
