public import MarginEngine

/// One of the positions that a margin account may have.
public struct PositionPlace: Sendable, Hashable {
    /// What it is in.
    public let instrument: InstrumentID
    /// Its side; a net position is on the side it happens to be on.
    public let side: PositionSide

    /// The position of a side in an instrument.
    public init(_ instrument: InstrumentID, _ side: PositionSide) {
        self.instrument = instrument
        self.side = side
    }
}

extension Execution {
    /// The position that was opened or increased by what did not close.
    public var increased: PositionPlace { PositionPlace(order.instrument, order.side.opens) }

    /// The position that was closed or reduced by what did.
    public var reduced: PositionPlace { PositionPlace(order.instrument, order.side.closes) }
}

/// The sizes of a margin account's positions, read back from what is open now, execution by execution.
public struct PositionSizes: Sendable {
    private let account: MarginAccountID
    private var sizes: [PositionPlace: Quantity] = [:]

    /// The sizes as they are now.
    public init(of account: MarginAccountID) {
        self.account = account
    }

    /// How large a position was before all that is undone.
    public func size(_ place: PositionPlace, _ engine: borrowing Engine) -> Quantity {
        sizes[place] ?? engine.holding(account, place.instrument)[place.side].size
    }

    /// Undoes the newest execution of the account that is not undone yet.
    public mutating func undo(_ execution: Execution, _ engine: borrowing Engine) {
        let opened = execution.quantity - execution.closedQuantity
        sizes[execution.increased] = max(size(execution.increased, engine) - opened, .zero)
        sizes[execution.reduced] = size(execution.reduced, engine) + execution.closedQuantity
    }
}
