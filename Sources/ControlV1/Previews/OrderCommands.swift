import Desks
import Dialects
import MarginEngine

/// Orders, each named by its number.
extension AccountCommand {
    static let orders = [
        Form(
            "placeOrder", "symbol", "side", "positionSide", "type", "timeInForce", "quantity", "price", "reduceOnly",
            "clientOrderID", "marginMode", "selfTradePrevention", "trigger", "takeProfit", "stopLoss", read: placement),
        Form(
            "amendOrder", "number", "price", "quantity", "triggerPrice", "triggerBy", "takeProfit", "stopLoss",
            read: amendment),
        Form("cancelOrder", "number", read: cancellation),
        Form("cancelAllOrders", "symbol", "settle", "base", read: massCancellation),
    ]

    private static func placement(_ members: Members) throws(InvalidMember) -> Make {
        let symbol = try members.text("symbol")
        let side = try members.word("side", Side.words)
        let target = try members.optionalWord("positionSide", PositionTarget.words) ?? .net
        let kind = try members.word("type", OrderKind.words)
        let timeInForce = try members.optionalWord("timeInForce", TimeInForce.words)
        let quantity: Quantity = try members.decimal("quantity")
        let price: Price = kind == .limit ? try members.decimal("price") : .zero
        let reduceOnly = try members.flag("reduceOnly", or: false)
        let clientOrderID = try members.optional("clientOrderID", members.inlineText) ?? .empty
        let marginMode = try members.optionalWord("marginMode", MarginMode.words)
        let trigger = try members.trigger()
        let selfTrade =
            try members.optionalWord("selfTradePrevention", SelfTradePrevention.words) ?? SelfTradePrevention.none
        let takeProfit = try members.stop("takeProfit")
        let stopLoss = try members.stop("stopLoss")
        return { (desk, account) throws(ControlFailure) in
            .placeOrder(
                NewOrder(
                    marginAccount: account, instrument: try desk.instrument(symbol), side: side, target: target,
                    kind: kind, timeInForce: timeInForce ?? (kind == .limit ? .goodTillCancelled : .immediateOrCancel),
                    quantity: quantity, price: price, reduceOnly: reduceOnly, clientOrderID: clientOrderID,
                    marginMode: marginMode, trigger: trigger, selfTrade: selfTrade, takeProfit: takeProfit,
                    stopLoss: stopLoss))
        }
    }

    private static func amendment(_ members: Members) throws(InvalidMember) -> Make {
        let order = try members.orderID()
        let price: Price? = try members.optional("price", members.decimal)
        let quantity: Quantity? = try members.optional("quantity", members.decimal)
        let trigger: Price? = try members.optional("triggerPrice", members.decimal)
        let kind = try members.optionalWord("triggerBy", PriceKind.words)
        let takeProfit = try members.stopChange("takeProfit")
        let stopLoss = try members.stopChange("stopLoss")
        return { (_, account) throws(ControlFailure) in
            .amendOrder(
                account, order, price: price, quantity: quantity, trigger: trigger, triggerKind: kind,
                takeProfit: takeProfit, stopLoss: stopLoss)
        }
    }

    private static func cancellation(_ members: Members) throws(InvalidMember) -> Make {
        let order = try members.orderID()
        return { (_, account) throws(ControlFailure) in .cancelOrder(account, order) }
    }

    /// The member that says which orders are cancelled; all of them without one.
    private enum CancelScope: String, CaseIterable {
        case symbol, settle, base
    }

    private static func massCancellation(_ members: Members) throws(InvalidMember) -> Make {
        guard CancelScope.allCases.contains(where: { members.has($0.rawValue) }) else {
            return { (_, account) throws(ControlFailure) in .cancelAllOrders(account, .all) }
        }
        let scope = try members.one(of: CancelScope.allCases.map { ($0.rawValue, $0) }, as: "scope")
        switch scope {
        case .symbol:
            let symbol = try members.text("symbol")
            return { (desk, account) throws(ControlFailure) in
                .cancelAllOrders(account, .instrument(try desk.instrument(symbol)))
            }
        case .settle:
            let asset = try members.text("settle")
            return { (desk, account) throws(ControlFailure) in
                .cancelAllOrders(account, .settled(try desk.asset(asset)))
            }
        case .base:
            let base = try members.inlineText("base")
            return { (_, account) throws(ControlFailure) in .cancelAllOrders(account, .based(base)) }
        }
    }
}

extension Members {
    fileprivate func orderID() throws(InvalidMember) -> OrderID {
        OrderID(number: UInt64(try integer("number")))
    }

    /// What makes an order live; nil without the member.
    fileprivate func trigger() throws(InvalidMember) -> Trigger? {
        guard has("trigger") else { return nil }
        let members = try object("trigger", allowed: ["price", "triggerBy", "direction"])
        return Trigger(
            price: try members.decimal("price"), kind: try members.word("triggerBy", PriceKind.words),
            direction: try members.word("direction", Trigger.Direction.words))
    }
}
