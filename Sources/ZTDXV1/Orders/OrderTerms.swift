import MarginEngine

/// The parameters of an order of its own.
struct OrderTerms: Sendable {
    private let side: Side
    private let kind: OrderKind
    private let timeInForce: TimeInForce
    private let quantity: Quantity
    private let price: Price
    private let trigger: Trigger?
    private let reduceOnly: Bool
    private let clientOrderID: InlineText

    init(_ side: Side, _ type: OrderType, _ parameters: Parameters) throws(Failure) {
        self.side = side
        kind = type.kind
        timeInForce = try Self.timeInForce(parameters["timeInForce"], kind)
        quantity = try parameters.number("quantity")
        price = kind == .limit ? try parameters.number("price") : .zero
        try parameters.requireNone(type)
        trigger = try Self.trigger(side, type, parameters)
        reduceOnly = try parameters.flag("reduceOnly")
        clientOrderID = try parameters.newClientOrderID()
    }

    func order(_ instrument: InstrumentID, _ account: MarginAccountID) -> NewOrder {
        NewOrder(
            marginAccount: account, instrument: instrument, side: side, kind: kind, timeInForce: timeInForce,
            quantity: quantity, price: price, reduceOnly: reduceOnly, clientOrderID: clientOrderID, trigger: trigger)
    }

    private static func trigger(
        _ side: Side, _ type: OrderType, _ parameters: Parameters
    ) throws(Failure) -> Trigger? {
        guard let condition = type.condition else { return nil }
        return Trigger(
            price: try parameters.number("stopPrice"), kind: try parameters.workingPrice(),
            direction: condition.direction(side))
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
}

extension Parameters {
    /// Refuses what an order of the type has no use for; the price that a stop watches is one of its words in any order.
    /// ZTDX-CALL-1.
    func requireNone(_ type: OrderType) throws(Failure) {
        for name in type.kind == .market ? ["price", "timeInForce"] : [] where self[name] != nil {
            throw .unwanted(name)
        }
        if type.condition == nil, self["stopPrice"] != nil { throw .unwanted("stopPrice") }
        _ = try workingPrice()
    }

    /// The characters and length that Binance's futures API allows, since its clients make these names; empty for none.
    func newClientOrderID() throws(Failure) -> InlineText {
        guard let text = self["newClientOrderId"] else { return .empty }
        let isAllowed = text.utf8.count <= 36 && text.utf8.allSatisfy(Self.isAllowed)
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
