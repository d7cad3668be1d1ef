extension Engine {
    /// How soon an open position would be deleveraged among all on its side of the instrument: 1 for the next one, a
    /// share of all above 0 for the others, 8 decimals rounded down. Nil when there is no position.
    public func deleveragingRank(
        _ marginAccount: MarginAccountID, _ instrument: InstrumentID, _ side: PositionSide
    ) -> Rate? {
        let own = state.holding(marginAccount, instrument)
        guard own[side].isOpen else { return nil }
        let score = state.deleveragingScore(own, side)
        var (all, sooner): (Int64, Int64) = (0, 0)
        state.forEachHolder(of: instrument) { handle in
            let holding = state.holdings[handle]
            guard holding[side].isOpen, !state.isVenueOwned(holding.marginAccount) else { return }
            all += 1
            if state.deleveragingScore(holding, side) > score { sooner += 1 }
        }
        return Rate(units: Rate.one.units * (all - sooner) / max(all, 1))
    }
}
