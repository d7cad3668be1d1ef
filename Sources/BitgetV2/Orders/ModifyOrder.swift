import Desks
import Dialects
import MarginEngine
import Wire

extension Orders {
    /// Modify Order: https://www.bitget.com/api-doc/contract/trade/Modify-Order
    ///
    /// As on the venue, the order is cancelled and a new one placed under `newClientOid`, by which alone the answer names
    /// it: BITGET-CALL-6. Here both happen or neither. A change of the presets alone leaves the order as it is, under its old
    /// ids; the preset that it does not name goes. With a new size or price, new presets do not count.
    static func modify(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.contract(in: desk.engine)
            guard let order = try OrderName(call.parameters).openOrder(of: login.marginAccount, in: desk.engine),
                order.instrument == contract.id
            else { throw .modifiedOrderNotFound }
            guard order.status == .new else { throw .onlyNewOrdersChange }
            var new = NewOrder(order)
            new.clientOrderID = try call.parameters.clientOrderID("newClientOid")
            let changesTerms = try call.parameters.change(&new, contract)
            let kind = RefusedCommand.modification(new, on: contract.instrument)
            guard changesTerms else {
                let amendment = Command.amendOrder(
                    login.marginAccount, order.id, price: nil, quantity: nil, trigger: nil,
                    takeProfit: StopChange(to: new.takeProfit), stopLoss: StopChange(to: new.stopLoss))
                let outcome = desk.apply(amendment)
                if outcome != .refused(.orderUnchanged) { _ = try outcome.placedOrder(kind) }
                return .object { $0.members(of: OrderName(order)) }
            }
            let replacement = [Command.cancelOrder(login.marginAccount, order.id), .placeOrder(new)]
            _ = try desk.applyTogether(replacement).placedOrder(kind)
            return .object { json in
                json.memberNull("orderId")
                json.member("clientOid", new.clientOrderID.text)
            }
        }
    }
}

extension Parameters {
    private static let changes = ["newSize", "newPrice", "newPresetStopSurplusPrice", "newPresetStopLossPrice"]

    /// - Returns: whether size or price change.
    fileprivate func change(_ order: inout NewOrder, _ contract: Contract) throws(Failure) -> Bool {
        let size = try text("newSize") == nil ? nil : try quantity("newSize", of: contract)
        let price = try text("newPrice") == nil ? nil : try price("newPrice", of: contract)
        guard size == nil, price == nil else {
            order.quantity = size ?? order.quantity
            order.price = price ?? order.price
            // AMENDMENT-8.
            let presets = Stops(takeProfit: order.takeProfit, stopLoss: order.stopLoss)
            try presets.require(sideOf: order.side.opens, at: order.price)
            return true
        }
        let (profit, loss) = (try text("newPresetStopSurplusPrice"), try text("newPresetStopLossPrice"))
        guard profit != nil || loss != nil else { throw .onePassed(Self.changes.joined(separator: ", ")) }
        let stops = Stops(
            takeProfit: try preset("newPresetStopSurplusPrice", contract),
            stopLoss: try preset("newPresetStopLossPrice", contract))
        if !order.reduceOnly { try stops.require(sideOf: order.side.opens, at: order.price) }
        order.takeProfit = stops.takeProfit
        order.stopLoss = stops.stopLoss
        return false
    }

    /// A preset by its price alone: it closes at market. Nil when it is missing or zero.
    private func preset(_ name: String, _ contract: Contract) throws(Failure) -> PositionStop? {
        try optionalPrice(name, of: contract).map { PositionStop(price: $0, kind: .last) }
    }
}

extension NewOrder {
    /// The order once more, for what is left of it.
    init(_ order: Order) {
        self.init(
            marginAccount: order.marginAccount, instrument: order.instrument, side: order.side, target: order.target,
            kind: order.kind, timeInForce: order.timeInForce, quantity: order.quantity - order.filled,
            price: order.price, reduceOnly: order.reduceOnly, clientOrderID: order.clientOrderID,
            trigger: order.trigger, trail: order.trail, selfTrade: order.selfTrade, takeProfit: order.takeProfit,
            stopLoss: order.stopLoss)
    }
}
