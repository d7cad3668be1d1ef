import MarginEngine

/// The parameters of a new order.
struct OrderRequest: Sendable {
    private let side: Side
    private let kind: OrderKind
    private let timeInForce: TimeInForce
    private let quantity: Quantity
    private let price: Price
    private let reduceOnly: Bool
    private let clientOrderID: InlineText

    init(_ parameters: Parameters) throws(Failure) {
        side = try Self.side(try parameters.required("side"))
        kind = try Self.kind(try parameters.required("type"))
        guard (parameters["positionSide"] ?? "BOTH") == "BOTH" else { throw .oneWayOnly }
        timeInForce = try Self.timeInForce(parameters["timeInForce"], kind)
        quantity = try parameters.number("quantity")
        price = kind == .limit ? try parameters.number("price") : .zero
        reduceOnly = try parameters.flag("reduceOnly")
        clientOrderID = try Self.clientOrderID(parameters["newClientOrderId"])
    }

    func order(_ instrument: InstrumentID, _ account: MarginAccountID) -> NewOrder {
        NewOrder(
            marginAccount: account, instrument: instrument, side: side, kind: kind, timeInForce: timeInForce,
            quantity: quantity, price: price, reduceOnly: reduceOnly, clientOrderID: clientOrderID)
    }

    private static func side(_ text: String) throws(Failure) -> Side {
        switch text {
        case "BUY": .buy
        case "SELL": .sell
        default: throw .invalidSide
        }
    }

    private static func kind(_ text: String) throws(Failure) -> OrderKind {
        switch text {
        case "LIMIT": .limit
        case "MARKET": .market
        default: throw .invalidOrderType
        }
    }

    private static func timeInForce(_ text: String?, _ kind: OrderKind) throws(Failure) -> TimeInForce {
        guard kind == .limit else { return .immediateOrCancel }
        switch text {
        case nil, "GTC": return .goodTillCancelled
        case "IOC": return .immediateOrCancel
        case "FOK": return .fillOrKill
        case "GTX": return .postOnly
        default: throw .invalidTimeInForce
        }
    }

    /// The characters and length that Binance's futures API allows, since its clients make these names.
    private static func clientOrderID(_ text: String?) throws(Failure) -> InlineText {
        guard let text else { return .empty }
        let isAllowed = text.utf8.count <= 36 && text.utf8.allSatisfy(isAllowed)
        guard isAllowed, let name = InlineText(text) else { throw .invalidClientOrderID }
        return name
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/"),
            UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

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
