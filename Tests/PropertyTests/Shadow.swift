import MarginEngine

/// What someone who sees nothing but the events would believe: wallets, position sizes and open orders.
struct Shadow {
    struct Slot: Hashable {
        let account: MarginAccountID
        let instrument: InstrumentID
    }

    struct Purse: Hashable {
        let account: MarginAccountID
        let asset: AssetID
    }

    struct Sizes: Equatable {
        var long: Int64 = 0
        var short: Int64 = 0
    }

    /// What of a holding changes only together with an event.
    struct Look: Equatable {
        let modes: [UInt8]
        let leverages: [Leverage]
        let amounts: [Money]
        let entryValues: [Value]
        let sequences: [UInt64]

        init(_ holding: Holding) {
            modes = [holding.ownMode.rawValue, holding.positionMode.rawValue]
            leverages = [holding.crossLeverage, holding.isolatedLongLeverage, holding.isolatedShortLeverage]
            let (long, short) = (holding.long, holding.short)
            amounts =
                [long.margin, long.realised, long.costs, long.cumulativeRealised]
                + [short.margin, short.realised, short.costs, short.cumulativeRealised]
            entryValues = [long.entryValue, short.entryValue]
            sequences = [long.sequence, short.sequence]
        }
    }

    private(set) var wallets: [Purse: Int128] = [:]
    /// What was switched, as its last event had it.
    private(set) var collateral: [Purse: Bool] = [:]
    private(set) var sizes: [Slot: Sizes] = [:]
    private(set) var openOrders: [OrderID: Order] = [:]
    /// As their last events had them.
    private(set) var holdings: [Slot: Holding] = [:]

    /// Takes in one command's events; the first thing in them that cannot be.
    mutating func fold(_ events: [Event]) -> String? {
        for event in events {
            switch event {
            case .order(let order): openOrders[order.id] = order.isPending ? order : nil
            case .execution(let execution):
                if let violation = trade(execution) { return violation }
            case .balance(let change):
                let purse = Purse(account: change.marginAccount, asset: change.asset)
                wallets[purse, default: 0] += change.change.units
                guard wallets[purse] == change.wallet.units else {
                    return "a balance event's wallet is not the sum of the changes: \(change)"
                }
            case .holding(let holding):
                holdings[Slot(account: holding.marginAccount, instrument: holding.instrument)] = holding
            case .collateral(let change):
                collateral[Purse(account: change.marginAccount, asset: change.asset)] = change.isOn
            case .marginMode, .funding, .interest, .liquidation, .prices, .margin, .fundingInstant, .collateralLimit,
                .market:
                break
            }
        }
        return nil
    }

    /// Moves the sizes as the trade's own order, side and target say, and judges reduce-only by them.
    private mutating func trade(_ execution: Execution) -> String? {
        let order = execution.order
        let slot = Slot(account: order.marginAccount, instrument: order.instrument)
        let before = sizes[slot, default: Sizes()]
        let after = Self.moved(before, order, execution.quantity.units)
        sizes[slot] = after
        guard after.long >= 0, after.short >= 0 else { return "a trade closed more than was open: \(execution)" }
        let isClosing = (order.target == .long && order.side == .sell) || (order.target == .short && order.side == .buy)
        guard order.reduceOnly || isClosing else { return nil }
        guard after.long <= before.long, after.short <= before.short, after != before else {
            return "a reduce-only order opened a position: \(execution)"
        }
        return nil
    }

    private static func moved(_ sizes: Sizes, _ order: Order, _ quantity: Int64) -> Sizes {
        let signed = order.side == .buy ? quantity : -quantity
        switch order.target {
        case .long: return Sizes(long: sizes.long + signed, short: sizes.short)
        case .short: return Sizes(long: sizes.long, short: sizes.short - signed)
        case .net:
            let net = sizes.long - sizes.short + signed
            return Sizes(long: max(net, 0), short: max(-net, 0))
        }
    }
}
