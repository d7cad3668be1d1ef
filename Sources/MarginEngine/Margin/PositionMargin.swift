/// All that decides the margin of a position in one instrument: the instrument, the account's terms and policy.
/// The formulas are those of `docs/rules/margin.md`; each is written once for linear and inverse.
struct MarginTerms {
    let instrument: Instrument
    let terms: ContractTerms
    let policy: MarginPolicy

    // MARK: Value and profit

    /// Profit of an entry value against the value at a price, rounded down. MARGIN-2; at mark wherever it decides,
    /// MARGIN-26.
    func unrealised(_ side: PositionSide, _ position: Position, at price: Price) -> Money {
        instrument.unrealised(side, position, at: price)
    }

    // MARK: Initial margin

    /// The fee for closing at the bankruptcy price, on an entry value: `V0 * (1 - d/L) * f`, rounded up. MARGIN-5.
    func closingFee(_ side: PositionSide, _ entryValue: ExactValue, _ leverage: Leverage) -> Money {
        let hundredths = Int128(leverage.hundredths)
        let share = (hundredths - 100 * instrument.direction(of: side)) * Int128(terms.takerFee.units)
        return entryValue.times(share, over: hundredths * unitsInOne, .up)
    }

    /// What a family keeps for the closing fee in its margins.
    private func closingReserve(_ side: PositionSide, _ entryValue: ExactValue, _ leverage: Leverage) -> Money {
        policy.reservesClosingFee ? closingFee(side, entryValue, leverage) : .zero
    }

    /// What an isolated position of an entry value must post. MARGIN-6.
    func isolatedRequirement(_ side: PositionSide, entryValue: Value, _ leverage: Leverage) -> Money {
        let value = ExactValue(entryValue)
        return value.divided(by: leverage, .up) + closingReserve(side, value, leverage)
    }

    /// What a cross position needs at mark. MARGIN-7.
    func crossRequirement(_ side: PositionSide, _ position: Position, size: Quantity, _ leverage: Leverage) -> Money {
        guard position.isOpen else { return .zero }
        return instrument.exactValue(of: size, at: instrument.mark).divided(by: leverage, .up)
            + closingReserve(side, ExactValue(position.entryValue), leverage)
    }

    /// By how much initial margin at entry and profit exceed initial margin at mark, `V0/L + d*(V - V0) - V/L`, rounded
    /// down once: with rounded parts more than was added could leave. MARGIN-11.
    func initialMarginGap(_ side: PositionSide, _ position: Position, _ leverage: Leverage) -> Money {
        let hundredths = Int128(leverage.hundredths)
        return instrument.exactValue(of: position.size, at: instrument.mark).excess(
            over: position.entryValue, times: instrument.direction(of: side) * hundredths - 100, over: hundredths)
    }

    /// What an order to open a quantity at a price reserves: each part rounded up, then added. MARGIN-4.
    func orderCost(_ side: PositionSide, _ quantity: Quantity, at price: Price, _ leverage: Leverage) -> Money {
        guard quantity > .zero else { return .zero }
        let value = instrument.exactValue(of: quantity, at: price)
        let openingFee = policy.ordersReserveOpeningFee ? value.times(terms.takerFee, .up) : .zero
        return value.divided(by: leverage, .up) + openingFee + closingReserve(side, value, leverage)
    }

    // MARK: Bankruptcy and liquidation price

    /// The price at which a posted margin is used up, rounded toward entry. Nil when there is none. MARGIN-12.
    func bankruptcyPrice(_ side: PositionSide, _ position: Position, margin: Money) -> Price? {
        let sign: Int128 = side == .long ? 1 : -1
        let fee = sign * Int128(terms.takerFee.units)
        switch instrument.payoff {
        case .linear:
            return price(
                side, (position.entryValue - Value(margin) * sign).units, unitsInOne,
                Int128(position.size.units) * (unitsInOne - fee))
        case .inverse:
            return price(
                side, Int128(position.size.units) * unitsInOne, unitsInOne + fee,
                (position.entryValue + Value(margin) * sign).units)
        }
    }

    /// The price at which what the position can lose falls to its maintenance margin, with the tier found at that very
    /// price, rounded toward entry. Nil when there is none. MARGIN-13.
    /// - Parameter cash: what the position can lose besides its profit (`C` of the rule).
    func liquidationPrice(
        _ side: PositionSide, _ position: Position, cash: Value, tiers: borrowing State
    ) -> Price? {
        let extra = policy.maintenanceFee == .onMark ? terms.takerFee.units : 0
        let sign: Int128 = side == .long ? 1 : -1
        for number in 0..<terms.tierCount {
            let tier = tiers.tiers[Handle(index: terms.firstTier.index + number)]
            let rate = Int128(tier.maintenanceRate.units + extra)
            let free = cash + Value(units: tier.deductionFine)
            let found: Price? =
                switch instrument.payoff {
                case .linear:
                    price(
                        side, (free - position.entryValue * sign).units, unitsInOne,
                        Int128(position.size.units) * (rate - sign * unitsInOne))
                case .inverse:
                    price(
                        side, Int128(position.size.units) * unitsInOne, unitsInOne + sign * rate,
                        (position.entryValue + free * sign).units)
                }
            // Where the lowest tier has no price, the deduction of a higher one would only seem to give it one.
            guard let found else { return nil }
            let value = instrument.value(of: position.size, at: found, .up)
            let isLast = number == terms.tierCount - 1
            if value <= tier.limit || isLast { return within(found) }
        }
        return nil
    }

    private func within(_ price: Price) -> Price? {
        price >= instrument.minPrice && price <= instrument.maxPrice ? price : nil
    }

    /// `a * b / c` as a price, a long's rounded up to the tick and a short's down. Nil unless positive.
    private func price(_ side: PositionSide, _ a: Int128, _ b: Int128, _ c: Int128) -> Price? {
        guard c != 0 else { return nil }
        let rounding: Rounding = side == .long ? .up : .down
        let units = mulDiv(a, b, c, rounding)
        guard units > 0, let exact = Int64(exactly: units) else { return nil }
        let tick = instrument.tick.units
        let over = exact % tick
        guard over != 0 else { return Price(units: exact) }
        let rounded = side == .long ? exact.addingReportingOverflow(tick - over) : (exact - over, false)
        return rounded.1 || rounded.0 <= 0 ? nil : Price(units: rounded.0)
    }

    /// The average entry price, for display; zero for no position. MARGIN-21.
    func averagePrice(_ position: Position) -> Price {
        instrument.averagePrice(of: position.size, worth: position.entryValue) ?? .zero
    }
}

extension State {
    func marginTerms(_ instrument: InstrumentID, _ family: AccountFamily) -> MarginTerms? {
        terms(instrument, family).map {
            MarginTerms(instrument: self[instrument], terms: $0, policy: families[family].margin)
        }
    }

    /// Nil for a holding of the venue's own accounts.
    func marginTerms(of holding: Holding) -> MarginTerms? {
        marginTerms(holding.instrument, self[holding.marginAccount].family)
    }

    /// The tier a position value lies in: the first whose limit is not exceeded, or the last. MARGIN-8.
    func tier(_ terms: ContractTerms, of value: Money) -> (number: Int32, tier: RiskTier) {
        var number: Int32 = 0
        var tier = tiers[terms.firstTier]
        while value > tier.limit, number + 1 < terms.tierCount {
            number += 1
            tier = tiers[Handle(index: terms.firstTier.index + number)]
        }
        return (number, tier)
    }

    /// The maintenance margin of a position value at mark, without a closing reserve. MARGIN-9.
    func maintenance(_ margin: MarginTerms, _ value: ExactValue) -> Money {
        let rounded = value.rounded(.up)
        guard rounded > .zero else { return .zero }
        let extra = margin.policy.maintenanceFee == .onMark ? margin.terms.takerFee : .zero
        return tier(margin.terms, of: rounded).tier.maintenance(of: value, extraRate: extra)
    }

    /// The maintenance margin of one position alone. MARGIN-9.
    func maintenance(_ margin: MarginTerms, _ side: PositionSide, _ position: Position, _ leverage: Leverage) -> Money {
        guard position.isOpen else { return .zero }
        let value = margin.instrument.exactValue(of: position.size, at: margin.instrument.mark)
        let reserve =
            margin.policy.maintenanceFee == .atBankruptcy
            ? margin.closingFee(side, ExactValue(position.entryValue), leverage) : .zero
        return maintenance(margin, value) + reserve
    }
}
