import MarginEngine

extension Fraction {
    init(_ money: Money) { self.init(units: money.units) }
    init(_ price: Price) { self.init(units: Int128(price.units)) }
    init(_ quantity: Quantity) { self.init(units: Int128(quantity.units)) }
    init(_ value: Value) { self = Fraction(units: value.units) * Fraction(units: 1) }

    /// As a value of 16 decimals, within what the engine computes with.
    func value(_ direction: Direction) throws(CalculationError) -> Value {
        guard let units = units(decimals: 16, direction), units.magnitude <= Value(MarginSheet.maxValue).units.magnitude
        else { throw .tooLarge }
        return Value(units: units)
    }

    /// +1 for a long, -1 for a short.
    init(sign side: PositionSide) { self.init(side == .long ? 1 : -1) }

    /// This number over another. A formula whose divisor may be zero for good reason asks `divided(by:)` itself.
    func over(_ other: Fraction) throws(CalculationError) -> Fraction {
        guard let quotient = divided(by: other) else { throw .divisionByZero }
        return quotient
    }
}

extension Inputs {
    /// The engine's formulas for the contract and family asked for.
    func sheet(
        _ family: AccountFamily, fee: Rate = .zero, tiers: [RiskTier] = [], mark: Price? = nil,
        fundingRate: Rate = .zero
    ) throws(CalculationError) -> MarginSheet {
        MarginSheet(
            payoff, tick: try tick(), mark: mark ?? Price(units: Rate.one.units), fundingRate: fundingRate,
            family: family, takerFee: fee, tiers: tiers)
    }

    /// Whose policy applies: the venue's, or another where the venue has none of ours.
    func family(or other: AccountFamily) -> AccountFamily {
        AccountFamily.allCases.first { $0.description == venue } ?? other
    }

    /// The tick the engine rounds its prices to; its finest when the result is to be rounded in another direction than
    /// the engine's, which is toward entry.
    private func tick() throws(CalculationError) -> Price {
        let finest = Price(units: 1)
        guard has(.side), case .text(let text) = self[.quantum], let tick = Price(text), tick > .zero else {
            return finest
        }
        let towardEntry: Fraction.Direction = try side() == .long ? .up : .down
        return try direction() ?? towardEntry == towardEntry ? tick : finest
    }

    /// The value of a quantity at a price, both with all their decimals, within what the engine computes with.
    func value(
        _ quantity: Input = .qty, at price: Input, _ direction: Fraction.Direction = .up
    ) throws(CalculationError) -> Value {
        try exactValue(try exactSize(quantity), at: try exactPrice(price)).value(direction)
    }

    /// The value of a quantity at a price in the engine's numbers.
    func value(_ quantity: Quantity, at price: Price) throws(CalculationError) -> Value {
        let value = try sheet(.ztdx).value(of: quantity, at: price, .up)
        guard value <= Value(MarginSheet.maxValue) else { throw .tooLarge }
        return value
    }

    /// A position filled at the entry price. Venues print averages of fills with up to 20 decimals: the entry value is
    /// of all of them, rounded as a fill's is.
    func position(
        entry: Input = .entryPrice, _ side: PositionSide, quantity input: Input = .qty
    ) throws(CalculationError) -> Position {
        let (size, price) = (try quantity(input), try exactPrice(entry))
        guard size > .zero else { throw .invalid(input, "0", "not above zero") }
        guard let units = price.units(decimals: 8, .up), units <= Int64.max else { throw .tooLarge }
        let value = try exactValue(Fraction(size), at: price).value(side == .long ? .down : .up)
        return Position(size: size, entryValue: value)
    }

    /// The mark price, at which the position's value is within bounds too; the entry price when none is given.
    func mark(_ size: Quantity, or other: Input = .entryPrice) throws(CalculationError) -> Price {
        let mark = try price(has(.markPrice) ? .markPrice : other)
        _ = try value(size, at: mark)
        return mark
    }

    /// The ladder given, or a single tier of a maintenance rate and a deduction.
    func tiers(deduction input: Input = .mmDeduction) throws(CalculationError) -> [RiskTier] {
        if has(.tiers) { return try ladder() }
        let deduction = try money(input, or: .zero)
        guard deduction >= .zero else { throw .invalid(input, deduction.text, "below zero") }
        return [RiskTier(maintenanceRate: try maintenanceRate(), deduction: deduction)]
    }

    // MARK: Exact

    /// The value of a quantity at a price before any rounding.
    func exactValue(_ quantity: Fraction, at price: Fraction) throws(CalculationError) -> Fraction {
        payoff == .linear ? quantity * price : try quantity.over(price)
    }

    /// The profit of a position between two of its values.
    func exactProfit(from entry: Fraction, to exit: Fraction) throws(CalculationError) -> Fraction {
        try exactDirection() * (exit - entry)
    }

    /// +1 where value grows with profit, -1 where it shrinks.
    func exactDirection() throws(CalculationError) -> Fraction {
        let sign = Fraction(sign: try side())
        return payoff == .linear ? sign : -sign
    }
}
