import Desks
import Dialects
import MarginEngine
import Wire

extension SignedCall {
    /// Get Order Detail, of an open order or an ended one:
    /// https://www.bitget.com/api-doc/contract/trade/Get-Order-Details
    func orderDetail(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contract = try parameters.contract(in: desk.engine)
        let name = try OrderName(parameters)
        let ended = desk.history.orders(of: login.accountID)
        guard
            let order = name.openOrder(of: account, in: desk.engine) ?? ended.first(where: name.matches),
            order.instrument == contract.id, !order.isOnlyPlan
        else { throw .orderDataNotFound }
        let row = OrderRow(
            order, contract, desk.history.executions(of: login.accountID), partialLiquidations(desk))
        return Payload.object { json in
            row.write(to: &json)
            json.member("state", order.statusWord)
            json.member("cancelReason", order.cancelReasonWord)
        }
    }

    /// Get Pending Orders: https://www.bitget.com/api-doc/contract/trade/Get-Orders-Pending
    func pendingOrders(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let status: OrderStatus? = try parameters.choice(
            "status", ["live": .new, "partially_filled": .partiallyFilled])
        let open = desk.engine.openOrders(of: account).filter { status == nil || $0.status == status }
        return try orderList(open, nowMs: nil, desk) { _, _ in }
    }

    /// Get History Orders: https://www.bitget.com/api-doc/contract/trade/Get-Orders-History
    func orderHistory(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let source = try parameters.text("orderSource")?.lowercased()
        let ended = desk.history.orders(of: login.accountID).filter { order in
            !order.isOnlyPlan && (source == nil || order.sourceWord == source)
        }
        return try orderList(ended, nowMs: desk.venueTimeMs, desk) { row, json in
            json.member("posAvg", row.closedEntryPrice)
        }
    }

    /// Get Order Fill Details: https://www.bitget.com/api-doc/contract/trade/Get-Order-Fills
    func fills(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        try fillList(desk, days: 90)
    }

    /// Get Order Fill History, a week at most: https://www.bitget.com/api-doc/contract/trade/Get-Fill-History
    func fillHistory(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        try fillList(desk, days: 7)
    }

    private func fillList(_ desk: borrowing Desk, days: Int64) throws(Failure) -> [UInt8] {
        let isMeant = try orderFilter(desk.engine)
        let page = try Page(parameters, days: days, nowMs: desk.venueTimeMs)
        let meant = desk.history.executions(of: login.accountID).filter { isMeant($0.order) }
        let executions = page.rows(of: meant, \.trade, \.timeMs)
        let partial = partialLiquidations(desk)
        var rows: [FillRow] = []
        for execution in executions {
            guard let contract = desk.engine.contract(execution.order.instrument) else { continue }
            rows.append(FillRow(execution, contract, partial))
        }
        return Payload.object { json in
            json.memberList("fillList", rows) { $0.write(to: &$1) }
            json.memberEnd(executions.last.map { WireID.text($0.trade) })
        }
    }

    private func orderList(
        _ all: [Order], nowMs: Int64?, _ desk: borrowing Desk, _ more: (OrderRow, inout JSONWriter) -> Void
    ) throws(Failure) -> [UInt8] {
        let isMeant = try orderFilter(desk.engine)
        let page = try Page(parameters, nowMs: nowMs)
        let orders = page.rows(of: all.filter(isMeant), \.id.number, \.createdMs)
        let executions = desk.history.executions(of: login.accountID)
        let partial = partialLiquidations(desk)
        var rows: [OrderRow] = []
        for order in orders {
            guard let contract = desk.engine.contract(order.instrument) else { continue }
            rows.append(OrderRow(order, contract, executions, partial))
        }
        return Payload.object { json in
            json.memberList("entrustedList", rows) { row, json in
                row.write(to: &json)
                json.member("status", row.order.statusWord)
                more(row, &json)
            }
            json.memberEnd(orders.last?.id.text)
        }
    }

    func partialLiquidations(_ desk: borrowing Desk) -> PartialLiquidations {
        PartialLiquidations(of: account, desk.history.executions(of: login.accountID), desk.engine)
    }

    /// Which orders `productType`, `symbol`, `orderId` and `clientOid` mean; of the last two the former prevails.
    func orderFilter(_ engine: borrowing Engine) throws(Failure) -> (Order) -> Bool {
        let type = try parameters.productType()
        var instruments = engine.contracts(of: type).map(\.id)
        if try parameters.text("symbol") != nil { instruments = [try parameters.contract(in: engine).id] }
        let orderID = try parameters.text("orderId")
        let clientOrderID = try parameters.text("clientOid")
        return { order in
            guard instruments.contains(order.instrument) else { return false }
            if let orderID { return order.id.text == orderID }
            return clientOrderID == nil || OrderName(order).clientOrderID == clientOrderID
        }
    }
}

/// One side of a trade as the fills call lists it.
private struct FillRow {
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
        json.member("quoteVolume", execution.value.text)
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
