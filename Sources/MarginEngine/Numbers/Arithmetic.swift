/// The direction in which an inexact result is brought to a whole unit. `docs/rules/margin.md` says which applies where:
/// always the one in which the venue does not under-collect.
public enum Rounding: Sendable {
    /// Toward minus infinity.
    case down
    /// Toward plus infinity.
    case up
    /// To the nearest, of two equally near ones to the even one: for display only.
    case halfEven
}

/// Units in one: 8 decimals.
public let unitsInOne: Int128 = 100_000_000

/// `a * b / c` with a 256-bit intermediate, rounded once.
///
/// The result fits 128 bits for all that passes the bounds of `Bounds`; a result that did not would be our own bug and
/// saturates, which `Engine.brokenLaw` then finds.
public func mulDiv(_ a: Int128, _ b: Int128, _ c: Int128, _ rounding: Rounding) -> Int128 {
    if c != 0, a == 0 || b == c { return a }
    let isNegative = (a < 0) != (b < 0) && a != 0 && b != 0
    let divisor = c.magnitude
    let product = a.magnitude.multipliedFullWidth(by: b.magnitude)
    guard divisor != 0, product.high < divisor else { return isNegative != (c < 0) ? .min : .max }
    let (quotient, remainder) =
        product.high == 0
        ? product.low.quotientAndRemainder(dividingBy: divisor)
        : divisor.dividingFullWidth((product.high, product.low))
    let isBelowZero = isNegative != (c < 0)
    let awayFromZero =
        switch rounding {
        case .down: remainder != 0 && isBelowZero
        case .up: remainder != 0 && !isBelowZero
        case .halfEven: remainder > divisor - remainder || (remainder == divisor - remainder && quotient & 1 == 1)
        }
    let magnitude = awayFromZero ? quotient &+ 1 : quotient
    guard magnitude <= UInt128(Int128.max) else { return isBelowZero ? .min : .max }
    return isBelowZero ? -Int128(magnitude) : Int128(magnitude)
}

extension Money {
    /// This amount times a rate, rounded once.
    public func times(_ rate: Rate, _ rounding: Rounding) -> Money {
        Money(units: mulDiv(units, Int128(rate.units), unitsInOne, rounding))
    }

    /// This amount divided by leverage, rounded once.
    public func divided(by leverage: Leverage, _ rounding: Rounding) -> Money {
        Money(units: mulDiv(units, 100, Int128(leverage.hundredths), rounding))
    }

    /// The part `share / whole` of this amount, rounded once.
    public func part(_ share: Quantity, of whole: Quantity, _ rounding: Rounding) -> Money {
        Money(units: mulDiv(units, Int128(share.units), Int128(whole.units), rounding))
    }

    /// The greater of this amount and nothing.
    public var orZero: Money { max(self, .zero) }
}

extension Value {
    /// An amount as a value: exact, and like a sum never beyond the range.
    public init(_ amount: Money) { self = Value(units: amount.units) * unitsInOne }

    /// As an amount.
    public func rounded(_ rounding: Rounding) -> Money { Money(units: mulDiv(units, 1, unitsInOne, rounding)) }

    /// As an amount to be shown: a buyer's rounded down, a seller's up.
    public func amount(to side: Side) -> Money { rounded(side == .buy ? .down : .up) }

    /// This value times a rate, rounded once.
    public func times(_ rate: Rate, _ rounding: Rounding) -> Money { ExactValue(self).times(rate, rounding) }

    /// This value divided by leverage, rounded once.
    public func divided(by leverage: Leverage, _ rounding: Rounding) -> Money {
        ExactValue(self).divided(by: leverage, rounding)
    }

    /// The part `share / whole` of this value, rounded once.
    public func part(_ share: Quantity, of whole: Quantity, _ rounding: Rounding) -> Value {
        Value(units: mulDiv(units, Int128(share.units), Int128(whole.units), rounding))
    }
}
