extension Engine {
    mutating func setPrices(_ instrument: InstrumentID, _ mark: Price, _ index: Price) -> Outcome {
        guard state.exists(instrument) else { return .refused(.unknownInstrument) }
        let row = state[instrument]
        for price in [mark, index] {
            guard price >= row.minPrice, price <= row.maxPrice else { return .refused(.priceOutOfRange) }
            guard price.isMultiple(of: row.markStep) else { return .refused(.priceOffStep) }
        }
        let moved = row.mark != mark
        state[instrument].mark = mark
        state[instrument].index = index
        events.append(.prices(PriceSetting(instrument: instrument, mark: mark, index: index, timeMs: state.timeMs)))
        if moved || row.index != index { scratch.note(changed: instrument) }
        scratch.note(moved: instrument)
        scratch.revalued.append(instrument)
        if moved { scratch.note(requoted: instrument) }
        watchAll(in: instrument)
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
