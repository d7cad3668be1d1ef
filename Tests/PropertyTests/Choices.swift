import MarginEngine
import TestSupport

/// What the streams of commands are drawn from.
extension SplitMix64 {
    /// One of the values; `other` when there is none.
    mutating func pick<Value>(_ values: [Value], or other: Value) -> Value {
        values.randomElement(using: &self) ?? other
    }

    mutating func side() -> Side { flag() ? .buy : .sell }

    mutating func positionSide() -> PositionSide { flag() ? .long : .short }

    mutating func marginMode() -> MarginMode { pick(MarginMode.allCases, or: .cross) }
}
