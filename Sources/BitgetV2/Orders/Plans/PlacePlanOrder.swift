import Desks
import Dialects
import MarginEngine
import Wire

extension Plans {
    /// Place Trigger Order: https://www.bitget.com/api-doc/contract/plan/Place-Plan-Order
    static func place(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.contract(in: desk.engine)
            let type = try call.parameters.planType(among: [.normal, .track])
            let mode = try call.parameters.marginMode()
            try call.parameters.require(marginCoinOf: contract)
            let holding = desk.engine.holding(login.marginAccount, contract.id)
            let order = try call.parameters.planOrder(login.marginAccount, contract, holding.positionMode, type)
            var commands = [Command.placeOrder(order)]
            // The mode in force is the symbol's: a flat one adopts the order's, as it does for an order that is live.
            if !order.reduceOnly, desk.engine.mode(of: holding) != mode {
                commands.insert(.setSymbolMarginMode(login.marginAccount, contract.id, mode, leverage: nil), at: 0)
            }
            let id = try desk.applyTogether(commands).placedOrder(.order(order, on: contract.instrument))
            return .object { $0.members(of: OrderName(id, order.clientOrderID)) }
        }
    }

    /// Modify Trigger Order: https://www.bitget.com/api-doc/contract/plan/Modify-Plan-Order
    ///
    /// All changes in place, but for a trigger on the other side of the market: that makes it a new order under the
    /// client's id, whose own id the answer has. One that trails the price begins anew, likewise.
    static func modify(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let type = try call.parameters.productType()
            guard let old = try OrderName(call.parameters).planOrder(of: login.marginAccount, in: desk.engine),
                [.normal, .track].contains(old.planType), let contract = desk.engine.contract(old.instrument),
                contract.productType == type
            else { throw .planNotFound }
            let new = try call.parameters.changed(old, contract)
            if let trail = old.trail, trail == new.trail, old.quantity == new.quantity {
                return .object { $0.members(of: OrderName(old)) }
            }
            let amendment = Command.amendOrder(
                login.marginAccount, old.id, price: new.price, quantity: new.quantity, trigger: new.trigger?.price,
                triggerKind: new.trigger?.kind, takeProfit: StopChange(to: new.takeProfit),
                stopLoss: StopChange(to: new.stopLoss))
            let outcome =
                old.trail == nil && old.trigger?.direction == new.trigger?.direction
                ? desk.apply(amendment)
                : desk.applyTogether([.cancelOrder(login.marginAccount, old.id), .placeOrder(new)])
            guard outcome != .refused(.orderUnchanged) else { return .object { $0.members(of: OrderName(old)) } }
            let id = try outcome.placedOrder(.order(new, on: contract.instrument))
            return .object { $0.members(of: OrderName(id, new.clientOrderID)) }
        }
    }
}

extension Parameters {
    fileprivate func planOrder(
        _ account: MarginAccountID, _ contract: Contract, _ positionMode: PositionMode, _ type: PlanType
    ) throws(Failure) -> NewOrder {
        let size = try quantity("size", of: contract)
        let kind = try orderKind()
        if type == .track {
            guard kind == .market else { throw .malformed("orderType") }
        } else {
            try requireNone("callbackRatio")
        }
        let price = kind == .limit ? try price("price", of: contract) : .zero
        if kind == .market { try requireNone("price") }
        let trigger = try trigger("triggerPrice", try priceKind("triggerType"), contract)
        let clientOrderID = try clientOrderID()
        let selfTrade = try selfTrade()
        let rate = type == .track ? try callbackRate("callbackRatio") : nil
        let stops = try type == .track ? noPresets("stop") : stops(contract)
        for (stop, names) in [(stops.takeProfit, StopNames.takeProfit), (stops.stopLoss, .stopLoss)] {
            if stop != nil, let kind = names.kind { _ = try required(kind) }
        }
        let intent = try OrderIntent(self, positionMode)
        if !intent.reduceOnly {
            try stops.require(sideOf: intent.side.opens, at: kind == .limit ? price : trigger.price)
        }
        return NewOrder(
            marginAccount: account, instrument: contract.id, side: intent.side, target: intent.target, kind: kind,
            timeInForce: kind == .market ? .immediateOrCancel : .goodTillCancelled, quantity: size, price: price,
            reduceOnly: intent.reduceOnly, clientOrderID: clientOrderID, trigger: rate == nil ? trigger : nil,
            trail: rate.map { TrailingStop(.rate($0), kind: trigger.kind, activation: trigger.price) },
            selfTrade: selfTrade, takeProfit: stops.takeProfit, stopLoss: stops.stopLoss)
    }

    /// Presets of an order that trails are ratios of a price that is not known yet: better refused than left out.
    private func noPresets(_ prefix: String) throws(Failure) -> Stops {
        for name in ["\(prefix)SurplusTriggerPrice", "\(prefix)LossTriggerPrice"] where try text(name) != nil {
            throw .notOpenYet
        }
        return Stops(takeProfit: nil, stopLoss: nil)
    }

    /// A trigger is met from the side on which the watched price is now.
    private func trigger(_ name: String, _ kind: PriceKind?, _ contract: Contract) throws(Failure) -> Trigger {
        guard let kind else { throw .empty("triggerType") }
        guard let price = try optionalPrice(name, of: contract) else { throw .malformed(name) }
        let isAbove = price > contract.instrument.price(kind)
        return Trigger(price: price, kind: kind, direction: isAbove ? .rising : .falling)
    }

    /// The plan order with the changes of a request.
    fileprivate func changed(_ old: Order, _ contract: Contract) throws(Failure) -> NewOrder {
        var new = NewOrder(old)
        new.quantity = old.quantity
        if try text("newSize") != nil { new.quantity = try quantity("newSize", of: contract) }
        if try text("newPrice") != nil {
            guard old.kind == .limit else { throw .malformed("newPrice") }
            new.price = try price("newPrice", of: contract)
        }
        let kind = try priceKind("newTriggerType")
        if let old = old.trail {
            _ = try noPresets("newStop")
            guard try text("newPrice") == nil else { throw .malformed("newPrice") }
            let activation = try optionalPrice("newTriggerPrice", of: contract)
            guard kind == nil || activation != nil else { throw .empty("newTriggerPrice") }
            new.trigger = nil
            new.trail = TrailingStop(
                .rate(try callbackRate("newCallbackRatio")), kind: kind ?? old.kind,
                activation: activation ?? old.activation)
            return new
        }
        try requireNone("newCallbackRatio")
        if try text("newTriggerPrice") != nil {
            new.trigger = try trigger("newTriggerPrice", kind ?? old.trigger?.kind, contract)
        } else if kind != nil {
            throw .empty("newTriggerPrice")
        }
        new.takeProfit = try changed(old.takeProfit, "StopSurplus", contract)
        new.stopLoss = try changed(old.stopLoss, "StopLoss", contract)
        let stops = Stops(takeProfit: new.takeProfit, stopLoss: new.stopLoss)
        if !new.reduceOnly {
            let entry = new.kind == .limit ? new.price : new.trigger?.price ?? .zero
            try stops.require(sideOf: new.side.opens, at: entry)
        }
        return new
    }

    /// What is not named stays; a price of zero removes the stop, an execution price of zero its limit.
    private func changed(_ old: PositionStop?, _ name: String, _ contract: Contract) throws(Failure) -> PositionStop? {
        let names = (
            price: "new\(name)TriggerPrice", limit: "new\(name)ExecutePrice", kind: "new\(name)TriggerType"
        )
        let price = try text(names.price) == nil ? old?.price : try optionalPrice(names.price, of: contract)
        guard let price else {
            guard try text(names.price) == nil else { return nil }
            for part in [names.limit, names.kind] where try text(part) != nil { throw .empty(names.price) }
            return nil
        }
        let limit = try text(names.limit) == nil ? old?.limit : try optionalPrice(names.limit, of: contract)
        return PositionStop(price: price, kind: try priceKind(names.kind) ?? old?.kind ?? .last, limit: limit ?? .zero)
    }
}
