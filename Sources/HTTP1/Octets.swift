/// The character classes of RFC 9110, section 5.6, and RFC 3986.
extension UInt8 {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")

    var isDigit: Bool { self &- 0x30 < 10 }

    /// The value of a hexadecimal digit, or nil.
    var hexValue: UInt8? {
        switch self {
        case 0x30...0x39: self &- 0x30
        case 0x41...0x46, 0x61...0x66: (self | 0x20) &- 0x57
        default: nil
        }
    }

    /// White space that may surround a field value.
    var isOptionalWhitespace: Bool { self == .space || self == .tab }

    /// `tchar`: what a field name is made of.
    var isToken: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x5E...0x7A: true  // digits, letters and ^ _ `
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x7C, 0x7E: true  // ! # $ % & ' * + - . | ~
        default: false
        }
    }

    /// Method tokens in use are capitals; any other spelling is a mistake, and nginx refuses it too.
    var isMethod: Bool { (0x41...0x5A).contains(self) || self == UInt8(ascii: "-") || self == UInt8(ascii: "_") }

    /// `VCHAR`: visible ASCII.
    var isVisible: Bool { self &- 0x21 < 0x5E }

    /// What a field value may hold: visible characters, bytes above ASCII, space and tab. No CR, LF, NUL or other
    /// control character.
    var isFieldContent: Bool { (self >= 0x20 && self != 0x7F) || self == .tab }

    /// What a registered name in a `Host` is made of (RFC 3986, section 3.2.2).
    var isHostName: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x21, 0x24...0x2E, 0x3B, 0x3D, 0x5F, 0x7E: true  // ! $ % & ' ( ) * + , - . ; = _ ~
        default: false
        }
    }

    /// ASCII capitals become small letters, everything else stays.
    var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}

extension Span<UInt8> {
    /// The position of the first such byte at or after `start`, or nil.
    func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
        var index = start
        while index < count {
            if self[index] == byte { return index }
            index &+= 1
        }
        return nil
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
