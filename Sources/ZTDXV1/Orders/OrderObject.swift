import MarginEngine
import Wire

extension JSONWriter {
    /// The members of Binance's order object, with the order's id as a string.
    mutating func write(_ order: Order, _ symbol: String) {
        member("orderId", Identifier.text(order.id))
        member("symbol", symbol)
        member("status", order.statusText)
        member("clientOrderId", order.clientOrderID.text)
        member("price", order.price.text)
        member("avgPrice", order.averagePrice.text)
        member("origQty", order.quantity.text)
        member("executedQty", order.filled.text)
        member("cumQty", order.filled.text)
        member("cumQuote", order.filledAmount.text)
        member("timeInForce", order.timeInForceText)
        member("type", order.status == .untriggered ? order.originalKindText : order.kindText)
        member("origType", order.originalKindText)
        member("reduceOnly", order.reduceOnly)
        member("closePosition", order.purpose == .takeProfit || order.purpose == .stopLoss)
        member("side", order.sideText)
        member("positionSide", "BOTH")
        member("stopPrice", order.trigger?.price.text ?? "0")
        member("workingType", order.trigger?.kind == .mark ? "MARK_PRICE" : "CONTRACT_PRICE")
        member("priceProtect", false)
        member("time", order.createdMs)
        member("updateTime", order.updatedMs)
    }
}

extension Order {
    var sideText: String { side == .buy ? "BUY" : "SELL" }

    fileprivate var kindText: String { kind == .limit ? "LIMIT" : "MARKET" }

    /// The type it was placed as, which a conditional order keeps when it is triggered.
    var originalKindText: String {
        guard let trigger else { return kindText }
        let isStop = trigger.direction == OrderType.Condition.stop.direction(side)
        return (isStop ? "STOP" : "TAKE_PROFIT") + (kind == .market ? "_MARKET" : "")
    }

    /// An order that the venue ended has expired; only its user cancels one.
    fileprivate var statusText: String {
        switch status {
        case .new, .untriggered: "NEW"
        case .partiallyFilled: "PARTIALLY_FILLED"
        case .filled: "FILLED"
        case .cancelled: cause == .byUser ? "CANCELED" : "EXPIRED"
        }
    }

    fileprivate var timeInForceText: String {
        guard kind == .limit else { return "GTC" }
        return switch timeInForce {
        case .goodTillCancelled: "GTC"
        case .immediateOrCancel: "IOC"
        case .fillOrKill: "FOK"
        case .postOnly: "GTX"
        }
    }

    /// Of the fills; all contracts are linear.
    var averagePrice: Money {
        guard filled > .zero else { return .zero }
        return Money(units: mulDiv(filledValue.units, 1, Int128(filled.units), .halfEven))
    }
}
