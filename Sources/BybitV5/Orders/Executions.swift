import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/execution/list`: trades and funding, the newest first. https://bybit-exchange.github.io/docs/v5/order/execution
struct Executions: PrivateCall {
    private let account: Account
    private let selection: ContractSelection
    private let orderID: String?
    private let orderLink: String?
    private let window: HistoryWindow
    /// Nil for all kinds.
    private let kind: String?
    private let limit: Int
    private let cursor: UInt64?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        selection = try ContractSelection(parameters)
        orderID = try parameters.text("orderId")
        orderLink = try parameters.text("orderLinkId")
        window = try HistoryWindow(parameters, usualDays: 7)
        kind = try parameters.text("execType")
        guard kind.map(Self.kinds.contains) ?? true else { throw .invalid("execType") }
        limit = try parameters.limit(upTo: 100, default: 50)
        cursor = try parameters.cursor()
    }

    /// https://bybit-exchange.github.io/docs/v5/enum#exectype
    private static let kinds: Set<String> = [
        "Trade", "AdlTrade", "Funding", "BustTrade", "Delivery", "Settle", "BlockTrade", "MovePosition", "FutureSpread",
        "CorporateAction",
    ]

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let span = try window.span(on: desk)
        let selected = Set(try selection.contracts(of: account, in: desk.engine))
        let all = desk.ledger(of: account, account.marginAccount(selection.category))
        let page = Page(
            of: all.filter { span.contains($0.entry.timeMs) && matches($0.entry, in: selected) }, limit: limit,
            after: cursor, key: \.number,
            isFalling: true)
        var rows: [ExecutionRow] = []
        for row in page.rows {
            switch row.entry {
            case .execution(let execution): rows.append(ExecutionRow(execution, in: desk.engine))
            case .funding(let payment): rows.append(ExecutionRow(payment, row.number, in: desk.engine))
            case .balance: continue
            }
        }
        return Answer { result in
            result.member("category", selection.category.rawValue)
            result.member("nextPageCursor", page.nextCursor)
            result.memberArray("list") { list in
                for row in rows {
                    list.object { json in
                        row.write(to: &json)
                        json.member("execFeeV2", "")
                    }
                }
            }
        }
    }

    private func matches(_ entry: LedgerEntry, in selected: Set<InstrumentID>) -> Bool {
        switch entry {
        case .execution(let execution):
            selected.contains(execution.order.instrument) && names(execution)
        case .funding(let payment):
            selected.contains(payment.instrument) && orderID == nil && orderLink == nil
                && (kind == nil || kind == "Funding")
        case .balance:
            false
        }
    }

    private func names(_ execution: Execution) -> Bool {
        guard kind == nil || kind == execution.kind.wireName else { return false }
        if let orderID { return Identifiers.text(execution.order.id) == orderID }
        return orderLink.map { execution.order.clientOrderID.text == $0 } ?? true
    }
}
