public import MarginEngine

extension Engine {
    /// All instruments, in the order in which they were listed.
    public var instruments: [InstrumentID] { (0..<instrumentCount).map { InstrumentID(index: UInt16($0)) } }

    /// The instruments that accounts of a family trade: those it has contract terms for.
    public func instruments(of family: AccountFamily) -> [InstrumentID] {
        instruments.filter { terms($0, family) != nil }
    }
}
