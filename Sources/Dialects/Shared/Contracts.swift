public import MarginEngine

extension Engine {
    /// All instruments, in the order in which they were listed.
    public var instruments: [InstrumentID] { (0..<instrumentCount).map { InstrumentID(index: UInt16($0)) } }

    /// The instruments that accounts of a family trade: those it has contract terms for.
    public func instruments(of family: AccountFamily) -> [InstrumentID] {
        instruments.filter { terms($0, family) != nil }
    }
}

extension Instrument {
    /// The average price of a quantity that is worth `value`, rounded down, for display; nil when there is none of it.
    public func averagePrice(of quantity: Quantity, worth value: Money) -> Price? {
        guard quantity > .zero, value > .zero else { return nil }
        let size = Int128(quantity.units)
        let units =
            payoff == .linear
            ? mulDiv(value.units, unitsInOne, size, .down) : mulDiv(size, unitsInOne, value.units, .down)
        return Price(units: Int64(clamping: units))
    }
}
