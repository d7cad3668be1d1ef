/// The side of a position.
public enum PositionSide: UInt8, Sendable, BitwiseCopyable, CaseIterable {
    /// Gains when the price rises.
    case long = 1
    /// Gains when the price falls.
    case short

    /// Both, made once: a synthesized list would be made at each use.
    public static let allCases: [PositionSide] = [.long, .short]

    /// The other side.
    public var opposite: PositionSide { self == .long ? .short : .long }

    /// The order side that opens it.
    public var opening: Side { self == .long ? .buy : .sell }

    /// The order side that closes it.
    public var closing: Side { opening.opposite }

    /// How an order names it in a position mode.
    public func target(in mode: PositionMode) -> PositionTarget {
        guard mode == .hedge else { return .net }
        return self == .long ? .long : .short
    }
}

/// A position on one side of one instrument; without one, its size is zero.
///
/// The average entry price is never stored: the entry value is, so that nothing drifts.
public struct Position: Sendable, BitwiseCopyable {
    /// Base coin (linear) or USD (inverse); never negative, the side is told by its place.
    public package(set) var size: Quantity
    /// The value at entry, in the settle asset.
    public package(set) var entryValue: Value
    /// Margin posted on it while it is isolated, reserve for the closing fee included; zero otherwise.
    public package(set) var margin: Money
    /// Realised profit since it was opened, fees and funding not deducted.
    public internal(set) var realised: Money
    /// Fees and funding paid since it was opened.
    public internal(set) var costs: Money
    /// Of these, opening fees and funding that belong to what is still open.
    public internal(set) var carriedCosts: Money
    /// Realised profit of all its predecessors and itself, fees and funding deducted.
    public internal(set) var cumulativeRealised: Money
    /// The auto-add-margin flag, off whenever a position opens or becomes isolated account-wide.
    public internal(set) var addsMarginAutomatically: Bool
    /// When it was opened, venue time in ms; 0 when there never was one.
    public internal(set) var openedMs: Int64
    /// When it last changed while it was open, venue time in ms.
    public internal(set) var updatedMs: Int64
    /// The number of its last change among all of the venue's changes; 0 when it was never traded.
    public package(set) var sequence: UInt64

    static let none = Position(
        size: .zero, entryValue: .zero, margin: .zero, realised: .zero, costs: .zero, carriedCosts: .zero,
        cumulativeRealised: .zero,
        addsMarginAutomatically: false, openedMs: 0, updatedMs: 0, sequence: 0)

    /// True when there is a position.
    public var isOpen: Bool { size > .zero }
}

/// What a margin account has in one instrument: its settings, the position on each side, its resting orders.
///
/// In one-way mode at most one of the two positions is open.
public struct Holding: Sendable, BitwiseCopyable {
    /// Whose it is.
    public let marginAccount: MarginAccountID
    /// Which instrument it is in.
    public let instrument: InstrumentID
    /// The margin mode where the regime is `perSymbol`; otherwise the margin account's counts.
    public internal(set) var ownMode: MarginMode
    /// One-way or hedge.
    public package(set) var positionMode: PositionMode
    /// For both sides in cross mode and for orders in portfolio mode; kept in isolated mode.
    public package(set) var crossLeverage: Leverage
    /// For the long side in isolated mode; kept unused in the other modes.
    public internal(set) var isolatedLongLeverage: Leverage
    /// For the short side in isolated mode; kept unused in the other modes.
    public internal(set) var isolatedShortLeverage: Leverage
    /// The long position; its size is zero when there is none.
    public package(set) var long: Position
    /// The short position; its size is zero when there is none.
    public package(set) var short: Position
    /// How many orders rest, of both sides.
    public package(set) var orderCount: Int32
    /// Conditional orders of their own that wait for their trigger.
    public package(set) var conditionalCount: Int32
    /// Take-profits and stop-losses attached to its positions.
    public internal(set) var attachedCount: Int32

    var older: Handle<Holding>
    /// Its resting orders, the best price first.
    var bestBuy: Handle<Order>
    var bestSell: Handle<Order>
    /// Its conditional orders that are not triggered yet, the newest first.
    var newestConditional: Handle<Order>

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

    /// How many orders of any sort are open.
    var openOrders: Int32 { orderCount + conditionalCount + attachedCount }

    /// True when there is a position, a resting or a conditional order.
    var isBusy: Bool { hasPosition || openOrders > 0 }

    /// True when a position is open on either side.
    public var hasPosition: Bool { long.isOpen || short.isOpen }
}
