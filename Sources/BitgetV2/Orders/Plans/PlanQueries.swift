import Desks
import Dialects
import MarginEngine
import Wire

extension Plans {
    /// Get Pending Trigger Orders: https://www.bitget.com/api-doc/contract/plan/get-orders-plan-pending
    static func pending(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let plans = desk.engine.pendingOrders(of: login.marginAccount).filter { $0.status == .untriggered }
            return try planList(plans, call, desk) { $0.writePending(to: &$1) }
        }
    }

    /// Get History Trigger Orders: those that were triggered, resting ones too, and those that ended before.
    /// https://www.bitget.com/api-doc/contract/plan/orders-plan-history
    static func history(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let status: String? = try call.parameters.choice(
                "planStatus", ["executed": "executed", "fail_execute": "fail_execute", "cancelled": "cancelled"])
            let triggered = desk.engine.openOrders(of: login.marginAccount) + desk.history.orders(of: login.accountID)
            let plans = triggered.filter { order in
                order.isConditional && (status == nil || order.planStatusWord == status)
            }
            return try planList(plans, call, desk) { $0.writePast(to: &$1) }
        }
    }

    /// Get Trigger Sub Orders, the one that a plan order became:
    /// https://www.bitget.com/api-doc/contract/plan/Plan-Sub-Orders
    static func subOrders(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            _ = try call.parameters.productType()
            guard let types = try call.parameters.planTypes() else { throw .empty("planType") }
            let id = try call.parameters.required("planOrderId")
            let all = desk.engine.openOrders(of: login.marginAccount) + desk.history.orders(of: login.accountID)
            let orders = all.filter { order in
                order.id.text == id && order.isConditional && order.wasTriggered && types.contains(order.planType)
            }
            return .array { json in
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
    }

    private static func planList(
        _ all: [Order], _ call: Call, _ desk: borrowing Desk, _ write: (PlanRow, inout JSONWriter) -> Void
    ) throws(Failure) -> Payload {
        let isMeant = try call.parameters.orderFilter(in: desk.engine)
        guard let types = try call.parameters.planTypes() else { throw .empty("planType") }
        let page = try Page(call.parameters)
        let orders = page.rows(of: all.filter { isMeant($0) && types.contains($0.planType) }, \.id.number, \.createdMs)
        var rows: [PlanRow] = []
        for order in orders {
            guard let contract = desk.engine.contract(order.instrument) else { continue }
            rows.append(PlanRow(order, contract))
        }
        return Payload.object { json in
            json.memberList("entrustedList", rows) { write($0, &$1) }
            json.memberEnd(orders.last?.id.text)
        }
    }
}
