/// A funding instant of an instrument.
public struct FundingInstant: Sendable, BitwiseCopyable {
    /// The instrument that settled.
    public let instrument: InstrumentID
    /// The rate that was charged.
    public let rate: Rate
    /// The instant, venue time in ms.
    public let timeMs: Int64
}

extension Engine {
    /// Pays the funding of one instrument at this instant: longs pay shorts while the rate is positive. MARGIN-35:
    /// `-s * V(mark) * rate`, rounded down for each holder; what rounding leaves goes to the rounding account.
    mutating func settleFunding(_ instrument: InstrumentID) {
        let row = state[instrument]
        events.append(
            .fundingInstant(FundingInstant(instrument: instrument, rate: row.fundingRate, timeMs: state.timeMs)))
        guard row.fundingRate != .zero, row.openInterest > .zero else { return }
        var paidOut = Money.zero
        forEachHolder(of: instrument) { engine, handle in
            for side in PositionSide.allCases where engine.state.holdings[handle][side].isOpen {
                let cash = row.fundingCash(side, engine.state.holdings[handle][side].size)
                engine.pay(cash, handle, side, row)
                paidOut += cash
            }
        }
        state[row.settle].rounding -= Value(paidOut)
        scratch.revalued.append(instrument)
    }

    /// From the available balance first; what that lacks comes out of an isolated position's margin. MARGIN-36.
    private mutating func pay(_ cash: Money, _ handle: Handle<Holding>, _ side: PositionSide, _ row: Instrument) {
        let asset = row.settle
        let holding = state.holdings[handle]
        change(holding.marginAccount, asset, by: cash, .funding)
        state.holdings[handle][side].costs -= cash
        state.holdings[handle][side].carriedCosts -= cash
        state.holdings[handle][side].cumulativeRealised += cash
        guard !state.isVenueOwned(holding.marginAccount) else { return }
        if state.mode(of: holding) == .isolated, cash < .zero {
            let mode = state[holding.marginAccount].mode
            let missing = (-state.poolFigures(holding.marginAccount, asset, as: mode).available).orZero
            state.holdings[handle][side].margin -= min(missing, -cash)
        }
        events.append(
            .funding(
                FundingPayment(
                    marginAccount: holding.marginAccount, instrument: holding.instrument, side: side,
                    size: holding[side].size, rate: row.fundingRate, mark: row.mark, cash: cash,
                    wallet: state[holding.marginAccount, asset].wallet, timeMs: state.timeMs)))
        touch(handle)
    }
}

extension Instrument {
    /// What funding pays a holder now, negative when he pays: `-s * V(mark) * rate`, rounded down. MARGIN-35.
    func fundingCash(_ side: PositionSide, _ size: Quantity) -> Money {
        let signed = (side == .long ? -1 : 1) * Int128(fundingRate.units)
        switch payoff {
        case .linear:
            let value = Int128(size.units) * Int128(mark.units)
            return Money(units: mulDiv(value, signed, unitsInOne * unitsInOne, .down))
        case .inverse:
            return Money(units: mulDiv(Int128(size.units), signed, Int128(mark.units), .down))
        }
    }
}
