/// Words as bytes: seven bits at a time, the lowest first, so that small numbers are short.
public struct ByteWriter: WordSink {
    /// What was written since the last `clear`.
    public private(set) var bytes: [UInt8] = []

    /// Nothing written.
    public init() {}

    /// Appends 1 to 10 bytes.
    public mutating func put(_ word: UInt64) {
        var rest = word
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Forgets what was written and keeps the storage.
    public mutating func clear() { bytes.removeAll(keepingCapacity: true) }
}

/// Reads what `ByteWriter` wrote.
public struct ByteReader: WordSource {
    private let bytes: [UInt8]
    private var position = 0

    /// Reads from the first byte on.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// True when all was read.
    public var isAtEnd: Bool { position == bytes.count }

    /// Throws at the end, and where a number is cut off or has more than 64 bits.
    public mutating func word() throws(DecodingFailure) -> UInt64 {
        var word: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 63, by: 7) {
            guard position < bytes.count else { throw DecodingFailure() }
            let byte = bytes[position]
            position += 1
            if shift == 63, byte > 1 { throw DecodingFailure() }
            word |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return word }
        }
        throw DecodingFailure()
    }
}

/// A 128-bit fingerprint of a sequence of words, the same on every machine. It detects differences between two runs of
/// the same commands; it is not proof against somebody who looks for collisions.
public struct Digest: WordSink, Sendable, Hashable {
    /// The upper 64 bits.
    public private(set) var high: UInt64
    /// The lower 64 bits.
    public private(set) var low: UInt64

    /// The digest of nothing.
    public init() {
        high = 0x6A09_E667_F3BC_C908
        low = 0xBB67_AE85_84CA_A73B
    }

    /// A digest that was stored.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Mixes the word in; the order of words counts.
    public mutating func put(_ word: UInt64) {
        high = (high ^ word) &* 0x9E37_79B9_7F4A_7C15
        high ^= high >> 29
        low = (low ^ (word << 32 | word >> 32)) &* 0xBF58_476D_1CE4_E5B9 &+ high
        low ^= low >> 32
    }

    /// 32 hexadecimal digits.
    public var text: String {
        func digits(_ word: UInt64) -> String {
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.utf8.count) + text
        }
        return digits(high) + digits(low)
    }
}
