extension UInt64: Coded {
    /// The number is the word.
    @inline(__always)
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        self = try coder.word(given)
    }
}

extension UInt8: Coded {
    /// One word for the byte.
    @inline(__always)
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        let word = try coder.word(given.map { UInt64($0) })
        try coder.check(word <= UInt8.max)
        self.init(truncatingIfNeeded: word)
    }
}

extension Int64: Coded {
    /// Small numbers of either sign as small words.
    @inline(__always)
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        let word = try coder.word(given.map { UInt64(bitPattern: ($0 << 1) ^ ($0 >> 63)) })
        self = Int64(bitPattern: word >> 1) ^ -Int64(bitPattern: word & 1)
    }
}

extension Int32: Coded {
    /// As an Int64.
    @inline(__always)
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        let number = try coder.code(given.map { Int64($0) })
        try coder.check((Int64(Int32.min)...Int64(Int32.max)).contains(number))
        self.init(truncatingIfNeeded: number)
    }
}

extension Int128: Coded {
    /// Two words, the lower one first.
    @inline(__always)
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        let zigzag = given.map { UInt128(truncatingIfNeeded: ($0 << 1) ^ ($0 >> 127)) }
        let low = try coder.word(zigzag.map { UInt64(truncatingIfNeeded: $0) })
        let high = try coder.word(zigzag.map { UInt64(truncatingIfNeeded: $0 >> 64) })
        let word = UInt128(high) << 64 | UInt128(low)
        self = Int128(truncatingIfNeeded: word >> 1) ^ -Int128(truncatingIfNeeded: word & 1)
    }
}

extension Bool: Coded {
    /// 0 or 1.
    @inline(__always)
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        let word = try coder.word(given.map { $0 ? 1 : 0 })
        try coder.check(word <= 1)
        self = word == 1
    }
}

extension Optional: Coded where Wrapped: Coded {
    /// A presence flag, then the value when present.
    @inline(__always)
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        self = try coder.code(given.map { $0 != nil }) ? try Wrapped(coding: given ?? nil, by: &coder) : nil
    }
}

extension Array: Coded where Element: Coded {
    /// The count, at most 2^24, then the elements.
    @inline(__always)
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        let count = try coder.word(given.map { UInt64($0.count) })
        try coder.check(count <= 1 << 24)
        self = given ?? []
        for element in self { _ = try coder.code(element) }
        for _ in self.count..<Int(count) { append(try coder.code(nil)) }
    }
}

extension String: Coded {
    /// Its UTF-8, a word for each byte; what is not UTF-8 is read as U+FFFD.
    @inline(__always)
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        let bytes = try coder.code(given.map { [UInt8]($0.utf8) })
        self = given ?? String(decoding: bytes, as: UTF8.self)
    }
}

extension InlineText: Coded {
    /// The length in bytes, at most 50, then eight bytes to a word. No bytes behind the text: equal texts must be equal
    /// values.
    @inline(__always)
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        let length = try coder.word(given.map { UInt64($0.length) })
        try coder.check(length <= InlineText.capacity)
        var words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0)
        for index in 0..<(Int(length) + 7) / 8 {
            let next = try coder.word(given?.word(index))
            let bytesLeft = Int(length) - 8 * index
            try coder.check(bytesLeft >= 8 || next >> UInt64(8 * bytesLeft) == 0)
            switch index {
            case 0: words.0 = next
            case 1: words.1 = next
            case 2: words.2 = next
            case 3: words.3 = next
            case 4: words.4 = next
            case 5: words.5 = next
            default: words.6 = next
            }
        }
        self.init(length: UInt8(length), words: words)
    }
}

extension Coded where Self: ExactDecimal, Units: Coded {
    /// Its units. No bounds are checked: the guards of commands and the listings of records do that.
    @inline(__always)
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        self.init(units: try coder.code(given?.units))
    }
}

extension Price: Coded {}
extension Quantity: Coded {}
extension Rate: Coded {}
extension InterestRate: Coded {}
extension Money: Coded {}
extension Value: Coded {}

extension Leverage: Coded {
    /// Its hundredths; whether it is offered is not checked.
    @inline(__always)
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        self.init(hundredths: try coder.code(given?.hundredths))
    }
}

extension AssetID: Coded {
    /// The place in the venue's list; whether the asset exists is not checked.
    @inline(__always)
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        self.init(index: try coder.code(given?.index))
    }
}

extension InstrumentID: Coded {
    /// The place in the venue's list; whether the instrument exists is not checked.
    @inline(__always)
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        let word = try coder.word(given.map { UInt64($0.index) })
        try coder.check(word <= UInt16.max)
        self.init(index: UInt16(truncatingIfNeeded: word))
    }
}

extension MarginAccountID: Coded {
    /// The place in the venue's list, as 32 bits without sign; whether the margin account exists is not checked.
    @inline(__always)
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        let word = try coder.word(given.map { UInt64(UInt32(bitPattern: $0.index)) })
        try coder.check(word <= UInt32.max)
        self.init(index: Int32(truncatingIfNeeded: word))
    }
}

extension OrderID: Coded {
    /// The order's number; whether there is such an order is not checked.
    @inline(__always)
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        self.init(number: try coder.word(given?.number))
    }
}
