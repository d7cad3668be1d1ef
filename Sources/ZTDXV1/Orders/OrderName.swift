import MarginEngine

/// How a call names an order: by the venue's id or, without one, by its client's.
enum OrderName: Sendable {
    case id(OrderID)
    case clientOrderID(InlineText)
    /// A text that no order can have.
    case none

    init(_ parameters: Parameters) throws(Failure) {
        if let text = parameters["orderId"] {
            self = Identifier.order(text).map(OrderName.id) ?? .none
        } else if let text = parameters["origClientOrderId"] {
            self = InlineText(text).map(OrderName.clientOrderID) ?? .none
        } else {
            throw .orderIDMissing
        }
    }

    func names(_ order: Order) -> Bool {
        switch self {
        case .id(let id): order.id == id
        case .clientOrderID(let name): order.clientOrderID == name
        case .none: false
        }
    }

    func openOrder(
        of account: MarginAccountID, in instrument: InstrumentID, _ engine: borrowing Engine
    ) -> Order? {
        let order: Order? =
            switch self {
            case .id(let id): engine.openOrder(id)
            case .clientOrderID(let name): engine.openOrder(account, clientOrderID: name)
            case .none: nil
            }
        return order.flatMap { $0.marginAccount == account && $0.instrument == instrument ? $0 : nil }
    }
}
