/// A snapshot as a file: a header of 8 words, pages of payload with a checksum each, a footer of 2 words.
///
/// Words have 64 bits, the lowest byte first. The header tells how long the file is, so that nothing can be missing or
/// left over; each page's checksum begins with the one before, so that pages cannot change places.
extension Snapshot {
    private static let magic: UInt64 = 0x706E_536D_696C_5070  // "pPlimSnp"
    private static let format: UInt64 = 1
    private static let headerBytes = 64
    private static let footerBytes = 16
    private static let pageBytes = 1 << 16
    private static let footer: UInt64 = 0x646E_456D_696C_5070  // "pPlimEnd"

    /// The whole file.
    public var file: [UInt8] {
        var bytes: [UInt8] = []
        let pages = (payload.count + Self.pageBytes - 1) / Self.pageBytes
        bytes.reserveCapacity(Self.headerBytes + payload.count + 8 * pages + Self.footerBytes)
        var checksum = Checksum()
        for word in headerWords {
            bytes.append(word: word)
            checksum.add(word)
        }
        bytes.append(word: checksum.value)
        for start in stride(from: 0, to: payload.count, by: Self.pageBytes) {
            let page = payload[start..<min(start + Self.pageBytes, payload.count)]
            page.withUnsafeBytes { checksum.add($0) }
            bytes.append(contentsOf: page)
            bytes.append(word: checksum.value)
        }
        checksum.add(Self.footer)
        bytes.append(word: Self.footer)
        bytes.append(word: checksum.value)
        return bytes
    }

    /// Reads a whole file. Throws `damaged` for whatever `file` did not give.
    public init(file bytes: [UInt8]) throws(SnapshotError) {
        guard bytes.count >= Self.headerBytes + Self.footerBytes else { throw .damaged("it is too short") }
        var checksum = Checksum()
        let header = (0..<7).map { bytes.word(at: 8 * $0) }
        for word in header { checksum.add(word) }
        guard header[0] == Self.magic else { throw .damaged("it is no snapshot") }
        guard bytes.word(at: 56) == checksum.value else { throw .damaged("its header is damaged") }
        guard header[1] == Self.format else { throw .damaged("it has format \(header[1])") }
        guard let rulesVersion = UInt32(exactly: header[2]), let count = Int(exactly: header[6]),
            count <= bytes.count, bytes.count == Self.fileBytes(payloadBytes: count)
        else { throw .damaged("it has not the length that its header tells") }
        var payload: [UInt8] = []
        payload.reserveCapacity(count)
        var offset = Self.headerBytes
        while payload.count < count {
            let end = offset + min(Self.pageBytes, count - payload.count)
            bytes[offset..<end].withUnsafeBytes { checksum.add($0) }
            guard bytes.word(at: end) == checksum.value else {
                throw .damaged("its page at byte \(offset) is damaged")
            }
            payload.append(contentsOf: bytes[offset..<end])
            offset = end + 8
        }
        checksum.add(Self.footer)
        guard bytes.word(at: offset) == Self.footer, bytes.word(at: offset + 8) == checksum.value else {
            throw .damaged("its footer is damaged")
        }
        self.init(
            sequence: header[3], rulesVersion: rulesVersion, digest: RecordedDigest(high: header[4], low: header[5]),
            payload: payload)
    }

    private var headerWords: [UInt64] {
        [Self.magic, Self.format, UInt64(rulesVersion), sequence, digest.high, digest.low, UInt64(payload.count)]
    }

    private static func fileBytes(payloadBytes count: Int) -> Int {
        headerBytes + count + (count + pageBytes - 1) / pageBytes * 8 + footerBytes
    }
}

extension [UInt8] {
    fileprivate mutating func append(word: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { append(UInt8(truncatingIfNeeded: word >> shift)) }
    }

    fileprivate func word(at offset: Int) -> UInt64 {
        (0..<8).reduce(0) { $0 | UInt64(self[offset + $1]) << UInt64(8 * $1) }
    }
}
