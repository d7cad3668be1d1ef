/// An exact decimal as it travels, in one spelling only: `5`, `-0.25`, `60000.1`. Two are equal when their values are.
public struct DecimalNumber: Sendable, Hashable {
    /// Plain notation without an exponent, a plus sign or zeros that say nothing.
    public let text: String

    /// Zero.
    public static let zero = DecimalNumber(0)

    /// A whole number.
    public init(_ whole: Int) { text = String(whole) }

    /// Reads digits with at most one point and a sign; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let isNegative = text.hasPrefix("-")
        let digits = text.dropFirst(isNegative || text.hasPrefix("+") ? 1 : 0)
        let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, !first.isEmpty, parts.count == 1 || parts.last?.isEmpty == false,
            parts.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } })
        else { return nil }
        let whole = first.drop { $0 == "0" }
        let fraction = parts.count == 1 ? "" : String(parts[1]).withoutTrailingZeros
        let magnitude = (whole.isEmpty ? "0" : String(whole)) + (fraction.isEmpty ? "" : "." + fraction)
        self.text = isNegative && magnitude != "0" ? "-" + magnitude : magnitude
    }

    /// Below zero.
    public var isNegative: Bool { text.hasPrefix("-") }

    /// The same with the other sign.
    public var negated: DecimalNumber {
        if self == .zero { return self }
        return DecimalNumber(known: isNegative ? String(text.dropFirst()) : "-" + text)
    }

    /// Without its sign.
    public var magnitude: DecimalNumber { isNegative ? negated : self }

    private init(known text: String) { self.text = text }
}

extension DecimalNumber: CustomStringConvertible {
    /// The number in its one spelling.
    public var description: String { text }
}

extension String {
    fileprivate var withoutTrailingZeros: String {
        guard let last = lastIndex(where: { $0 != "0" }) else { return "" }
        return String(self[...last])
    }
}
