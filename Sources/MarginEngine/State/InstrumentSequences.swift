/// Where the sequences begin that an instrument's rows are kept in, so that nothing need be searched.
package struct InstrumentSequences: BitwiseCopyable {
    /// Levels of the book by price.
    package var bids = OrderedRows<Level>.Root.none
    package var asks = OrderedRows<Level>.Root.none
    /// Holdings with a position, in the order of their first use.
    package var holders = OrderedRows<Holding>.Root.none
    /// Conditional orders that have a trigger, by its price; those of one kind and direction together.
    private var triggers = InlineArray<6, OrderedRows<Order>.Root>(repeating: .none)
    /// Orders that trail a price, by the price that moves them next; those of one kind and closed side together.
    private var trails = InlineArray<6, OrderedRows<Order>.Root>(repeating: .none)

    /// Alarms by their price.
    package var alarms = InlineArray<6, OrderedRows<Alarm>.Root>(repeating: .none)

    subscript(_ spot: AlarmSpot) -> OrderedRows<Alarm>.Root {
        get { alarms[Self.place(spot.kind, spot.isBelow)] }
        set { alarms[Self.place(spot.kind, spot.isBelow)] = newValue }
    }

    package subscript(_ side: Side) -> OrderedRows<Level>.Root {
        get { side == .buy ? bids : asks }
        set { if side == .buy { bids = newValue } else { asks = newValue } }
    }

    package subscript(_ kind: PriceKind, _ direction: Trigger.Direction) -> OrderedRows<Order>.Root {
        get { triggers[Self.place(kind, direction == .rising)] }
        set { triggers[Self.place(kind, direction == .rising)] = newValue }
    }

    package subscript(_ kind: PriceKind, closing side: PositionSide) -> OrderedRows<Order>.Root {
        get { trails[Self.place(kind, side == .long)] }
        set { trails[Self.place(kind, side == .long)] = newValue }
    }

    private static func place(_ kind: PriceKind, _ isFirst: Bool) -> Int {
        2 * Int(kind.rawValue - 1) + (isFirst ? 1 : 0)
    }
}

extension State {
    /// The sequences of an instrument.
    package subscript(sequencesOf instrument: InstrumentID) -> InstrumentSequences {
        get { sequences[Handle(index: Int32(instrument.index))] }
        set { sequences[Handle(index: Int32(instrument.index))] = newValue }
    }
}
