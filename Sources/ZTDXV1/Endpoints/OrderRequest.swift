import MarginEngine

/// What a new order asks for: an order of its own, or a stop that closes the position whole. ZTDX-MODE-36.
enum OrderRequest: Sendable {
    case order(OrderTerms)
    case stop(StopRequest)

    init(_ parameters: Parameters) throws(Failure) {
        let side = try Self.side(try parameters.required("side"))
        let type = try OrderType(try parameters.required("type"))
        guard (parameters["positionSide"] ?? "BOTH") == "BOTH" else { throw .oneWayOnly }
        if try parameters.flag("closePosition") {
            self = .stop(try StopRequest(side, type, parameters))
        } else {
            self = .order(try OrderTerms(side, type, parameters))
        }
    }

    private static func side(_ text: String) throws(Failure) -> Side {
        switch text {
        case "BUY": .buy
        case "SELL": .sell
        default: throw .invalidSide
        }
    }
}

/// The types of Binance's futures API that there are here.
struct OrderType: Sendable {
    /// Which way the price has to go to make an order live: against the one who placed it, or with him.
    enum Condition: Sendable {
        case stop
        case takeProfit

        func direction(_ side: Side) -> Trigger.Direction { (self == .stop) == (side == .buy) ? .rising : .falling }
    }

    let kind: OrderKind
    /// Nil for an order that is live at once.
    let condition: Condition?

    init(_ text: String) throws(Failure) {
        switch text {
        case "LIMIT": (kind, condition) = (.limit, nil)
        case "MARKET": (kind, condition) = (.market, nil)
        case "STOP": (kind, condition) = (.limit, .stop)
        case "STOP_MARKET": (kind, condition) = (.market, .stop)
        case "TAKE_PROFIT": (kind, condition) = (.limit, .takeProfit)
        case "TAKE_PROFIT_MARKET": (kind, condition) = (.market, .takeProfit)
        default: throw .invalidOrderType
        }
    }
}

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
        trigger = try Self.trigger(side, type, parameters)
        reduceOnly = try parameters.flag("reduceOnly")
        clientOrderID = try Self.clientOrderID(parameters["newClientOrderId"])
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

/// A stop for all of the position, whatever its size is then: `closePosition`.
struct StopRequest: Sendable {
    let stop: PositionStop
    let isProfit: Bool
    /// The position that an order of this side closes.
    let closed: PositionSide

    /// Binance allows it for the two market types only, and without a quantity.
    init(_ side: Side, _ type: OrderType, _ parameters: Parameters) throws(Failure) {
        guard let condition = type.condition, type.kind == .market else { throw .invalidOrderType }
        guard parameters["quantity"] == nil else { throw .unwanted("quantity") }
        isProfit = condition == .takeProfit
        closed = side.closes
        stop = PositionStop(price: try parameters.number("stopPrice"), kind: try parameters.workingPrice())
    }
}

extension Parameters {
    /// Which price a stop watches.
    fileprivate func workingPrice() throws(Failure) -> PriceKind {
        switch self["workingType"] {
        case nil, "CONTRACT_PRICE": .last
        case "MARK_PRICE": .mark
        default: throw .invalid("workingType")
        }
    }
}
