import Desks
import Dialects
import MarginEngine
import Wire

/// A row of the orders channel: https://www.bitget.com/api-doc/contract/websocket/private/Order-Channel
struct OrderPush {
    private let order: Order
    /// What changed it, if it was a fill.
    private let fill: Execution?
    private let contract: Contract
    private let row: OrderRow
    private let settlePrice: Price

    init(_ order: Order, _ fill: Execution?, _ contract: Contract, _ desk: borrowing Desk, of login: Login) {
        self.order = order
        self.fill = fill
        self.contract = contract
        let executions = order.filled > .zero ? desk.history.executions(of: login.accountID) : []
        row = OrderRow(order, contract, executions, desk.partialLiquidations(of: login))
        settlePrice = desk.engine.usdPrice(of: contract.instrument.settle)
    }

    var bytes: [UInt8] { JSONWriter.bytes { json in json.object { write(to: &$0) } } }

    private func write(to json: inout JSONWriter) {
        json.member("instId", contract.symbol)
        json.members(of: OrderName(order))
        writeTerms(to: &json)
        json.member("status", order.statusWord)
        json.member("cancelReason", order.cancelReasonWord)
        json.member("accBaseVolume", order.filled.text)
        // Not told of a cancelled order.
        if order.status != .cancelled { json.member("priceAvg", averagePrice) }
        json.member("notionalUsd", usd(contract.instrument.value(of: order.quantity, at: pricing, .down)))
        json.memberArray("feeDetail") { list in
            list.object { fee in
                fee.member("feeCoin", contract.marginCoin)
                fee.member("fee", (-order.fee).text)
            }
        }
        json.member("pnl", (fill?.realised ?? .zero).text)
        json.member("totalProfits", row.realised.text)
        if let fill { write(fill, to: &json) }
        json.member("cTime", String(order.createdMs))
        json.member("uTime", String(order.updatedMs))
    }

    private func writeTerms(to json: inout JSONWriter) {
        json.member("price", order.kind == .limit ? order.price.text : "0")
        json.member("size", order.quantity.text)
        json.member("posMode", order.positionMode.word)
        json.member("posSide", order.positionSideWord)
        json.member("side", order.sideWord)
        json.member("tradeSide", row.tradeSideWord)
        json.member("orderType", order.kind.word)
        json.member("force", order.timeInForce.word)
        json.member("marginMode", order.marginMode.word)
        json.member("marginCoin", contract.marginCoin)
        json.member("leverage", order.leverage.text)
        json.member("reduceOnly", order.reduceOnly ? "yes" : "no")
        json.member("enterPointSource", order.enterPointWord)
        json.member("stpMode", order.selfTrade.word)
        json.memberPresets(of: order)
    }

    private func write(_ fill: Execution, to json: inout JSONWriter) {
        json.member("fillPrice", fill.price.text)
        json.member("tradeId", WireID.text(fill.trade))
        json.member("baseVolume", fill.quantity.text)
        json.member("fillTime", String(fill.timeMs))
        json.member("fillFee", (-fill.fee).text)
        json.member("fillFeeCoin", contract.marginCoin)
        json.member("tradeScope", fill.isMaker ? "M" : "T")
        json.member("fillNotionalUsd", usd(fill.amount))
    }

    private var averagePrice: String {
        contract.instrument.averagePrice(of: order.filled, worth: order.filledValue)?.text ?? "0"
    }

    /// What a market order is valued at.
    private var pricing: Price { order.kind == .limit ? order.price : contract.instrument.mark }

    private func usd(_ amount: Money) -> String {
        DecimalText.write(units: mulDiv(amount.units, Int128(settlePrice.units), unitsInOne, .down))
    }
}

extension Execution {
    /// A row of the fill channel: https://www.bitget.com/api-doc/contract/websocket/private/Fill-Channel
    func push(on contract: Contract, _ partial: PartialLiquidations) -> [UInt8] {
        JSONWriter.bytes { json in
            json.object { json in
                json.members(of: OrderName(order))
                json.member("tradeId", WireID.text(trade))
                json.member("symbol", contract.symbol)
                // Unlike an order's, what was done: closing a long is a sell here.
                json.member("side", order.side.word)
                json.member("orderType", order.kind.word)
                json.member("posMode", order.positionMode.word)
                json.member("price", price.text)
                json.member("baseVolume", quantity.text)
                json.member("quoteVolume", amount.text)
                json.member("profit", realised.text)
                json.member("tradeSide", order.tradeSideWord(partial))
                json.member("tradeScope", isMaker ? "maker" : "taker")
                json.memberArray("feeDetail") { list in
                    list.object { fee in
                        fee.member("feeCoin", contract.marginCoin)
                        fee.member("deduction", "no")
                        fee.member("totalDeductionFee", "0")
                        fee.member("totalFee", (-self.fee).text)
                    }
                }
                json.member("cTime", String(timeMs))
                json.member("uTime", String(timeMs))
            }
        }
    }

    /// A row of the ADL notification channel, whose side is the position's:
    /// https://www.bitget.com/api-doc/contract/websocket/private/ADL-Notification-Channel
    func deleveragingPush(on contract: Contract) -> [UInt8] {
        JSONWriter.bytes { json in
            json.object { json in
                json.member("symbol", contract.symbol)
                json.member("side", order.side.opposite.word)
                json.member("status", "triggered")
                json.member("price", price.text)
                json.member("amount", quantity.text)
                json.member("ts", String(timeMs))
            }
        }
    }
}
