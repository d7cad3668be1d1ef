import Desks
import Dialects
import MarginEngine
import Wire

/// One side of a trade as the fills call lists it.
struct FillRow {
    private let execution: Execution
    private let contract: Contract
    private let tradeSideWord: String

    init(_ execution: Execution, _ contract: Contract, _ partial: PartialLiquidations) {
        self.execution = execution
        self.contract = contract
        tradeSideWord = execution.order.tradeSideWord(partial)
    }

    func write(to json: inout JSONWriter) {
        json.memberSymbol(contract)
        json.member("tradeId", WireID.text(execution.trade))
        json.member("orderId", execution.order.id.text)
        json.member("price", execution.price.text)
        json.member("baseVolume", execution.quantity.text)
        json.member("quoteVolume", execution.amount.text)
        json.memberArray("feeDetail") { json in
            json.object { json in
                json.member("deduction", "no")
                json.member("feeCoin", contract.marginCoin)
                json.memberNull("totalDeductionFee")
                json.member("totalFee", (-execution.fee).text)
            }
        }
        json.member("side", execution.order.sideWord)
        json.member("profit", execution.realised.text)
        json.member("enterPointSource", execution.order.enterPointWord)
        json.member("tradeSide", tradeSideWord)
        json.member("posMode", execution.order.positionMode.word)
        json.member("tradeScope", execution.isMaker ? "maker" : "taker")
        json.member("cTime", String(execution.timeMs))
    }
}
