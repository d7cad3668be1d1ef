/// The plan of cancelling one order.
struct Cancellation: Plan {
    let handle: Handle<Order>

    static func asked(of family: FamilyRules) -> RuleBook<Cancellation> { RuleBook([]) }

    func commit(to engine: inout Engine) -> Outcome {
        if engine.state.orders[handle].status == .untriggered {
            engine.endConditional(handle, .byUser)
        } else {
            engine.end(handle, .byUser)
        }
        return .accepted
    }
}

/// The plan of cancelling all orders in a scope.
struct MassCancellation: Plan {
    let account: MarginAccountID
    let scope: OrderScope

    static func asked(of family: FamilyRules) -> RuleBook<MassCancellation> { RuleBook([]) }

    func commit(to engine: inout Engine) -> Outcome {
        engine.forEachHolding(of: account) { engine, handle in
            let instrument = engine.state.holdings[handle].instrument
            guard scope.includes(instrument, engine.state[instrument]) else { return }
            if scope == .abandoned {
                engine.endLiveOrders(of: handle, .disconnected)
            } else {
                engine.endOrders(of: handle, .byUser)
            }
        }
        return .accepted
    }
}

extension OrderScope {
    fileprivate func includes(_ id: InstrumentID, _ instrument: Instrument) -> Bool {
        switch self {
        case .all, .abandoned: true
        case .instrument(let one): one == id
        case .settled(let asset): instrument.settle == asset
        case .based(let base): instrument.base == base
        }
    }
}

extension Engine {
    /// Ends all orders of a holding, resting and conditional ones, what is attached to its positions only if asked for.
    /// - Parameter position: whose orders of a hedge-mode holding; nil for both positions'.
    mutating func endOrders(
        of holding: Handle<Holding>, on position: PositionSide? = nil, _ cause: CancelCause, attached: Bool = true
    ) {
        func includes(_ order: Order) -> Bool { position.map { order.target.position(order.side) == $0 } ?? true }
        endLiveOrders(of: holding, cause, where: includes)
        forEachConditional(of: holding) { engine, handle in
            let order = engine.state.orders[handle]
            if includes(order), attached || !order.purpose.isAttached { engine.endConditional(handle, cause) }
        }
    }

    fileprivate mutating func endLiveOrders(
        of holding: Handle<Holding>, _ cause: CancelCause, where includes: (Order) -> Bool = { _ in true }
    ) {
        for side in [Side.buy, .sell] {
            forEachOrder(of: holding, side) { engine, handle in
                if includes(engine.state.orders[handle]) { engine.end(handle, cause) }
            }
        }
    }
}
