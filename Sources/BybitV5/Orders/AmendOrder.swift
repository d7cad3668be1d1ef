import Desks
import MarginEngine

/// `POST /v5/order/amend`. https://bybit-exchange.github.io/docs/v5/order/amend-order
struct AmendOrder: PrivateCall {
    private let order: NamedOrder
    private let price: Price?
    private let quantity: Quantity?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        order = try NamedOrder(parameters, of: caller.account)
        price = try parameters.decimal("price", as: Price.self)
        quantity = try parameters.decimal("qty", as: Quantity.self)
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let found = try order.find(in: desk.engine)
        _ = try desk.carryOut(
            .amendOrder(found.marginAccount, found.id, price: price, quantity: quantity, trigger: nil), .amendment)
        return .acknowledging(found.id, found.clientOrderID)
    }
}
