import MarginEngine

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
