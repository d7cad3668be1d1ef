/// An exact fraction. It is brought to lowest terms only when a part leaves 128 bits; nothing depends on its form.
struct Rational: ExpressibleByIntegerLiteral, Comparable {
    let top: Whole
    /// Above zero.
    let bottom: Whole

    static let zero = Rational(top: .zero, bottom: .one)

    init(integerLiteral value: Int64) { self.init(top: .small(Int128(value)), bottom: .one) }

    /// Units of 1e-8, as the engine's numbers are.
    init(units: some BinaryInteger) { self.init(top: .small(Int128(units)), bottom: Self.unitsInOne) }

    /// The unit of values, 1e-16.
    static let unitOfValue = Rational(units: 1) * Rational(units: 1)

    private init(top: Whole, bottom: Whole) {
        if case .small = top, case .small = bottom {
            self.top = top
            self.bottom = bottom
            return
        }
        (self.top, self.bottom) = Self.lowest(top, bottom)
    }

    private static let unitsInOne = Whole.small(100_000_000)

    static func + (left: Rational, right: Rational) -> Rational {
        if case .small(let a) = left.bottom, case .small(let b) = right.bottom {
            if a == b { return Rational(top: left.top + right.top, bottom: left.bottom) }
            if a > b, a % b == 0 { return Rational(top: left.top + right.top * .small(a / b), bottom: left.bottom) }
            if b % a == 0 { return Rational(top: left.top * .small(b / a) + right.top, bottom: right.bottom) }
        }
        return Rational(top: left.top * right.bottom + right.top * left.bottom, bottom: left.bottom * right.bottom)
    }

    static prefix func - (number: Rational) -> Rational { Rational(top: -number.top, bottom: number.bottom) }

    static func - (left: Rational, right: Rational) -> Rational { left + -right }

    static func += (left: inout Rational, right: Rational) { left = left + right }

    static func -= (left: inout Rational, right: Rational) { left = left - right }

    static func * (left: Rational, right: Rational) -> Rational {
        Rational(top: left.top * right.top, bottom: left.bottom * right.bottom)
    }

    /// The divisor must not be zero.
    static func / (left: Rational, right: Rational) -> Rational {
        let isNegative = right.top.isNegative
        let magnitude = isNegative ? -right.top : right.top
        var top: Whole
        var bottom: Whole
        if case .small(let a) = left.bottom, case .small(let b) = right.bottom, a == b {
            (top, bottom) = (left.top, magnitude)
        } else {
            (top, bottom) = (left.top * right.bottom, left.bottom * magnitude)
        }
        if isNegative { top = -top }
        return Rational(top: top, bottom: bottom)
    }

    static func < (left: Rational, right: Rational) -> Bool {
        if case .small(let a) = left.bottom, case .small(let b) = right.bottom, a == b { return left.top < right.top }
        return left.top * right.bottom < right.top * left.bottom
    }

    static func == (left: Rational, right: Rational) -> Bool { !(left < right) && !(right < left) }

    // MARK: Rounding, only where the rules name it

    /// The greatest multiple of a step that is not above.
    func down(to step: Rational = Rational(units: 1)) -> Rational {
        if case .small(1) = step.top, case .small(let a) = bottom, case .small(let b) = step.bottom, a == b {
            return self
        }
        let count = (top * step.bottom).floorDivided(by: bottom * step.top)
        return Rational(top: count * step.top, bottom: step.bottom)
    }

    /// The least multiple of a step that is not below.
    func up(to step: Rational = Rational(units: 1)) -> Rational { -(-self).down(to: step) }

    /// The nearest multiple of a step, of two the even one.
    func halfEven(to step: Rational) -> Rational {
        let below = down(to: step)
        let twice = (self - below) + (self - below)
        if twice == step { return (below / step).isMultiple(of: 2) ? below : below + step }
        return twice > step ? below + step : below
    }

    func isMultiple(of step: Rational) -> Bool { down(to: step) == self }

    var isPositive: Bool { self > 0 }

    /// The greater of this and nothing.
    var orZero: Rational { top.isNegative ? 0 : self }

    /// In units of 1e-8, if it is a whole number of them.
    var units: Int128? {
        let count = (top * Self.unitsInOne).floorDivided(by: bottom)
        guard let units = count.int128, Rational(units: units) == self else { return nil }
        return units
    }

    /// By Euclid.
    private static func lowest(_ top: Whole, _ bottom: Whole) -> (Whole, Whole) {
        var (a, b) = (top.isNegative ? -top : top, bottom)
        while !b.isZero { (a, b) = (b, a - a.floorDivided(by: b) * b) }
        if case .small(1) = a { return (top, bottom) }
        return (top.floorDivided(by: a), bottom.floorDivided(by: a))
    }
}

extension Rational: CustomStringConvertible {
    var description: String {
        guard let units else { return "about \((top * .small(100_000_000)).floorDivided(by: bottom)) units" }
        return "\(units) units"
    }
}
