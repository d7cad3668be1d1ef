/// The plan of what is attached to a position: it replaces, adds or removes, all of it or nothing. STOP-9.
struct StopSetting {
    let holding: Holding
    let side: PositionSide
    let instrument: Instrument
    let takeProfit: StopChange
    let stopLoss: StopChange
    let trailing: TrailingStopChange
    let names: StopClientOrderIDs

    init(
        _ holding: Holding, _ side: PositionSide, takeProfit: StopChange, stopLoss: StopChange,
        trailing: TrailingStopChange = .keep, _ names: StopClientOrderIDs = .none, in state: borrowing State
    ) {
        self.holding = holding
        self.side = side
        instrument = state[holding.instrument]
        self.takeProfit = takeProfit
        self.stopLoss = stopLoss
        self.trailing = trailing
        self.names = names
    }

    /// Of one holding, whole and partial ones together.
    static let maxAttached: Int32 = 20

    private static let rules = RuleBook<StopSetting>(
        [Guard(.noPosition, "STOP-1") { _, plan in plan.holding[plan.side].isOpen }]
            + attachment.map { $0.on { $0.attachment(of: .takeProfit) } }
            + attachment.map { $0.on { $0.attachment(of: .stopLoss) } }
            + [
                Guard(.triggerPriceInvalid, "STOP-7") { _, plan in
                    plan.trailing.value.map { plan.instrument.canTrail(by: $0, plan.side) } ?? true
                },
                Guard(.stopQuantityInvalid, "STOP-5") { _, plan in
                    plan.trailing.value.map { plan.canClose($0.quantity) } ?? true
                },
                Guard(.tooManyConditionalOrders, "STOP-6") { _, plan in
                    plan.trailing.value == nil || plan.holding.attachedCount < maxAttached
                },
                Guard(.duplicateClientOrderID, "STOP-14") { state, plan in plan.namesAreFree(in: state) },
                Guard(.stopsUnchanged, "STOP-8") { state, plan in
                    state.changes(plan.takeProfit, .takeProfit, plan.holding, plan.side, named: plan.names.takeProfit)
                        || state.changes(plan.stopLoss, .stopLoss, plan.holding, plan.side, named: plan.names.stopLoss)
                        || state.changes(plan.trailing, plan.holding, plan.side, plan.names.trailing)
                },
            ])

    /// One take-profit or stop-loss that is to be attached.
    fileprivate struct Attachment {
        let plan: StopSetting
        let stop: PositionStop
        let isProfit: Bool
    }

    fileprivate static let attachment: [Guard<Attachment>] = [
        Guard(.triggerPriceInvalid, "STOP-2") { _, own in own.plan.instrument.offers(own.stop.price) },
        Guard(.priceOffTick, "STOP-3") { _, own in
            own.stop.limit == .zero || own.plan.instrument.offers(own.stop.limit)
        },
        Guard(.stopOnWrongSide, "STOP-4") { _, own in
            let watched = own.plan.instrument.price(own.stop.kind)
            return (own.isProfit == (own.plan.side == .long)) ? own.stop.price > watched : own.stop.price < watched
        },
        Guard(.stopQuantityInvalid, "STOP-5") { _, own in own.plan.canClose(own.stop.quantity) },
        Guard(.tooManyConditionalOrders, "STOP-6") { _, own in own.plan.holding.attachedCount < maxAttached },
    ]

    /// True for all of the position (zero), and for a part that it has.
    fileprivate func canClose(_ quantity: Quantity) -> Bool {
        quantity == .zero
            || (quantity.isMultiple(of: instrument.step) && quantity > .zero && quantity <= holding[side].size)
    }

    fileprivate func attachment(of purpose: Purpose) -> Attachment? {
        (purpose == .takeProfit ? takeProfit : stopLoss).value.map {
            Attachment(plan: self, stop: $0, isProfit: purpose == .takeProfit)
        }
    }
}

// MARK: Client ids

extension StopSetting {
    /// True when each name is free, and no two are the same. Only what is set has one.
    private func namesAreFree(in state: borrowing State) -> Bool {
        let profit = takeProfit.value == nil ? InlineText.empty : names.takeProfit
        let loss = stopLoss.value == nil ? InlineText.empty : names.stopLoss
        let trail = trailing.value == nil ? InlineText.empty : names.trailing
        return (profit.isEmpty || profit != loss && profit != trail) && (loss.isEmpty || loss != trail)
            && isFree(profit, for: .takeProfit, isWhole: takeProfit.value?.quantity == .zero, in: state)
            && isFree(loss, for: .stopLoss, isWhole: stopLoss.value?.quantity == .zero, in: state)
            && isFree(trail, for: .trailingStop, isWhole: trailing.value?.quantity == .zero, in: state)
    }

    /// True when no open order of the account has the name but the stop whose place the new one takes.
    private func isFree(_ name: InlineText, for purpose: Purpose, isWhole: Bool, in state: borrowing State) -> Bool {
        guard !name.isEmpty else { return true }
        let key = State.ClientOrderKey(marginAccount: holding.marginAccount, clientOrderID: name)
        guard let owner = state.clientOrderIndex[key] else { return true }
        return isWhole && owner == state.wholeStop(holding, side, purpose)
    }
}

extension StopSetting: Plan {
    static func asked(of family: FamilyRules) -> RuleBook<StopSetting> { rules }

    func commit(to engine: inout Engine) -> Outcome {
        let handle = engine.state.materialize(holding.marginAccount, holding.instrument)
        engine.apply(takeProfit, .takeProfit, handle, side, named: names.takeProfit)
        engine.apply(stopLoss, .stopLoss, handle, side, named: names.stopLoss)
        engine.apply(trailing, handle, side, names.trailing)
        return .accepted
    }
}

extension Change {
    /// What is to be there.
    var value: Value? {
        if case .set(let value) = self { value } else { nil }
    }
}

extension Engine {
    /// - Parameter purpose: of a stop for the whole position.
    fileprivate mutating func apply(
        _ change: StopChange, _ purpose: Purpose, _ handle: Handle<Holding>, _ side: PositionSide,
        named name: InlineText = .empty
    ) {
        switch change {
        case .keep: break
        case .remove: removeWholeStop(handle, side, purpose, .byUser)
        case .set(let stop):
            if stop.quantity == .zero { removeWholeStop(handle, side, purpose, .positionClosed) }
            attach(stop, isProfit: purpose == .takeProfit, handle, side, name)
        }
    }

    mutating func removeWholeStop(
        _ handle: Handle<Holding>, _ side: PositionSide, _ purpose: Purpose, _ cause: CancelCause
    ) {
        guard let stop = state.wholeStop(state.holdings[handle], side, purpose) else { return }
        endConditional(stop, cause)
    }

    private mutating func attach(
        _ stop: PositionStop, isProfit: Bool, _ handle: Handle<Holding>, _ side: PositionSide, _ name: InlineText
    ) {
        let holding = state.holdings[handle]
        let isWhole = stop.quantity == .zero
        var order = NewOrder(
            closing: side, of: holding, isWhole ? holding[side].size : stop.quantity,
            kind: stop.limit == .zero ? .market : .limit)
        order.clientOrderID = name
        order.price = stop.limit
        order.trigger = Trigger(
            price: stop.price, kind: stop.kind, direction: isProfit == (side == .long) ? .rising : .falling)
        order.purpose =
            isProfit ? (isWhole ? .takeProfit : .partialTakeProfit) : (isWhole ? .stopLoss : .partialStopLoss)
        watch(order)
    }

    /// Attaches what an order brought along to the position it opened, replacing what was there for the whole of it; for
    /// a part of it once, by the fill that makes the order that large. STOP-11.
    mutating func attachStops(of order: Order, filledNow: Quantity) {
        let side = order.target.position(order.side)
        for (stop, purpose) in [(order.takeProfit, Purpose.takeProfit), (order.stopLoss, .stopLoss)] {
            guard let stop else { continue }
            let holding = state.holdings[order.holding]
            let plan = StopSetting(
                holding, side, takeProfit: purpose == .takeProfit ? .set(stop) : .keep,
                stopLoss: purpose == .stopLoss ? .set(stop) : .keep, in: state)
            guard let attachment = plan.attachment(of: purpose),
                StopSetting.attachment.allSatisfy({ $0.holds(state, attachment) })
            else { continue }
            let isDue =
                stop.quantity > .zero
                ? order.filled >= stop.quantity && order.filled - filledNow < stop.quantity
                : state.changes(.set(stop), purpose, holding, side)
            if isDue { apply(.set(stop), purpose, order.holding, side) }
        }
    }

    /// Ends what is attached to positions that are gone; what is for a whole one becomes as large as it is. STOP-12,
    /// STOP-15.
    mutating func adjustAttached(_ holding: Handle<Holding>) {
        forEachConditional(of: holding) { engine, handle in
            let order = engine.state.orders[handle]
            let position = engine.state.holdings[holding][order.side.closes]
            if order.purpose.isAttached, !position.isOpen {
                engine.endConditional(handle, .positionClosed)
            } else if order.purpose.isWhole, order.quantity != position.size {
                engine.state.orders[handle].quantity = position.size
                engine.state.orders[handle].updatedMs = engine.state.timeMs
                engine.events.append(.order(engine.state.orders[handle]))
            }
        }
    }
}

extension NewOrder {
    /// An order of the venue that closes a position at any price, or at the limit that is set on it.
    init(closing side: PositionSide, of holding: Holding, _ quantity: Quantity, kind: OrderKind = .market) {
        self.init(
            marginAccount: holding.marginAccount, instrument: holding.instrument, side: side.closing,
            target: side.target(in: holding.positionMode), kind: kind,
            timeInForce: kind == .market ? .immediateOrCancel : .goodTillCancelled, quantity: quantity,
            reduceOnly: true)
    }
}

extension State {
    /// The take-profit, stop-loss or trailing stop of a whole position.
    func wholeStop(_ holding: Holding, _ side: PositionSide, _ purpose: Purpose) -> Handle<Order>? {
        guard holding.attachedCount > 0 else { return nil }
        var found: Handle<Order>?
        forEachConditional(of: holding) { handle, order in
            if order.purpose == purpose, order.side == side.closing { found = handle }
        }
        return found
    }

    /// True when a change would make a difference.
    fileprivate func changes(
        _ change: StopChange, _ purpose: Purpose, _ holding: Holding, _ side: PositionSide,
        named name: InlineText = .empty
    ) -> Bool {
        let present = wholeStop(holding, side, purpose).map { orders[$0] }
        switch change {
        case .keep: return false
        case .remove: return present != nil
        case .set(let stop):
            return stop.quantity > .zero || present?.price != stop.limit || present?.trigger?.price != stop.price
                || present?.trigger?.kind != stop.kind || !name.isEmpty && present?.clientOrderID != name
        }
    }
}
