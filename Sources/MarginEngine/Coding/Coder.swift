/// What takes in a value as a sequence of words: the one canonical encoding serves the journal, snapshots and digests.
public protocol WordSink: Coder {
    /// Takes in the next word.
    mutating func put(_ word: UInt64)
}

/// What gives a value back word by word.
public protocol WordSource: Coder {
    /// The next word; throws when there is none.
    mutating func word() throws(DecodingFailure) -> UInt64
}

/// Bytes that are not an encoding.
public struct DecodingFailure: Error, Equatable {
    /// It carries no detail: whoever reads knows what and where.
    public init() {}
}

/// A sink or a source: what a value is written or read through, so that one listing of its parts serves both ways.
///
/// What codes a single part is always inlined. A call that passes a part whose type is not known there takes many times
/// as long as the part, and each applied command is digested and journalled.
public protocol Coder {
    /// A sink puts the word and gives it back; a source is given none and gives the next one.
    mutating func word(_ given: UInt64?) throws(DecodingFailure) -> UInt64

    /// A source throws when what was read does not hold. What is written is the engine's own and passes.
    func check(_ holds: @autoclosure () -> Bool) throws(DecodingFailure)
}

/// A value that lists its parts once, for writing and for reading.
public protocol Coded {
    /// Codes each part of the given value, the next one's words after the last one's, and makes a value of them. A sink
    /// is given a value, a source none.
    init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure)
}

extension Coded {
    /// Puts its words.
    public func encode(to sink: inout some WordSink) {
        // A sink throws only for a part that is missing, and here is every one.
        _ = try? Self(coding: self, by: &sink)
    }

    /// Reads what `encode(to:)` put; throws for any other words.
    public init(from source: inout some WordSource) throws(DecodingFailure) {
        try self.init(coding: nil, by: &source)
    }
}

extension Coder {
    /// Codes a part of a value.
    @inline(__always)
    public mutating func code<Value: Coded>(_ given: Value?) throws(DecodingFailure) -> Value {
        try Value(coding: given, by: &self)
    }

    /// Codes what may be absent.
    @inline(__always)
    public mutating func code<Value: Coded>(optional given: Value?) throws(DecodingFailure) -> Value? {
        try Value?(coding: .some(given), by: &self)
    }

    /// An amount of money as tables hold it: no more than a wallet can come to.
    package mutating func sum(_ given: Money?) throws(DecodingFailure) -> Money {
        let sum = try code(given)
        try check((-Bounds.sum...Bounds.sum).contains(sum.units))
        return sum
    }

    /// A value, or a sum of values, as tables hold it.
    package mutating func sum(_ given: Value?) throws(DecodingFailure) -> Value {
        let sum = try code(given)
        try check((-Bounds.sumOfValues...Bounds.sumOfValues).contains(sum.units))
        return sum
    }

    /// A time that a venue can have, ms.
    package mutating func timeMs(_ given: Int64?) throws(DecodingFailure) -> Int64 {
        let timeMs = try code(given)
        try check((0..<Bounds.timeMs).contains(timeMs))
        return timeMs
    }

    /// A number that counting by one comes to.
    package mutating func counter(_ given: UInt64?) throws(DecodingFailure) -> UInt64 {
        let number = try word(given)
        try check(number < 1 << 62)
        return number
    }

    /// A quantity that is not below zero.
    package mutating func size(_ given: Quantity?) throws(DecodingFailure) -> Quantity {
        let quantity = try code(given)
        try check(quantity >= .zero)
        return quantity
    }

    /// A leverage that can be set: 1 to 1,000.
    mutating func setLeverage(_ given: Leverage?) throws(DecodingFailure) -> Leverage {
        let leverage = try code(given)
        try check((Leverage(1)...Leverage(1_000)).contains(leverage))
        return leverage
    }
}

extension WordSink {
    /// Puts the word and gives it back.
    @inline(__always)
    public mutating func word(_ given: UInt64?) throws(DecodingFailure) -> UInt64 {
        guard let given else { throw DecodingFailure() }
        put(given)
        return given
    }

    /// Whatever is written passes.
    @inline(__always)
    public func check(_ holds: @autoclosure () -> Bool) {}

    /// Puts the words of a value.
    public mutating func put(_ value: some Coded) { value.encode(to: &self) }

    /// Puts the number of a case and what the case holds.
    public mutating func put(_ number: UInt64, _ value: some Coded) {
        put(number)
        value.encode(to: &self)
    }
}

extension WordSource {
    /// The next word.
    @inline(__always)
    public mutating func word(_ given: UInt64?) throws(DecodingFailure) -> UInt64 { try word() }

    /// Throws when what was read does not hold.
    @inline(__always)
    public func check(_ holds: @autoclosure () -> Bool) throws(DecodingFailure) {
        guard holds() else { throw DecodingFailure() }
    }
}

/// An enum whose cases hold values: the number of the case, then its values. Its two listings stand side by side.
public protocol CodedCases: Coded {
    /// Puts the number and the values of its case.
    func write(to cases: inout some Coder) throws(DecodingFailure)

    /// Makes a case of its number and its values; throws for a number that no case has.
    init(readFrom cases: inout some Coder) throws(DecodingFailure)
}

extension CodedCases {
    /// Writes what is given, else reads.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        if let given {
            try given.write(to: &coder)
            self = given
        } else {
            try self.init(readFrom: &coder)
        }
    }
}

extension Coder {
    /// Writes a value.
    @inline(__always)
    mutating func write(_ value: some Coded) throws(DecodingFailure) { _ = try code(value) }

    /// Writes one value after the other.
    @inline(__always)
    package mutating func write(_ first: some Coded, _ second: some Coded) throws(DecodingFailure) {
        try write(first)
        try write(second)
    }

    /// Writes one value after the other.
    @inline(__always)
    package mutating func write(
        _ first: some Coded, _ second: some Coded, _ third: some Coded
    ) throws(DecodingFailure) {
        try write(first, second)
        try write(third)
    }

    /// Writes one value after the other.
    @inline(__always)
    mutating func write(
        _ first: some Coded, _ second: some Coded, _ third: some Coded, _ fourth: some Coded
    ) throws(DecodingFailure) {
        try write(first, second)
        try write(third, fourth)
    }

    /// Reads a value.
    @inline(__always)
    public mutating func read<Value: Coded>() throws(DecodingFailure) -> Value { try code(nil) }
}
