/// What an order asks for, live or conditional, new or amended: the guards that all of them share.
protocol OrderAsked: Sendable {
    var order: NewOrder { get }
    var holding: Holding { get }
    var instrument: Instrument { get }
    var mode: MarginMode { get }
    /// Nil where it stays as it is.
    var askedQuantity: Quantity? { get }
    /// Nil where it stays as it is, and for a market order.
    var askedPrice: Price? { get }
    /// True when it takes the place of an order under the same names.
    var isReplacement: Bool { get }
}

extension OrderAsked {
    /// BITGET-MODE-6, for those who trade without having switched.
    static func isolatedWhereOffered() -> Guard<Self> {
        Guard(.regimeIsUnified, "ORDER-1") { state, plan in
            plan.order.marginMode != .isolated || plan.order.onlyCloses
                || state[plan.order.marginAccount].regime == .perSymbol
        }
    }

    /// What is off its step is refused, never moved: MARGIN-28.
    static func asked() -> [Guard<Self>] {
        [
            Guard(.quantityOffStep, "ORDER-3") { _, plan in
                plan.askedQuantity.map { $0 > .zero && $0.isMultiple(of: plan.instrument.step) } ?? true
            },
            Guard(.priceOffTick, "ORDER-4") { _, plan in
                plan.askedPrice.map { $0 > .zero && $0.isMultiple(of: plan.instrument.tick) } ?? true
            },
            Guard(.priceOutOfRange, "ORDER-5") { _, plan in
                plan.askedPrice.map { (plan.instrument.minPrice...plan.instrument.maxPrice).contains($0) } ?? true
            },
            Guard(.positionTargetMismatch, "ORDER-6") { _, plan in
                (plan.order.target == .net) == (plan.holding.positionMode == .oneWay)
            },
            Guard(.quantityAboveMaximum, "ORDER-7") { _, plan in
                let most =
                    plan.order.kind == .limit ? plan.instrument.maxLimitQuantity : plan.instrument.maxMarketQuantity
                return plan.askedQuantity.map { $0 <= most } ?? true
            },
            Guard(.duplicateClientOrderID, "ORDER-8") { state, plan in
                let key = State.ClientOrderKey(
                    marginAccount: plan.order.marginAccount, clientOrderID: plan.order.clientOrderID)
                return plan.order.clientOrderID.isEmpty || plan.isReplacement || state.clientOrderIndex[key] == nil
            },
            Guard(.marginModeDiffers, "ORDER-9") { _, plan in
                plan.order.marginMode == nil || plan.order.marginMode == plan.mode
            },
        ]
    }
}
