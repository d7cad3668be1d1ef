/// Decimal text to units of 1e-8, or of another decimal, and back, exactly.
public enum DecimalText {
    /// What a text turned out to be.
    public enum Reading: Sendable, Equatable {
        /// The number in units of the last decimal.
        case units(Int128)
        /// A number with digits beyond the last decimal.
        case tooFine
        /// A number whose units do not fit the bound of 2^100.
        case tooLarge
        /// Not a plain decimal number.
        case notANumber
    }

    /// Reads plain notation: an optional sign, digits, optionally a point and digits. No exponent, no white space.
    /// - Parameter most: how many decimals there may be.
    public static func read(_ text: some StringProtocol, decimals most: Int = 8) -> Reading {
        var units: Int128 = 0
        var digits = 0
        var decimals = -1
        var negative = false
        var isTooFine = false
        for (offset, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "-") where offset == 0: negative = true
            case UInt8(ascii: "+") where offset == 0: break
            case UInt8(ascii: ".") where decimals < 0: decimals = 0
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if decimals >= most {
                    if byte != UInt8(ascii: "0") { isTooFine = true }
                    continue
                }
                if decimals >= 0 { decimals += 1 }
                units = units * 10 + Int128(byte - UInt8(ascii: "0"))
                if units > bound { return digitsOnly(text) ? .tooLarge : .notANumber }
            default: return .notANumber
            }
        }
        guard digits > 0 else { return .notANumber }
        if isTooFine { return .tooFine }
        for _ in max(decimals, 0)..<most { units *= 10 }
        guard units <= bound else { return .tooLarge }
        return .units(negative ? -units : units)
    }

    /// Writes units of the last of so many decimals in plain notation without trailing zeros: `0`, `-1.5`, `60000`.
    public static func write<Units: FixedWidthInteger & SignedInteger>(units: Units, decimals: Int = 8) -> String {
        var one: Units.Magnitude = 1
        for _ in 0..<decimals { one *= 10 }
        let (whole, fraction) = units.magnitude.quotientAndRemainder(dividingBy: one)
        let sign = units < 0 ? "-" : ""
        guard fraction != 0 else { return "\(sign)\(whole)" }
        var digits = String(fraction)
        digits = String(repeating: "0", count: decimals - digits.utf8.count) + digits
        while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
        return "\(sign)\(whole).\(digits)"
    }

    private static let bound: Int128 = 1 << 100

    private static func digitsOnly(_ text: some StringProtocol) -> Bool {
        var points = 0
        for (offset, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): continue
            case UInt8(ascii: "."): points += 1
            case UInt8(ascii: "-"), UInt8(ascii: "+"): if offset > 0 { return false }
            default: return false
            }
        }
        return points <= 1
    }
}

extension FixedPoint {
    /// Reads plain decimal text; nil when it is not a number, has more than 8 decimals or does not fit.
    public init?(_ text: some StringProtocol) {
        guard case .units(let wide) = DecimalText.read(text), let units = Units(exactly: wide) else { return nil }
        self.init(units: units)
    }

    /// Plain notation without trailing zeros.
    public var text: String { DecimalText.write(units: units) }
}
