import Desks
import Dialects
import MarginEngine
import Wire

extension SignedCall {
    /// Get Pending Trigger Orders: https://www.bitget.com/api-doc/contract/plan/get-orders-plan-pending
    func pendingPlans(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let plans = desk.engine.pendingOrders(of: account).filter { $0.status == .untriggered }
        return try planList(plans, desk) { $0.writePending(to: &$1) }
    }

    /// Get History Trigger Orders: those that were triggered, resting ones too, and those that ended before.
    /// https://www.bitget.com/api-doc/contract/plan/orders-plan-history
    func planHistory(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let status: String? = try parameters.choice(
            "planStatus", ["executed": "executed", "fail_execute": "fail_execute", "cancelled": "cancelled"])
        let triggered = desk.engine.openOrders(of: account) + desk.history.orders(of: login.accountID)
        let plans = triggered.filter { order in
            order.trigger != nil && (status == nil || order.planStatusWord == status)
        }
        return try planList(plans, desk) { $0.writePast(to: &$1) }
    }

    /// Get Trigger Sub Orders, the one that a plan order became:
    /// https://www.bitget.com/api-doc/contract/plan/Plan-Sub-Orders
    func planSubOrders(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        _ = try parameters.productType()
        guard let types = try parameters.planTypes() else { throw .empty("planType") }
        let id = try parameters.required("planOrderId")
        let all = desk.engine.openOrders(of: account) + desk.history.orders(of: login.accountID)
        let orders = all.filter { order in
            order.id.text == id && order.trigger != nil && order.wasTriggered && types.contains(order.planType)
        }
        return Payload.array { json in
            for order in orders {
                json.object { json in
                    json.member("orderId", order.id.text)
                    json.member("price", order.kind == .limit ? order.price.text : "")
                    json.member("type", order.kind.word)
                    json.member("status", "success")
                }
            }
        }
    }

    private func planList(
        _ all: [Order], _ desk: borrowing Desk, _ write: (PlanRow, inout JSONWriter) -> Void
    ) throws(Failure) -> [UInt8] {
        let isMeant = try orderFilter(desk.engine)
        guard let types = try parameters.planTypes() else { throw .empty("planType") }
        let page = try Page(parameters)
        let orders = page.rows(of: all.filter { isMeant($0) && types.contains($0.planType) }, \.id.number, \.createdMs)
        var rows: [PlanRow] = []
        for order in orders {
            guard let contract = desk.engine.contract(order.instrument) else { continue }
            let held = desk.engine.holding(account, contract.id)[order.closedSide].size
            rows.append(PlanRow(order, contract, held: held))
        }
        return Payload.object { json in
            json.memberList("entrustedList", rows) { write($0, &$1) }
            json.memberEnd(orders.last?.id.text)
        }
    }
}

/// A plan order as the lists show it.
private struct PlanRow {
    private let order: Order
    private let contract: Contract
    /// What it would close now, if it is a stop.
    private let held: Quantity

    init(_ order: Order, _ contract: Contract, held: Quantity) {
        self.order = order
        self.contract = contract
        self.held = held
    }

    func writePending(to json: inout JSONWriter) {
        write(to: &json)
        json.member("size", (order.planType.isWhole ? held : order.quantity).text)
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
        json.member("callbackRatio", "")
        json.member("triggerPrice", order.trigger?.price.text ?? "")
        json.member("triggerType", order.trigger?.kind.word ?? "")
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
