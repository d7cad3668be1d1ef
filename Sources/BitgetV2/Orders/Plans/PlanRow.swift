import Desks
import Dialects
import MarginEngine
import Wire

/// A plan order as the lists show it.
struct PlanRow {
    private let order: Order
    private let contract: Contract

    init(_ order: Order, _ contract: Contract) {
        self.order = order
        self.contract = contract
    }

    func writePending(to json: inout JSONWriter) {
        write(to: &json)
        json.member("size", order.quantity.text)
        json.member("orderSource", order.sourceWord)
    }

    /// A triggered order keeps its id, so that it is the id of what was executed, too.
    func writePast(to json: inout JSONWriter) {
        let average = contract.instrument.averagePrice(of: order.filled, worth: order.filledValue)
        write(to: &json)
        json.member("size", order.quantity.text)
        json.member("executeOrderId", order.wasTriggered ? order.id.text : "")
        json.member("priceAvg", average?.text ?? "")
        json.member("baseVolume", order.filled.text)
    }

    private func write(to json: inout JSONWriter) {
        json.member("planType", order.planType.rawValue)
        json.memberSymbol(contract)
        json.members(of: OrderName(order))
        json.member("price", order.kind == .limit ? order.price.text : "")
        json.member("executePrice", order.kind == .limit ? order.price.text : "0")
        json.member("callbackRatio", order.callbackText)
        json.member("triggerPrice", order.shownTriggerPrice?.text ?? "")
        json.member("triggerType", order.shownTriggerKind?.word ?? "")
        json.member("planStatus", order.planStatusWord)
        json.member("side", order.sideWord)
        json.member("posSide", order.positionSideWord)
        json.member("marginMode", order.marginMode.word)
        json.member("enterPointSource", order.enterPointWord)
        json.member("tradeSide", order.tradeSideWord())
        json.member("posMode", order.positionMode.word)
        json.member("orderType", order.kind.word)
        json.member("stopSurplusExecutePrice", order.takeProfit?.limitText ?? "")
        json.member("stopSurplusTriggerPrice", order.takeProfit?.price.text ?? "")
        json.member("stopSurplusTriggerType", order.takeProfit?.kind.word ?? "")
        json.member("stopLossExecutePrice", order.stopLoss?.limitText ?? "")
        json.member("stopLossTriggerPrice", order.stopLoss?.price.text ?? "")
        json.member("stopLossTriggerType", order.stopLoss?.kind.word ?? "")
        json.member("cTime", String(order.createdMs))
        json.member("uTime", String(order.updatedMs))
    }
}
