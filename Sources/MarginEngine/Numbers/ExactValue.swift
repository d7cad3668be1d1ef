/// The value of a quantity at a price before any rounding, as a fraction of units of 1e-8: margins and fees multiply it
/// first, divide once and round once.
struct ExactValue {
    /// Below 2^122: a quantity of 63 bits times a price of 59, a quantity with 8 further decimals, or a stored value.
    private let numerator: Int128
    /// 1e8, or a price.
    private let denominator: Int128

    init(_ quantity: Quantity, at price: Price, _ payoff: Payoff) {
        switch payoff {
        case .linear:
            numerator = Int128(quantity.units) * Int128(price.units)
            denominator = unitsInOne
        case .inverse:
            numerator = Int128(quantity.units) * unitsInOne
            denominator = Int128(price.units)
        }
    }

    init(_ value: Value) {
        numerator = value.units
        denominator = unitsInOne
    }

    /// As a value, for a linear contract without any rounding.
    func value(_ rounding: Rounding) -> Value {
        Value(units: mulDiv(numerator, unitsInOne, denominator, rounding))
    }

    /// As an amount.
    func rounded(_ rounding: Rounding) -> Money { times(1, over: 1, rounding) }

    /// Times `factor / divisor`.
    func times(_ factor: Int128, over divisor: Int128, _ rounding: Rounding) -> Money {
        Money(units: mulDiv(numerator, factor, denominator * divisor, rounding))
    }

    func times(_ rate: Rate, _ rounding: Rounding) -> Money {
        times(Int128(rate.units), over: unitsInOne, rounding)
    }

    func divided(by leverage: Leverage, _ rounding: Rounding) -> Money {
        times(100, over: Int128(leverage.hundredths), rounding)
    }

    /// What it exceeds a value by, times `factor / divisor`, rounded down.
    func excess(over value: Value, times factor: Int128, over divisor: Int128) -> Money {
        let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
        // Flooring the fraction first is exact: what it adds to is a whole number, and so is the divisor.
        let fraction = mulDiv(rest * factor, unitsInOne, denominator, .down)
        let product = (Value(Money(units: whole)) - value) * factor + Value(units: fraction)
        return Money(units: mulDiv(product.units, 1, divisor * unitsInOne, .down))
    }

    /// Times a rate and less a deduction in units of 1e-16, rounded up. Rounding the product up first is exact, as the
    /// deduction is a whole number of its units.
    func times(_ rate: Rate, lessFine deduction: Int128) -> Money {
        Money(units: mulDiv(mulDiv(numerator, Int128(rate.units), denominator, .up) - deduction, 1, unitsInOne, .up))
    }
}
