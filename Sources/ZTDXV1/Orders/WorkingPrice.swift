import MarginEngine

extension Parameters {
    /// Which price a stop watches.
    func workingPrice() throws(Failure) -> PriceKind {
        switch self["workingType"] {
        case nil, "CONTRACT_PRICE": .last
        case "MARK_PRICE": .mark
        default: throw .invalid("workingType")
        }
    }
}
