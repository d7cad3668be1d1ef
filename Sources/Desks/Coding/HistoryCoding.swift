import MarginEngine

extension History {
    /// Puts what each account of an engine did lately, the oldest first.
    func encode(of engine: borrowing Engine, to sink: inout some WordSink) {
        for index in 0..<engine.accountCount {
            let past = pasts[AccountID(index: Int32(truncatingIfNeeded: index))]
            sink.put(optional: past) { $1.encode(to: &$0) }
        }
    }

    /// Reads what was put for an engine with the same accounts.
    init(of engine: borrowing Engine, from source: inout some WordSource) throws(DecodingFailure) {
        self.init()
        for index in 0..<engine.accountCount where try source.bool() {
            let account = AccountID(index: Int32(truncatingIfNeeded: index))
            pasts[account] = try Past(of: account, engine, from: &source)
        }
    }
}

extension History.Past {
    fileprivate func encode(to sink: inout some WordSink) {
        sink.put(rows: orders.suffix(History.Kept.orders)) { $1.encode(to: &$0) }
        sink.put(rows: executions.suffix(History.Kept.executions)) { $1.encode(to: &$0) }
        sink.put(rows: closedPositions.suffix(History.Kept.closedPositions)) { $1.encode(to: &$0) }
        sink.put(rows: moves.suffix(History.Kept.moves)) { $1.encode(to: &$0) }
        sink.put(rows: modeSwitches.suffix(History.Kept.modeSwitches)) { $1.encode(to: &$0) }
        sink.put(rows: liquidations.suffix(History.Kept.liquidations)) { $1.encode(to: &$0) }
    }

    fileprivate init(
        of account: AccountID, _ engine: borrowing Engine, from source: inout some WordSource
    ) throws(DecodingFailure) {
        for _ in 0..<(try source.word()) { orders.append(try Order(from: &source)) }
        for _ in 0..<(try source.word()) { executions.append(try Execution(from: &source)) }
        for _ in 0..<(try source.word()) { closedPositions.append(try ClosedPosition(from: &source)) }
        for _ in 0..<(try source.word()) { moves.append(try AccountMove(from: &source)) }
        for _ in 0..<(try source.word()) { modeSwitches.append(try ModeSwitch(from: &source)) }
        for _ in 0..<(try source.word()) { liquidations.append(try LiquidatedPosition(from: &source)) }
        let subjects =
            orders.map(\.subject) + executions.map(\.order.subject) + closedPositions.map(\.order.subject)
            + moves.map(\.subject) + modeSwitches.map(\.subject) + liquidations.map(\.order.subject)
        for subject in subjects {
            guard engine.exists(subject.marginAccount), engine.owner(of: subject.marginAccount) == account,
                subject.instrument.map({ Int($0.index) < engine.instrumentCount }) ?? true,
                subject.asset.map({ Int($0.index) < engine.assetCount }) ?? true
            else { throw DecodingFailure() }
        }
    }
}

/// What a record names of the engine, where it must exist.
private struct Subject {
    let marginAccount: MarginAccountID
    var instrument: InstrumentID?
    var asset: AssetID?
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

    fileprivate func encode(to sink: inout some WordSink) {
        switch self {
        case .wallet(.execution(let execution)):
            sink.put(UInt64(1))
            execution.encode(to: &sink)
        case .wallet(.funding(let payment)):
            sink.put(UInt64(2))
            payment.encode(to: &sink)
        case .wallet(.balance(let change)):
            sink.put(UInt64(3))
            change.encode(to: &sink)
        case .margin(let move):
            sink.put(UInt64(4))
            move.encode(to: &sink)
        }
    }

    fileprivate init(from source: inout some WordSource) throws(DecodingFailure) {
        switch try source.word() {
        case 1: self = .wallet(.execution(try Execution(from: &source)))
        case 2: self = .wallet(.funding(try FundingPayment(from: &source)))
        case 3: self = .wallet(.balance(try BalanceChange(from: &source)))
        case 4: self = .margin(try MarginMove(from: &source))
        default: throw DecodingFailure()
        }
    }
}

extension ClosedPosition {
    fileprivate func encode(to sink: inout some WordSink) {
        order.encode(to: &sink)
        sink.put(kind)
        sink.put(side)
        sink.put(quantity)
        sink.put(entryValue)
        sink.put(exitValue)
        sink.put(profit)
        sink.put(costs)
        sink.put(closingFees)
        sink.put(UInt64(fillCount))
        sink.put(createdMs)
        sink.put(updatedMs)
    }

    fileprivate init(from source: inout some WordSource) throws(DecodingFailure) {
        self.init(
            order: try Order(from: &source), kind: try source.code(), side: try source.code(),
            quantity: try source.size(), entryValue: try source.sum(), exitValue: try source.sum(),
            profit: try source.sum(), costs: try source.sum(), closingFees: try source.sum(),
            fillCount: Int(try source.counter()), createdMs: try source.timeMs(), updatedMs: try source.timeMs())
    }
}

extension LiquidatedPosition {
    fileprivate func encode(to sink: inout some WordSink) {
        order.encode(to: &sink)
        sink.put(side)
        sink.put(quantity)
        sink.put(entryValue)
        sink.put(profit)
        sink.put(fees)
        sink.put(mark)
        sink.put(equity)
        sink.put(maintenanceMargin)
        sink.put(equityAfter)
        sink.put(maintenanceMarginAfter)
        sink.put(optional: takeover) { $0.put($1) }
        sink.put(wasDeleveraged)
        sink.put(timeMs)
    }

    fileprivate init(from source: inout some WordSource) throws(DecodingFailure) {
        order = try Order(from: &source)
        side = try source.code()
        quantity = try source.size()
        entryValue = try source.sum()
        profit = try source.sum()
        fees = try source.sum()
        mark = try source.price()
        equity = try source.sum()
        maintenanceMargin = try source.sum()
        equityAfter = try source.sum()
        maintenanceMarginAfter = try source.sum()
        takeover = try source.bool() ? try source.counter() : nil
        wasDeleveraged = try source.bool()
        timeMs = try source.timeMs()
    }
}

extension WordSink {
    /// The count, then what `body` puts for each row.
    mutating func put<Row>(rows: some Collection<Row>, _ body: (inout Self, Row) -> Void) {
        put(UInt64(rows.count))
        for row in rows { body(&self, row) }
    }
}
