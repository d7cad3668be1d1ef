import Desks
import MarginEngine

/// `POST /v5/order/amend`. https://bybit-exchange.github.io/docs/v5/order/amend-order
struct AmendOrder: OrderCall {
    private let order: NamedOrder
    private let price: Price?
    private let quantity: Quantity?
    private let trigger: Price?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        order = try NamedOrder(parameters, of: caller.account)
        price = try parameters.decimal("price", as: Price.self)
        quantity = try parameters.decimal("qty", as: Quantity.self)
        trigger = try parameters.optionalPrice("triggerPrice")
        // An order keeps the stops it came with: refused rather than left out.
        for name in ["takeProfit", "stopLoss"] where try parameters.text(name) != nil { throw .invalid(name) }
    }

    func carryOut(on desk: inout Desk) throws(ReturnCode) -> OrderName {
        let found = try order.find(in: desk.engine)
        if let trigger, let old = found.trigger, found.status == .untriggered {
            try Trigger(price: trigger, kind: old.kind, direction: old.direction)
                .require(unmetIn: desk.engine[found.instrument])
        }
        _ = try desk.carryOut(
            .amendOrder(found.marginAccount, found.id, price: price, quantity: quantity, trigger: trigger),
            .amendment)
        return OrderName(id: found.id, link: found.clientOrderID)
    }
}
