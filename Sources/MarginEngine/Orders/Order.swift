/// The side of an order.
public enum Side: UInt8, Sendable, BitwiseCopyable {
    /// Opens a long or closes a short.
    case buy = 1
    /// Opens a short or closes a long.
    case sell

    /// The other side.
    public var opposite: Side { self == .buy ? .sell : .buy }
}

/// Limit or market.
public enum OrderKind: UInt8, Sendable, BitwiseCopyable {
    /// Trades at its price or better.
    case limit = 1
    /// Trades at any price the book has, and never rests.
    case market
}

/// How long an order lives.
public enum TimeInForce: UInt8, Sendable, BitwiseCopyable {
    /// Trades what it can, rests with what is left.
    case goodTillCancelled = 1
    /// Trades what it can, is cancelled with what is left.
    case immediateOrCancel
    /// Trades in full at once or not at all.
    case fillOrKill
    /// Rests, or ends without a trade when it would take.
    case postOnly
}

/// Which position an order is for.
public enum PositionTarget: UInt8, Sendable, BitwiseCopyable {
    /// The one net position (one-way mode).
    case net = 1
    /// The long one (hedge mode): a buy opens it, a sell closes it.
    case long
    /// The short one (hedge mode): a sell opens it, a buy closes it.
    case short
}

/// Where an order stands.
public enum OrderStatus: UInt8, Sendable, BitwiseCopyable {
    /// Open, nothing filled.
    case new = 1
    /// Open, filled in part.
    case partiallyFilled
    /// Ended, filled in full.
    case filled
    /// Ended with some or all of it unfilled; `CancelCause` says why.
    case cancelled
}

/// Why an order ended without being filled.
public enum CancelCause: UInt8, Sendable, BitwiseCopyable {
    /// It has not ended so.
    case none
    /// A cancel command named or covered it.
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
    /// The venue's number for it; 0 for the house's quotes.
    public let id: OrderID
    /// As its client named it; empty when it did not.
    public let clientOrderID: InlineText
    /// The margin account that pays for it.
    public let marginAccount: MarginAccountID
    /// What it trades.
    public let instrument: InstrumentID
    /// Buy or sell.
    public let side: Side
    /// Which position it is for.
    public let target: PositionTarget
    /// Limit or market.
    public let kind: OrderKind
    /// How long it lives.
    public let timeInForce: TimeInForce
    /// True for an order that may only reduce.
    public let reduceOnly: Bool
    /// The worst price it may trade at; zero for market orders.
    public internal(set) var price: Price
    /// All of it, filled or not: base coin (linear) or USD (inverse). Cut to the position if it reduces.
    public internal(set) var quantity: Quantity
    /// What of `quantity` has traded.
    public internal(set) var filled: Quantity
    /// The value of what was filled, in the settle asset.
    public internal(set) var filledValue: Money
    /// Paid so far, in the settle asset; negative is a rebate.
    public internal(set) var fee: Money
    /// Open, filled or cancelled.
    public internal(set) var status: OrderStatus
    /// Why it ended unfilled; `none` unless it is cancelled.
    public internal(set) var cause: CancelCause
    /// When it came in, venue time in ms; an amendment does not change it.
    public let createdMs: Int64
    /// When it last changed, venue time in ms.
    public internal(set) var updatedMs: Int64
    /// The last price when it came in.
    public let lastPriceOnCreated: Price
    /// The leverage of its side when it was placed or last requeued by an amendment.
    public let leverage: Leverage
    /// The margin mode in force at that moment.
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
