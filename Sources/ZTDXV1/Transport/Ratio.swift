import MarginEngine
import Wire

/// An exact quotient, for display.
struct Ratio: Sendable {
    let numerator: Int128
    /// Above zero.
    let denominator: Int128

    private static let decimals = 18
    private static let one: Int128 = 1_000_000_000_000_000_000

    /// ZTDX-MODE-12: equity over maintenance margin, the venue's uniMMR; nil without a position.
    init?(uniMMRIn figures: UnifiedFigures) {
        guard figures.hasPositions else { return nil }
        self.init(figures.totalEquity, over: figures.maintenanceMargin)
    }

    /// Equity over maintenance margin as recorded; nil without maintenance margin, and so without a position.
    init?(_ equity: Money, over maintenanceMargin: Money) {
        guard maintenanceMargin > .zero else { return nil }
        numerator = equity.units
        denominator = maintenanceMargin.units
    }

    /// One of the ladder's steps.
    init(_ step: MarginRatio) {
        numerator = Int128(step.hundredths)
        denominator = 100
    }

    /// ZTDX-MODE-22: plain notation with up to 18 decimals, rounded toward minus infinity, so that it never overstates
    /// safety.
    var text: String {
        var (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
        if rest < 0 {
            whole -= 1
            rest += denominator
        }
        var fraction = mulDiv(rest, Self.one, denominator, .down)
        let isNegative = whole < 0
        if isNegative, fraction > 0 {
            whole += 1
            fraction = Self.one - fraction
        }
        let sign = isNegative ? "-" : ""
        guard fraction > 0 else { return "\(sign)\(whole.magnitude)" }
        let digits = String(fraction)
        let padded = String(repeating: "0", count: Self.decimals - digits.utf8.count) + digits
        let significant = padded.utf8.lastIndex { $0 != UInt8(ascii: "0") } ?? padded.startIndex
        return "\(sign)\(whole.magnitude).\(padded[...significant])"
    }
}

extension JSONWriter {
    /// The ratio as text, null without a position.
    mutating func uniMMR(_ figures: UnifiedFigures) {
        memberOptional("uni_mmr", Ratio(uniMMRIn: figures)?.text)
    }
}
