import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/order/realtime`: open orders, or the last closed ones; by id, whichever it is, because clients look there
/// for an order as soon as it is acknowledged. https://bybit-exchange.github.io/docs/v5/order/open-order
struct RecentOrders: PrivateCall {
    private let account: Account
    private let filter: OrderFilter
    private let wantsClosed: Bool
    /// Of each category.
    private static let maxClosed = 500

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        filter = try OrderFilter(parameters)
        guard !filter.selection.isWholeCategory || filter.selection.category != .linear else {
            throw .invalid("symbol")
        }
        switch try parameters.integer("openOnly") {
        case nil, 0: wantsClosed = false
        case 1, 2: wantsClosed = true
        default: throw .invalid("openOnly")
        }
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let category = filter.selection.category
        var orders: [Order] = []
        if !wantsClosed || filter.namesOne {
            orders += desk.engine.pendingOrders(of: account.marginAccount(category))
        }
        if wantsClosed || filter.namesOne {
            let closed = desk.closedOrders(of: account).filter { desk.engine[$0.instrument].payoff == category.payoff }
            orders += closed.prefix(Self.maxClosed)
        }
        return try filter.answer(orders, of: account, on: desk)
    }
}

/// `GET /v5/order/history`: orders that have ended. https://bybit-exchange.github.io/docs/v5/order/order-list
struct OrderHistory: PrivateCall {
    /// How long orders that nothing of was filled are listed after they ended. BYBIT-CALL-3.
    private static let unfilledMs: Int64 = 86_400_000

    private let account: Account
    private let filter: OrderFilter
    private let window: HistoryWindow

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        filter = try OrderFilter(parameters)
        window = try HistoryWindow(parameters, usualDays: 7)
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let span = try window.span(on: desk)
        let unfilledSinceMs = desk.venueTimeMs - Self.unfilledMs
        let ended = desk.closedOrders(of: account).filter { order in
            span.contains(order.createdMs) && (order.filled > .zero || order.updatedMs >= unfilledSinceMs)
        }
        return try filter.answer(ended, of: account, on: desk)
    }
}

extension Desk {
    fileprivate func closedOrders(of account: Account) -> [Order] {
        engine.account(uid: account.uid).map { history.orders(of: $0) } ?? []
    }
}

/// What both queries narrow their orders down by, and how they are listed: the newest first.
private struct OrderFilter {
    let selection: ContractSelection
    private let id: String?
    private let link: String?
    private let status: String?
    private let kinds: OrderKinds
    private let limit: Int
    private let cursor: UInt64?

    init(_ parameters: Parameters) throws(ReturnCode) {
        selection = try ContractSelection(parameters)
        id = try parameters.text("orderId")
        link = try parameters.text("orderLinkId")
        status = try parameters.text("orderStatus")
        guard status.map(Self.statuses.contains) ?? true else { throw .invalid("orderStatus") }
        switch try parameters.text("orderFilter") {
        case nil: kinds = .all
        case "Order": kinds = .active
        case "StopOrder": kinds = .conditionalAndStops
        // Kinds of spot orders.
        case "tpslOrder", "OcoOrder", "BidirectionalTpslOrder": kinds = []
        default: throw .invalid("orderFilter")
        }
        limit = try parameters.limit(upTo: 50, default: 20)
        cursor = try parameters.cursor()
    }

    /// https://bybit-exchange.github.io/docs/v5/enum#orderstatus
    private static let statuses: Set<String> = [
        "New", "PartiallyFilled", "Untriggered", "Rejected", "PartiallyFilledCanceled", "Filled", "Cancelled",
        "Triggered", "Deactivated",
    ]

    /// True when a single order is asked for.
    var namesOne: Bool { id != nil || link != nil }

    func answer(_ orders: [Order], of account: Account, on desk: borrowing Desk) throws(ReturnCode) -> Answer {
        let selected = Set(try selection.contracts(of: account, in: desk.engine))
        let marginAccount = account.marginAccount(selection.category)
        let matching = orders.filter {
            $0.marginAccount == marginAccount && selected.contains($0.instrument) && matches($0)
        }
        let page = Page(
            of: matching.sorted { $0.id > $1.id }, limit: limit, after: cursor, key: \.id.number, isFalling: true)
        var rows: [OrderRow] = []
        for order in page.rows { rows.append(OrderRow(order, in: desk.engine)) }
        return Answer { result in
            result.member("category", selection.category.rawValue)
            result.member("nextPageCursor", page.nextCursor)
            result.memberArray("list") { list in
                for row in rows {
                    list.object { json in
                        row.write(to: &json)
                        json.member("extraFees", "")
                    }
                }
            }
        }
    }

    /// The id decides where both are given.
    private func matches(_ order: Order) -> Bool {
        guard kinds.include(order) else { return false }
        if let status, order.wireStatus != status { return false }
        if let id { return Identifiers.text(order.id) == id }
        return link.map { order.clientOrderID.text == $0 } ?? true
    }
}
