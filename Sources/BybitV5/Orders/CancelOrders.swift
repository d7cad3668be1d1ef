import Desks
import MarginEngine
import Wire

/// `POST /v5/order/cancel`. https://bybit-exchange.github.io/docs/v5/order/cancel-order
struct CancelOrder: PrivateCall {
    private let order: NamedOrder

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        order = try NamedOrder(parameters, of: caller.account)
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let found = try order.find(in: desk.engine)
        _ = try desk.carryOut(.cancelOrder(found.marginAccount, found.id), .order)
        return .acknowledging(found.id, found.clientOrderID)
    }
}

/// `POST /v5/order/cancel-all`: the open orders of a symbol, a base or a settle coin.
/// https://bybit-exchange.github.io/docs/v5/order/cancel-all
struct CancelAllOrders: PrivateCall {
    private let account: Account
    private let selection: ContractSelection
    private let cancelsPlainOrders: Bool

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        selection = try ContractSelection(parameters)
        guard !selection.isWholeCategory else { throw .invalid("symbol") }
        switch try parameters.text("orderFilter") {
        case nil, "Order", "OpenOrder": cancelsPlainOrders = true
        case "StopOrder": cancelsPlainOrders = false
        default: throw .invalid("orderFilter")
        }
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let marginAccount = account.marginAccount(selection.category)
        let selected = Set(try selection.contracts(of: account, in: desk.engine))
        let orders = desk.engine.openOrders(of: marginAccount)
            .filter { cancelsPlainOrders && selected.contains($0.instrument) }
        for instrument in selected.intersection(orders.map(\.instrument)).sorted(by: { $0.index < $1.index }) {
            _ = try desk.carryOut(.cancelAllOrders(marginAccount, .instrument(instrument)), .order)
        }
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
