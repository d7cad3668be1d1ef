import Desks
import MarginEngine
import Wire

/// `GET /v5/execution/list`: trades, the newest first. https://bybit-exchange.github.io/docs/v5/order/execution
struct Executions: PrivateCall {
    private let account: Account
    private let selection: ContractSelection
    private let orderID: String?
    private let orderLink: String?
    private let span: ClosedRange<Int64>
    /// Nil for all kinds.
    private let kind: String?
    private let limit: Int
    private let cursor: UInt64?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        selection = try ContractSelection(parameters)
        orderID = try parameters.text("orderId")
        orderLink = try parameters.text("orderLinkId")
        span = try parameters.span()
        kind = try parameters.text("execType")
        limit = try parameters.limit(upTo: 100, default: 50)
        cursor = try parameters.cursor()
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let selected = Set(try selection.contracts(of: account, in: desk.engine))
        let all = desk.engine.account(uid: account.uid).map { desk.history.executions(of: $0) } ?? []
        let page = Page(
            of: all.filter { selected.contains($0.order.instrument) && matches($0) }, limit: limit, after: cursor,
            key: \.trade, isFalling: true)
        var rows: [ExecutionRow] = []
        for execution in page.rows { rows.append(ExecutionRow(execution, in: desk.engine)) }
        return Answer { result in
            result.member("category", selection.category.rawValue)
            result.member("nextPageCursor", page.nextCursor)
            result.memberArray("list") { list in
                for row in rows { list.object { row.write(to: &$0) } }
            }
        }
    }

    private func matches(_ execution: Execution) -> Bool {
        guard span.contains(execution.timeMs), kind == nil || kind == execution.kind.wireName else { return false }
        if let orderID { return Identifiers.text(execution.order.id) == orderID }
        return orderLink.map { execution.order.clientOrderID.text == $0 } ?? true
    }
}

/// One side of a trade as the venue shows it.
private struct ExecutionRow {
    private let execution: Execution
    private let symbol: String
    private let settleCoin: String

    init(_ execution: Execution, in engine: borrowing Engine) {
        self.execution = execution
        symbol = engine[execution.order.instrument].symbol.text
        settleCoin = engine.settleCoin(execution.order.instrument)
    }

    func write(to row: inout JSONWriter) {
        let order = execution.order
        row.member("symbol", symbol)
        row.member("orderId", Identifiers.text(order.id))
        row.member("orderLinkId", order.clientOrderID.text)
        row.member("side", order.side.wireName)
        row.member("orderPrice", order.price.text)
        row.member("orderQty", order.quantity.text)
        row.member("leavesQty", order.remaining.text)
        row.member("createType", order.wireCreateType)
        row.member("orderType", order.kind.wireName)
        row.member("stopOrderType", order.wireStopOrderType ?? "UNKNOWN")
        row.member("execFee", execution.fee.text)
        row.member("execFeeV2", "")
        row.member("execId", Identifiers.text(ofTrade: execution.trade))
        row.member("execPrice", execution.price.text)
        row.member("execQty", execution.quantity.text)
        row.member("execType", execution.kind.wireName)
        row.member("execValue", execution.value.text)
        row.member("execTime", "\(execution.timeMs)")
        row.member("feeCurrency", settleCoin)
        row.member("feeRate", execution.feeRate.text)
        row.member("tradeIv", "")
        row.member("markIv", "")
        row.member("markPrice", execution.mark.text)
        row.member("indexPrice", execution.index.text)
        row.member("underlyingPrice", "")
        row.member("blockTradeId", "")
        row.member("closedSize", execution.closedQuantity.text)
        row.member("extraFees", "")
        row.member("isMaker", execution.isMaker)
        row.member("seq", execution.trade)
    }
}

extension Execution.Kind {
    /// `execType`.
    fileprivate var wireName: String {
        switch self {
        case .trade: "Trade"
        case .takeover: "BustTrade"
        case .deleveraging: "AdlTrade"
        }
    }
}
