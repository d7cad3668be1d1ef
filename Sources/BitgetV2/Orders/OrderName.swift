import MarginEngine
import Wire

/// An order by its own id or its client's; the own id wins.
struct OrderName {
    let orderID: String?
    let clientOrderID: String?
    /// True for an order whose answer has no `orderId`. ORDER-32.
    private(set) var hidesOrderID = false

    init(_ parameters: Parameters) throws(Failure) {
        orderID = try parameters.text("orderId")
        clientOrderID = try parameters.text("clientOid")
        guard orderID != nil || clientOrderID != nil else { throw .orderIDMissing }
    }

    /// A row of a batch that was not placed: it has no id, and perhaps no client's id either.
    init(refused parameters: Parameters) {
        orderID = nil
        clientOrderID = try? parameters.text("clientOid")
    }

    init(_ order: Order) {
        self.init(order.id, order.clientOrderID)
    }

    /// An order placed without a client's id was given one: its own.
    init(_ id: OrderID, _ clientOrderID: InlineText) {
        orderID = id.text
        self.clientOrderID = clientOrderID.isEmpty ? id.text : clientOrderID.text
    }

    /// The name as the answer to an order has it that displaced others.
    func withoutOrderID() -> OrderName {
        var name = self
        name.hidesOrderID = true
        return name
    }

    /// Whether the order is the one named. An order placed without a client id answers to its own as one.
    func matches(_ order: Order) -> Bool {
        if let orderID { return order.id.text == orderID }
        return OrderName(order).clientOrderID == clientOrderID
    }

    /// The order that rests or may still be filled.
    func openOrder(of account: MarginAccountID, in engine: borrowing Engine) -> Order? {
        pendingOrder(of: account, in: engine).flatMap { $0.isOpen ? $0 : nil }
    }

    /// The order that waits for its trigger.
    func planOrder(of account: MarginAccountID, in engine: borrowing Engine) -> Order? {
        pendingOrder(of: account, in: engine).flatMap { $0.isOpen ? nil : $0 }
    }

    private func pendingOrder(of account: MarginAccountID, in engine: borrowing Engine) -> Order? {
        if let number = (orderID ?? clientOrderID).flatMap(WireID.number),
            let order = engine.openOrder(OrderID(number: number)), order.marginAccount == account, matches(order)
        {
            return order
        }
        guard orderID == nil, let clientOrderID = clientOrderID.flatMap({ InlineText($0) }) else { return nil }
        return engine.openOrder(account, clientOrderID: clientOrderID)
    }
}

extension Parameters {
    /// A client's id for a new order, up to the documented 50 characters; empty when there is none.
    func clientOrderID(_ name: String = "clientOid") throws(Failure) -> InlineText {
        guard let text = try text(name) else { return .empty }
        guard text.count <= 64 else { throw .clientOrderIDFarTooLong }
        guard text.count <= 50, let inline = InlineText(text) else { throw .clientOrderIDTooLong }
        return inline
    }
}

extension JSONWriter {
    /// The two ids of an order.
    mutating func members(of name: OrderName) {
        if !name.hidesOrderID { member("orderId", name.orderID ?? "") }
        member("clientOid", name.clientOrderID ?? "")
    }
}
