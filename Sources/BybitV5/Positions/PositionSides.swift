import MarginEngine

extension Holding {
    /// The side that `positionIdx` means: it may be left out in one-way mode, where it is the open side.
    func side(_ index: PositionIndex?) throws(ReturnCode) -> PositionSide {
        switch (positionMode, index) {
        case (.oneWay, nil), (.oneWay, .oneWay): short.isOpen ? .short : .long
        case (.hedge, .hedgeBuy): .long
        case (.hedge, .hedgeSell): .short
        default: throw .positionIndexMismatch
        }
    }
}
