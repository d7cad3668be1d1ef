extension Engine {
    /// Moves venue time, doing all that falls due on the way, in order.
    mutating func advance(to timeMs: Int64) -> Outcome {
        guard timeMs >= state.timeMs else { return .refused(.timeBackwards) }
        let isFirst = state.timeMs == 0
        guard timeMs < Bounds.timeMs, isFirst || timeMs - state.timeMs <= Bounds.advanceMs else {
            return .refused(.timeTooFar)
        }
        if isFirst {
            scheduleFunding(after: timeMs)
        } else {
            while state.nextDueMs <= timeMs {
                state.timeMs = state.nextDueMs
                settleDueFunding()
                followUp()
            }
        }
        state.timeMs = timeMs
        return .accepted
    }

    /// A venue that has had no time yet owes no funding for the time before.
    private mutating func scheduleFunding(after timeMs: Int64) {
        var nextMs = Int64.max
        for index in 0..<state.instruments.count {
            let handle = Handle<Instrument>(index: index)
            let dueMs = nextMultiple(of: state.instruments[handle].fundingIntervalMs, after: timeMs)
            state.instruments[handle].nextFundingMs = dueMs
            nextMs = min(nextMs, dueMs)
        }
        state.nextDueMs = nextMs
    }

    private mutating func settleDueFunding() {
        var nextMs = Int64.max
        for index in 0..<state.instruments.count {
            let handle = Handle<Instrument>(index: index)
            if state.instruments[handle].nextFundingMs <= state.timeMs {
                settleFunding(InstrumentID(index: UInt16(truncatingIfNeeded: index)))
                state.instruments[handle].nextFundingMs += state.instruments[handle].fundingIntervalMs
            }
            nextMs = min(nextMs, state.instruments[handle].nextFundingMs)
        }
        state.nextDueMs = nextMs
    }
}
