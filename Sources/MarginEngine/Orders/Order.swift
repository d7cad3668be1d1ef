/// The side of an order.
public enum Side: UInt8, Sendable, BitwiseCopyable {
    case buy = 1
    case sell

    /// The other side.
    public var opposite: Side { self == .buy ? .sell : .buy }
}

/// Limit or market.
public enum OrderKind: UInt8, Sendable, BitwiseCopyable {
    case limit = 1
    case market
}

/// How long an order lives.
public enum TimeInForce: UInt8, Sendable, BitwiseCopyable {
    case goodTillCancelled = 1
    case immediateOrCancel
    case fillOrKill
    case postOnly
}

/// Which position an order is for.
public enum PositionTarget: UInt8, Sendable, BitwiseCopyable {
    /// The one net position (one-way mode).
    case net = 1
    /// The long or the short one (hedge mode): the order opens or closes it by its side.
    case long
    case short
}

/// Where an order stands.
public enum OrderStatus: UInt8, Sendable, BitwiseCopyable {
    case new = 1
    case partiallyFilled
    case filled
    case cancelled
}

/// Why an order ended without being filled.
public enum CancelCause: UInt8, Sendable, BitwiseCopyable {
    case none
    case byUser
    /// Immediate or market order: the book had no more.
    case noLiquidity
    /// Fill-or-kill order: the book had too little.
    case notFillable
    /// Post-only order that would have taken.
    case wouldTake
    /// Its position is gone or too small for a reduce-only order.
    case reduceOnly
    /// It would have traded with the same account's newer order.
    case selfTrade
}

/// An order.
public struct Order: Sendable, BitwiseCopyable {
    public let id: OrderID
    public let clientOrderID: InlineText
    public let marginAccount: MarginAccountID
    public let instrument: InstrumentID
    public let side: Side
    public let target: PositionTarget
    public let kind: OrderKind
    public let timeInForce: TimeInForce
    public let reduceOnly: Bool
    /// Zero for market orders.
    public internal(set) var price: Price
    public internal(set) var quantity: Quantity
    public internal(set) var filled: Quantity
    /// The value of what was filled, in the settle asset.
    public internal(set) var filledValue: Money
    public internal(set) var fee: Money
    public internal(set) var status: OrderStatus
    public internal(set) var cause: CancelCause
    /// Venue time in ms.
    public let createdMs: Int64
    public internal(set) var updatedMs: Int64
    /// The last price when it came in.
    public let lastPriceOnCreated: Price
    /// The leverage and margin mode it was placed under.
    public let leverage: Leverage
    public let marginMode: MarginMode

    var holding: Handle<Holding>
    var level: Handle<Level>
    /// Its neighbours at its price, in time priority.
    var nextAtLevel: Handle<Order>
    var previousAtLevel: Handle<Order>
    /// The next of the same holding and side, at a price no better.
    var nextInHolding: Handle<Order>

    /// What may still be filled.
    public var remaining: Quantity { status == .new || status == .partiallyFilled ? quantity - filled : .zero }

    /// True when it rests or may still be filled.
    public var isOpen: Bool { status == .new || status == .partiallyFilled }

    /// Which position a fill changes, given the position mode it was placed in.
    var isClosingInHedge: Bool {
        (target == .long && side == .sell) || (target == .short && side == .buy)
    }
}

/// All orders resting at one price on one side of a book.
struct Level: BitwiseCopyable {
    let price: Price
    let side: Side
    var quantity: Quantity
    var first: Handle<Order>
    var last: Handle<Order>
    var better: Handle<Level>
    var worse: Handle<Level>
}
