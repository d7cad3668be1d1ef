import MarginEngine

extension Parameters {
    func marginMode() throws(Failure) -> MarginMode {
        try requiredChoice("marginMode", ["isolated": .isolated, "crossed": .cross])
    }

    func holdSide() throws(Failure) -> PositionSide? {
        try choice("holdSide", ["long": .long, "short": .short])
    }

    func requiredHoldSide() throws(Failure) -> PositionSide {
        guard let side = try holdSide() else { throw .empty("holdSide") }
        return side
    }
}

extension MarginMode {
    /// `isolated` or `crossed`: Bitget accounts have no other mode.
    var word: String { self == .isolated ? "isolated" : "crossed" }
}

extension PositionMode {
    var word: String { self == .hedge ? "hedge_mode" : "one_way_mode" }
}

extension PositionSide {
    var word: String { self == .long ? "long" : "short" }
}
