extension Engine {
    mutating func setPrices(_ instrument: InstrumentID, _ mark: Price, _ index: Price) -> Outcome {
        guard state.exists(instrument) else { return .refused(.unknownInstrument) }
        let row = state[instrument]
        if let refusal = row.refusal(ofSetting: mark) ?? row.refusal(ofSetting: index) { return .refused(refusal) }
        let moved = row.mark != mark
        state[instrument].mark = mark
        state[instrument].index = index
        events.append(.prices(PriceSetting(instrument: instrument, mark: mark, index: index, timeMs: state.timeMs)))
        if moved || row.index != index { scratch.note(changed: instrument) }
        scratch.note(moved: instrument)
        scratch.revalued.append(instrument)
        if moved { scratch.note(requoted: instrument) }
        state.ringAlarms(of: instrument)
        watchAll(in: instrument)
        scratch.setsAlarms = true
        return .accepted
    }

    mutating func setFundingRate(_ instrument: InstrumentID, _ rate: Rate) -> Outcome {
        guard state.exists(instrument) else { return .refused(.unknownInstrument) }
        let cap = state[instrument].fundingRateCap
        guard rate <= cap, rate >= -cap else { return .refused(.rateOutOfRange) }
        if state[instrument].fundingRate != rate { scratch.note(changed: instrument) }
        state[instrument].fundingRate = rate
        return .accepted
    }

    mutating func setBookOnly(_ instrument: InstrumentID, _ bookOnly: Bool) -> Outcome {
        guard state.exists(instrument) else { return .refused(.unknownInstrument) }
        if state[instrument].bookOnly != bookOnly { scratch.note(changed: instrument) }
        state[instrument].bookOnly = bookOnly
        scratch.note(requoted: instrument)
        return .accepted
    }
}

extension Instrument {
    /// Why it cannot have a mark or index price; nil when it can.
    fileprivate func refusal(ofSetting price: Price) -> Refusal? {
        guard price >= minPrice, price <= maxPrice else { return .priceOutOfRange }
        return price.isMultiple(of: markStep) ? nil : .priceOffStep
    }
}
