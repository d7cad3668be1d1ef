/// An exact decimal, held as a whole number of units of one size.
///
/// Each kind of number is a type of its own, so that a price cannot be added to a quantity.
public protocol ExactDecimal: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// The integer that holds the units.
    associatedtype Units: FixedWidthInteger & SignedInteger & BitwiseCopyable & Sendable

    /// How many of the type's units the number is.
    var units: Units { get }

    /// Makes the number from its units.
    init(units: Units)
}

/// An exact decimal with 8 fractional digits: its units are of 1e-8.
public protocol FixedPoint: ExactDecimal {}

extension ExactDecimal {
    /// Nothing of it.
    public static var zero: Self { Self(units: 0) }

    /// Exact.
    public static func < (left: Self, right: Self) -> Bool { left.units < right.units }
    /// Exact. The bounds at the door exclude a sum that does not fit; it would be our own bug, and stops at the end of
    /// the range, where `Engine.brokenLaw` finds it.
    @inline(__always)
    public static func + (left: Self, right: Self) -> Self {
        let (sum, isTooLong) = left.units.addingReportingOverflow(right.units)
        return isTooLong ? end(isBelowZero: right.units < 0) : Self(units: sum)
    }
    /// Exact, and like `+` never beyond the range.
    @inline(__always)
    public static func - (left: Self, right: Self) -> Self {
        let (difference, isTooLong) = left.units.subtractingReportingOverflow(right.units)
        return isTooLong ? end(isBelowZero: right.units > 0) : Self(units: difference)
    }
    /// Exact, and like `+` never beyond the range.
    @inline(__always)
    public static prefix func - (number: Self) -> Self { zero - number }
    /// Exact, and like `+` never beyond the range.
    @inline(__always)
    public static func += (left: inout Self, right: Self) { left = left + right }
    /// Exact, and like `+` never beyond the range.
    @inline(__always)
    public static func -= (left: inout Self, right: Self) { left = left - right }

    /// So many times the number; exact, and like `+` never beyond the range.
    @inline(__always)
    static func * (number: Self, factor: Units) -> Self {
        let (product, isTooLong) = number.units.multipliedReportingOverflow(by: factor)
        return isTooLong ? end(isBelowZero: (number.units < 0) != (factor < 0)) : Self(units: product)
    }

    /// Out of line, so that a sum that fits costs no more than one that would trap.
    @inline(never)
    private static func end(isBelowZero: Bool) -> Self { Self(units: isBelowZero ? .min : .max) }

    /// True when the number is a whole multiple of `step`; never for a step of zero.
    public func isMultiple(of step: Self) -> Bool {
        step.units != 0 && units % step.units == 0
    }
}

/// A price in quote units per base unit (linear) or in USD per coin (inverse).
public struct Price: FixedPoint {
    /// The price times 1e8.
    public let units: Int64
    /// 6_000_000_000_000 is a price of 60,000.
    public init(units: Int64) { self.units = units }
}

/// An amount of base coin (linear) or of USD contracts (inverse); never negative inside the engine.
public struct Quantity: FixedPoint {
    /// The quantity times 1e8.
    public let units: Int64
    /// 100_000_000 is 1 coin, or 1 USD of an inverse contract.
    public init(units: Int64) { self.units = units }
}

/// A fraction such as a fee, a funding or a maintenance rate: 0.0055 is 0.55 %.
public struct Rate: FixedPoint {
    /// The fraction times 1e8.
    public let units: Int64
    /// 10_000 is one basis point.
    public init(units: Int64) { self.units = units }

    /// The whole.
    public static let one = Rate(units: 100_000_000)
}

/// An amount of one asset.
public struct Money: FixedPoint {
    /// The amount times 1e8.
    public let units: Int128
    /// 100_000_000 is 1 coin.
    public init(units: Int128) { self.units = units }
}

/// What a quantity is worth, in the settle asset: an exact decimal with 16 fractional digits, so that a linear value is
/// the product of quantity and price as it is, and an inverse one still tells the price that it was made of.
public struct Value: ExactDecimal {
    /// The value times 1e16.
    public let units: Int128
    /// 10_000_000_000_000_000 is 1 coin.
    public init(units: Int128) { self.units = units }
}

/// Leverage in steps of 0.01, the finest step any venue offers.
public struct Leverage: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// 100 times the leverage: 1250 is 12.5x.
    public let hundredths: Int32

    /// Any number: whether it is offered, the guards decide.
    public init(hundredths: Int32) { self.hundredths = hundredths }

    /// A whole leverage such as 20x.
    public init(_ whole: Int32) { hundredths = whole * 100 }

    /// The lower leverage first.
    public static func < (left: Leverage, right: Leverage) -> Bool { left.hundredths < right.hundredths }

    /// Reads decimal text with at most two decimals; nil for anything else or outside 0 ... 10,000.
    public init?(_ text: some StringProtocol) {
        guard case .units(let units) = DecimalText.read(text), units >= 0, units <= 1_000_000_000_000,
            units % 1_000_000 == 0
        else { return nil }
        hundredths = Int32(units / 1_000_000)
    }
}
