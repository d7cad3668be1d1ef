import Desks
import Dialects
import MarginEngine
import Wire

/// An order as the query calls list it.
struct OrderRow {
    let order: Order
    let contract: Contract
    /// What its fills realised, fees not deducted.
    let realised: Money
    private let closed: (quantity: Quantity, entryValue: Value)
    let tradeSideWord: String

    init(_ order: Order, _ contract: Contract, _ executions: [Execution], _ partial: PartialLiquidations) {
        self.order = order
        self.contract = contract
        tradeSideWord = order.tradeSideWord(partial)
        let fills = executions.filter { $0.order.id == order.id }
        realised = fills.reduce(.zero) { $0 + $1.realised }
        closed = (
            fills.reduce(.zero) { $0 + $1.closedQuantity }, fills.reduce(.zero) { $0 + $1.closedEntryValue }
        )
    }

    /// The average entry price of what the order closed; empty when it closed nothing.
    var closedEntryPrice: String {
        contract.instrument.averagePrice(of: closed.quantity, worth: closed.entryValue)?.text ?? ""
    }

    /// Of an order that liquidated, the bankruptcy price that limits it; empty for any other. BITGET-CALL-8.
    var liquidationPrice: String { order.origin == .liquidation ? order.price.text : "" }

    func write(to json: inout JSONWriter) {
        json.memberSymbol(contract)
        json.members(of: OrderName(order))
        json.member("size", order.quantity.text)
        json.member("baseVolume", order.filled.text)
        json.member("quoteVolume", order.filledAmount.text)
        json.member("fee", (-order.fee).text)
        json.member("price", order.kind == .limit ? order.price.text : "")
        json.member("priceAvg", averagePrice)
        json.member("side", order.sideWord)
        json.member("tradeSide", tradeSideWord)
        json.member("posSide", order.positionSideWord)
        json.member("posMode", order.positionMode.word)
        json.member("force", order.timeInForce.word)
        json.member("orderType", order.kind.word)
        json.member("orderSource", order.sourceWord)
        json.member("enterPointSource", order.enterPointWord)
        json.member("leverage", order.leverage.text)
        json.member("marginMode", order.marginMode.word)
        json.member("reduceOnly", order.reduceOnly ? "YES" : "NO")
        json.member("totalProfits", realised.text)
        json.memberPresets(of: order)
        json.member("cTime", String(order.createdMs))
        json.member("uTime", String(order.updatedMs))
    }

    private var averagePrice: String {
        contract.instrument.averagePrice(of: order.filled, worth: order.filledValue)?.text ?? ""
    }
}

extension JSONWriter {
    /// The stops that an order brings along.
    mutating func memberPresets(of order: Order) {
        member("presetStopSurplusPrice", order.takeProfit?.price.text ?? "")
        member("presetStopSurplusType", order.takeProfit?.kind.word ?? "")
        member("presetStopSurplusExecutePrice", order.takeProfit?.limitText ?? "")
        member("presetStopLossPrice", order.stopLoss?.price.text ?? "")
        member("presetStopLossType", order.stopLoss?.kind.word ?? "")
        member("presetStopLossExecutePrice", order.stopLoss?.limitText ?? "")
    }
}
