/// Writes compact JSON straight into bytes. Commas are the writer's, nesting is the closures'.
///
/// `object` and `array` write the document itself and, inside `array`, its elements; `member…` belongs inside an
/// object, `value…` inside an array.
public struct JSONWriter: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// - Parameter capacity: bytes to reserve for the whole document.
    public init(reserving capacity: Int = 512) {
        bytes.reserveCapacity(capacity)
    }

    /// The bytes of one document.
    public static func bytes(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        body(&writer)
        return writer.bytes
    }

    /// Writes an object, whose members `body` writes.
    public mutating func object(_ body: (inout JSONWriter) -> Void) {
        nest(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    /// Writes an array, whose elements `body` writes.
    public mutating func array(_ body: (inout JSONWriter) -> Void) {
        nest(UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    /// Writes a string.
    public mutating func value(_ value: String) {
        separate()
        appendQuoted(value)
    }

    /// Writes a whole number.
    public mutating func value(_ value: Int) {
        self.value(Int64(value))
    }

    /// Writes a whole number.
    public mutating func value(_ value: Int64) {
        separate()
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        appendDigits(value.magnitude)
    }

    /// Writes a whole number.
    public mutating func value(_ value: UInt64) {
        separate()
        appendDigits(value)
    }

    /// Writes `true` or `false`.
    public mutating func value(_ value: Bool) {
        separate()
        append(value ? "true" : "false")
    }

    /// Writes `null`.
    public mutating func valueNull() {
        separate()
        append("null")
    }

    /// Writes bytes that are one JSON value already.
    public mutating func valueRaw(_ json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json)
    }

    private mutating func nest(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        bytes.append(open)
        needsComma = false
        body(&self)
        bytes.append(close)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func append(_ literal: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    private mutating func appendDigits(_ value: UInt64) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var first = digits.count
            var rest = value
            repeat {
                first -= 1
                digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest != 0
            bytes.append(contentsOf: UnsafeMutableBufferPointer(rebasing: digits[first...]))
        }
    }

    private mutating func appendQuoted(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { text in
            var start = 0
            for (index, byte) in text.enumerated() where Self.mustEscape(byte) {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
                appendEscaped(byte)
                start = index + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// RFC 8259, section 7.
    private static func mustEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case UInt8(ascii: "\n"): append("\\n")
        case UInt8(ascii: "\r"): append("\\r")
        case UInt8(ascii: "\t"): append("\\t")
        default:
            append("\\u00")
            bytes.append(contentsOf: Hex.encode([byte]).utf8)
        }
    }
}

extension JSONWriter {
    /// Writes a member holding a string. Names are copied as they stand: plain ASCII that needs no escape.
    public mutating func member(_ key: StaticString, _ value: String) {
        name(key)
        self.value(value)
    }

    /// Writes a member holding a whole number.
    public mutating func member(_ key: StaticString, _ value: Int) {
        name(key)
        self.value(value)
    }

    /// Writes a member holding a whole number.
    public mutating func member(_ key: StaticString, _ value: Int64) {
        name(key)
        self.value(value)
    }

    /// Writes a member holding a whole number.
    public mutating func member(_ key: StaticString, _ value: UInt64) {
        name(key)
        self.value(value)
    }

    /// Writes a member holding `true` or `false`.
    public mutating func member(_ key: StaticString, _ value: Bool) {
        name(key)
        self.value(value)
    }

    /// Writes a member holding `null`.
    public mutating func memberNull(_ key: StaticString) {
        name(key)
        valueNull()
    }

    /// Writes a member holding bytes that are one JSON value already.
    public mutating func memberRaw(_ key: StaticString, _ json: [UInt8]) {
        name(key)
        valueRaw(json)
    }

    /// Writes a member holding an object, whose members `body` writes.
    public mutating func memberObject(_ key: StaticString, _ body: (inout JSONWriter) -> Void) {
        name(key)
        object(body)
    }

    /// Writes a member holding an array, whose elements `body` writes.
    public mutating func memberArray(_ key: StaticString, _ body: (inout JSONWriter) -> Void) {
        name(key)
        array(body)
    }

    /// Writes a member holding an object of strings whose names are not known beforehand.
    public mutating func memberMap(_ key: StaticString, _ pairs: some Sequence<(name: String, value: String)>) {
        memberObject(key) { map in
            for (name, value) in pairs {
                map.separate()
                map.appendQuoted(name)
                map.bytes.append(UInt8(ascii: ":"))
                map.appendQuoted(value)
            }
        }
    }

    private mutating func name(_ key: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        append(key)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }
}
