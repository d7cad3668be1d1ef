import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// What an account traded, earned and paid, in the shapes of Binance's futures API.
/// https://docs.p99.world/futures/usdt-margined/account/order-history
enum Ledgers {
    static func trades(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        let span = try Span(call.parameters, standard: 500)
        let orderID = call.parameters["orderId"]
        let fromID = try call.parameters.ordinal("fromId")
        return .desk { desk throws(Failure) in
            let instrument = try desk.engine.tradedInstrument(symbol)
            let meant = desk.history.executions(of: login.accountID).filter { row in
                row.order.instrument == instrument && span.contains(row.timeMs)
                    && (orderID.map { Identifier.order($0) == row.order.id } ?? true)
                    && (fromID.map { row.trade >= $0 } ?? true)
            }
            return .array { list in
                for row in span.page(of: meant, goesForward: fromID != nil) { list.object { $0.write(row, symbol) } }
            }
        }
    }

    /// One row for each cause of a change: a trade has one for its profit and one for its fee.
    static func income(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = call.parameters["symbol"]
        let span = try Span(call.parameters, standard: 100)
        let kind = call.parameters["incomeType"].map(IncomeKind.init(rawValue:))
        if kind == .some(nil) { throw .invalid("incomeType") }
        return .desk { desk throws(Failure) in
            if let symbol { _ = try desk.engine.tradedInstrument(symbol) }
            let all = desk.history.ledger(of: login.accountID).flatMap { Income.list(of: $0, desk.engine) }
            let meant = all.filter { row in
                span.contains(row.timeMs) && (kind == nil || row.kind == kind)
                    && (symbol == nil || row.symbol == symbol)
            }
            return .array { list in
                for row in span.page(of: meant, goesForward: false) { list.object { $0.write(row) } }
            }
        }
    }

    static func commissionRate(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        return .desk { desk throws(Failure) in
            let terms = desk.engine.terms(try desk.engine.tradedInstrument(symbol), .ztdx)
            return .object { body in
                body.member("symbol", symbol)
                body.member("makerCommissionRate", terms?.makerFee.text ?? "0")
                body.member("takerCommissionRate", terms?.takerFee.text ?? "0")
            }
        }
    }
}

/// A stretch of time and a number of rows of it.
private struct Span: Sendable {
    private let startMs: Int64?
    private let endMs: Int64?
    private let limit: Int

    init(_ parameters: Parameters, standard: Int) throws(Failure) {
        startMs = try parameters.instantMs("startTime")
        endMs = try parameters.instantMs("endTime")
        limit = try parameters.count("limit", 1...1_000, default: standard)
    }

    func contains(_ timeMs: Int64) -> Bool {
        (startMs.map { timeMs >= $0 } ?? true) && (endMs.map { timeMs <= $0 } ?? true)
    }

    /// Of rows given the newest first, the oldest first: from the start where one is named, else the latest.
    func page<Row>(of rows: [Row], goesForward: Bool) -> [Row] {
        let forward = goesForward || startMs != nil
        return (forward ? rows.suffix(limit) : rows.prefix(limit)).reversed()
    }
}

private enum IncomeKind: String {
    case transfer = "TRANSFER"
    case profit = "REALIZED_PNL"
    case funding = "FUNDING_FEE"
    case commission = "COMMISSION"
    case insurance = "INSURANCE_CLEAR"
}

/// One cause of a change of the wallet.
private struct Income {
    let kind: IncomeKind
    /// Empty for what no instrument caused.
    let symbol: String
    let amount: Money
    let asset: String
    let timeMs: Int64
    var trade: UInt64?

    static func list(of entry: LedgerEntry, _ engine: borrowing Engine) -> [Income] {
        switch entry {
        case .execution(let row):
            let (symbol, asset) = names(row.order.instrument, engine)
            let fee = Income(
                kind: .commission, symbol: symbol, amount: -row.fee, asset: asset, timeMs: row.timeMs,
                trade: row.trade)
            guard row.closedQuantity > .zero else { return [fee] }
            let profit = Income(
                kind: .profit, symbol: symbol, amount: row.realised, asset: asset, timeMs: row.timeMs,
                trade: row.trade)
            return [fee, profit]
        case .funding(let row):
            let (symbol, asset) = names(row.instrument, engine)
            return [Income(kind: .funding, symbol: symbol, amount: row.cash, asset: asset, timeMs: row.timeMs)]
        case .balance(let row):
            let kind: IncomeKind = row.cause == .liquidation ? .insurance : .transfer
            let asset = engine[row.asset].name.text
            return [Income(kind: kind, symbol: "", amount: row.change, asset: asset, timeMs: row.timeMs)]
        }
    }

    private static func names(
        _ instrument: InstrumentID, _ engine: borrowing Engine
    ) -> (symbol: String, asset: String) {
        let row = engine[instrument]
        return (row.symbol.text, engine[row.settle].name.text)
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ row: Execution, _ symbol: String) {
        member("symbol", symbol)
        member("id", row.trade)
        member("orderId", Identifier.text(row.order.id))
        member("side", row.order.sideText)
        member("positionSide", "BOTH")
        member("price", row.price.text)
        member("qty", row.quantity.text)
        member("quoteQty", row.value.text)
        member("realizedPnl", row.realised.text)
        member("commission", row.fee.text)
        member("commissionAsset", "USDT")
        member("buyer", row.order.side == .buy)
        member("maker", row.isMaker)
        member("time", row.timeMs)
    }

    fileprivate mutating func write(_ row: Income) {
        let trade = row.trade.map(String.init) ?? ""
        member("symbol", row.symbol)
        member("incomeType", row.kind.rawValue)
        member("income", row.amount.text)
        member("asset", row.asset)
        member("info", trade.isEmpty ? row.kind.rawValue : trade)
        member("time", row.timeMs)
        member("tranId", row.trade.map { "\($0)" } ?? "\(row.timeMs)")
        member("tradeId", trade)
    }
}
