import MarginEngine

/// `orderFilter`: which kinds of orders are meant.
struct OrderKinds: OptionSet {
    let rawValue: UInt8

    static let active = OrderKinds(rawValue: 1)
    static let conditional = OrderKinds(rawValue: 2)
    /// Attached to a position.
    static let stops = OrderKinds(rawValue: 4)

    static let activeAndConditional: OrderKinds = [.active, .conditional]
    static let conditionalAndStops: OrderKinds = [.conditional, .stops]
    static let all: OrderKinds = [.active, .conditional, .stops]

    /// A conditional order stays one when it was triggered.
    func include(_ order: Order) -> Bool {
        if !order.isConditional { return contains(.active) }
        return contains(order.purpose.isAttached ? .stops : .conditional)
    }
}
