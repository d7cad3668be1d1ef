extension Span<UInt8> {
    /// The position of the first such byte at or after `start`, or nil.
    func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
        let pattern = Octets8(repeating: byte)
        var index = start
        while count - index >= 8, !Octets8(self, at: index).contains(pattern) { index &+= 8 }
        while index < count {
            if self[index] == byte { return index }
            index &+= 1
        }
        return nil
    }

    /// True if every byte may stand in a field value.
    var isFieldContent: Bool {
        var index = 0
        while index < count {
            if count - index >= 8, !Octets8(self, at: index).hasControl {
                index &+= 8
            } else if self[index].isFieldContent {
                index &+= 1
            } else {
                return false
            }
        }
        return true
    }

    func allSatisfy(_ holds: (UInt8) -> Bool) -> Bool {
        for index in indices where !holds(self[index]) { return false }
        return true
    }

    /// True if this is `text`, whatever the case of the letters; `text` is in lower case.
    func equalsIgnoringCase(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { wanted in
            for index in indices where self[index].lowercased != wanted[index] { return false }
            return true
        }
    }

    func isExactly(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { wanted in
            for index in indices where self[index] != wanted[index] { return false }
            return true
        }
    }

    /// Where the bytes stand without surrounding space and tab.
    var trimmedRange: Range<Int> {
        var lower = 0
        var upper = count
        while lower < upper, self[lower].isOptionalWhitespace { lower &+= 1 }
        while upper > lower, self[upper &- 1].isOptionalWhitespace { upper &-= 1 }
        return lower..<upper
    }

    /// The bytes as text, or nil if they are not UTF-8.
    var text: String? {
        guard let valid = try? UTF8Span(validating: self) else { return nil }
        return String(copying: valid)
    }

    /// The bytes, known to be ASCII, as text in lower case.
    var lowercasedText: String {
        String(unsafeUninitializedCapacity: count) { bytes in
            for index in indices { bytes[index] = self[index].lowercased }
            return count
        }
    }

    var array: [UInt8] { withUnsafeBufferPointer { Array($0) } }
}

/// Eight bytes looked at in one step. The tests are exact as to whether there is such a byte, not as to where.
private struct Octets8 {
    private let word: UInt64
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    init(_ bytes: Span<UInt8>, at index: Int) {
        word = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
    }

    init(repeating byte: UInt8) {
        word = Self.ones &* UInt64(byte)
    }

    /// True if one of the bytes is the one that `pattern` repeats.
    func contains(_ pattern: Octets8) -> Bool { Self.hasByte(below: 1, in: word ^ pattern.word) }

    /// True if one of the bytes is a control character, tab included.
    var hasControl: Bool {
        Self.hasByte(below: 0x20, in: word) || Self.hasByte(below: 1, in: word ^ (Self.ones &* 0x7F))
    }

    /// Subtracting `bound`, at most 128, from each byte borrows into its high bit where the byte is below it; bytes
    /// that had the bit before are left out.
    private static func hasByte(below bound: UInt64, in word: UInt64) -> Bool {
        (word &- ones &* bound) & ~word & highBits != 0
    }
}
