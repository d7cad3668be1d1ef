/// The side of a position.
public enum PositionSide: UInt8, Sendable, BitwiseCopyable, CaseIterable {
    case long = 1
    case short

    /// The other side.
    public var opposite: PositionSide { self == .long ? .short : .long }

    /// The order side that opens it.
    public var opening: Side { self == .long ? .buy : .sell }
}

/// A position on one side of one instrument; without one, its size is zero.
///
/// The average entry price is never stored: the entry value is, so that nothing drifts.
public struct Position: Sendable, BitwiseCopyable {
    public internal(set) var size: Quantity
    /// The value at entry, in the settle asset, kept exactly.
    public internal(set) var entryValue: Money
    /// Margin posted on it while it is isolated, reserve for the closing fee included; zero otherwise.
    public internal(set) var margin: Money
    /// Realised profit since it was opened, fees and funding not deducted.
    public internal(set) var realised: Money
    /// Fees and funding paid since it was opened.
    public internal(set) var costs: Money
    /// Realised profit of all its predecessors and itself, fees and funding deducted.
    public internal(set) var cumulativeRealised: Money
    public internal(set) var addsMarginAutomatically: Bool
    /// When it was opened and last changed, venue time in ms.
    public internal(set) var openedMs: Int64
    public internal(set) var updatedMs: Int64
    /// The number of its last change among all of the venue's changes; 0 when it was never traded.
    public internal(set) var sequence: UInt64

    static let none = Position(
        size: .zero, entryValue: .zero, margin: .zero, realised: .zero, costs: .zero, cumulativeRealised: .zero,
        addsMarginAutomatically: false, openedMs: 0, updatedMs: 0, sequence: 0)

    /// True when there is a position.
    public var isOpen: Bool { size > .zero }
}

/// What a margin account has in one instrument: its settings, the position on each side, its resting orders.
///
/// In one-way mode at most one of the two positions is open.
public struct Holding: Sendable, BitwiseCopyable {
    public let marginAccount: MarginAccountID
    public let instrument: InstrumentID
    /// The margin mode where the regime is `perSymbol`; otherwise the margin account's counts.
    public internal(set) var ownMode: MarginMode
    public internal(set) var positionMode: PositionMode
    public internal(set) var crossLeverage: Leverage
    public internal(set) var isolatedLongLeverage: Leverage
    public internal(set) var isolatedShortLeverage: Leverage
    public internal(set) var long: Position
    public internal(set) var short: Position
    public internal(set) var orderCount: Int32

    var older: Handle<Holding>
    /// Its resting orders, the best price first.
    var bestBuy: Handle<Order>
    var bestSell: Handle<Order>

    /// The position on a side.
    public internal(set) subscript(side: PositionSide) -> Position {
        get { side == .long ? long : short }
        set { if side == .long { long = newValue } else { short = newValue } }
    }

    /// The leverage that counts for a side in a mode.
    public func leverage(_ side: PositionSide, in mode: MarginMode) -> Leverage {
        guard mode == .isolated else { return crossLeverage }
        return side == .long ? isolatedLongLeverage : isolatedShortLeverage
    }

    /// True when a position is open on either side.
    public var hasPosition: Bool { long.isOpen || short.isOpen }
}
