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
        for index in 0..<state.marginAccounts.count {
            let account = MarginAccountID(index: index)
            let dueMs = state[account].liquidationDueMs
            guard dueMs > 0 else { continue }
            if dueMs > state.timeMs {
                state.nextDueMs = min(state.nextDueMs, dueMs)
            } else {
                state[account].liquidationDueMs = 0
                scratch.watched.append(account)
            }
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
