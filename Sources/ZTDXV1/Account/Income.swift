import Desks
import Dialects
import MarginEngine
import Wire

/// What an account earned and paid, in the shape of Binance's futures API.
/// https://docs.p99.world/futures/usdt-margined/account/order-history
enum IncomeHistory {
    /// One row for each cause of a change: a trade has one for its profit and one for its fee.
    static func list(_ call: Call, _ login: Login) throws(Failure) -> Answer {
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
