import Desks
import Dialects
import MarginEngine
import Wire

/// `POST /v5/order/cancel`. https://bybit-exchange.github.io/docs/v5/order/cancel-order
struct CancelOrder: OrderCall {
    private let order: NamedOrder

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        order = try NamedOrder(parameters, of: caller.account)
    }

    func carryOut(on desk: inout Desk) throws(ReturnCode) -> OrderName {
        let found = try order.find(in: desk.engine)
        _ = try desk.carryOut(.cancelOrder(found.marginAccount, found.id), .order)
        return OrderName(id: found.id, link: found.clientOrderID)
    }
}

/// `POST /v5/order/cancel-all`: the open orders of a symbol, a base or a settle coin.
/// https://bybit-exchange.github.io/docs/v5/order/cancel-all
struct CancelAllOrders: PrivateCall {
    private let account: Account
    private let selection: ContractSelection
    private let kinds: OrderKinds

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        selection = try ContractSelection(parameters)
        guard !selection.isWholeCategory || selection.category.payoff == nil else { throw .invalid("symbol") }
        let isStopAlone = try parameters.text("stopOrderType") == "Stop"
        switch try parameters.text("orderFilter") {
        case nil: kinds = .all
        case "Order": kinds = .active
        case "OpenOrder": kinds = .activeAndConditional
        case "StopOrder": kinds = isStopAlone ? .conditional : .conditionalAndStops
        default: throw .invalid("orderFilter")
        }
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let marginAccount = account.marginAccount(selection.category)
        let selected = Set(try selection.contracts(of: account, in: desk.engine))
        let orders = desk.engine.pendingOrders(of: marginAccount)
            .filter { kinds.include($0) && selected.contains($0.instrument) }
        for order in orders { _ = try desk.carryOut(.cancelOrder(marginAccount, order.id), .order) }
        let isSilent = account.generation.hasInverseWallet && selection.category == .inverse
        return Answer { result in
            result.memberArray("list") { list in
                for order in orders {
                    list.object { row in
                        row.member("orderId", Identifiers.text(order.id))
                        row.member("orderLinkId", order.clientOrderID.text)
                    }
                }
            }
            if !isSilent { result.member("success", "1") }
        }
    }
}
