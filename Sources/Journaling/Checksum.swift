/// A 64-bit checksum against bit rot, not against an attacker.
///
/// Each step is a bijection of the word and of the running value, so damage within one aligned 8-byte word is always
/// found; wider damage goes unnoticed once in 2^64. The shift keeps two flipped top bits from cancelling.
struct Checksum {
    private(set) var value: UInt64 = 0

    mutating func add(_ word: UInt64) {
        let product = (value ^ word) &* 0x9E37_79B9_7F4A_7C15
        value = product ^ (product >> 32)
    }

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        let whole = bytes.count & ~7
        var offset = 0
        while offset < whole {
            add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        var rest: UInt64 = 0
        for byte in bytes[whole...] { rest = rest << 8 | UInt64(byte) }
        add(rest)
        add(UInt64(bytes.count))
    }
}

extension Batch {
    /// The checksum over all that is stored of the batch.
    var checksum: UInt64 {
        var checksum = Checksum()
        checksum.add(firstSequence)
        checksum.add(lastSequence)
        checksum.add(UInt64(rulesVersion))
        checksum.add(digest.high)
        checksum.add(digest.low)
        payload.withUnsafeBytes { checksum.add($0) }
        return checksum.value
    }
}
