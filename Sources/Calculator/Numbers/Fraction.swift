/// An exact number: what a formula gives before anything is rounded.
///
/// It is not brought to lowest terms: a formula has few steps, and only the last one turns it into digits.
struct Fraction: Sendable {
    private let isNegative: Bool
    private let numerator: Natural
    /// Never zero.
    private let denominator: Natural

    static let zero = Fraction(0)
    static let one = Fraction(1)

    init(_ value: Int) {
        self.init(isNegative: value < 0, Natural(UInt128(value.magnitude)), .one)
    }

    /// A whole number of units of 1e-8.
    init(units: Int128) {
        self.init(isNegative: units < 0, Natural(units.magnitude), .power(ofTen: 8))
    }

    /// Reads plain decimal notation exactly, whatever its number of decimals; nil for anything else and for more than
    /// `maxDigits` digits.
    init?(_ text: some StringProtocol) {
        var digits = Natural.zero
        var digitCount = 0
        var decimals: Int?
        for (offset, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "-") where offset == 0, UInt8(ascii: "+") where offset == 0: continue
            case UInt8(ascii: ".") where decimals == nil: decimals = 0
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits.append(digit: byte - UInt8(ascii: "0"))
                digitCount += 1
                decimals = decimals.map { $0 + 1 }
            default: return nil
            }
            guard digitCount <= Self.maxDigits else { return nil }
        }
        guard digitCount > 0 else { return nil }
        self.init(isNegative: text.utf8.first == UInt8(ascii: "-"), digits, .power(ofTen: decimals ?? 0))
    }

    private init(isNegative: Bool, _ numerator: Natural, _ denominator: Natural) {
        self.isNegative = isNegative && !numerator.isZero
        self.numerator = numerator
        self.denominator = denominator
    }

    static let maxDigits = 60

    var isZero: Bool { numerator.isZero }
    var isPositive: Bool { !isNegative && !isZero }
    var magnitude: Fraction { isNegative ? -self : self }
    /// The greater of this and zero.
    var orZero: Fraction { max(self, .zero) }

    static prefix func - (number: Fraction) -> Fraction {
        Fraction(isNegative: !number.isNegative, number.numerator, number.denominator)
    }

    static func + (left: Fraction, right: Fraction) -> Fraction {
        let (a, b, denominator) = aligned(left, right)
        if left.isNegative == right.isNegative {
            return Fraction(isNegative: left.isNegative, a + b, denominator)
        }
        return Fraction(isNegative: a < b ? right.isNegative : left.isNegative, .distance(a, b), denominator)
    }

    static func - (left: Fraction, right: Fraction) -> Fraction { left + -right }

    static func * (left: Fraction, right: Fraction) -> Fraction {
        Fraction(
            isNegative: left.isNegative != right.isNegative, left.numerator * right.numerator,
            left.denominator * right.denominator)
    }

    /// Nil for a divisor of zero.
    func divided(by other: Fraction) -> Fraction? {
        guard !other.isZero else { return nil }
        return Fraction(
            isNegative: isNegative != other.isNegative, numerator * other.denominator, denominator * other.numerator)
    }

    private static func aligned(_ left: Fraction, _ right: Fraction) -> (Natural, Natural, Natural) {
        guard left.denominator != right.denominator else {
            return (left.numerator, right.numerator, left.denominator)
        }
        return (
            left.numerator * right.denominator, right.numerator * left.denominator,
            left.denominator * right.denominator
        )
    }
}

extension Fraction: Comparable {
    static func == (left: Fraction, right: Fraction) -> Bool {
        let (a, b, _) = aligned(left, right)
        return left.isNegative == right.isNegative && a == b
    }

    static func < (left: Fraction, right: Fraction) -> Bool {
        guard left.isNegative == right.isNegative else { return left.isNegative }
        let (a, b, _) = aligned(left, right)
        return left.isNegative ? b < a : a < b
    }
}

extension Fraction {
    /// In which direction a number is brought to a whole multiple.
    enum Direction: String, CaseIterable, Sendable {
        /// Toward plus infinity.
        case up
        /// Toward minus infinity.
        case down
        /// To the nearest; of two equally near the even one.
        case halfEven = "half_even"
    }

    /// The whole multiple of a step, in the direction given. The step is above zero.
    func rounded(toMultipleOf step: Fraction, _ direction: Direction) -> Fraction {
        guard let count = divided(by: step),
            let (floor, rest) = count.numerator.quotientAndRemainder(dividingBy: count.denominator)
        else { return self }
        let goesAway =
            switch direction {
            case .up: !isNegative && !rest.isZero
            case .down: isNegative && !rest.isZero
            case .halfEven: rest + rest > count.denominator || (rest + rest == count.denominator && floor.isOdd)
            }
        return Fraction(isNegative: isNegative, goesAway ? floor + .one : floor, .one) * step
    }

    func isMultiple(of step: Fraction) -> Bool { rounded(toMultipleOf: step, .down) == self }

    /// How many units of the last of so many decimals it is, rounded; nil beyond 2^100 of them.
    func units(decimals: Int, _ direction: Direction) -> Int128? {
        let scaled = self * Fraction(isNegative: false, .power(ofTen: decimals), .one)
        let whole = scaled.rounded(toMultipleOf: .one, direction)
        guard let (units, _) = whole.numerator.quotientAndRemainder(dividingBy: whole.denominator),
            let magnitude = units.value, magnitude <= 1 << 100
        else { return nil }
        return whole.isNegative ? -Int128(magnitude) : Int128(magnitude)
    }

    /// The digits with that many decimals, half-even where there are more.
    func text(decimals: Int) -> String {
        let scale = Natural.power(ofTen: decimals)
        let whole = rounded(toMultipleOf: Fraction(isNegative: false, .one, scale), .halfEven)
        guard let (units, _) = (whole.numerator * scale).quotientAndRemainder(dividingBy: whole.denominator) else {
            return ""
        }
        let digits = units.text
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
        let sign = whole.isNegative ? "-" : ""
        guard decimals > 0 else { return sign + padded }
        return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }

    /// Up to 20 decimals without trailing zeros.
    var text: String {
        var digits = text(decimals: 20)[...]
        while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
        if digits.utf8.last == UInt8(ascii: ".") { digits.removeLast() }
        return digits == "-0" ? "0" : String(digits)
    }
}
