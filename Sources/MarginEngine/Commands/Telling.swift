extension Engine {
    /// Stamps a holding's positions as changed now, tells of it, and puts its account under watch.
    mutating func touch(_ handle: Handle<Holding>) {
        state.lastChange += 1
        for side in PositionSide.allCases where state.holdings[handle][side].openedMs > 0 {
            state.holdings[handle][side].updatedMs = state.timeMs
            state.holdings[handle][side].sequence = state.lastChange
        }
        let holding = state.holdings[handle]
        queueForDeleveraging(handle)
        haveLookedAt(holding.marginAccount)
        events.append(.holding(holding))
    }
}
