/// The stress grid of Bybit's portfolio margin. MARGIN-15: the venue documents the model, the parameters are ours.
private enum PortfolioGrid {
    /// The greatest move of an underlying, in 1e-8; BTC and ETH move less.
    static let range = Rate(units: 15_000_000)
    static let majorRange = Rate(units: 10_000_000)
    /// Contingency for perpetuals, of the gross value at index.
    static let contingency = Rate(units: 500_000)
    /// Initial over maintenance margin.
    static let initialFactor = Rate(units: 120_000_000)

    static func range(of base: InlineText) -> Rate {
        base == InlineText("BTC") || base == InlineText("ETH") ? majorRange : range
    }
}

extension State {
    /// Initial and maintenance margin of all positions under the stress grid, in USD. The worst shock of a book of
    /// perpetuals is always one of the two ends, so the greatest loss is the net exposure times the range.
    func portfolioRisk(
        _ account: MarginAccountID, supposing supposed: Supposition? = nil
    ) -> (initial: Money, maintenance: Money) {
        var maintenance = Money.zero
        var handle = self[account].newestHolding
        let extra = supposed.flatMap { holdingHandle(account, $0.holding.instrument) == nil ? $0.holding : nil }
        while !handle.isNone {
            let holding = holdings[handle]
            if isNewest(ofItsBase: handle) {
                maintenance += unitRisk(account, base: self[holding.instrument].base, supposing: supposed)
            }
            handle = holding.older
        }
        if let extra, !anyHolding(of: account, { self[$0.instrument].base == self[extra.instrument].base }) {
            maintenance += unitRisk(account, base: self[extra.instrument].base, supposing: supposed)
        }
        return (maintenance.times(PortfolioGrid.initialFactor, .up), maintenance)
    }

    private func isNewest(ofItsBase handle: Handle<Holding>) -> Bool {
        let base = self[holdings[handle].instrument].base
        var other = self[holdings[handle].marginAccount].newestHolding
        while other != handle, !other.isNone {
            if self[holdings[other].instrument].base == base { return false }
            other = holdings[other].older
        }
        return true
    }

    private func unitRisk(_ account: MarginAccountID, base: InlineText, supposing supposed: Supposition?) -> Money {
        var net = Money.zero
        var gross = Money.zero
        func add(_ holding: Holding) {
            let instrument = self[holding.instrument]
            guard instrument.base == base else { return }
            for side in PositionSide.allCases where holding[side].isOpen {
                let value = usdValue(instrument, holding[side].size, at: instrument.mark)
                net += side == .long ? value : -value
                gross += usdValue(instrument, holding[side].size, at: instrument.index)
            }
        }
        forEachHolding(of: account) { _, holding in
            add(supposed?.holding.instrument == holding.instrument ? supposed?.holding ?? holding : holding)
        }
        if let supposed, holdingHandle(account, supposed.holding.instrument) == nil { add(supposed.holding) }
        let exposure = max(net, -net)
        return exposure.times(PortfolioGrid.range(of: base), .up) + gross.times(PortfolioGrid.contingency, .up)
    }

    /// The USD value of a quantity at a price: a linear one's in its settle asset's USD price, an inverse one's its own.
    private func usdValue(_ instrument: Instrument, _ size: Quantity, at price: Price) -> Money {
        guard instrument.payoff == .linear else { return Money(units: Int128(size.units)) }
        let dollars = Int128(usdPrice(of: instrument.settle).units)
        return instrument.exactValue(of: size, at: price).times(dollars, over: unitsInOne, .up)
    }
}
