/// `chunk-size [ chunk-ext ]` (RFC 9112, section 7.1). Extensions are checked for control characters and ignored.
struct ChunkSize {
    /// The bytes that follow; 0 for the last chunk.
    let bytes: Int
    /// What the extensions took, from their semicolon on.
    let extensionBytes: Int

    /// Reads a line without its CR LF; a size above `mostBytes` is refused as too large a body.
    init(_ line: Span<UInt8>, mostBytes: Int) throws(Refusal) {
        let end = line.firstIndex(of: UInt8(ascii: ";")) ?? line.count
        guard end > 0, end <= Self.mostDigits else { throw .malformedChunk }
        var bytes = 0
        for index in 0..<end {
            guard let digit = line[index].hexValue else { throw .malformedChunk }
            bytes = bytes << 4 | Int(digit)
        }
        guard line.extracting(end...).isFieldContent else { throw .malformedChunk }
        guard bytes <= mostBytes else { throw .bodyTooLarge }
        self.bytes = bytes
        extensionBytes = line.count - end
    }

    /// No more than fit a positive Int.
    private static let mostDigits = 15
}
