import MarginEngine

/// `positionIdx`: the net position of one-way mode, or a side of hedge mode.
enum PositionIndex: Int64, Sendable {
    case oneWay = 0
    case hedgeBuy = 1
    case hedgeSell = 2

    /// What an order for it is aimed at.
    var target: PositionTarget {
        switch self {
        case .oneWay: .net
        case .hedgeBuy: .long
        case .hedgeSell: .short
        }
    }
}

extension Parameters {
    /// Which position is meant; nil when the caller does not say.
    func positionIndex() throws(ReturnCode) -> PositionIndex? {
        guard let number = try integer("positionIdx") else { return nil }
        guard let index = PositionIndex(rawValue: number) else { throw .invalid("positionIdx") }
        return index
    }
}

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

    /// `positionIdx` of a side.
    func index(of side: PositionSide) -> PositionIndex {
        positionMode == .oneWay ? .oneWay : side == .long ? .hedgeBuy : .hedgeSell
    }
}
