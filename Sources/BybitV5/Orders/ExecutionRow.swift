import MarginEngine
import Wire

/// One side of a trade, or one position's funding, as the venue shows it.
/// https://bybit-exchange.github.io/docs/v5/order/execution
struct ExecutionRow {
    private enum Content {
        case execution(Execution)
        /// With its place in the history and what the position was worth.
        case funding(FundingPayment, UInt64, value: Money)
    }

    private let content: Content
    private let instrument: Instrument
    private let settleCoin: String

    init(_ execution: Execution, in engine: borrowing Engine) {
        content = .execution(execution)
        instrument = engine[execution.order.instrument]
        settleCoin = engine.settleCoin(execution.order.instrument)
    }

    init(_ payment: FundingPayment, _ number: UInt64, in engine: borrowing Engine) {
        instrument = engine[payment.instrument]
        content = .funding(payment, number, value: instrument.value(of: payment.size, at: payment.mark, .down))
        settleCoin = engine.settleCoin(payment.instrument)
    }

    func write(to row: inout JSONWriter) {
        row.member("symbol", instrument.symbol.text)
        row.member("feeCurrency", settleCoin)
        row.member("tradeIv", "")
        row.member("markIv", "")
        row.member("underlyingPrice", "")
        row.member("blockTradeId", "")
        row.member("extraFees", "")
        switch content {
        case .execution(let execution): write(execution, to: &row)
        case .funding(let payment, let number, let value): write(payment, number, worth: value, to: &row)
        }
    }

    private func write(_ execution: Execution, to row: inout JSONWriter) {
        let order = execution.order
        row.member("orderId", Identifiers.text(order.id))
        row.member("orderLinkId", order.clientOrderID.text)
        row.member("side", order.side.wireName)
        row.member("orderPrice", order.shownPrice(in: instrument).text)
        row.member("orderQty", order.quantity.text)
        row.member("leavesQty", order.remaining.text)
        row.member("createType", execution.wireCreateType)
        row.member("orderType", order.wireKind)
        row.member("stopOrderType", order.wireStopOrderType ?? "UNKNOWN")
        row.member("execFee", execution.fee.text)
        row.member("execId", Identifiers.text(ofTrade: execution.trade))
        row.member("execPrice", execution.price.text)
        row.member("execQty", execution.quantity.text)
        row.member("execType", execution.kind.wireName)
        row.member("execValue", execution.amount.text)
        row.member("execTime", "\(execution.timeMs)")
        row.member("feeRate", execution.feeRate.text)
        row.member("markPrice", execution.mark.text)
        row.member("indexPrice", execution.index.text)
        row.member("closedSize", execution.closedQuantity.text)
        row.member("isMaker", execution.isMaker)
        row.member("seq", execution.trade)
    }

    /// The fee is what the position paid: the other way round than `funding` in the transaction log.
    private func write(_ payment: FundingPayment, _ number: UInt64, worth value: Money, to row: inout JSONWriter) {
        row.member("orderId", Identifiers.text(ofOrderOf: payment))
        row.member("orderLinkId", "")
        row.member("side", payment.side == .long ? "Buy" : "Sell")
        row.member("orderPrice", "0")
        row.member("orderQty", "0")
        row.member("leavesQty", "0")
        row.member("createType", "")
        row.member("orderType", "UNKNOWN")
        row.member("stopOrderType", "UNKNOWN")
        row.member("execFee", (-payment.cash).text)
        row.member("execId", Identifiers.text(of: payment))
        row.member("execPrice", payment.mark.text)
        row.member("execQty", payment.size.text)
        row.member("execType", "Funding")
        row.member("execValue", value.text)
        row.member("execTime", "\(payment.timeMs)")
        row.member("feeRate", payment.rate.text)
        row.member("markPrice", payment.mark.text)
        row.member("indexPrice", "")
        row.member("closedSize", "0")
        row.member("isMaker", false)
        row.member("seq", number)
    }
}

extension Execution {
    fileprivate var wireCreateType: String {
        kind == .takeover ? "CreateByTakeOver_PassThrough" : order.wireCreateType
    }
}

extension Execution.Kind {
    /// `execType`.
    var wireName: String {
        switch self {
        case .trade: "Trade"
        case .takeover: "BustTrade"
        case .deleveraging: "AdlTrade"
        }
    }
}
