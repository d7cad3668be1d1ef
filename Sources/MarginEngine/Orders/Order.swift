/// The side of an order.
public enum Side: UInt8, Sendable, BitwiseCopyable {
    /// Opens a long or closes a short.
    case buy = 1
    /// Opens a short or closes a long.
    case sell

    /// The other side.
    public var opposite: Side { self == .buy ? .sell : .buy }

    /// The position that it opens.
    public var opens: PositionSide { self == .buy ? .long : .short }

    /// The position that it closes.
    public var closes: PositionSide { opens.opposite }
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
    /// Conditional, and its condition was not met yet.
    case untriggered
}

/// A price that moves.
public enum PriceKind: UInt8, Sendable, BitwiseCopyable, CaseIterable {
    case mark = 1
    case last
    case index
}

/// What makes a conditional order a live one.
public struct Trigger: Sendable, Hashable, BitwiseCopyable {
    /// The way the watched price has to go to meet the trigger.
    public enum Direction: UInt8, Sendable, BitwiseCopyable {
        case rising = 1
        case falling
    }

    /// On the instrument's tick.
    public let price: Price
    /// Which price is watched.
    public let kind: PriceKind
    /// The way it has to go.
    public let direction: Direction

    /// Checked by the order's guards, not here.
    public init(price: Price, kind: PriceKind, direction: Direction) {
        self.price = price
        self.kind = kind
        self.direction = direction
    }

    /// True when a watched price has reached it.
    public func isMet(at price: Price) -> Bool {
        direction == .rising ? price >= self.price : price <= self.price
    }
}

/// What a conditional order is for.
public enum Purpose: UInt8, Sendable, BitwiseCopyable {
    /// Nothing in particular: an order of its own.
    case none = 1
    /// Attached to a position, which it closes whole.
    case takeProfit
    case stopLoss
    /// Attached to a position, of which it closes a part.
    case partialTakeProfit
    case partialStopLoss
    /// Attached to a position, which it closes whole when the price has turned.
    case trailingStop
    /// Attached to a position, of which it closes a part when the price has turned.
    case partialTrailingStop

    /// True when it closes all of a position, whatever its size is then.
    public var isWhole: Bool { self == .takeProfit || self == .stopLoss || self == .trailingStop }

    /// True for a position's stop that follows the price.
    var isTrailing: Bool { self == .trailingStop || self == .partialTrailingStop }

    /// True when it lives and dies with a position and ties up no margin.
    public var isAttached: Bool { self != .none }
}

/// What happens when an order meets one of the same account; what the resting one asked for when it came is void.
public enum SelfTradePrevention: UInt8, Sendable, BitwiseCopyable {
    case cancelMaker = 1
    case cancelTaker
    case cancelBoth
    /// Nothing: they trade with each other.
    case none
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
    /// Its account or position is being liquidated, or was deleveraged.
    case liquidation
    case deleveraging
    /// Its condition was met, but it was refused then.
    case refusedWhenTriggered
    /// The position it was attached to is gone, or it was replaced.
    case positionClosed
    /// Its client's streams were gone for too long.
    case disconnected
}

/// Who made an order.
public enum OrderOrigin: UInt8, Sendable, BitwiseCopyable {
    case user = 1
    /// The venue, to bring an account back above its maintenance margin.
    case liquidation
    /// The venue, to close an opposite position of a bankrupt one.
    case deleveraging
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
    /// Who made it.
    public let origin: OrderOrigin
    /// True for an order that may only reduce.
    public let reduceOnly: Bool
    /// Nil for an order that was live from the start, and for a trailing stop that is not active yet.
    public internal(set) var trigger: Trigger?
    /// When its trigger was met, venue time in ms; nil when it was live from the start or waits.
    public let triggeredMs: Int64?
    /// How it follows the price, if it does; its activation is nil once that was reached.
    public internal(set) var trail: TrailingStop?
    /// What it is for, if conditional.
    public let purpose: Purpose
    /// What happens when it meets an order of its own account.
    public let selfTrade: SelfTradePrevention
    /// What is attached to the position that it opens.
    public internal(set) var takeProfit: PositionStop?
    /// What is attached to the position that it opens.
    public internal(set) var stopLoss: PositionStop?
    /// The worst price it may trade at; zero for market orders.
    public package(set) var price: Price
    /// All of it, filled or not: base coin (linear) or USD (inverse). Cut to the position if it reduces.
    public internal(set) var quantity: Quantity
    /// What of `quantity` has traded.
    public package(set) var filled: Quantity
    /// The value of what was filled, in the settle asset.
    public internal(set) var filledValue: Value
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
    public internal(set) var lastPriceOnCreated: Price
    /// The mark price when it came in, or when it was triggered.
    public internal(set) var markOnCreated: Price
    /// As its `NewOrder` had it.
    public let note: UInt64
    /// The leverage of its side when it was placed or last requeued by an amendment.
    public let leverage: Leverage
    /// The margin mode in force at that moment.
    public let marginMode: MarginMode

    var holding: Handle<Holding>
    var level: Handle<Level>
    /// Its neighbours at its price, in time priority.
    package var nextAtLevel: Handle<Order>
    /// The older neighbour; none for the oldest.
    package var previousAtLevel: Handle<Order>
    /// The next of the same holding and side, at a price no better.
    var nextInHolding: Handle<Order>
    /// Of one that waits and trails a price: the price from which on it may move.
    var movesFrom: Price = .zero

    /// The value of what was filled, as an amount to be shown.
    public var filledAmount: Money { filledValue.amount(to: side) }

    /// What may still be filled.
    public var remaining: Quantity { status == .new || status == .partiallyFilled ? quantity - filled : .zero }

    /// True when it has not ended.
    public var isPending: Bool { isOpen || status == .untriggered }

    /// True when it rests or may still be filled.
    public var isOpen: Bool { status == .new || status == .partiallyFilled }

    /// True when no fill of it opens a position.
    var onlyCloses: Bool { reduceOnly || target.closes(side) }
}

/// A take-profit or stop-loss of a position.
public struct PositionStop: Sendable, Hashable, BitwiseCopyable {
    /// Where it is triggered, on the instrument's tick.
    public let price: Price
    /// Which price is watched.
    public let kind: PriceKind
    /// How much of the position it closes; zero for all of it, whatever its size is then.
    public let quantity: Quantity
    /// The limit of the closing order; zero for a market order.
    public let limit: Price

    /// Checked when it is attached, not here.
    public init(price: Price, kind: PriceKind, quantity: Quantity = .zero, limit: Price = .zero) {
        self.price = price
        self.kind = kind
        self.quantity = quantity
        self.limit = limit
    }
}

/// How far a price has to turn to trigger an order that follows it.
public enum Trail: Sendable, Hashable, BitwiseCopyable {
    /// By so much, on the instrument's tick.
    case distance(Price)
    /// By this share of the most favourable price so far: 0.01 is 1 %.
    case rate(Rate)
}

/// What follows a price and is triggered when it turns: a sell follows its highs, a buy its lows.
/// https://bybit-exchange.github.io/docs/v5/position/trading-stop,
/// https://www.bitget.com/api-doc/contract/plan/Place-Plan-Order
public struct TrailingStop: Sendable, Hashable, BitwiseCopyable {
    /// How far the price has to turn.
    public let trail: Trail
    /// Which price is followed.
    public let kind: PriceKind
    /// The price from which on it follows, on the tick; nil for at once.
    public let activation: Price?
    /// How much of a position it closes; zero for all of it, and for an order of its own.
    public let quantity: Quantity

    /// Checked when it is attached, not here.
    public init(_ trail: Trail, kind: PriceKind = .last, activation: Price? = nil, quantity: Quantity = .zero) {
        self.trail = trail
        self.kind = kind
        self.activation = activation
        self.quantity = quantity
    }

    /// One of a whole position that follows the last price at a distance.
    public init(distance: Price, activation: Price? = nil) {
        self.init(.distance(distance), activation: activation)
    }

    /// The distance; nil where it trails by a rate.
    public var distance: Price? {
        if case .distance(let distance) = trail { distance } else { nil }
    }

    /// The same once it follows the price.
    var activated: TrailingStop { TrailingStop(trail, kind: kind, quantity: quantity) }
}

/// All orders resting at one price on one side of a book.
package struct Level: BitwiseCopyable {
    let price: Price
    let side: Side
    /// What its orders have left.
    package var quantity: Quantity
    /// The oldest order.
    package var first: Handle<Order>
    var last: Handle<Order>
    var better: Handle<Level>
    /// The next level away from the middle of the book; none for the last.
    package var worse: Handle<Level>
}
