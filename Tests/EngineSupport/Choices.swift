public import MarginEngine
public import TestSupport

/// What streams of commands are drawn from.
extension SplitMix64 {
    /// Buy or sell, as often.
    public mutating func side() -> Side { flag() ? .buy : .sell }

    /// Long or short, as often.
    public mutating func positionSide() -> PositionSide { flag() ? .long : .short }

    /// Any margin mode, all as often.
    public mutating func marginMode() -> MarginMode { pick(MarginMode.allCases) }
}

extension Outcome {
    /// What it is called where outcomes are counted.
    public var name: String {
        switch self {
        case .accepted: "accepted"
        case .placed: "placed"
        case .refused(let refusal): "\(refusal)"
        }
    }
}
