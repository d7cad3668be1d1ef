import MarginEngine
import Wire

/// A row of the trigger order channel: https://www.bitget.com/api-doc/contract/websocket/private/Plan-Order-Channel
struct PlanPush {
    private let order: Order
    private let contract: Contract
    /// The position that it would close, if it is a stop.
    private let held: Quantity

    init(_ order: Order, _ contract: Contract, held: Quantity) {
        self.order = order
        self.contract = contract
        self.held = held
    }

    var bytes: [UInt8] { JSONWriter.bytes { json in json.object { write(to: &$0) } } }

    private func write(to json: inout JSONWriter) {
        json.member("instId", contract.symbol)
        json.members(of: OrderName(order))
        json.member("triggerPrice", order.shownTriggerPrice?.text ?? "")
        json.member("triggerType", order.shownTriggerKind?.word ?? "")
        json.member("triggerTime", String(order.updatedMs))
        json.member("planType", order.planType.pushWord)
        json.member("price", order.kind == .limit ? order.price.text : "0")
        json.member("executePrice", order.kind == .limit ? order.price.text : "0")
        json.member("size", (order.planType.isWhole && order.status == .untriggered ? held : order.quantity).text)
        json.member("actualSize", order.filled.text)
        json.member("orderType", order.kind.word)
        json.member("side", order.sideWord)
        json.member("tradeSide", order.tradeSideWord())
        json.member("posSide", order.positionSideWord)
        json.member("marginCoin", contract.marginCoin)
        json.member("status", order.planStatusWord)
        json.member("posMode", order.positionMode.word)
        json.member("enterPointSource", order.enterPointWord)
        let (profit, loss) = stops
        json.member("stopSurplusPrice", profit?.limitText ?? "")
        json.member("stopSurplusTriggerPrice", profit?.price.text ?? "")
        json.member("stopSurplusTriggerType", profit?.kind.word ?? "")
        json.member("stopLossPrice", loss?.limitText ?? "")
        json.member("stopLossTriggerPrice", loss?.price.text ?? "")
        json.member("stopLossTriggerType", loss?.kind.word ?? "")
        json.member("stpMode", order.selfTrade.word)
        json.member("cTime", String(order.createdMs))
        json.member("uTime", String(order.updatedMs))
    }

    /// What the order presets or, where it is a stop, the stop that it is.
    private var stops: (profit: PositionStop?, loss: PositionStop?) {
        guard order.purpose.isAttached, order.trail == nil, let trigger = order.trigger else {
            return (order.takeProfit, order.stopLoss)
        }
        let stop = PositionStop(price: trigger.price, kind: trigger.kind, limit: order.price)
        return order.planType.isProfit ? (stop, nil) : (nil, stop)
    }
}

extension PlanType {
    /// The channel has words of its own.
    fileprivate var pushWord: String {
        switch self {
        case .normal: "pl"
        case .track: "track"
        case .takeProfit: "tp"
        case .stopLoss: "sl"
        case .positionTakeProfit: "ptp"
        case .positionStopLoss: "psl"
        case .trailing: "mtpsl"
        }
    }
}
