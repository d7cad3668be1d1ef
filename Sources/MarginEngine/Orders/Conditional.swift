extension State {
    /// Puts a conditional order on watch: among its instrument's and its holding's.
    mutating func watch(_ handle: Handle<Order>) {
        let order = orders[handle]
        let next = self[order.instrument].newestConditional
        orders[handle].previousAtLevel = .none
        orders[handle].nextAtLevel = next
        if !next.isNone { orders[next].previousAtLevel = handle }
        self[order.instrument].newestConditional = handle
        orders[handle].nextInHolding = holdings[order.holding].newestConditional
        holdings[order.holding].newestConditional = handle
        schedule(handle)
        count(order, by: 1)
        orderIndex[order.id] = handle
        if !order.clientOrderID.isEmpty {
            clientOrderIndex[
                ClientOrderKey(marginAccount: order.marginAccount, clientOrderID: order.clientOrderID)] = handle
        }
    }

    /// Takes a conditional order off watch and frees its row.
    mutating func unwatch(_ handle: Handle<Order>) {
        let order = orders[handle]
        unschedule(handle)
        if order.previousAtLevel.isNone {
            self[order.instrument].newestConditional = order.nextAtLevel
        } else {
            orders[order.previousAtLevel].nextAtLevel = order.nextAtLevel
        }
        if !order.nextAtLevel.isNone { orders[order.nextAtLevel].previousAtLevel = order.previousAtLevel }
        if holdings[order.holding].newestConditional == handle {
            holdings[order.holding].newestConditional = order.nextInHolding
        } else {
            var previous = holdings[order.holding].newestConditional
            while !previous.isNone, orders[previous].nextInHolding != handle {
                previous = orders[previous].nextInHolding
            }
            if !previous.isNone { orders[previous].nextInHolding = order.nextInHolding }
        }
        count(order, by: -1)
        orderIndex[order.id] = nil
        if !order.clientOrderID.isEmpty {
            clientOrderIndex[
                ClientOrderKey(marginAccount: order.marginAccount, clientOrderID: order.clientOrderID)] = nil
        }
        orders.free(handle)
    }

    private mutating func count(_ order: Order, by change: Int32) {
        if order.purpose.isAttached {
            holdings[order.holding].attachedCount += change
        } else {
            holdings[order.holding].conditionalCount += change
            self[order.marginAccount].conditionalOrders += change
        }
    }
}

extension Engine {
    /// Puts a conditional order on watch without asking. A flat symbol takes over the margin mode it asks for now, so
    /// that the order finds it when it is triggered.
    @discardableResult
    mutating func watch(_ new: NewOrder) -> OrderID {
        state.lastOrder += 1
        let id = OrderID(number: state.lastOrder)
        let handle = materializeHolding(for: new)
        var order = makeOrder(new, id, handle, createdMs: state.timeMs)
        order.status = .untriggered
        _ = order.follow(state[new.instrument])
        state.watch(state.orders.add(order))
        events.append(.order(order))
        return id
    }

    /// Ends a conditional order that was not triggered.
    mutating func endConditional(_ handle: Handle<Order>, _ cause: CancelCause) {
        var order = state.orders[handle]
        state.unwatch(handle)
        order.status = .cancelled
        order.cause = cause
        order.updatedMs = state.timeMs
        events.append(.order(order))
    }

    /// Places the oldest conditional order of an instrument whose price was reached; false when there is none.
    /// ORDER-29.
    mutating func triggerNext() -> Bool {
        while let instrument = scratch.moved.first {
            followPrice(of: instrument)
            if let handle = state.oldestMet(instrument) {
                fire(handle)
                return true
            }
            scratch.moved.removeFirst()
        }
        return false
    }

    /// Places a triggered order under its own id; one that is refused now ends. ORDER-28.
    private mutating func fire(_ handle: Handle<Order>) {
        let order = state.orders[handle]
        state.unwatch(handle)
        var new = NewOrder(again: order, order.quantity)
        new.triggeredMs = state.timeMs
        let plan = OrderAdmission(new, in: state)
        guard refusal(of: plan, state.rules(of: order.marginAccount)) == nil else {
            var ended = order
            ended.status = .cancelled
            ended.cause = .refusedWhenTriggered
            ended.updatedMs = state.timeMs
            events.append(.order(ended))
            return
        }
        commit(plan, id: order.id, createdMs: order.createdMs)
    }
}
