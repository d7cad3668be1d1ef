import Desks
import Dialects
import MarginEngine
import Wire

extension SignedCall {
    /// Stop-profit and stop-loss plan orders, one of them:
    /// https://www.bitget.com/api-doc/contract/plan/Place-Tpsl-Order
    ///
    /// A stop keeps no client's id: the answer has its own in that place.
    func placeStop(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contract = try parameters.marginedContract(in: desk.engine)
        let type = try parameters.planType(among: PlanType.stops)
        let names = StopNames(
            price: "triggerPrice", limit: "executePrice", kind: "triggerType", size: type.isWhole ? nil : "size")
        if !type.isWhole { _ = try parameters.required("size") }
        guard let stop = try parameters.stop(names, contract) else { throw .malformed("triggerPrice") }
        let side = try parameters.stopSide(desk.engine.holding(account, contract.id).positionMode)
        let stops = type.isProfit ? Stops(takeProfit: stop) : Stops(stopLoss: stop)
        let orders = try set(stops, contract, side, &desk)
        return Payload.object { $0.members(of: OrderName(orders[0])) }
    }

    /// Simultaneous Stop-profit and stop-loss plan orders, for the position or, with a size, for a part of it:
    /// https://www.bitget.com/api-doc/contract/plan/Place-Pos-Tpsl-Order
    func placeStops(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contract = try parameters.marginedContract(in: desk.engine)
        let stops = try parameters.stops(contract)
        guard stops.takeProfit != nil || stops.stopLoss != nil else {
            throw .onePassed("\(StopNames.takeProfit.price), \(StopNames.stopLoss.price)")
        }
        let side = try parameters.stopSide(desk.engine.holding(account, contract.id).positionMode)
        let orders = try set(stops, contract, side, &desk)
        return Payload.array { json in
            for order in orders {
                json.object { json in
                    json.member("orderId", order.id.text)
                    json.member("stopSurplusClientOid", order.planType.isProfit ? order.id.text : "")
                    json.member("stopLossClientOid", order.planType.isProfit ? "" : order.id.text)
                }
            }
        }
    }

    /// Modify the stop-profit and stop-loss plan order: https://www.bitget.com/api-doc/contract/plan/Modify-Tpsl-Order
    ///
    /// The stop changes in place, unless it comes to watch another price or to close by another kind of order: then it
    /// is a new one, whose id the answer has.
    func modifyStop(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contract = try parameters.marginedContract(in: desk.engine)
        guard let old = try OrderName(parameters).planOrder(of: account, in: desk.engine), old.purpose.isAttached,
            old.instrument == contract.id, let trigger = old.trigger
        else { throw .stopNotFound }
        let isWhole = old.planType.isWhole
        if !isWhole { _ = try parameters.required("size") }
        let names = StopNames(
            price: "triggerPrice", limit: "executePrice", kind: "triggerType", size: isWhole ? nil : "size")
        guard var stop = try parameters.stop(names, contract) else { throw .malformed("triggerPrice") }
        if try parameters.text("triggerType") == nil {
            stop = PositionStop(price: stop.price, kind: trigger.kind, quantity: stop.quantity, limit: stop.limit)
        }
        let side = old.closedSide
        guard stop.quantity <= desk.engine.holding(account, contract.id)[side].size else { throw .positionTooSmall }
        let isInPlace = stop.kind == trigger.kind && (stop.limit == .zero) == (old.kind == .market)
        let outcome =
            isInPlace
            ? desk.apply(
                .amendOrder(
                    account, old.id, price: old.kind == .limit ? stop.limit : nil,
                    quantity: isWhole ? nil : stop.quantity, trigger: stop.price))
            : desk.applyTogether([
                .cancelOrder(account, old.id), change(old.planType.isProfit, to: stop, contract, side),
            ])
        if case .refused(let refusal) = outcome, refusal != .orderUnchanged {
            throw Failure(stop: refusal, stop, of: side, isProfit: old.planType.isProfit, on: contract.instrument)
        }
        let order = isInPlace ? old : latest(old.purpose, contract, side, desk.engine) ?? old
        return Payload.object { $0.members(of: OrderName(order)) }
    }

    /// Sets the stops and returns them as they stand; stops that are there already are no error.
    private func set(
        _ stops: Stops, _ contract: Contract, _ side: PositionSide, _ desk: inout Desk
    ) throws(Failure) -> [Order] {
        let command = Command.setPositionStops(
            account, contract.id, side, takeProfit: stops.takeProfit.map { .set($0) } ?? .keep,
            stopLoss: stops.stopLoss.map { .set($0) } ?? .keep)
        if case .refused(let refusal) = desk.apply(command), refusal != .stopsUnchanged {
            throw failure(refusal, stops, contract, side)
        }
        return [(stops.takeProfit, true), (stops.stopLoss, false)].compactMap { stop, isProfit in
            stop.flatMap { latest($0.purpose(isProfit: isProfit), contract, side, desk.engine) }
        }
    }

    /// The engine judges the take-profit first: the refusal is of the stop-loss only when the other is in order.
    private func failure(
        _ refusal: Refusal, _ stops: Stops, _ contract: Contract, _ side: PositionSide
    ) -> Failure {
        guard let stop = stops.takeProfit ?? stops.stopLoss else { return .systemAbnormal }
        let isProfit = stops.takeProfit != nil
        if isProfit, let loss = stops.stopLoss, refusal == .stopOnWrongSide {
            let watched = contract.instrument.price(stop.kind)
            if side == .long ? stop.price > watched : stop.price < watched {
                return Failure(stop: refusal, loss, of: side, isProfit: false, on: contract.instrument)
            }
        }
        return Failure(stop: refusal, stop, of: side, isProfit: isProfit, on: contract.instrument)
    }

    private func change(
        _ isProfit: Bool, to stop: PositionStop, _ contract: Contract, _ side: PositionSide
    ) -> Command {
        .setPositionStops(
            account, contract.id, side, takeProfit: isProfit ? .set(stop) : .keep,
            stopLoss: isProfit ? .keep : .set(stop))
    }

    private func latest(
        _ purpose: Purpose, _ contract: Contract, _ side: PositionSide, _ engine: borrowing Engine
    ) -> Order? {
        engine.pendingOrders(of: account).last { order in
            order.instrument == contract.id && order.purpose == purpose && order.closedSide == side
        }
    }
}

extension Parameters {
    /// The position that a stop is for: `long` and `short` in hedge mode, `buy` and `sell` in one-way mode.
    fileprivate func stopSide(_ mode: PositionMode) throws(Failure) -> PositionSide {
        try requiredChoice(
            "holdSide", mode == .hedge ? ["long": .long, "short": .short] : ["buy": .long, "sell": .short],
            otherwise: .notToSpecification("holdSide"))
    }
}

extension PositionStop {
    fileprivate func purpose(isProfit: Bool) -> Purpose {
        switch (isProfit, quantity == .zero) {
        case (true, true): .takeProfit
        case (true, false): .partialTakeProfit
        case (false, true): .stopLoss
        case (false, false): .partialStopLoss
        }
    }
}

extension Order {
    /// The position that the order reduces, if it closes one.
    var closedSide: PositionSide { side.closes }
}
