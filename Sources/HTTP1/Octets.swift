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

    /// `tchar`, what a field name is made of: letters, digits and ! # $ % & ' * + - . ^ _ ` | ~. One bit for each
    /// character of ASCII, since most of a head's bytes are asked this.
    var isToken: Bool {
        let low: UInt64 = 0x03FF_6CFA_0000_0000
        let high: UInt64 = 0x57FF_FFFF_C7FF_FFFE
        return self < 0x80 && (self < 0x40 ? low : high) &>> UInt64(self & 0x3F) & 1 == 1
    }

    /// Method tokens in use are capitals; any other spelling is a mistake, and nginx refuses it too.
    var isMethod: Bool { (0x41...0x5A).contains(self) || self == UInt8(ascii: "-") || self == UInt8(ascii: "_") }

    /// `VCHAR`: visible ASCII.
    var isVisible: Bool { self &- 0x21 < 0x5E }

    /// What a field value may hold: visible characters, bytes above ASCII, space and tab. No CR, LF, NUL or other
    /// control character.
    var isFieldContent: Bool { (self >= 0x20 && self != 0x7F) || self == .tab }

    /// What a registered name in a `Host` is made of (RFC 3986, section 3.2.2), without the escapes that no name in DNS
    /// has, and without the comma that joins two fields into one.
    var isHostName: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x21, 0x24, 0x26...0x2B, 0x2D, 0x2E, 0x3B, 0x3D, 0x5F, 0x7E: true  // ! $ & ' ( ) * + - . ; = _ ~
        default: false
        }
    }

    /// ASCII capitals become small letters, everything else stays.
    var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}
