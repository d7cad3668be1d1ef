extension Engine {
    /// Moves venue time, doing all that falls due on the way, in order.
    mutating func advance(to timeMs: Int64) -> Outcome {
        guard timeMs >= state.timeMs else { return .refused(.timeBackwards) }
        let isFirst = state.timeMs == 0
        guard timeMs < Bounds.timeMs, isFirst || timeMs - state.timeMs <= Bounds.advanceMs else {
            return .refused(.timeTooFar)
        }
        if isFirst {
            state.timeMs = timeMs
            scheduleFunding(after: timeMs)
            state.nextDueMs = min(state.nextDueMs, state.nextInterestMs(after: timeMs))
            watchDueLiquidations()
        } else {
            while state.nextDueMs <= timeMs {
                state.timeMs = state.nextDueMs
                settleDueFunding()
                settleDueInterest()
                watchDueLiquidations()
                followUp()
            }
        }
        state.timeMs = timeMs
        return .accepted
    }

    /// Puts the accounts whose next position is to be liquidated now under watch, and notes when the next one's is.
    private mutating func watchDueLiquidations() {
        while let account = state.nextDueLiquidation {
            guard state[account].liquidationDueMs <= state.timeMs else {
                state.nextDueMs = min(state.nextDueMs, state[account].liquidationDueMs)
                return
            }
            state.setLiquidationDue(of: account, atMs: 0)
            scratch.watched.append(account)
        }
    }

    /// A venue that has had no time yet owes no funding for the time before.
    private mutating func scheduleFunding(after timeMs: Int64) {
        var nextMs = Int64.max
        for index in 0..<state.instruments.count {
            let handle = Handle<Instrument>(index: index)
            let dueMs = nextMultiple(of: state.instruments[handle].fundingIntervalMs, after: timeMs)
            state.instruments[handle].nextFundingMs = dueMs
            scratch.note(changed: InstrumentID(index: UInt16(truncatingIfNeeded: index)))
            nextMs = min(nextMs, dueMs)
        }
        state.nextDueMs = nextMs
    }

    private mutating func settleDueFunding() {
        var nextMs = Int64.max
        for index in 0..<state.instruments.count {
            let handle = Handle<Instrument>(index: index)
            if state.instruments[handle].nextFundingMs <= state.timeMs {
                let instrument = InstrumentID(index: UInt16(truncatingIfNeeded: index))
                settleFunding(instrument)
                state.instruments[handle].nextFundingMs += state.instruments[handle].fundingIntervalMs
                scratch.note(changed: instrument)
            }
            nextMs = min(nextMs, state.instruments[handle].nextFundingMs)
        }
        state.nextDueMs = nextMs
    }
}

extension State {
    /// The account whose next position is liquidated first.
    fileprivate var nextDueLiquidation: MarginAccountID? {
        dueLiquidations.first(above: .least, in: firstDueLiquidation).map { MarginAccountID(index: $0.index) }
    }

    /// Sets when the next position of an account is liquidated; 0 for never.
    mutating func setLiquidationDue(of account: MarginAccountID, atMs dueMs: Int64) {
        func key(_ dueMs: Int64) -> OrderedRows<MarginAccount>.Key {
            OrderedRows<MarginAccount>.Key(amount: dueMs, number: UInt64(account.index))
        }
        let before = self[account].liquidationDueMs
        if before > 0, !dueLiquidations.remove(key(before), from: &firstDueLiquidation) {
            distrust("the liquidation of account \(account.index) is in no order")
        }
        self[account].liquidationDueMs = dueMs
        guard dueMs > 0 else { return }
        dueLiquidations.insert(Handle(index: account.index), by: key(dueMs), into: &firstDueLiquidation)
        nextDueMs = min(nextDueMs, dueMs)
    }
}
