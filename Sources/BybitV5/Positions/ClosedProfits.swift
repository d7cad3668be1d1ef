import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/position/closed-pnl`: what each order closed, the newest first. Funding is part of the profit only.
/// https://bybit-exchange.github.io/docs/v5/position/close-pnl
struct ClosedProfits: PrivateCall {
    private let account: Account
    private let category: Category
    private let symbol: String?
    private let window: HistoryWindow
    private let limit: Int
    private let cursor: UInt64?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        category = try parameters.category()
        symbol = try parameters.text("symbol")
        window = try HistoryWindow(parameters, usualDays: 7)
        limit = try parameters.limit(upTo: 100, default: 50)
        cursor = try parameters.cursor()
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let span = try window.span(on: desk)
        let selected = Set(try desk.engine.contracts(category, symbol: symbol))
        let marginAccount = account.marginAccount(category)
        let all = desk.engine.account(uid: account.uid).map { desk.history.closedPositions(of: $0) } ?? []
        let meant = all.filter {
            $0.order.marginAccount == marginAccount && selected.contains($0.order.instrument)
                && span.contains($0.updatedMs)
        }
        let page = Page(
            of: meant.sorted { $0.order.id > $1.order.id }, limit: limit, after: cursor, key: \.order.id.number,
            isFalling: true)
        let openingFees = desk.openingFees(of: account, marginAccount)
        var rows: [(closed: ClosedPosition, openingFees: Money, instrument: Instrument)] = []
        for closed in page.rows {
            rows.append((closed, openingFees[closed.order.id] ?? .zero, desk.engine[closed.order.instrument]))
        }
        return Answer { result in
            result.member("category", category.rawValue)
            result.member("nextPageCursor", page.nextCursor)
            result.memberArray("list") { list in
                for row in rows { list.object { row.closed.write(to: &$0, row.instrument, row.openingFees) } }
            }
        }
    }
}

extension ClosedPosition {
    fileprivate func write(to row: inout JSONWriter, _ instrument: Instrument, _ openingFees: Money) {
        row.member("symbol", instrument.symbol.text)
        row.member("orderId", Identifiers.text(order.id))
        row.member("side", order.side.wireName)
        row.member("qty", order.quantity.text)
        row.member("orderPrice", order.shownPrice(in: instrument).text)
        row.member("orderType", order.wireKind)
        row.member("execType", kind.wireName)
        row.member("closedSize", quantity.text)
        row.member("cumEntryValue", entryValue.amount(to: order.side.opposite).text)
        row.member("avgEntryPrice", instrument.averagePrice(of: quantity, worth: entryValue)?.text ?? "0")
        row.member("cumExitValue", exitValue.amount(to: order.side).text)
        row.member("avgExitPrice", instrument.averagePrice(of: quantity, worth: exitValue)?.text ?? "0")
        row.member("closedPnl", (profit - costs).text)
        row.member("fillCount", "\(fillCount)")
        row.member("leverage", order.leverage.text)
        row.member("openFee", openingFees.text)
        row.member("closeFee", closingFees.text)
        row.member("createdTime", "\(createdMs)")
        row.member("updatedTime", "\(updatedMs)")
    }
}
