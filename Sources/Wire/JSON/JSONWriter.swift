/// Writes compact JSON straight into bytes. Commas are the writer's, nesting is the closures'.
///
/// `object` and `array` write the document itself and, inside `array`, its elements; `member…` belongs inside an
/// object, `value…` inside an array.
public struct JSONWriter {
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
    public mutating func value(_ value: some FixedWidthInteger) {
        separate()
        appendInteger(value)
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

    private mutating func appendInteger(_ value: some FixedWidthInteger) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        var rest = value.magnitude
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            bytes.append(UInt8(ascii: "0") + UInt8(digit))
            rest = quotient
        } while rest != 0
        bytes[start...].reverse()
    }

    private mutating func appendQuoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case 0x0A: append("\\n")
            case 0x0D: append("\\r")
            case 0x09: append("\\t")
            case 0..<0x20: appendControl(byte)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendControl(_ byte: UInt8) {
        append("\\u00")
        bytes.append(contentsOf: Hex.encode([byte]).utf8)
    }
}

extension JSONWriter {
    /// Writes a member holding a string. Names are copied as they stand: plain ASCII that needs no escape.
    public mutating func member(_ key: StaticString, _ value: String) {
        name(key)
        self.value(value)
    }

    /// Writes a member holding a whole number.
    public mutating func member(_ key: StaticString, _ value: some FixedWidthInteger) {
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

    private mutating func name(_ key: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        append(key)
        append("\":")
        needsComma = false
    }
}
