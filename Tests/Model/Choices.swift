import MarginEngine
import TestSupport

/// What the streams of commands are drawn from.
extension SplitMix64 {
    /// One of the values, of which there must be some.
    mutating func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: values.indices, using: &self)] }

    mutating func side() -> Side { flag() ? .buy : .sell }
}
