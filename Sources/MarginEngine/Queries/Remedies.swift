extension Engine {
    /// The smallest changes that would each alone let a refused command be accepted. Each is found by trying it on a
    /// fork, so that none is offered that does not help.
    func remedies(for command: Command, _ account: MarginAccountID, _ instrument: InstrumentID?) -> [Remedy] {
        var remedies: [Remedy] = []
        for asset in state.assetIDs {
            guard instrument.map({ state[$0].settle == asset }) ?? true else { continue }
            if let amount = smallestDeposit(asset, for: command, account) { remedies.append(.deposit(asset, amount)) }
        }
        for holding in holdings(of: account) {
            for side in PositionSide.allCases where holding[side].isOpen {
                if let quantity = smallestClose(holding, side, for: command) {
                    remedies.append(.close(holding.instrument, side, quantity))
                }
            }
        }
        if let orders = fewestCancelled(for: command, account) { remedies.append(.cancel(orders)) }
        return remedies
    }

    /// True when a command is accepted after a change that is itself possible.
    private func accepts(_ command: Command, after change: (inout Engine) -> Bool) -> Bool {
        var copy = fork()
        guard change(&copy) else { return false }
        if case .refused = copy.apply(command) { return false }
        return true
    }

    private func smallestDeposit(_ asset: AssetID, for command: Command, _ account: MarginAccountID) -> Money? {
        let units = smallest(Int128(1)...Bounds.deposit) { units in
            accepts(command) { $0.isApplied(.deposit(account, asset, Money(units: units))) }
        }
        return units.map { Money(units: $0) }
    }

    private func smallestClose(_ holding: Holding, _ side: PositionSide, for command: Command) -> Quantity? {
        let step = Int128(state[holding.instrument].step.units)
        var whole = fork()
        let most = Int128(whole.close(holding[side].size, of: holding, side).units) / step
        guard most >= 1 else { return nil }
        let steps = smallest(1...most) { steps in
            let quantity = Quantity(units: Int64(clamping: steps * step))
            return accepts(command) { $0.close(quantity, of: holding, side) == quantity }
        }
        return steps.map { Quantity(units: Int64(clamping: $0 * step)) }
    }

    /// Closes a quantity of a position by a market order; returns what of it the book took.
    private mutating func close(_ quantity: Quantity, of holding: Holding, _ side: PositionSide) -> Quantity {
        let most = state[holding.instrument].maxMarketQuantity
        let order = NewOrder(closing: side, of: holding, min(quantity, most))
        guard isApplied(.placeOrder(order)) else { return .zero }
        return holding[side].size - state.holding(holding.marginAccount, holding.instrument)[side].size
    }

    /// Starts from all orders and keeps each one that need not go, the newest first.
    private func fewestCancelled(for command: Command, _ account: MarginAccountID) -> [OrderID]? {
        var cancelled = pendingOrders(of: account).map(\.id)
        func accepted(without orders: [OrderID]) -> Bool {
            accepts(command) { copy in orders.allSatisfy { copy.isApplied(.cancelOrder(account, $0)) } }
        }
        guard !cancelled.isEmpty, accepted(without: cancelled) else { return nil }
        for id in cancelled.reversed() {
            let fewer = cancelled.filter { $0 != id }
            if accepted(without: fewer) { cancelled = fewer }
        }
        return cancelled
    }

    mutating func isApplied(_ command: Command) -> Bool {
        if case .refused = apply(command) { return false }
        return true
    }

    /// The smallest number of a range that satisfies a condition which, once it holds, holds for all greater ones.
    private func smallest(_ range: ClosedRange<Int128>, _ holds: (Int128) -> Bool) -> Int128? {
        guard holds(range.upperBound) else { return nil }
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = low + (high - low) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
