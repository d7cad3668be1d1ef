import Desks
import Dialects
import MarginEngine
import Wire

extension Orders {
    /// Get Order Detail, of an open order or an ended one:
    /// https://www.bitget.com/api-doc/contract/trade/Get-Order-Details
    static func detail(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.contract(in: desk.engine)
            let name = try OrderName(call.parameters)
            let ended = desk.history.orders(of: login.accountID)
            guard
                let order = name.openOrder(of: login.marginAccount, in: desk.engine)
                    ?? ended.first(where: name.matches),
                order.instrument == contract.id, !order.isOnlyPlan
            else { throw .orderDataNotFound }
            let row = OrderRow(
                order, contract, desk.history.executions(of: login.accountID), desk.partialLiquidations(of: login))
            return .object { json in
                row.write(to: &json)
                json.member("state", order.statusWord)
                json.member("cancelReason", order.cancelReasonWord)
            }
        }
    }

    /// Get Pending Orders: https://www.bitget.com/api-doc/contract/trade/Get-Orders-Pending
    static func pending(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let status: OrderStatus? = try call.parameters.choice(
                "status", ["live": .new, "partially_filled": .partiallyFilled])
            let open = desk.engine.openOrders(of: login.marginAccount).filter { status == nil || $0.status == status }
            return try orderList(open, call, login, desk)
        }
    }

    /// Get History Orders: https://www.bitget.com/api-doc/contract/trade/Get-Orders-History
    static func history(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let source = try call.parameters.orderSource()
            let ended = desk.history.orders(of: login.accountID).filter { order in
                !order.isOnlyPlan && (source == nil || order.sourceWord == source)
            }
            return try orderList(ended, call, login, desk, arePast: true)
        }
    }

    /// Get Order Fill Details: https://www.bitget.com/api-doc/contract/trade/Get-Order-Fills
    static func fills(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            try fillList(call, login, desk, days: 90)
        }
    }

    /// Get Order Fill History, a week at most: https://www.bitget.com/api-doc/contract/trade/Get-Fill-History
    static func fillHistory(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            try fillList(call, login, desk, days: 7)
        }
    }

    private static func fillList(
        _ call: Call, _ login: Login, _ desk: borrowing Desk, days: Int64
    ) throws(Failure) -> Payload {
        let isMeant = try call.parameters.orderFilter(in: desk.engine)
        let page = try Page(call.parameters, days: days, nowMs: desk.venueTimeMs)
        let meant = desk.history.executions(of: login.accountID).filter { isMeant($0.order) }
        let executions = page.rows(of: meant, \.trade, \.timeMs)
        let partial = desk.partialLiquidations(of: login)
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

    /// - Parameter arePast: true for orders that ended: they reach back 90 days, and say what they closed.
    private static func orderList(
        _ all: [Order], _ call: Call, _ login: Login, _ desk: borrowing Desk, arePast: Bool = false
    ) throws(Failure) -> Payload {
        let isMeant = try call.parameters.orderFilter(in: desk.engine)
        let page = try Page(call.parameters, nowMs: arePast ? desk.venueTimeMs : nil)
        let orders = page.rows(of: all.filter(isMeant), \.id.number, \.createdMs)
        let executions = desk.history.executions(of: login.accountID)
        let partial = desk.partialLiquidations(of: login)
        var rows: [OrderRow] = []
        for order in orders {
            guard let contract = desk.engine.contract(order.instrument) else { continue }
            rows.append(OrderRow(order, contract, executions, partial))
        }
        return Payload.object { json in
            json.memberList("entrustedList", rows) { row, json in
                row.write(to: &json)
                json.member("status", row.order.statusWord)
                if arePast {
                    json.member("posAvg", row.closedEntryPrice)
                    json.member("liqPrice", row.liquidationPrice)
                }
            }
            json.memberEnd(orders.last?.id.text)
        }
    }
}

extension Parameters {
    /// A word of those on the page or of those that rows have; nil when it is missing.
    fileprivate func orderSource() throws(Failure) -> String? {
        guard let word = try text("orderSource")?.lowercased() else { return nil }
        guard Self.orderSources.contains(word) else { throw .verificationFailed }
        return word
    }

    private static let orderSources: Set<String> = [
        "normal", "market", "profit_market", "loss_market", "trader_delegate", "trader_profit", "trader_loss",
        "reverse",
        "trader_reverse", "profit_limit", "loss_limit", "liquidation", "delivery_close_long", "delivery_close_short",
        "pos_profit_limit", "pos_profit_market", "pos_loss_limit", "pos_loss_market", "plan_limit", "plan_market",
        "move_market",
    ]

    /// Which orders `productType`, `symbol`, `orderId` and `clientOid` mean; of the last two the former prevails.
    func orderFilter(in engine: borrowing Engine) throws(Failure) -> (Order) -> Bool {
        let type = try productType()
        var instruments = engine.contracts(of: type).map(\.id)
        if try text("symbol") != nil { instruments = [try contract(in: engine).id] }
        let orderID = try text("orderId")
        let clientOrderID = try text("clientOid")
        return { order in
            guard instruments.contains(order.instrument) else { return false }
            if let orderID { return order.id.text == orderID }
            return clientOrderID == nil || OrderName(order).clientOrderID == clientOrderID
        }
    }
}
